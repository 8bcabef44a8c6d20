//===- LowerTMTensor.td - pipe-lower-tm-tensor -------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def LowerTMTensorPass : Pass<"pipe-lower-tm-tensor", "::mlir::func::FuncOp"> {
  let summary = "Make loops and linalg of torch-mlir's own ops";
  let description = [{
    Replaces `tm_tensor.scatter`, `sort`, `topk`, `scan` and `attention` by ops that
    every later pass knows. Their shapes must be static.

      - A scatter is a loop over its updates, in their order: gradients of equal
        tokens are added in the order of the tokens. An iteration reads and writes the
        one place in the output that its update belongs to, so that its cost is what it
        moves, whatever the size of the table.
      - A sort is a stable merge sort: about `log2(n)` passes over the elements, each a
        loop. NaN is neither before nor behind anything.
      - Top-k puts each element into the `k` that are kept, `n * k` steps.
      - A scan is a loop along its dimension, over whole slices.
      - Attention is two products and a softmax in f32, or in f64 where the queries
        are; the largest score of a row is subtracted first.

    Indices that lie outside of a tensor are an error at run time
    (`pipe-guard-indices`).

    Fails on a dynamic shape.

    Example:

    ```mlir
    // Before.
    %sum = tm_tensor.scatter {dimension_map = array<i64: 0>} unique_indices(false)
        ins(%updates, %rows : tensor<32x1x64xf32>, tensor<32x1xi64>)
        outs(%zero : tensor<128x64xf32>) {
    ^bb0(%update: f32, %old: f32):
      %new = arith.addf %old, %update : f32
      tm_tensor.yield %new : f32
    } -> tensor<128x64xf32>

    // After.
    %sum = scf.for %r = %c0 to %c32 step %c1 iter_args(%table = %zero) -> (tensor<128x64xf32>) {
      %number = tensor.extract %rows[%r, %c0] : tensor<32x1xi64>
      %row = arith.index_cast %number : i64 to index
      %update = tensor.extract_slice %updates[%r, 0, 0] [1, 1, 64] [1, 1, 1]
          : tensor<32x1x64xf32> to tensor<1x64xf32>
      %old = tensor.extract_slice %table[%row, 0] [1, 64] [1, 1]
          : tensor<128x64xf32> to tensor<1x64xf32>
      %new = linalg.generic ... ins(%update) outs(%old) // adds
      %next = tensor.insert_slice %new into %table[%row, 0] [1, 64] [1, 1]
          : tensor<1x64xf32> into tensor<128x64xf32>
      scf.yield %next : tensor<128x64xf32>
    }
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::linalg::LinalgDialect",
                           "::mlir::math::MathDialect",
                           "::mlir::scf::SCFDialect",
                           "::mlir::tensor::TensorDialect"];
}
