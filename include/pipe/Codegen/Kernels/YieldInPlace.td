//===- YieldInPlace.td - pipe-yield-in-place ------------- -*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def YieldInPlacePass : Pass<"pipe-yield-in-place", "::mlir::func::FuncOp"> {
  let summary = "Let loops and branches yield tensors where bufferization wants them";
  let description = [{
    Bufferization keeps a tensor that a `scf.for` or `scf.while` carries in one buffer.
    Where the analysis finds that a body yields a tensor that lies elsewhere, this
    copies it into the memory of the argument that it becomes; a tensor that lies
    in the memory of another argument is saved first. A `scf.while` that takes and
    gives different tensors carries memory for both. The regions of a `scf.if` or
    `scf.index_switch` that yield tensors in different places write them into one
    new tensor. Nothing is done where tensors are updated in place.

    The analysis does not see that an op which cannot work in place leaves the old
    value alone, and refuses some functions for that. Such a function is done again
    with explicit copies of those values.

    Example:

    ```mlir
    // Before.
    %r = scf.for ... iter_args(%a = %x) -> tensor<4xf32> {
      %t = linalg.generic ... ins(%a) outs(%e) ...
      scf.yield %t : tensor<4xf32>

    // After.
      %t = linalg.generic ... ins(%a) outs(%e) ...
      %y = bufferization.materialize_in_destination %t in %a
      scf.yield %y : tensor<4xf32>
    ```
  }];
  let dependentDialects = ["::mlir::bufferization::BufferizationDialect",
                           "::mlir::scf::SCFDialect"];
}
