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
