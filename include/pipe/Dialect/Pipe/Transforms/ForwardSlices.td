//===- ForwardSlices.td - pipe-forward-slices --------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def ForwardSlicesPass : Pass<"pipe-forward-slices", "::mlir::func::FuncOp"> {
  let summary = "Read what was put into a stack, not a slice of the stack";
  let description = [{
    What an iteration keeps for another loop is put into a stack of all iterations:
    one value, which one stage would have to hold and to send. Where a constant
    slice along one dimension is read from a stack, this reads what was written
    there. It sees through chains of `tensor.insert_slice`, `tensor.concat`, slices
    of slices, reshapes, fills, and ops by element (also copies that permute
    dimensions) of which only such slices are used. A copy that only adds dimensions
    of size 1 becomes a `tensor.expand_shape`.

    A stack that nobody reads any more goes. Takes time in proportion to the ops,
    however long the chains are.

    Example:

    ```mlir
    // Before.
    %s0 = tensor.insert_slice %a into %zeros[0, 0] [1, 8] [1, 1] : tensor<1x8xf32> into tensor<2x8xf32>
    %s1 = tensor.insert_slice %b into %s0[1, 0] [1, 8] [1, 1] : tensor<1x8xf32> into tensor<2x8xf32>
    %x = tensor.extract_slice %s1[0, 0] [1, 8] [1, 1] : tensor<2x8xf32> to tensor<1x8xf32>
    %y = math.exp %x : tensor<1x8xf32>

    // After.
    %y = math.exp %a : tensor<1x8xf32>
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::linalg::LinalgDialect",
                           "::mlir::tensor::TensorDialect"];
}
