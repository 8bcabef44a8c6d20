//===- WidenIntegers.td - pipe-widen-integers ------------ -*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def WidenIntegersPass : Pass<"pipe-widen-integers", "::mlir::ModuleOp"> {
  let summary = "Keep integers in memory in whole bytes";
  let description = [{
    Turns every buffer of integers whose width is not 8, 16, 32 or 64 bits, above
    all of i1, into one of the next wider of these. A load drops the bits above the
    width, and takes every byte but 0 as true; a store writes 0 into them.

    Example:

    ```mlir
    // Before.
    %c = memref.load %m[%i] : memref<4xi1>

    // After.
    %b = memref.load %m[%i] : memref<4xi8>
    %c = arith.cmpi ne, %b, %c0_i8 : i8
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect"];
}
