//===- OpCost.cpp - Cost of an op as one number ---------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/OpFacts/OpCost.h"

#include "pipe/Analysis/OpFacts/OpEffects.h"
#include "pipe/Interfaces/CostOpInterface.h"

using namespace mlir;
using namespace mlir::pipe;

std::optional<int64_t> mlir::pipe::getScalarCost(Operation *op, bool *isKnown) {
  std::optional<OpCost> cost;
  bool isTold = true;
  if (auto interface = dyn_cast<CostOpInterface>(op)) {
    cost = interface.getOpCost();
  } else if (getConstantValue(op)) {
    cost = OpCost();
  } else if (std::optional<int64_t> bytes = getTensorBytesTouched(op)) {
    cost = OpCost{0, *bytes};
    isTold = false;
  }
  if (isKnown)
    *isKnown = isTold;
  return cost ? getScalarCost(*cost) : std::nullopt;
}
