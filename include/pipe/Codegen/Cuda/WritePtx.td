//===- WritePtx.td - pipe-write-ptx ------------------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def WritePtxPass : Pass<"pipe-write-ptx", "::mlir::ModuleOp"> {
  let summary = "Write the gpu.module as PTX";
  let description = [{
    Converts a copy of the `gpu.module` @pipe_gpu to the NVVM dialect, with buffers as
    bare pointers, and that to PTX, which becomes its attribute `pipe.ptx`. No
    multiplication and addition is contracted, divisions and square roots are rounded
    to nearest, and subnormal numbers are kept.

    Example:

    ```mlir
    // Before.
    gpu.module @pipe_gpu { ... }

    // After.
    gpu.module @pipe_gpu attributes {pipe.ptx = ".version 7.0 .target sm_80 ..."} { ... }
    ```
  }];
  let options = [Option<"chip", "chip", "std::string", /*default=*/"\"sm_80\"",
                        "The oldest chip that runs the PTX.">,
                 Option<"file", "file", "std::string", /*default=*/"\"\"",
                        "Write the PTX to this file as well.">];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect",
                           "::mlir::NVVM::NVVMDialect",
                           "::mlir::arith::ArithDialect",
                           "::mlir::affine::AffineDialect",
                           "::mlir::cf::ControlFlowDialect",
                           "::mlir::gpu::GPUDialect",
                           "::mlir::memref::MemRefDialect",
                           "::mlir::scf::SCFDialect",
                           "::mlir::vector::VectorDialect"];
}
