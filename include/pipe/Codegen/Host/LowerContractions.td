//===- LowerContractions.td - pipe-lower-contractions ------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def LowerContractionsPass : Pass<"pipe-lower-contractions", "::mlir::ModuleOp"> {
  let summary = "Call the matrix product of the runtime for contractions";
  let description = [{
    Replaces contractions on f32 or f64 buffers, named or as `linalg.generic`,
    by calls of `pipert_gemm_f32` or `pipert_gemm_f64`. Operands may be
    transposed; batch dimensions become loops around the call. Contractions are
    the linalg ops with the attribute `pipe.contraction`. Fails for one whose
    strides the function cannot express; `pipe-outline-loops` has made loops of
    these.

    Example:

    ```mlir
    // Before.
    linalg.matmul ins(%a, %b : memref<4x8xf32>, memref<8x16xf32>) outs(%c : memref<4x16xf32>)

    // After.
    llvm.call @pipert_gemm_f32(%c4, %c16, %c8, %pa, %c8, %no, %pb, %c16, %no, %one, %pc, %c16) : ...
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::LLVM::LLVMDialect",
                           "::mlir::memref::MemRefDialect",
                           "::mlir::scf::SCFDialect"];
}
