//===- EmulateGpuModule.td - pipe-emulate-gpu-module -------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def EmulateGpuModulePass : Pass<"pipe-emulate-gpu-module", "::mlir::ModuleOp"> {
  let summary = "Give device functions a twin on the host";
  let description = [{
    Adds a function of the host for each one of the `gpu.module` @pipe_gpu, which does
    what one thread does. Its first argument is the `pipert_gpu_thread_t` that says
    which one; shuffles become calls of the runtime.

    Example:

    ```mlir
    // Before.
    gpu.func @pipe_loop(%x: memref<4xf32>) kernel {
      %i = gpu.thread_id x

    // After, beside it.
    func.func private @pipe_loop_emulated(%thread: !llvm.ptr, %x: memref<4xf32>) attributes {pipe.loop} {
      %0 = llvm.getelementptr %thread[0] : (!llvm.ptr) -> !llvm.ptr, i8
      %1 = llvm.load %0 : !llvm.ptr -> i32
      %i = arith.index_castui %1 : i32 to index
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::func::FuncDialect",
                           "::mlir::gpu::GPUDialect",
                           "::mlir::LLVM::LLVMDialect"];
}
