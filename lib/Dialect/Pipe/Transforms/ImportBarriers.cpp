//===- ImportBarriers.cpp - Drop optimization barriers --------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Import.h"

#include "pipe/Dialect/Util/IR/Util.h"

using namespace mlir;
using namespace mlir::pipe;

// A barrier asks that values be computed again rather than kept. Which values a
// stage keeps is decided by the cut alone, so that nothing is asked here.
void mlir::pipe::dropBarriers(func::FuncOp func) {
  func.getBody().walk([](util::OptimizationBarrierOp barrier) {
    barrier.replaceAllUsesWith(barrier.getInputs());
    barrier.erase();
  });
}
