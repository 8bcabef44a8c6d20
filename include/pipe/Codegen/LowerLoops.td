//===- LowerLoops.td - pipe-lower-loops --------------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def LowerLoopsPass : Pass<"pipe-lower-loops", "::mlir::func::FuncOp"> {
  let summary = "Lower the linalg ops of a kernel to loops";
  let description = [{
    Lowers every linalg op on buffers to `scf.for` loops.
  }];
  let dependentDialects = ["::mlir::affine::AffineDialect",
                           "::mlir::arith::ArithDialect",
                           "::mlir::memref::MemRefDialect",
                           "::mlir::scf::SCFDialect"];
}
