//===- ExpandLogarithm.cpp - Logarithms and powers as polynomials ---------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MathExpansions.h"

using namespace mlir;
using namespace mlir::pipe;
using FP = MathBuilder::FP;

namespace {
/// x = 2^k (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)].
struct ReducedLogarithm {
  Value k;   ///< f32, a whole number.
  Value log; ///< log(1 + f).
};
} // namespace

/// Coefficients of log(1 + f) in s = f / (2 + f); FreeBSD's logf.
static constexpr double kLog[] = {0.66666662693, 0.40000972152, 0.28498786688,
                                  0.24279078841};

/// For positive, finite x.
static ReducedLogarithm reduce(MathBuilder &m, Value x) {
  static constexpr int64_t sqrtHalf = 0x3f3504f3, one = 0x3f800000;
  // Subnormal numbers are scaled by 2^25.
  Value isSmall = m.compare(FP::OLT, x, 0x1p-126);
  Value bits = m.bitcast(m.i32(), m.select(isSmall, m.mul(x, 0x1p25), x));
  bits = m.addInt(bits, m.bits(m.i32(), one - sqrtHalf));
  Value exponent = m.subInt(m.shiftRight(bits, 23), m.bits(m.i32(), 127));
  Value k = m.toFloat(m.f32(), exponent);
  k = m.select(isSmall, m.sub(k, 25.0), k);
  Value mantissa = m.addInt(m.andInt(bits, m.bits(m.i32(), 0x007fffff)),
                            m.bits(m.i32(), sqrtHalf));
  Value f = m.sub(m.bitcast(m.f32(), mantissa), 1.0);

  Value s = m.div(f, m.add(f, 2.0));
  Value z = m.mul(s, s);
  Value rest = m.mul(z, m.polynomial(z, kLog));
  Value halfSquare = m.mul(m.mul(f, f), 0.5);
  // f - (f^2 / 2 - s (f^2 / 2 + rest))
  Value correction = m.sub(halfSquare, m.mul(s, m.add(halfSquare, rest)));
  return {k, m.sub(f, correction)};
}

/// Replaces `result` where x has no finite logarithm.
static Value selectSpecial(MathBuilder &m, Value x, Value result) {
  double infinity = std::numeric_limits<double>::infinity();
  result = m.select(m.compare(FP::OEQ, x, infinity), x, result);
  result =
      m.select(m.compare(FP::OEQ, x, 0.0), m.constant(x, -infinity), result);
  return m.select(m.compare(FP::ULT, x, 0.0),
                  m.constant(x, std::numeric_limits<double>::quiet_NaN()),
                  result);
}

/// k * (high + low) + log * factor, special cases included.
static Value combine(MathBuilder &m, Value x, double high, double low,
                     double factor) {
  ReducedLogarithm reduced = reduce(m, x);
  Value log = factor == 1.0 ? reduced.log : m.mul(reduced.log, factor);
  Value result = m.fma(reduced.k, high, m.fma(reduced.k, low, log));
  return selectSpecial(m, x, result);
}

Value mlir::pipe::expandLog(MathBuilder &m, Value x) {
  return combine(m, x, 6.9313812256e-1, 9.0580006145e-6, 1.0);
}

Value mlir::pipe::expandLog2(MathBuilder &m, Value x) {
  return combine(m, x, 1.0, 0.0, 1.44269504088896341);
}

Value mlir::pipe::expandLog10(MathBuilder &m, Value x) {
  return combine(m, x, 3.0102920532226563e-1, 7.9034151667200640e-7,
                 4.34294481903251828e-1);
}

Value mlir::pipe::expandLog1p(MathBuilder &m, Value x) {
  // log(u) for u = 1 + x as rounded, and what the rounding lost.
  Value u = m.add(x, 1.0);
  Value lost = m.sub(x, m.sub(u, 1.0));
  ReducedLogarithm reduced = reduce(m, u);
  Value low = m.fma(reduced.k, 9.0580006145e-6, m.div(lost, u));
  Value result = m.fma(reduced.k, 6.9313812256e-1, m.add(reduced.log, low));
  result = selectSpecial(m, u, result);
  return m.select(m.compare(FP::OLT, m.abs(x), 1e-8), x, result);
}

//===----------------------------------------------------------------------===//
// Powers, in f64
//===----------------------------------------------------------------------===//

