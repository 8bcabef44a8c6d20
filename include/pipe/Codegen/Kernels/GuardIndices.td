//===- GuardIndices.td - pipe-guard-indices -------------- -*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def GuardIndicesPass : Pass<"pipe-guard-indices", "::mlir::func::FuncOp"> {
  let summary = "Check the indices that data could make wrong";
  let description = [{
    Puts a `pipert.check_index` before every `tensor.extract`, `tensor.insert`,
    `tensor.extract_slice` and `tensor.insert_slice` for each index and offset that
    is not in range for sure. What is in range is found from constants, the
    bounds of loops, and clamps (`max` and `min` around an index), also in another
    op of the kernel; such indices stay as they are.

    Fails on a slice that is larger than its tensor, and on an insertion into a
    tensor that holds no element.

    Example:

    ```mlir
    // Before.
    %v = tensor.extract %table[%i, %c0] : tensor<10x16xf32>

    // After.
    %k = pipert.check_index %i below 10 at "'tensor.extract' at m.mlir:8:10: the index of dimension 0"
    %v = tensor.extract %table[%k, %c0] : tensor<10x16xf32>
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::pipert::PipeRTDialect"];
}
