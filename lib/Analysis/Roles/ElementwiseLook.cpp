//===- ElementwiseLook.cpp - See through elementwise ops ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ElementwiseLook.h"

#include "pipe/Analysis/OpFacts/OpEffects.h"
#include "pipe/Analysis/OpFacts/SumOps.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace mlir::pipe;

/// The value of a constant that stands right there.
static std::optional<double> getConstant(Value value) {
  if (auto fill = value.getDefiningOp<linalg::FillOp>())
    value = fill.getInputs().front();
  Operation *op = value.getDefiningOp();
  Attribute attribute = op ? getConstantValue(op) : ElementsAttr();
  if (!attribute && !matchPattern(value, m_Constant(&attribute)))
    return std::nullopt;
  if (auto elements = dyn_cast<SplatElementsAttr>(attribute))
    attribute = elements.getSplatValue<Attribute>();
  if (auto number = dyn_cast<FloatAttr>(attribute))
    return number.getValueAsDouble();
  return std::nullopt;
}

/// The tensor behind an argument of a linalg body, if the op reads it element
/// by element, or it is a constant of any shape.
static Value getOuter(BlockArgument argument) {
  auto op =
      dyn_cast_or_null<linalg::LinalgOp>(argument.getOwner()->getParentOp());
  if (!op || !op.hasPureTensorSemantics())
    return {};
  OpOperand *operand = op.getMatchingOpOperand(argument);
  if (op.getMatchingIndexingMap(operand).isIdentity() ||
      getConstant(operand->get()))
    return operand->get();
  return {};
}

Value mlir::pipe::lookThrough(Value value) {
  if (auto argument = dyn_cast<BlockArgument>(value))
    return getOuter(argument);
  if (Operation *maker = value.getDefiningOp();
      maker && isForeign(maker, "broadcast_in_dim", 1) &&
      getConstant(maker->getOperand(0)))
    return maker->getOperand(0);
  auto op = value.getDefiningOp<linalg::LinalgOp>();
  if (!op || !op.hasPureTensorSemantics() || op->getNumResults() != 1 ||
      op.getNumParallelLoops() != op.getNumLoops() ||
      !op.getMatchingIndexingMap(op.getDpsInitOperand(0)).isIdentity() ||
      isa<linalg::FillOp>(op))
    return {};
  return op.getBlock()->getTerminator()->getOperand(0);
}

std::optional<double> mlir::pipe::getUniformConstant(Value value) {
  for (int depth = 0; value && depth < 4; ++depth) {
    if (std::optional<double> constant = getConstant(value))
      return constant;
    value = lookThrough(value);
  }
  return std::nullopt;
}
