//===- ScalarSpecial.cpp - Special functions of scalars -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OpTable.h"

#include <cmath>
#include <limits>

using namespace mlir;
using namespace mlir::pipe::hlo;

/// Computes `function` in `type` if the operand is narrower.
static Value computeIn(ScalarBuilder &b, Value x, Type type,
                       llvm::function_ref<Value(Value)> function) {
  Type narrow = x.getType();
  if (narrow.getIntOrFloatBitWidth() >= type.getIntOrFloatBitWidth())
    return function(x);
  return b.make<arith::TruncFOp>(narrow,
                                 function(b.make<arith::ExtFOp>(type, x)));
}

/// M. Giles, "Approximating the erfinv function" (GPU Computing Gems, 2011),
/// for single precision.
static Value emitErfInvSingle(ScalarBuilder &b, Value x) {
  Type type = x.getType();
  Value square = b.make<arith::NegFOp>(b.make<arith::MulFOp>(x, x));
  Value w = b.make<arith::NegFOp>(b.make<math::Log1pOp>(square));
  Value central = b.polynomial(
      b.make<arith::SubFOp>(w, b.floating(type, 2.5)),
      {1.50140941, 0.246640727, -0.00417768164, -0.00125372503, 0.00021858087,
       -4.39150654e-06, -3.5233877e-06, 3.43273939e-07, 2.81022636e-08});
  Value tail = b.polynomial(
      b.make<arith::SubFOp>(b.make<math::SqrtOp>(w), b.floating(type, 3)),
      {2.83297682, 1.00167406, 0.00943887047, -0.0076224613, 0.00573950773,
       -0.00367342844, 0.00134934322, 0.000100950558, -0.000200214257});
  Value isCentral =
      b.compare(arith::CmpFPredicate::OLT, w, b.floating(type, 5));
  Value inside = b.make<arith::MulFOp>(b.select(isCentral, central, tail), x);
  // The tail's polynomial has no value at 1, where w is infinite.
  Value isLimit = b.compare(arith::CmpFPredicate::OEQ, b.make<math::AbsFOp>(x),
                            b.floating(type, 1));
  Value limit = b.make<math::CopySignOp>(
      b.floating(type, std::numeric_limits<double>::infinity()), x);
  return b.select(isLimit, limit, inside);
}

/// Newton's method on erf(y) = x from the single-precision value. Above 1/2, on
/// log erfc(y) = log(1 - x), which cancels nothing and is almost a parabola:
/// the start may be far off where f32 has no number between x and 1.
static Value emitErfInvDouble(ScalarBuilder &b, Value x) {
  Type type = x.getType();
  Value size = b.make<math::AbsFOp>(x);
  Value y = emitErfInvSingle(b, size);
  Value isLarge =
      b.compare(arith::CmpFPredicate::OGT, size, b.floating(type, 0.5));
  Value rest =
      b.make<math::LogOp>(b.make<arith::SubFOp>(b.floating(type, 1), size));
  for (int step = 0; step < 4; ++step) {
    Value slope = b.make<arith::MulFOp>(
        b.floating(type, M_2_SQRTPI), b.make<math::ExpOp>(b.make<arith::NegFOp>(
                                          b.make<arith::MulFOp>(y, y))));
    Value near = b.make<arith::DivFOp>(
        b.make<arith::SubFOp>(b.make<math::ErfOp>(y), size), slope);
    Value complement = b.make<math::ErfcOp>(y);
    Value gap = b.make<arith::SubFOp>(rest, b.make<math::LogOp>(complement));
    Value far =
        b.make<arith::MulFOp>(gap, b.make<arith::DivFOp>(complement, slope));
    y = b.make<arith::SubFOp>(y, b.select(isLarge, far, near));
  }
  // At the limits and outside of them the steps compute inf - inf.
  Value isInside =
      b.compare(arith::CmpFPredicate::OLT, size, b.floating(type, 1));
  return b.select(isInside, b.make<math::CopySignOp>(y, x),
                  emitErfInvSingle(b, x));
}

Value mlir::pipe::hlo::emitErfInv(ScalarBuilder &b, const ScalarOp &op) {
  if (op[0].getType().isF64())
    return emitErfInvDouble(b, op[0]);
  return computeIn(b, op[0], b.builder.getF32Type(),
                   [&](Value x) { return emitErfInvSingle(b, x); });
}

namespace {
/// C. Lanczos, "A precision approximation of the gamma function" (1964), with
/// g = 7 and 9 terms: gamma(z + 1) = sqrt(2 pi) t^(z + 1/2) e^-t sum, where
/// t = z + g + 1/2 and sum = c0 + c1 / (z + 1) + ... + c8 / (z + 8).
struct Lanczos {
  static constexpr double kG = 7;
  static constexpr double kFirst = 0.99999999999980993;
  static constexpr double kTerms[] = {
      676.5203681218851,     -1259.1392167224028,  771.32342877765313,
      -176.61502916214059,   12.507343278686905,   -0.13857109526572012,
      9.9843695780195716e-6, 1.5056327351493116e-7};

