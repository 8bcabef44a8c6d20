//===- OutlineLoops.td - pipe-outline-loops ----------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def OutlineLoopsPass : Pass<"pipe-outline-loops", "::mlir::ModuleOp"> {
  let summary = "Move every loop nest of a kernel into a function, equal ones once";
  let description = [{
    Moves each linalg op on buffers but matrix products into a private function with the attribute
    `pipe.loop`, whose arguments are the buffers, and calls it. Ops that are
    equal up to their buffers share one function: a model of equal layers is
    compiled in the time of one layer. An argument whose memory no other
    argument touches says so (`llvm.noalias`), which a nest inside of a large
    kernel could not.

    A matrix product (`pipe.contraction`) stays where it is, for the library of
    the back end, if a BLAS-like function can express its strides. One that none
    can, such as a sum over two dimensions that do not lie together, becomes a
    loop nest as all others, on zeros where it overwrote (`pipe.overwrite`), with an
    order of sums (`pipe.lanes`) for the target that the module says.

    The code of a nest is thus a function of the op alone: its results do not
    depend on the kernel that it is in.

    Example:

    ```mlir
    // Before.
    func.func private @f(%x: memref<4xf32>, %out: memref<4xf32>) {
      linalg.generic ... ins(%x : memref<4xf32>) outs(%out : memref<4xf32>) ...

    // After.
    func.func private @f(%x: memref<4xf32>, %out: memref<4xf32>) {
      call @pipe_loop(%x, %out) : (memref<4xf32>, memref<4xf32>) -> ()

    func.func private @pipe_loop(%0: memref<4xf32> {llvm.noalias}, %1: memref<4xf32> {llvm.noalias})
        attributes {pipe.loop} {
      linalg.generic ... ins(%0 : memref<4xf32>) outs(%1 : memref<4xf32>) ...
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::func::FuncDialect",
                           "::mlir::LLVM::LLVMDialect"];
}
