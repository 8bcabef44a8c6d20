//===- WidenSmallFloats.cpp - Operations on f16 and bf16 in f32 -----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MathBuilder.h"
#include "MathPatterns.h"
#include "pipe/Codegen/Math/SmallFloats.h"

using namespace mlir;
using namespace mlir::pipe;

/// Returns `type` with elements of `element`.
static Type withElement(Type type, Type element) {
  auto shaped = dyn_cast<ShapedType>(type);
  return shaped ? Type(shaped.clone(element)) : element;
}

static Type widen(Type type) {
  return isSmallFloat(type)
             ? withElement(type, Float32Type::get(type.getContext()))
             : type;
}

/// Returns `value` in f32, if it is of f16 or bf16.
static Value widen(OpBuilder &builder, Location loc, Value value) {
  if (!isSmallFloat(value.getType()))
    return value;
  return arith::ExtFOp::create(builder, loc, widen(value.getType()), value);
}

/// Returns `value`, which is of `type` or was widened from it, as `type`.
static Value narrow(OpBuilder &builder, Location loc, Value value, Type type) {
  if (!isSmallFloat(type))
    return value;
  return arith::TruncFOp::create(builder, loc, type, value);
}

/// Whether conversions between the elements of these types are to be written in
/// integers. `hasHalf`: the processor converts between f16 and f32.
static bool isExpanded(Type narrow, Type wide, bool hasHalf) {
  Type from = getElementTypeOrSelf(narrow), to = getElementTypeOrSelf(wide);
  return isSmallFloat(from) && (to.isF32() || to.isF64()) &&
         !(hasHalf && from.isF16() && to.isF32());
}

/// The conversions that MLIR leaves open are to nearest, ties to even.
static bool roundsToNearest(arith::TruncFOp op) {
  return op.getRoundingmode().value_or(arith::RoundingMode::to_nearest_even) ==
         arith::RoundingMode::to_nearest_even;
}

namespace {
/// Computes an operation on f16 or bf16 in f32 and rounds its result.
struct WidenSmallFloats : public RewritePattern {
  WidenSmallFloats(MLIRContext *context)
      : RewritePattern(MatchAnyOpTypeTag(), /*benefit=*/2, context) {}

  LogicalResult matchAndRewrite(Operation *op,
                                PatternRewriter &rewriter) const override {
    if (!isa_and_nonnull<arith::ArithDialect, math::MathDialect>(
            op->getDialect()) ||
        isa<arith::ConstantOp, arith::ExtFOp, arith::TruncFOp, arith::SelectOp,
            arith::BitcastOp>(op) ||
        !(llvm::any_of(op->getOperandTypes(), isSmallFloat) ||
          llvm::any_of(op->getResultTypes(), isSmallFloat)))
      return failure();
    OperationState state(op->getLoc(), op->getName());
    state.propertiesAttr = op->getPropertiesAsAttribute();
    for (Value operand : op->getOperands())
      state.operands.push_back(widen(rewriter, op->getLoc(), operand));
    for (Type type : op->getResultTypes())
      state.types.push_back(widen(type));
    Operation *wide = rewriter.create(state);
    SmallVector<Value> results;
    for (auto [old, value] :
         llvm::zip_equal(op->getResults(), wide->getResults()))
      results.push_back(narrow(rewriter, op->getLoc(), value, old.getType()));
    rewriter.replaceOp(op, results);
    return success();
  }
};

/// Converts integers that f32 does not hold through f64, so that they are
/// rounded once. Of 64 bits, the last ones that f64 has no room for only say
/// whether there were any.
template <class Op>
struct ConvertInteger : public OpRewritePattern<Op> {
  ConvertInteger(MLIRContext *context)
      : OpRewritePattern<Op>(context, /*benefit=*/3) {}

  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    Value value = op.getOperand();
    Type element = getElementTypeOrSelf(value.getType());
    if (!isSmallFloat(op.getType()) || element.getIntOrFloatBitWidth() <= 24)
      return failure();
    MathBuilder m(rewriter, op.getLoc(), value);
    if (element.getIntOrFloatBitWidth() > 32)
      value = squeeze(m, value);
    Value wide = Op::create(rewriter, op.getLoc(), m.f64(), value);
    rewriter.replaceOpWithNewOp<arith::TruncFOp>(op, op.getType(), wide);
    return success();
  }