  Value isReflected; ///< x < 1/2: gamma(x) gamma(1 - x) = pi / sin(pi x).
  Value z, t, logT, sum, derivative;

  Lanczos(ScalarBuilder &b, Value x) {
    Type type = x.getType();
    auto number = [&](double value) { return b.floating(type, value); };
    isReflected = b.compare(arith::CmpFPredicate::OLT, x, number(0.5));
    z = b.select(isReflected, b.make<arith::NegFOp>(x),
                 b.make<arith::SubFOp>(x, number(1)));
    t = b.make<arith::AddFOp>(z, number(kG + 0.5));
    logT = b.make<math::LogOp>(t);
    sum = number(kFirst);
    derivative = number(0);
    for (auto [i, term] : llvm::enumerate(kTerms)) {
      Value place = b.make<arith::AddFOp>(z, number(i + 1.0));
      Value share = b.make<arith::DivFOp>(number(term), place);
      sum = b.make<arith::AddFOp>(sum, share);
      derivative = b.make<arith::SubFOp>(derivative,
                                         b.make<arith::DivFOp>(share, place));
    }
  }
};
} // namespace

/// sin(pi x) and cos(pi x) for |x| of any size: x goes to [-1/2, 1/2] first.
static std::pair<Value, Value> emitSinCosPi(ScalarBuilder &b, Value x) {
  Type type = x.getType();
  Value whole = b.make<math::RoundEvenOp>(x);
  Value angle = b.make<arith::MulFOp>(b.make<arith::SubFOp>(x, whole),
                                      b.floating(type, M_PI));
  return {b.make<math::SinOp>(angle), b.make<math::CosOp>(angle)};
}

/// log |gamma(x)|
static Value emitLogGamma(ScalarBuilder &b, Value x) {
  Type type = x.getType();
  auto number = [&](double value) { return b.floating(type, value); };
  Lanczos l(b, x);
  Value power =
      b.make<arith::MulFOp>(b.make<arith::AddFOp>(l.z, number(0.5)), l.logT);
  Value plain = b.make<arith::AddFOp>(
      b.make<arith::SubFOp>(power, l.t),
      b.make<arith::AddFOp>(number(0.5 * std::log(2 * M_PI)),
                            b.make<math::LogOp>(l.sum)));
  Value sine = b.make<math::AbsFOp>(emitSinCosPi(b, x).first);
  Value reflected = b.make<arith::SubFOp>(
      b.make<arith::SubFOp>(number(std::log(M_PI)), b.make<math::LogOp>(sine)),
      plain);
  Value result = b.select(l.isReflected, reflected, plain);
  Value infinity = number(std::numeric_limits<double>::infinity());
  Value isInfinite =
      b.compare(arith::CmpFPredicate::OEQ, b.make<math::AbsFOp>(x), infinity);
  return b.select(isInfinite, infinity, result);
}

/// The derivative of log gamma(x); NaN at 0, -1, -2, ...
static Value emitDerivativeOfLogGamma(ScalarBuilder &b, Value x) {
  Type type = x.getType();
  auto number = [&](double value) { return b.floating(type, value); };
  Lanczos l(b, x);
  Value plain = b.make<arith::AddFOp>(
      b.make<arith::SubFOp>(l.logT,
                            b.make<arith::DivFOp>(number(Lanczos::kG), l.t)),
      b.make<arith::DivFOp>(l.derivative, l.sum));
  auto [sine, cosine] = emitSinCosPi(b, x);
  Value cotangent = b.make<arith::DivFOp>(cosine, sine);
  Value reflected = b.make<arith::SubFOp>(
      plain, b.make<arith::MulFOp>(number(M_PI), cotangent));
  Value result = b.select(l.isReflected, reflected, plain);
  Value isPole = b.make<arith::AndIOp>(
      b.compare(arith::CmpFPredicate::OLE, x, number(0)),
      b.compare(arith::CmpFPredicate::OEQ, x, b.make<math::FloorOp>(x)));
  return b.select(isPole, number(std::numeric_limits<double>::quiet_NaN()),
                  result);
}

Value mlir::pipe::hlo::emitLgamma(ScalarBuilder &b, const ScalarOp &op) {
  return computeIn(b, op[0], b.builder.getF64Type(),
                   [&](Value x) { return emitLogGamma(b, x); });
}

Value mlir::pipe::hlo::emitDigamma(ScalarBuilder &b, const ScalarOp &op) {
  return computeIn(b, op[0], b.builder.getF64Type(),
                   [&](Value x) { return emitDerivativeOfLogGamma(b, x); });
}
