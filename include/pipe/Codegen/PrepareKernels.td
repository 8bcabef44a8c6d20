//===- PrepareKernels.td - pipe-prepare-kernels ------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def PrepareKernelsPass : Pass<"pipe-prepare-kernels", "::mlir::func::FuncOp"> {
  let summary = "Bring the ops of a kernel into the forms that code generation knows";
  let description = [{
    Rewrites a kernel on static tensors so that only `linalg.generic`, named
    contractions, `linalg.fill`, slices, reshapes and constants remain:
    elementwise `arith` and `math` on tensors and all other named linalg ops
    become `linalg.generic`, `tensor.concat` becomes insertions of slices. It
    marks contractions and the order of the sums of reductions.

    Example:

    ```mlir
    // Before.
    %1 = arith.addf %a, %b : tensor<4xf32>

    // After.
    %0 = tensor.empty() : tensor<4xf32>
    %1 = linalg.generic {...} ins(%a, %b : ...) outs(%0 : tensor<4xf32>) {
    ^bb0(%x: f32, %y: f32, %z: f32):
      %2 = arith.addf %x, %y : f32
      linalg.yield %2 : f32
    } -> tensor<4xf32>
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::linalg::LinalgDialect",
                           "::mlir::tensor::TensorDialect"];
}
