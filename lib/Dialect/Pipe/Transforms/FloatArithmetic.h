//===- FloatArithmetic.h - Arithmetic on scalars of one type ----*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_DIALECT_PIPE_TRANSFORMS_FLOATARITHMETIC_H
#define PIPE_LIB_DIALECT_PIPE_TRANSFORMS_FLOATARITHMETIC_H

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace mlir::pipe {

/// Writes arithmetic on floating-point scalars of one type.
class FloatArithmetic {
public:
  FloatArithmetic(ImplicitLocOpBuilder &builder, FloatType type)
      : builder(builder), type(type) {}

  Value number(double value) {
    APFloat rounded(value);
    bool isInexact;
    rounded.convert(type.getFloatSemantics(), APFloat::rmNearestTiesToEven,
                    &isInexact);
    return arith::ConstantOp::create(builder,
                                     builder.getFloatAttr(type, rounded));
  }
  /// `value` of another floating-point type, in this one.
  Value convert(Value value) {
    auto from = cast<FloatType>(value.getType());
    if (from.getWidth() < type.getWidth())
      return arith::ExtFOp::create(builder, type, value);
    if (from.getWidth() > type.getWidth())
      return arith::TruncFOp::create(builder, type, value);
    return value;
  }
  Value add(Value a, Value b) { return arith::AddFOp::create(builder, a, b); }
  Value sub(Value a, Value b) { return arith::SubFOp::create(builder, a, b); }
  Value mul(Value a, Value b) { return arith::MulFOp::create(builder, a, b); }
  Value div(Value a, Value b) { return arith::DivFOp::create(builder, a, b); }
  /// a + factor * b.
  Value addScaled(Value a, Value factor, Value b) {
    return add(a, mul(factor, b));
  }
  Value sqrt(Value a) { return math::SqrtOp::create(builder, a); }
  Value power(Value a, Value b) { return math::PowFOp::create(builder, a, b); }
  Value neg(Value a) { return arith::NegFOp::create(builder, a); }
  Value abs(Value a) { return math::AbsFOp::create(builder, a); }
  /// The larger one; no number if one is none.
  Value max(Value a, Value b) {
    return arith::MaximumFOp::create(builder, a, b);
  }
  /// Whether `magnitude`, which is not negative, is a finite number.
  Value isFinite(Value magnitude) {
    return arith::CmpFOp::create(builder, arith::CmpFPredicate::OLT, magnitude,
                                 number(HUGE_VAL));
  }

private:
  ImplicitLocOpBuilder &builder;
  FloatType type;
};

} // namespace mlir::pipe

#endif // PIPE_LIB_DIALECT_PIPE_TRANSFORMS_FLOATARITHMETIC_H
