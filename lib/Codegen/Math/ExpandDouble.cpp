//===- ExpandDouble.cpp - Functions on f64 without a library --------------===//
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

static constexpr double kInfinity = std::numeric_limits<double>::infinity();
/// ln 2 in two parts; a whole number of 11 bits times the first one is exact.
static constexpr double kLn2 = 0x1.62e42fefa3800p-1;
static constexpr double kLn2Rest = 0x1.ef35793c76730p-45;

namespace {
/// The sum of two numbers, with about twice as many digits as one.
struct Pair {
  Value high, low;
};
} // namespace

/// x * (high + low).
static Pair multiply(MathBuilder &m, Value x, double high, double low) {
  Value product = m.mul(x, high);
  Value rest = m.fma(x, high, m.neg(product));
  return {product, m.fma(x, low, rest)};
}

/// The logarithm of the positive number `x`, within 2^-64 of the larger of it
/// and 1.
static Pair logarithm(MathBuilder &m, Value x) {
  static constexpr int64_t sqrtHalf = 0x3fe6a09e667f3bcd;
  static constexpr int64_t exponentBits = int64_t(0xfff) << 52;
  Value isSubnormal = m.compare(FP::OLT, x, 0x1p-1022);
  Value scaled = m.select(isSubnormal, m.mul(x, 0x1p54), x);
  Value bits = m.bitcast(m.i64(), scaled);
  Value shifted = m.subInt(bits, m.bits(m.i64(), sqrtHalf));
  Value k = m.toFloat(m.f64(), m.shiftRight(shifted, 52));
  k = m.select(isSubnormal, m.sub(k, 54.0), k);
  Value mantissa = m.bitcast(
      m.f64(),
      m.subInt(bits, m.andInt(shifted, m.bits(m.i64(), exponentBits))));
  // s = (mantissa - 1) / (mantissa + 1)
  Value f = m.sub(mantissa, 1.0);
  Value divisor = m.add(mantissa, 1.0);
  Value divisorRest = m.sub(mantissa, m.sub(divisor, 1.0));
  Value s = m.div(f, divisor);
  Value minus = m.neg(s);
  Value sRest =
      m.div(m.fma(minus, divisorRest, m.fma(minus, divisor, f)), divisor);
  // The logarithm of the mantissa is 2 s (1 + z / 3 + z^2 / 5 + ...), z = s^2.
  Value z = m.mul(s, s);
  Value zRest = m.fma(m.mul(s, 2.0), sRest, m.fma(s, s, m.neg(z)));
  Pair third = multiply(m, z, 0x1.5555555555555p-2, 0x1.5555555555555p-56);
  third.low = m.fma(zRest, 0x1.5555555555555p-2, third.low);
  SmallVector<double> coefficients;
  for (int i = 5; i <= 27; i += 2)
    coefficients.push_back(1.0 / i);
  Value further = m.mul(m.mul(z, z), m.polynomial(z, coefficients));
  Value c = m.add(third.high, further);
  Value cRest = m.add(m.add(m.sub(third.high, c), further), third.low);
  Value d = m.mul(s, c);
  Value dRest = m.fma(sRest, c, m.fma(s, cRest, m.fma(s, c, m.neg(d))));
  Value e = m.add(s, d);
  Value eRest = m.add(m.add(m.sub(s, e), d), m.add(sRest, dRest));
  Value whole = m.mul(k, kLn2), part = m.mul(e, 2.0);
  Value high = m.add(whole, part);
  Value low = m.add(m.add(m.sub(whole, high), part),
                    m.fma(k, kLn2Rest, m.mul(eRest, 2.0)));
  return {high, low};
}

/// (e^r - 1 - r) / r^2 for |r| up to ln 2 / 2.
static Value exponentialRest(MathBuilder &m, Value r) {
  SmallVector<double> coefficients;
  double factor = 1.0;
  for (int i = 2; i <= 14; ++i)
    coefficients.push_back(factor /= i);
  return m.polynomial(r, coefficients);
}

