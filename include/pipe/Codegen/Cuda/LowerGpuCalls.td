//===- LowerGpuCalls.td - pipe-lower-gpu-calls -------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def LowerGpuCallsPass : Pass<"pipe-lower-gpu-calls", "::mlir::ModuleOp"> {
  let summary = "Call the runtime for what kernels queue";
  let description = [{
    Turns `pipert.gpu_launch`, `pipert.gpu_multiply`, `pipert.gpu_copy` and
    `pipert.gpu_fault` of kernels into calls of the runtime. The arguments of a launch
    go through an array on the stack. Device functions are entries of the table
    @pipe_gpu_functions, in the order of the `gpu.module`; `pipe-export-gpu-module` fills
    it.

    Example:

    ```mlir
    // Before.
    pipert.gpu_launch @pipe_gpu::@pipe_loop(%x) : memref<4xf32>

    // After.
    llvm.store %px, %room : !llvm.ptr, !llvm.ptr
    %table = llvm.mlir.addressof @pipe_gpu_functions : !llvm.ptr
    %function = llvm.getelementptr %table[0, 0] : (!llvm.ptr) -> !llvm.ptr, ...
    llvm.call @pipert_gpu_launch(%function, %blocks, %room) : (!llvm.ptr, i64, !llvm.ptr) -> ()
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::LLVM::LLVMDialect",
                           "::mlir::memref::MemRefDialect"];
}
