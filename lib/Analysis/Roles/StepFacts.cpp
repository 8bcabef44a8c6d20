//===- StepFacts.cpp - A training step as dataflow ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StepFacts.h"

#include "ElementwiseLook.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Transforms/RegionUtils.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace mlir::pipe;

StepFacts::StepFacts(func::FuncOp func, const LossSlice &slice)
    : body(func.getBody().front()), slice(slice), loc(func.getLoc()) {
  for (auto [place, op] : llvm::enumerate(body)) {
    llvm::SetVector<Value> read(op.operand_begin(), op.operand_end());
    getUsedValuesDefinedAbove(op.getRegions(), read);
    reads[&op] = SmallVector<Value>(read.begin(), read.end());
    places[&op] = place;
  }
}

/// The scalar, or the argument, that a 0-d value is.
static Value lookAtScalar(Value value) {
  while (true) {
    if (auto extract = value.getDefiningOp<tensor::ExtractOp>();
        extract && extract.getIndices().empty()) {
      value = extract.getTensor();
      continue;
    }
    if (auto elements = value.getDefiningOp<tensor::FromElementsOp>();
        elements && elements.getElements().size() == 1) {
      value = elements.getElements().front();
      continue;
    }
    auto argument = dyn_cast<BlockArgument>(value);
    if (argument && isa<func::FuncOp>(argument.getOwner()->getParentOp()))
      return value;
    Value inner = lookThrough(value);
    if (!inner)
      return value;
    value = inner;
  }
}

static bool isInteger(Value value, llvm::function_ref<bool(APInt)> isMeant) {
  APInt number;
  value = lookAtScalar(value);
  Attribute attribute;
  if (!matchPattern(value, m_Constant(&attribute)))
    return false;
  if (auto elements = dyn_cast<SplatElementsAttr>(attribute);
      elements && elements.getElementType().isIntOrIndex())
    return isMeant(elements.getSplatValue<APInt>());
  auto integer = dyn_cast<IntegerAttr>(attribute);
  return integer && isMeant(integer.getValue());
}

/// True for `argument + 1`.
static bool isNext(Value value, BlockArgument argument) {
  auto add = lookAtScalar(value).getDefiningOp<arith::AddIOp>();
  if (!add)
    return false;
  for (auto [one, other] :
       {std::pair(add.getLhs(), add.getRhs()), {add.getRhs(), add.getLhs()}})
    if (lookAtScalar(other) == argument &&
        isInteger(one, [](const APInt &number) { return number.isOne(); }))
      return true;
  return false;
}

std::optional<bool> mlir::pipe::matchIncrement(Value value,
                                               BlockArgument argument) {
  if (isNext(value, argument))
    return false;
  auto isLargest = [](const APInt &number) {
    return number.isMaxSignedValue();
  };
  // count < largest ? count + 1 : largest, as optax counts.
  auto select = lookAtScalar(value).getDefiningOp<arith::SelectOp>();
  if (!select || !isNext(select.getTrueValue(), argument) ||
      !isInteger(select.getFalseValue(), isLargest))
    return std::nullopt;
  auto compare =
      lookAtScalar(select.getCondition()).getDefiningOp<arith::CmpIOp>();
  if (!compare || compare.getPredicate() != arith::CmpIPredicate::slt ||
      lookAtScalar(compare.getLhs()) != argument ||
      !isInteger(compare.getRhs(), isLargest))
    return std::nullopt;
  return true;
}
