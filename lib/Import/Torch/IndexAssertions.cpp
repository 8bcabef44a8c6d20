//===- IndexAssertions.cpp - Assertions about indices ---------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LowerAssertions.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace mlir::pipe;

static Value stripCasts(Value value) {
  while (auto cast = value.getDefiningOp<arith::IndexCastOp>())
    value = cast.getIn();
  return value;
}

/// Whether an extraction in `block` uses `index` for a dimension of at most
/// `bound` places, so that it is checked to be below `bound` and not negative.
static bool isGuarded(Value index, Block *block, const APInt &bound) {
  for (OpOperand &use : index.getUses()) {
    if (auto cast = dyn_cast<arith::IndexCastOp>(use.getOwner())) {
      if (isGuarded(cast.getResult(), block, bound))
        return true;
      continue;
    }
    auto extract = dyn_cast<tensor::ExtractOp>(use.getOwner());
    if (!extract || extract->getBlock() != block || extract->use_empty() ||
        use.getOperandNumber() == 0)
      continue;
    auto type = cast<RankedTensorType>(extract.getTensor().getType());
    int64_t size = type.getDimSize(use.getOperandNumber() - 1);
    if (!ShapedType::isDynamic(size) &&
        APInt(64, size).sle(bound.sextOrTrunc(64)))
      return true;
  }
  return false;
}

bool mlir::pipe::isCheckOfIndex(cf::AssertOp op) {
  auto compare = op.getArg().getDefiningOp<arith::CmpIOp>();
  APInt bound;
  if (!compare || !matchPattern(compare.getRhs(), m_ConstantInt(&bound)))
    return false;
  Value index = stripCasts(compare.getLhs());
  switch (compare.getPredicate()) {
  case arith::CmpIPredicate::slt:
  case arith::CmpIPredicate::ult:
    return isGuarded(index, op->getBlock(), bound);
  case arith::CmpIPredicate::sge:
    return bound.isZero() &&
           isGuarded(index, op->getBlock(), APInt::getSignedMaxValue(64));
  default:
    return false;
  }
}
