//===- RefineShapes.td - pipe-refine-shapes ----------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def RefineShapesPass : Pass<"pipe-refine-shapes", "::mlir::ModuleOp"> {
  let summary = "Make shapes static that follow from static ones";
  let description = [{
    torch-mlir forgets sizes on the way: a static tensor is cast to `?` and back, the
    size of a concatenation or of a padding is computed from `tensor.dim`. In functions
    that hold a dynamic shape, this pass folds casts into the ops that use them, asks
    every op for its sizes, and computes with those, by the canonicalization of the
    dialects `arith`, `linalg`, `scf` and `tensor`. Result types of a function that
    nobody calls become what it returns. Functions whose shapes are all static are left
    as they are.

    A shape that stays dynamic is refused by `pipe-import`, which says where its size
    comes from.

    Example:

    ```mlir
    // Before.
    %n = tensor.dim %x, %c0 : tensor<4x8xf32>
    %d = tensor.cast %x : tensor<4x8xf32> to tensor<?x8xf32>
    %e = tensor.empty(%n) : tensor<?x8xf32>
    %y = linalg.exp ins(%d : tensor<?x8xf32>) outs(%e : tensor<?x8xf32>) -> tensor<?x8xf32>
    %z = tensor.cast %y : tensor<?x8xf32> to tensor<4x8xf32>

    // After.
    %e = tensor.empty() : tensor<4x8xf32>
    %z = linalg.exp ins(%x : tensor<4x8xf32>) outs(%e : tensor<4x8xf32>) -> tensor<4x8xf32>
    ```
  }];
  let dependentDialects = ["::mlir::affine::AffineDialect",
                           "::mlir::arith::ArithDialect",
                           "::mlir::linalg::LinalgDialect",
                           "::mlir::tensor::TensorDialect"];
}
