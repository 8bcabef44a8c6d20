//===- DropEmptyTensors.td - pipe-drop-empty-tensors ----- -*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def DropEmptyTensorsPass : Pass<"pipe-drop-empty-tensors", "::mlir::func::FuncOp"> {
  let summary = "Remove the work on tensors that hold no element";
  let description = [{
    Replaces what computes a tensor without elements by `tensor.empty`, a linalg op
    that has no iteration by what it would have started from, and drops pieces
    without elements from `tensor.concat`, `tensor.insert_slice` and `tensor.pad`.
    A reduction over an empty dimension becomes its initial value.

    Example:

    ```mlir
    // Before.
    %1 = tensor.concat dim(0) %a, %b : (tensor<0x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
    %2 = linalg.reduce { arith.addf } ins(%a : tensor<0x4xf32>) outs(%zeros : tensor<4xf32>) dimensions = [0]

    // After: %b stands for %1, and %zeros for %2.
    ```
  }];
  let dependentDialects = ["::mlir::tensor::TensorDialect"];
}