  static Value squeeze(MathBuilder &m, Value value) {
    constexpr int64_t rest = 0x7ff;
    Type type = value.getType();
    Value zero = m.bits(type, 0);
    Value hasRest = m.compareInt(MathBuilder::IP::ne,
                                 m.andInt(value, m.bits(type, rest)), zero);
    Value squeezed =
        m.orInt(m.andInt(value, m.bits(type, ~rest)),
                m.select(hasRest, m.bits(type, (rest + 1) / 2), zero));
    // Within 2^53 of zero f64 is exact; beyond, shifting leaves neither 0 nor,
    // below zero, -1.
    Value upper = m.shiftRight(value, 53);
    Value isSmall = m.compareInt(MathBuilder::IP::eq, upper, zero);
    if (std::is_same_v<Op, arith::SIToFPOp>)
      isSmall = m.orInt(
          isSmall, m.compareInt(MathBuilder::IP::eq, upper, m.bits(type, -1)));
    return m.select(isSmall, value, squeezed);
  }
};

/// Rounds to 16 bits by integer arithmetic.
struct ExpandTruncation : public OpRewritePattern<arith::TruncFOp> {
  ExpandTruncation(MLIRContext *context, bool hasHalf)
      : OpRewritePattern(context), hasHalf(hasHalf) {}

  LogicalResult matchAndRewrite(arith::TruncFOp op,
                                PatternRewriter &rewriter) const override {
    Value value = op.getIn();
    if (!isExpanded(op.getType(), value.getType(), hasHalf) ||
        !roundsToNearest(op))
      return failure();
    if (getElementTypeOrSelf(value.getType()).isF64()) {
      value = roundToOdd(rewriter, op.getLoc(), value);
      rewriter.replaceOpWithNewOp<arith::TruncFOp>(op, op.getType(), value);
      return success();
    }
    auto type = cast<FloatType>(getElementTypeOrSelf(op.getType()));
    Value bits = roundToSmallFloat(rewriter, op.getLoc(), value, type);
    rewriter.replaceOpWithNewOp<arith::BitcastOp>(op, op.getType(), bits);
    return success();
  }

  bool hasHalf;
};

/// Widens 16 bits by integer arithmetic.
struct ExpandExtension : public OpRewritePattern<arith::ExtFOp> {
  ExpandExtension(MLIRContext *context, bool hasHalf)
      : OpRewritePattern(context), hasHalf(hasHalf) {}

  LogicalResult matchAndRewrite(arith::ExtFOp op,
                                PatternRewriter &rewriter) const override {
    Value value = op.getIn();
    if (!isExpanded(value.getType(), op.getType(), hasHalf))
      return failure();
    Location loc = op.getLoc();
    if (getElementTypeOrSelf(op.getType()).isF64()) {
      rewriter.replaceOpWithNewOp<arith::ExtFOp>(op, op.getType(),
                                                 widen(rewriter, loc, value));
      return success();
    }
    auto type = cast<FloatType>(getElementTypeOrSelf(value.getType()));
    Type integer = withElement(value.getType(), rewriter.getI16Type());
    Value bits = arith::BitcastOp::create(rewriter, loc, integer, value);
    rewriter.replaceOp(op, extendSmallFloat(rewriter, loc, bits, type));
    return success();
  }

  bool hasHalf;
};
} // namespace

void mlir::pipe::populateSmallFloatPatterns(RewritePatternSet &patterns,
                                            bool hasHalf) {
  MLIRContext *context = patterns.getContext();
  patterns.add<WidenSmallFloats, ConvertInteger<arith::SIToFPOp>,
               ConvertInteger<arith::UIToFPOp>>(context);
  patterns.add<ExpandTruncation, ExpandExtension>(context, hasHalf);
}
