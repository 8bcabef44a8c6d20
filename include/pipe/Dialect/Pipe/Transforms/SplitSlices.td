//===- SplitSlices.td - pipe-split-slices ------------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def SplitSlicesPass : Pass<"pipe-split-slices", "::mlir::func::FuncOp"> {
  let summary = "Take slices that drop dimensions in two steps";
  let description = [{
    A `tensor.extract_slice` whose result has fewer dimensions than its source
    becomes one that keeps them all and a `tensor.collapse_shape`. MLIR 22 folds
    constant offsets of such slices to other sizes if several of the dimensions
    have one element, and so to other elements. This runs before each
    canonicalization.

    Example:

    ```mlir
    // Before.
    %r = tensor.extract_slice %x[0, 0, %c0, %i] [1, 1, 2, 1] [1, 1, 1, 1]
        : tensor<1x1x2x2xf32> to tensor<1x1x2xf32>

    // After.
    %s = tensor.extract_slice %x[0, 0, %c0, %i] [1, 1, 2, 1] [1, 1, 1, 1]
        : tensor<1x1x2x2xf32> to tensor<1x1x2x1xf32>
    %r = tensor.collapse_shape %s [[0], [1], [2, 3]]
        : tensor<1x1x2x1xf32> into tensor<1x1x2xf32>
    ```
  }];
  let dependentDialects = ["::mlir::tensor::TensorDialect"];
}
