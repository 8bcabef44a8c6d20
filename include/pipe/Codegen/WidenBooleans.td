//===- WidenBooleans.td - pipe-widen-booleans --------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def WidenBooleansPass : Pass<"pipe-widen-booleans", "::mlir::ModuleOp"> {
  let summary = "Keep booleans in memory as bytes";
  let description = [{
    Turns every buffer of i1 in a kernel into one of i8. Bodies of linalg ops
    read the lowest bit of a byte and write 0 or 1.

    Example:

    ```mlir
    // Before.
    linalg.generic ... ins(%m, %x : memref<4xi1>, memref<4xf32>) ... {
    ^bb0(%c: i1, %v: f32, %out: f32):

    // After.
    linalg.generic ... ins(%m, %x : memref<4xi8>, memref<4xf32>) ... {
    ^bb0(%b: i8, %v: f32, %out: f32):
      %c = arith.trunci %b : i8 to i1
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect"];
}
