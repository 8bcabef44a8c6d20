//===- ExpandRareMath.cpp - Whole powers and tests of numbers as arithmetic
//===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MathBuilder.h"
#include "MathPatterns.h"

#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/Matchers.h"

#include <limits>

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// The largest power that becomes products: x^-8 is within 4 ULP.
static constexpr int64_t kLargestPower = 8;

/// x^n by squaring; `one` has the type of x. Powers below 0 are 1 / x^-n.
static Value multiplyOut(RewriterBase &rewriter, Location loc, Value x,
                         Value one, int64_t n) {
  Value power;
  for (int64_t rest = std::abs(n); rest != 0; rest /= 2) {
    if (rest % 2 != 0)
      power = power ? arith::MulFOp::create(rewriter, loc, power, x).getResult()
                    : x;
    if (rest > 1)
      x = arith::MulFOp::create(rewriter, loc, x, x);
  }
  if (!power)
    return one;
  return n < 0 ? arith::DivFOp::create(rewriter, loc, one, power).getResult()
               : power;
}

/// Powers with an integer: small constant ones are products, the others powf.
/// LLVM has no such function with a vector of exponents.
struct ExpandPowI : public OpRewritePattern<math::FPowIOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(math::FPowIOp op,
                                PatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    Type type = op.getType();
    Value source = op.getRhs();
    if (auto broadcast = source.getDefiningOp<vector::BroadcastOp>())
      source = broadcast.getSource();
    APInt constant;
    if (matchPattern(source, m_ConstantInt(&constant)) &&
        constant.sge(-kLargestPower) && constant.sle(kLargestPower)) {
      auto value = cast<TypedAttr>(rewriter.getOneAttr(type));
      Value one = arith::ConstantOp::create(rewriter, loc, value);
      rewriter.replaceOp(op, multiplyOut(rewriter, loc, op.getLhs(), one,
                                         constant.getSExtValue()));
      return success();
    }
    Value exponent = arith::SIToFPOp::create(rewriter, loc, type, op.getRhs());
    rewriter.replaceOpWithNewOp<math::PowFOp>(op, op.getLhs(), exponent);
    return success();
  }
};

/// x^n in integers: the product of the squares x^(2^i) for the bits i of n. For
/// n < 0, what 1 / x^-n rounds to towards zero.
struct ExpandIPowI : public OpRewritePattern<math::IPowIOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(math::IPowIOp op,
                                PatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    Type type = op.getType();
    MathBuilder m(rewriter, loc, op.getLhs());
    Value base = op.getLhs(), exponent = op.getRhs();
    Value zero = m.bits(type, 0), one = m.bits(type, 1);
    auto isSet = [&](Value value, int64_t bit) {
      Value masked = m.andInt(value, m.bits(type, bit));
      return m.compareInt(MathBuilder::IP::ne, masked, zero);
    };
    Value square = base, power = one;
    unsigned width = getElementTypeOrSelf(type).getIntOrFloatBitWidth();
    for (unsigned bit = 0; bit < width; ++bit) {
      Value product = arith::MulIOp::create(rewriter, loc, power, square);
      power = m.select(isSet(exponent, int64_t(1) << bit), product, power);
      square = arith::MulIOp::create(rewriter, loc, square, square);
    }
    // Only 1 and -1 have a reciprocal that is not 0.
    Value minusOne = m.bits(type, -1);
    Value sign = m.select(isSet(exponent, 1), minusOne, one);
    Value reciprocal =
        m.select(m.compareInt(MathBuilder::IP::eq, base, minusOne), sign, zero);
    reciprocal =
        m.select(m.compareInt(MathBuilder::IP::eq, base, one), one, reciprocal);
    Value isNegative = m.compareInt(MathBuilder::IP::slt, exponent, zero);
    if (width == 1) // The only bit says odd, not negative.
      rewriter.replaceOp(op, power);
    else
      rewriter.replaceOp(op, m.select(isNegative, reciprocal, power));
    return success();
  }
};

/// Compares |x| with a bound of its type.
template <class Op>
struct ExpandTest : public OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;
  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    using FP = MathBuilder::FP;
    Value x = op.getOperand();
    const llvm::fltSemantics &semantics =
        cast<FloatType>(getElementTypeOrSelf(x)).getFloatSemantics();
    MathBuilder m(rewriter, op.getLoc(), x);
    Value magnitude = m.abs(x);
    auto compare = [&](FP predicate, const APFloat &bound) {
      return m.compare(predicate, magnitude, bound.convertToDouble());
    };
    if (isa<math::IsInfOp>(op))
      rewriter.replaceOp(op, compare(FP::OEQ, APFloat::getInf(semantics)));
    else
      rewriter.replaceOp(
          op, m.andInt(
                  compare(FP::OLT, APFloat::getInf(semantics)),
                  compare(FP::OGE, APFloat::getSmallestNormalized(semantics))));
    return success();
  }
};

/// e^x - 1 in f64, which MLIR lowers to just that, 0 for small x. W. Kahan's
/// (u - 1) x / log(u) with u = e^x: the rounding of u cancels in the quotient.
struct ExpandExpM1Double : public OpRewritePattern<math::ExpM1Op> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(math::ExpM1Op op,
                                PatternRewriter &rewriter) const override {
    using FP = MathBuilder::FP;
    Value x = op.getOperand();
    if (!getElementTypeOrSelf(x).isF64())
      return failure();
    MathBuilder m(rewriter, op.getLoc(), x);
    Value power = math::ExpOp::create(rewriter, op.getLoc(), x);
    Value logarithm = math::LogOp::create(rewriter, op.getLoc(), power);
    Value near = m.sub(power, 1.0);
    Value result = m.mul(near, m.div(x, logarithm));
    // log(u) is infinite at both ends, and 0 where u is 1.
    Value isEnd = m.compare(FP::OEQ, m.abs(logarithm),
                            std::numeric_limits<double>::infinity());
    result = m.select(isEnd, near, result);
    result = m.select(m.compare(FP::OEQ, power, 1.0), x, result);
    rewriter.replaceOp(op, result);
    return success();
  }
};
} // namespace

void mlir::pipe::populateRareMathPatterns(RewritePatternSet &patterns) {
  patterns.add<ExpandExpM1Double, ExpandPowI, ExpandIPowI,
               ExpandTest<math::IsInfOp>, ExpandTest<math::IsNormalOp>>(
      patterns.getContext());
}
