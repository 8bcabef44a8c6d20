//===- ConstantScalars.cpp - Scalars whose values are known ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConstantScalars.h"

#include "mlir/IR/Matchers.h"
#include "mlir/IR/Operation.h"

using namespace mlir;
using namespace mlir::pipe;

/// Deeper computations count as unknown, so that the stack is bounded.
static constexpr int kMaxDepth = 200;

Attribute ConstantScalars::get(Value value) {
  if (auto it = known.find(value); it != known.end())
    return it->second;
  if (depth == kMaxDepth)
    return {};
  ++depth;
  Attribute constant = compute(value);
  --depth;
  known.insert({value, constant});
  return constant;
}

Attribute ConstantScalars::compute(Value value) {
  Operation *op = value.getDefiningOp();
  if (!op || op->getNumRegions() > 0)
    return {};
  Attribute constant;
  if (matchPattern(value, m_Constant(&constant)))
    return constant;
  SmallVector<Attribute> operands;
  for (Value operand : op->getOperands())
    operands.push_back(get(operand));
  // Without a constant operand, only tensor.dim of a static size is known, and
  // a fold could rewrite the op in place.
  SmallVector<OpFoldResult> results;
  Operation *copy = op->clone();
  bool folds = succeeded(copy->fold(operands, results)) && !results.empty();
  copy->destroy();
  if (!folds)
    return {};
  OpFoldResult result = results[cast<OpResult>(value).getResultNumber()];
  if (auto attribute = dyn_cast<Attribute>(result))
    return attribute;
  auto other = cast<Value>(result);
  return other == value ? Attribute() : get(other);
}