/// Returns log2 of `x`, positive f64 and not subnormal, within 1e-11 relative.
static Value log2InDouble(MathBuilder &m, Value x) {
  static constexpr int64_t sqrtHalf = 0x3fe6a09e667f3bcd;
  static constexpr int64_t exponentBits = int64_t(0xfff) << 52;
  Value bits = m.bitcast(m.i64(), x);
  Value shifted = m.subInt(bits, m.bits(m.i64(), sqrtHalf));
  Value k = m.toFloat(m.f64(), m.shiftRight(shifted, 52));
  Value mantissa = m.bitcast(
      m.f64(),
      m.subInt(bits, m.andInt(shifted, m.bits(m.i64(), exponentBits))));
  Value s = m.div(m.sub(mantissa, 1.0), m.add(mantissa, 1.0));
  // 2 / ln 2 (s + s^3 / 3 + s^5 / 5 + ...)
  SmallVector<double> coefficients;
  for (int i = 1; i <= 17; i += 2)
    coefficients.push_back(2.88539008177792681 / i);
  return m.fma(m.polynomial(m.mul(s, s), coefficients), s, k);
}

/// Returns 2^x for f64 x in [-300, 300], within 1e-11 relative.
static Value exp2InDouble(MathBuilder &m, Value x) {
  static constexpr double round = 0x1.8p52;
  static constexpr int64_t roundBits = 0x4338000000000000;
  Value rounded = m.add(x, round);
  Value n = m.subInt(m.bitcast(m.i64(), rounded), m.bits(m.i64(), roundBits));
  Value r = m.sub(x, m.sub(rounded, round));
  // 1 + r ln 2 + (r ln 2)^2 / 2 + ...
  SmallVector<double> coefficients{1.0};
  for (int i = 1; i <= 10; ++i)
    coefficients.push_back(coefficients.back() * 0.693147180559945309 / i);
  Value power =
      m.bitcast(m.f64(), m.shiftLeft(m.addInt(n, m.bits(m.i64(), 1023)), 52));
  return m.mul(m.polynomial(r, coefficients), power);
}

Value mlir::pipe::selectSpecialPower(MathBuilder &m, Value x, Value y,
                                     Value power) {
  double infinity = std::numeric_limits<double>::infinity();
  Value half = m.mul(y, 0.5);
  Value isWhole = m.compare(FP::OEQ, m.roundEven(y), y);
  Value isOdd = m.andInt(isWhole, m.compare(FP::ONE, m.roundEven(half), half));
  Value result = m.select(isOdd, m.copySign(power, x), power);
  Value isNegative =
      m.andInt(m.compare(FP::OLT, x, 0.0), m.compare(FP::OGT, x, -infinity));
  Value isComplex = m.andInt(isNegative, m.compare(FP::ONE, m.roundEven(y), y));
  Value nan = m.constant(x, std::numeric_limits<double>::quiet_NaN());
  result = m.select(isComplex, nan, result);
  result = m.select(m.compare(FP::UNO, x, y), nan, result);
  Value one = m.constant(x, 1.0);
  Value isMinusOneToInfinity = m.andInt(m.compare(FP::OEQ, x, -1.0),
                                        m.compare(FP::OEQ, m.abs(y), infinity));
  result = m.select(isMinusOneToInfinity, one, result);
  result = m.select(m.compare(FP::OEQ, x, 1.0), one, result);
  return m.select(m.compare(FP::OEQ, y, 0.0), one, result);
}

Value mlir::pipe::expandPow(MathBuilder &m, Value x, Value y) {
  double infinity = std::numeric_limits<double>::infinity();
  Value magnitude = m.abs(x);
  Value log = log2InDouble(m, m.extend(magnitude));
  Value huge = m.constant(log, 1e200);
  log = m.select(m.compare(FP::OEQ, magnitude, 0.0), m.neg(huge), log);
  log = m.select(m.compare(FP::OEQ, magnitude, infinity), huge, log);
  Value exponent = m.mul(m.extend(y), log);
  exponent = m.select(m.compare(FP::OLT, exponent, -300.0),
                      m.constant(exponent, -300.0), exponent);
  exponent = m.select(m.compare(FP::OGT, exponent, 300.0),
                      m.constant(exponent, 300.0), exponent);
  Value power = m.truncate(exp2InDouble(m, exponent));
  return selectSpecialPower(m, x, y, power);
}
