//===- FuseElementwise.td - pipe-fuse-elementwise ----------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def FuseElementwisePass : Pass<"pipe-fuse-elementwise", "::mlir::func::FuncOp"> {
  let summary = "Fuse elementwise generics into their users";
  let description = [{
    Merges a `linalg.generic` without reduction into the generic that uses it.
    Every element is computed by the same operations in the same order as
    before, so no result changes by a bit.

    Example:

    ```mlir
    // Before.
    %1 = linalg.generic ... ins(%x) { exp }
    %2 = linalg.generic ... ins(%1) { negf }

    // After.
    %2 = linalg.generic ... ins(%x) { exp, negf }
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::linalg::LinalgDialect",
                           "::mlir::tensor::TensorDialect"];
}
