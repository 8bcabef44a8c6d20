//===- LaunchProducts.td - pipe-launch-products ------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def LaunchProductsPass : Pass<"pipe-launch-products", "::mlir::ModuleOp"> {
  let summary = "Queue matrix products and copies";
  let description = [{
    Replaces contractions of kernels, the linalg ops with the attribute
    `pipe.contraction`, by `pipert.gpu_multiply`, and copies of neighbouring bytes by
    `pipert.gpu_copy`. Of several batch dimensions the longest goes into the op, the
    others become loops around it. Fails for a contraction whose strides the op cannot
    express; `pipe-outline-loops` has made loops of these.

    Example:

    ```mlir
    // Before.
    linalg.matmul {pipe.contraction} ins(%a, %b : memref<4x8xf32>, memref<8x16xf32>) outs(%c : memref<4x16xf32>)

    // After.
    pipert.gpu_multiply %pa, %pb, %pc sizes(4, 16, 8) pitches(8, 16, 16) count 1 strides(0, 0, 0) x f32 {accumulate}
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::LLVM::LLVMDialect",
                           "::mlir::memref::MemRefDialect",
                           "::mlir::pipert::PipeRTDialect",
                           "::mlir::scf::SCFDialect"];
}
