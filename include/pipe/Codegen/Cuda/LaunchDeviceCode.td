//===- LaunchDeviceCode.td - pipe-launch-device-code -------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def LaunchDeviceCodePass : Pass<"pipe-launch-device-code", "::mlir::ModuleOp"> {
  let summary = "Let kernels launch their loop nests";
  let description = [{
    Turns kernels that `pipe-outline-loops` left into code of the host that only
    computes addresses and counts and launches: nothing in it loads or stores an
    element.

    - A call of a loop nest becomes `pipert.gpu_launch` of it.
    - What reads or writes elements between nests, and loops and branches that depend
      on elements, become functions with the attribute `pipe.device`, for one thread.
      Equal ones are there once. A number that a later function needs goes through
      the workspace, which grows by 8 bytes for it (`pipe.workspace_bytes`).
    - Loops that depend on no element stay on the host if they hold a launch.
    - Constants of the module are read by device functions themselves; for a matrix
      product they are copied to the workspace.
    - Copies that are no run of bytes become loop nests.

    Where data choose which buffer is used, one thread does the whole kernel.

    Example:

    ```mlir
    // Before.
    func.func private @f(%x: memref<4xf32>, %k: memref<1xindex>, %out: memref<4xf32>, %workspace: memref<0xi8>)
        attributes {pipe.workspace_bytes = 0 : i64} {
      call @pipe_loop(%x, %out) : (memref<4xf32>, memref<4xf32>) -> ()
      %i = memref.load %k[%c0] : memref<1xindex>
      memref.store %cst, %out[%i] : memref<4xf32>

    // After.
    func.func private @f(...) {
      pipert.gpu_launch @pipe_loop(%x, %out) : memref<4xf32>, memref<4xf32>
      pipert.gpu_launch @pipe_piece(%k, %out) : memref<1xindex>, memref<4xf32>

    func.func private @pipe_piece(%0: memref<1xindex>, %1: memref<4xf32>) attributes {pipe.device} {
      %i = memref.load %0[%c0] : memref<1xindex>
      memref.store %cst, %1[%i] : memref<4xf32>
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::affine::AffineDialect",
                           "::mlir::func::FuncDialect",
                           "::mlir::linalg::LinalgDialect",
                           "::mlir::memref::MemRefDialect",
                           "::mlir::pipert::PipeRTDialect"];
}
