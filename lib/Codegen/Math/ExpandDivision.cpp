//===- ExpandDivision.cpp - Integer divisions that cannot trap ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MathPatterns.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;
using namespace mlir::pipe;

/// On a division whose divisor can make no trouble any more.
static constexpr StringLiteral kSafeAttr = "pipe.safe_divisor";

static unsigned getWidth(Type type) {
  Type element = getElementTypeOrSelf(type);
  return element.isIndex() ? IndexType::kInternalStorageBitWidth
                           : element.getIntOrFloatBitWidth();
}

static Value makeConstant(OpBuilder &builder, Location loc, Type type,
                          const APInt &value) {
  auto attribute = builder.getIntegerAttr(getElementTypeOrSelf(type), value);
  if (auto vector = dyn_cast<VectorType>(type))
    return arith::ConstantOp::create(builder, loc,
                                     SplatElementsAttr::get(vector, attribute));
  return arith::ConstantOp::create(builder, loc, attribute);
}

/// True for constants by which every number can be divided.
static bool isSafeDivisor(Value divisor, bool isSigned) {
  APInt value;
  return matchPattern(divisor, m_ConstantInt(&value)) && !value.isZero() &&
         !(isSigned && value.isAllOnes());
}

namespace {
/// Processors trap on x / 0 and on the smallest number / -1, and LLVM leaves
/// both undefined. Here, as XLA has it: x / 0 is all ones, x % 0 is x, and the
/// smallest number divided by -1 is itself, with 0 left.
template <class Op, bool isSigned, bool isRemainder>
struct ExpandDivision : public OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;
  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    if (op->hasAttr(kSafeAttr) || isSafeDivisor(op.getRhs(), isSigned))
      return failure();
    Location loc = op.getLoc();
    Type type = op.getType();
    unsigned width = getWidth(type);
    auto constant = [&](const APInt &value) {
      return makeConstant(rewriter, loc, type, value);
    };
    auto isEqual = [&](Value value, const APInt &other) -> Value {
      return arith::CmpIOp::create(rewriter, loc, arith::CmpIPredicate::eq,
                                   value, constant(other));
    };
    Value isZero = isEqual(op.getRhs(), APInt::getZero(width));
    Value isBad = isZero;
    if (isSigned) {
      Value overflows = arith::AndIOp::create(
          rewriter, loc, isEqual(op.getLhs(), APInt::getSignedMinValue(width)),
          isEqual(op.getRhs(), APInt::getAllOnes(width)));
      isBad = arith::OrIOp::create(rewriter, loc, isBad, overflows);
    }
    Value divisor = arith::SelectOp::create(
        rewriter, loc, isBad, constant(APInt(width, 1)), op.getRhs());
    auto safe = Op::create(rewriter, loc, op.getLhs(), divisor);
    safe->setAttr(kSafeAttr, rewriter.getUnitAttr());
    Value ofZero =
        isRemainder ? op.getLhs() : constant(APInt::getAllOnes(width));
    rewriter.replaceOpWithNewOp<arith::SelectOp>(op, isZero, ofZero, safe);
    return success();
  }
};
} // namespace

void mlir::pipe::populateDivisionPatterns(RewritePatternSet &patterns) {
  patterns.add<ExpandDivision<arith::DivSIOp, true, false>,
               ExpandDivision<arith::DivUIOp, false, false>,
               ExpandDivision<arith::RemSIOp, true, true>,
               ExpandDivision<arith::RemUIOp, false, true>>(
      patterns.getContext());
}
