//===- ExpandExponential.cpp - exp, expm1, tanh, erf as polynomials -------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MathExpansions.h"

using namespace mlir;
using namespace mlir::pipe;

// exp(x) = 2^n exp(r) with n = round(x / ln 2) and |r| <= ln(2) / 2.
static constexpr double kLog2E = 1.44269504088896341;
static constexpr double kLn2High = 0.693147182464599609375; // ln 2 in f32.
static constexpr double kLn2Low = -1.90465429995776804525e-9;

/// Adding it to a small number leaves the nearest integer in the low bits.
static constexpr double kRound = 12582912.0; // 1.5 * 2^23
static constexpr int64_t kRoundBits = 0x4B400000;

/// exp(r) - 1 - r = r^2 q(r) for |r| <= ln(2) / 2; Cephes expf.
static constexpr double kExp[] = {5.0000001201e-1, 1.6666665459e-1,
                                  4.1665795894e-2, 8.3334519073e-3,
                                  1.3981999507e-3, 1.9875691500e-4};

namespace {
/// x = n ln 2 + r.
struct ReducedExponent {
  Value n; ///< i32
  Value r; ///< f32
};
} // namespace

static Value clamp(MathBuilder &m, Value x, double low, double high) {
  x = m.select(m.compare(MathBuilder::FP::OLT, x, low), m.constant(x, low), x);
  return m.select(m.compare(MathBuilder::FP::OGT, x, high), m.constant(x, high),
                  x);
}

static ReducedExponent reduce(MathBuilder &m, Value x) {
  Value rounded = m.fma(x, kLog2E, m.constant(x, kRound));
  Value n = m.subInt(m.bitcast(m.i32(), rounded), m.bits(m.i32(), kRoundBits));
  Value whole = m.sub(rounded, kRound);
  Value r = m.fma(whole, -kLn2High, x);
  return {n, m.fma(whole, -kLn2Low, r)};
}

/// exp(r) - 1 for a reduced r.
static Value expM1OfReduced(MathBuilder &m, Value r) {
  return m.fma(m.mul(r, r), m.polynomial(r, kExp), r);
}

/// x 2^n for n in [-252, 254], rounded once.
static Value scale(MathBuilder &m, Value x, Value n) {
  Value half = m.shiftRight(n, 1);
  return m.mul(m.mul(x, m.powerOfTwo(half)), m.powerOfTwo(m.subInt(n, half)));
}

Value mlir::pipe::expandExp(MathBuilder &m, Value x) {
  // Beyond these, the result is 0 or infinite.
  ReducedExponent reduced = reduce(m, clamp(m, x, -104.0, 89.0));
  return scale(m, m.add(expM1OfReduced(m, reduced.r), 1.0), reduced.n);
}

Value mlir::pipe::expandExp2(MathBuilder &m, Value x) {
  x = clamp(m, x, -151.0, 129.0);
  Value rounded = m.add(x, kRound);
  Value n = m.subInt(m.bitcast(m.i32(), rounded), m.bits(m.i32(), kRoundBits));
  Value r = m.mul(m.sub(x, m.sub(rounded, kRound)), kLn2High);
  return scale(m, m.add(expM1OfReduced(m, r), 1.0), n);
}

Value mlir::pipe::expandExpM1(MathBuilder &m, Value x) {
  ReducedExponent reduced = reduce(m, clamp(m, x, -18.0, 89.0));
  Value q = expM1OfReduced(m, reduced.r);
  // 2^n q + 2^n - 1, halved so that 2^128 does not overflow.
  Value half = m.powerOfTwo(m.subInt(reduced.n, m.bits(m.i32(), 1)));
  Value result = m.mul(m.fma(half, q, m.sub(half, 0.5)), 2.0);
  return m.select(m.compare(MathBuilder::FP::OLT, m.abs(x), 1e-8), x, result);
}

Value mlir::pipe::expandTanh(MathBuilder &m, Value x) {
  // (e - 1) / (e + 1) with e = exp(2 |x|); 1 from |x| = 10 on.
  Value magnitude = m.abs(x);
  magnitude = m.select(m.compare(MathBuilder::FP::OGT, magnitude, 10.0),
                       m.constant(x, 10.0), magnitude);
  ReducedExponent reduced = reduce(m, m.add(magnitude, magnitude));
  Value power = m.powerOfTwo(reduced.n);
  Value e = m.fma(power, expM1OfReduced(m, reduced.r), m.sub(power, 1.0));
  Value result = m.copySign(m.div(e, m.add(e, 2.0)), x);
  return m.select(m.compare(MathBuilder::FP::OLT, m.abs(x), 1e-8), x, result);
}

/// erf(x) = x + x p(x^2) for |x| <= kErfMiddle.
static constexpr double kErfMiddle = 0.927734375;
static constexpr double kErfSmall[] = {1.28379166e-1, -3.76125336e-1,
                                       1.12819925e-1, -2.67681349e-2,
                                       4.99119423e-3, -5.96761703e-4};
/// log(1 - erf(t)) + t = t p(t) for larger t.
static constexpr double kErfLarge[] = {
    -1.28717512e-1, -6.34846687e-1, -1.06777877e-1, 2.42546219e-2,
    -3.88396438e-3, 3.83197126e-4,  -1.72853470e-5};

Value mlir::pipe::expandErf(MathBuilder &m, Value x) {
  Value t = m.abs(x);
  // The polynomial is monotonous up to 4; erf is 1 from there on.
  Value bounded =
      m.select(m.compare(MathBuilder::FP::OGT, t, 4.0), m.constant(x, 4.0), t);
  Value exponent =
      m.fma(m.polynomial(bounded, kErfLarge), bounded, m.neg(bounded));
  ReducedExponent reduced = reduce(m, exponent);
  Value complement =
      m.mul(m.add(expM1OfReduced(m, reduced.r), 1.0), m.powerOfTwo(reduced.n));
  Value large = m.copySign(m.sub(1.0, complement), x);
  Value small = m.fma(m.polynomial(m.mul(x, x), kErfSmall), x, x);
  return m.select(m.compare(MathBuilder::FP::OGT, t, kErfMiddle), large, small);
}
