//===- ExportGpuModule.td - pipe-export-gpu-module ---------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def ExportGpuModulePass : Pass<"pipe-export-gpu-module", "::mlir::ModuleOp"> {
  let summary = "Make the gpu.module data of the bundle";
  let description = [{
    Replaces the `gpu.module` @pipe_gpu by globals: its PTX, the texts of its checks, the
    table of its functions, each with the function of the host that does what one
    thread does, and `pipe_gpu_module`, the `pipert_gpu_module_t` that a bundle exports.

    Example:

    ```mlir
    // Before.
    gpu.module @pipe_gpu attributes {pipe.ptx = "..."} { ... }

    // After.
    llvm.mlir.global internal constant @pipe_gpu_ptx("...\\00")
    llvm.mlir.global external constant @pipe_gpu_module() : !llvm.struct<(i32, i32, ptr, ptr, i64, ptr, i32)> { ... }
    ```
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}
