//===- ExpandTrigonometric.cpp - sin and cos as polynomials ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MathExpansions.h"

using namespace mlir;
using namespace mlir::pipe;

/// sin(r) = r + r z s(z) and cos(r) = 1 - z / 2 + z^2 c(z) with z = r^2, for
/// |r| <= pi / 4; Cephes sinf.
static constexpr double kSin[] = {-1.6666654611e-1, 8.3321608736e-3,
                                  -1.9515295891e-4};
static constexpr double kCos[] = {4.166664568298827e-2, -1.388731625493765e-3,
                                  2.443315711809948e-5};

namespace {
/// x = n pi / 2 + r.
struct ReducedAngle {
  Value n; ///< i32, right in the lowest two bits.
  Value r; ///< f32
};
} // namespace

/// In f64: with fused steps, what is lost is a 2^-100th of n.
static ReducedAngle reduce(MathBuilder &m, Value x) {
  static constexpr double round = 0x1.8p52;
  Value wide = m.extend(x);
  Value rounded = m.add(m.mul(wide, 0.636619772367581343), round);
  Value n = m.truncateInt(m.bitcast(m.i64(), rounded));
  Value whole = m.sub(rounded, round);
  Value r = m.fma(whole, -1.57079632679489656, wide);
  r = m.fma(whole, -6.12323399573676604e-17, r);
  return {n, m.truncate(r)};
}

/// As reduce, for |x| from 2^25 on: in integers, on those bits of 2 / pi that
/// matter for the exponent of x.
static ReducedAngle reduceLarge(MathBuilder &m, Value x) {
  // 2 / pi, the bits behind the point.
  static constexpr uint64_t bits[] = {0xA2F9836E, 0x4E441529, 0xFC2757D1,
                                      0xF534DDC0, 0xDB629599, 0x3C439041,
                                      0xFE5163AB};
  auto i64 = [&](uint64_t value) {
    return m.bits(m.i64(), static_cast<int64_t>(value));
  };
  // |x| = digits * 2^(exponent - 150); multiples of 4 of 2^.. * 2 / pi drop out
  // of the product, so the bits begin 2 in front of the point.
  Value word = m.bitcast(m.i32(), m.abs(x));
  Value digits =
      m.zeroExtend(m.i64(), m.orInt(m.andInt(word, m.bits(m.i32(), 0x7FFFFF)),
                                    m.bits(m.i32(), 0x800000)));
  Value exponent = m.zeroExtend(m.i64(), m.shiftRightUnsigned(word, 23));
  Value start = m.subInt(exponent, i64(152));
  Value shift = m.andInt(start, i64(31));
  Value upper = i64(bits[0] << 32 | bits[1]);
  Value lower = i64(bits[2] << 32 | bits[3]);
  for (int64_t first = 1; first <= 3; ++first) {
    Value from = m.compareInt(MathBuilder::IP::sge, start, i64(32 * first));
    upper = m.select(from, i64(bits[first] << 32 | bits[first + 1]), upper);
    lower = m.select(from, i64(bits[first + 2] << 32 | bits[first + 3]), lower);
  }
  // 96 bits, 2 of them in front of the point, times 24.
  Value high = m.orInt(m.shiftLeft(upper, shift),
                       m.shiftRightUnsigned(m.shiftRightUnsigned(lower, 1),
                                            m.subInt(i64(63), shift)));
  Value low = m.shiftRightUnsigned(m.shiftLeft(lower, shift), 32);
  Value product = m.addInt(m.mulInt(digits, high),
                           m.shiftRightUnsigned(m.mulInt(digits, low), 32));
  Value n = m.shiftRight(m.addInt(product, i64(uint64_t(1) << 61)), 62);
  Value rest = m.subInt(product, m.shiftLeft(n, 62));
  Value r = m.mul(m.toFloat(m.f64(), rest), 0x1.921fb54442d18p-62);
  Value isNegative = m.compare(MathBuilder::FP::OLT, x, 0.0);
  Value isFinite = m.compare(MathBuilder::FP::OLT, m.abs(x),
                             std::numeric_limits<double>::infinity());
  n = m.select(isNegative, m.subInt(i64(0), n), n);
  r = m.truncate(m.select(isNegative, m.neg(r), r));
  return {m.truncateInt(n), m.select(isFinite, r, m.sub(x, x))};
}

/// sin(r + n pi / 2).
static Value sinOfReduced(MathBuilder &m, Value n, Value r) {
  Value z = m.mul(r, r);
  Value sin = m.fma(m.mul(r, z), m.polynomial(z, kSin), r);
  Value cos = m.fma(m.mul(z, z), m.polynomial(z, kCos),
                    m.fma(z, -0.5, m.constant(z, 1.0)));
  Value zero = m.bits(m.i32(), 0);
  auto hasBit = [&](int64_t bit) {
    return m.compareInt(MathBuilder::IP::ne, m.andInt(n, m.bits(m.i32(), bit)),
                        zero);
  };
  Value result = m.select(hasBit(1), cos, sin);
  return m.select(hasBit(2), m.neg(result), result);
}

Value mlir::pipe::expandSin(MathBuilder &m, Value x) {
  ReducedAngle reduced = reduce(m, x);
  // Keeps the sign of zero.
  Value result = sinOfReduced(m, reduced.n, reduced.r);
  return m.select(m.compare(MathBuilder::FP::OLT, m.abs(x), 1e-8), x, result);
}

Value mlir::pipe::expandCos(MathBuilder &m, Value x) {
  ReducedAngle reduced = reduce(m, x);
  return sinOfReduced(m, m.addInt(reduced.n, m.bits(m.i32(), 1)), reduced.r);
}

Value mlir::pipe::expandSinOfLarge(MathBuilder &m, Value x) {
  ReducedAngle reduced = reduceLarge(m, x);
  return sinOfReduced(m, reduced.n, reduced.r);
}

Value mlir::pipe::expandCosOfLarge(MathBuilder &m, Value x) {
  ReducedAngle reduced = reduceLarge(m, x);
  return sinOfReduced(m, m.addInt(reduced.n, m.bits(m.i32(), 1)), reduced.r);
}
