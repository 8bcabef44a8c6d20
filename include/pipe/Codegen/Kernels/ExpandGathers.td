//===- ExpandGathers.td - pipe-expand-gathers ------------ -*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def ExpandGathersPass : Pass<"pipe-expand-gathers", "::mlir::func::FuncOp"> {
  let summary = "Expand tensor.gather and tensor.scatter";
  let description = [{
    Turns `tensor.gather` into a `linalg.generic` that extracts elements, and
    `tensor.scatter` into `scf.for` loops that insert one slice after the other; of
    slices for the same place, the last one stays. Coordinates that data could make
    wrong are checked with `pipert.check_index`.

    Example:

    ```mlir
    // Before.
    %r = tensor.gather %t[%i] gather_dims([0]) : (tensor<10x4xf32>, tensor<3x1xi32>) -> tensor<3x4xf32>

    // After.
    %r = linalg.generic {...} ins(%i : tensor<3x1xi32>) outs(%e : tensor<3x4xf32>) {
    ^bb0(%n: i32, %out: f32):
      %k = arith.index_cast %n : i32 to index
      %row = pipert.check_index %k below 10 at "..."
      %column = linalg.index 1 : index
      %v = tensor.extract %t[%row, %column] : tensor<10x4xf32>
      linalg.yield %v : f32
    }
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::linalg::LinalgDialect",
                           "::mlir::pipert::PipeRTDialect",
                           "::mlir::scf::SCFDialect",
                           "::mlir::tensor::TensorDialect"];
}