/// e^(high + low).
static Value exponential(MathBuilder &m, Pair x) {
  static constexpr double round = 0x1.8p52;
  static constexpr int64_t roundBits = 0x4338000000000000;
  // Beyond 800 it is infinite or 0 whatever the rest, which may be NaN.
  Value isFar = m.compare(FP::OGE, m.abs(x.high), 800.0);
  Value low = m.select(isFar, m.constant(x.low, 0.0), x.low);
  Value high =
      m.select(isFar, m.copySign(m.constant(low, 800.0), x.high), x.high);
  Value rounded = m.fma(high, 1.44269504088896341, m.constant(high, round));
  Value n = m.subInt(m.bitcast(m.i64(), rounded), m.bits(m.i64(), roundBits));
  Value minus = m.sub(round, rounded);
  Value r = m.fma(minus, kLn2, high);
  r = m.add(m.fma(minus, kLn2Rest, r), low);
  Value power = m.add(m.fma(m.mul(r, r), exponentialRest(m, r), r), 1.0);
  // In two steps, since 2^n may be no number where the result is one.
  Value first = m.shiftRight(n, 1);
  for (Value part : {first, m.subInt(n, first)})
    power = m.mul(
        power,
        m.bitcast(m.f64(),
                  m.shiftLeft(m.addInt(part, m.bits(m.i64(), 1023)), 52)));
  return power;
}

/// Gives a logarithm the cases that have none.
static Value selectSpecial(MathBuilder &m, Value x, Value log) {
  Value nan = m.constant(x, std::numeric_limits<double>::quiet_NaN());
  Value result = m.select(m.compare(FP::OEQ, x, kInfinity), x, log);
  result =
      m.select(m.compare(FP::OEQ, x, 0.0), m.constant(x, -kInfinity), result);
  return m.select(m.compare(FP::UGE, x, 0.0),
                  m.select(m.compare(FP::UNO, x, x), x, result), nan);
}

/// log(x) / log(base), whose inverse is high + low.
static Value expandScaledLog(MathBuilder &m, Value x, double high, double low) {
  Pair log = logarithm(m, x);
  Pair scaled = multiply(m, log.high, high, low);
  Value rest = m.fma(log.low, high, scaled.low);
  return selectSpecial(m, x, m.add(scaled.high, rest));
}

Value mlir::pipe::expandLogDouble(MathBuilder &m, Value x) {
  Pair log = logarithm(m, x);
  return selectSpecial(m, x, m.add(log.high, log.low));
}

Value mlir::pipe::expandLog2Double(MathBuilder &m, Value x) {
  return expandScaledLog(m, x, 0x1.71547652b82fep0, 0x1.777d0ffda0d24p-56);
}

Value mlir::pipe::expandLog10Double(MathBuilder &m, Value x) {
  return expandScaledLog(m, x, 0x1.bcb7b1526e50ep-2, 0x1.95355baaafad3p-57);
}

Value mlir::pipe::expandLog1pDouble(MathBuilder &m, Value x) {
  // log(u) for u = 1 + x as rounded, and what the rounding lost.
  Value u = m.add(x, 1.0);
  Value lost = m.div(m.sub(x, m.sub(u, 1.0)), u);
  Pair log = logarithm(m, u);
  Value result = selectSpecial(m, u, m.add(log.high, m.add(log.low, lost)));
  return m.select(m.compare(FP::OLT, m.abs(x), 1e-17), x, result);
}

Value mlir::pipe::expandExpDouble(MathBuilder &m, Value x) {
  return exponential(m, {x, m.constant(x, 0.0)});
}

Value mlir::pipe::expandExp2Double(MathBuilder &m, Value x) {
  return exponential(
      m, multiply(m, x, 0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56));
}

Value mlir::pipe::expandExpM1Double(MathBuilder &m, Value x) {
  Value small = m.fma(m.mul(x, x), exponentialRest(m, x), x);
  Value large = m.sub(expandExpDouble(m, x), 1.0);
  Value result = m.select(m.compare(FP::OLT, m.abs(x), 0.34), small, large);
  return m.select(m.compare(FP::OEQ, x, 0.0), x, result);
}

Value mlir::pipe::expandTanhDouble(MathBuilder &m, Value x) {
  Value magnitude = m.abs(x);
  Value isFar = m.compare(FP::OGT, magnitude, 22.0);
  Value near = m.select(isFar, m.constant(x, 22.0), magnitude);
  Value power = expandExpM1Double(m, m.mul(near, 2.0));
  return m.copySign(m.div(power, m.add(power, 2.0)), x);
}

Value mlir::pipe::expandPowDouble(MathBuilder &m, Value x, Value y) {
  Value magnitude = m.abs(x);
  Pair log = logarithm(m, magnitude);
  Value high = m.select(m.compare(FP::OEQ, magnitude, 0.0),
                        m.constant(x, -kInfinity), log.high);
  high = m.select(m.compare(FP::OEQ, magnitude, kInfinity), magnitude, high);
  Value product = m.mul(y, high);
  Value rest = m.fma(y, log.low, m.fma(y, high, m.neg(product)));
  return selectSpecialPower(m, x, y, exponential(m, {product, rest}));
}
