//===- FoldTransposes.td - pipe-fold-transposes ------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def FoldTransposesPass : Pass<"pipe-fold-transposes", "::mlir::func::FuncOp"> {
  let summary = "Let matrix products read and write transposed";
  let description = [{
    Folds transposes, `linalg.transpose` or a `linalg.generic` that copies with a
    permutation, into the floating-point contractions that read them, and into a
    contraction whose result only the transpose uses. The contraction becomes a
    `linalg.generic` with permuted indexing maps, which a BLAS-like function
    computes without moving memory. A transpose behind a reshape that merges
    neighbours is swapped with the reshape first.

    A product may round differently when an operand is stored the other way, so
    this belongs before a graph is cut: then every cut of the graph computes the
    same products. `pipe-codegen-host` does not run it.

    Example:

    ```mlir
    // Before.
    %t = linalg.transpose ins(%w : tensor<8x4xf32>) outs(%e : tensor<4x8xf32>) permutation = [1, 0]
    %r = linalg.matmul ins(%x, %t : tensor<2x4xf32>, tensor<4x8xf32>) outs(%z : tensor<2x8xf32>)

    // After.
    %r = linalg.generic {indexing_maps = [(m, n, k) -> (m, k), (m, n, k) -> (n, k), (m, n, k) -> (m, n)], ...}
        ins(%x, %w : tensor<2x4xf32>, tensor<8x4xf32>) outs(%z : tensor<2x8xf32>) ...
    ```
  }];
  let dependentDialects = ["::mlir::linalg::LinalgDialect",
                           "::mlir::tensor::TensorDialect"];
}
