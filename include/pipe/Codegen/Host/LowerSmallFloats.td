//===- LowerSmallFloats.td - pipe-lower-small-floats -------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def LowerSmallFloatsPass : Pass<"pipe-lower-small-floats", "::mlir::ModuleOp"> {
  let summary = "Keep 16-bit floats as integers";
  let description = [{
    Turns every value, buffer and constant of f16 and bf16 in a kernel into one of
    i16 with the same bits. All arithmetic on them has been expanded before
    (`pipe-expand-math`); what is left moves them. LLVM would keep a bf16 that
    moves through a register as f32 and call a function of the compiler's own
    library to store it. Fails with the op's location when an op still computes
    with 16-bit floats.

    Example:

    ```mlir
    // Before.
    %0 = vector.load %x[%i] : memref<64xbf16>, vector<16xbf16>
    %1 = arith.bitcast %0 : vector<16xbf16> to vector<16xi16>

    // After.
    %0 = vector.load %x[%i] : memref<64xi16>, vector<16xi16>
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect"];
}
