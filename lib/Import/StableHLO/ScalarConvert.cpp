//===- ScalarConvert.cpp - Conversions between element types --------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OpTable.h"

using namespace mlir;
using namespace mlir::pipe::hlo;

static Value convertFloat(ScalarBuilder &b, Value value, Type to) {
  unsigned from = value.getType().getIntOrFloatBitWidth();
  unsigned width = to.getIntOrFloatBitWidth();
  if (value.getType() == to)
    return value;
  if (from < width)
    return b.make<arith::ExtFOp>(to, value);
  if (from > width)
    return b.make<arith::TruncFOp>(to, value);
  // bf16 and f16: neither holds the other.
  Value wide = b.make<arith::ExtFOp>(b.builder.getF32Type(), value);
  return b.make<arith::TruncFOp>(to, wide);
}

/// arith leaves floats outside of the integer type undefined.
static Value convertFloatToInteger(ScalarBuilder &b, Value value, Type to,
                                   bool toUnsigned) {
  Type signless = toSignless(to);
  unsigned width = signless.getIntOrFloatBitWidth();
  // 16-bit floats do not hold the limits of wide integers.
  if (value.getType().getIntOrFloatBitWidth() < 32)
    value = convertFloat(b, value, b.builder.getF32Type());
  Type type = value.getType();
  APInt low =
      toUnsigned ? APInt::getZero(width) : APInt::getSignedMinValue(width);
  APInt high =
      toUnsigned ? APInt::getMaxValue(width) : APInt::getSignedMaxValue(width);
  // The first float above the type, a power of two, so exact: 2^31 for i32.
  double above = std::ldexp(1.0, toUnsigned ? width : width - 1);
  // The last float below it whose integer part is outside: for unsigned types
  // everything up to -1 is.
  double below = toUnsigned ? 0 : -above;
  Value isAbove =
      b.compare(arith::CmpFPredicate::OGE, value, b.floating(type, above));
  Value isBelow =
      b.compare(arith::CmpFPredicate::OLT, value, b.floating(type, below));
  Value isNaN = b.compare(arith::CmpFPredicate::UNO, value, value);
  Value isOutside =
      b.make<arith::OrIOp>(b.make<arith::OrIOp>(isAbove, isBelow), isNaN);
  Value safe = b.select(isOutside, b.floating(type, 0.0), value);
  Value inside = toUnsigned ? b.make<arith::FPToUIOp>(signless, safe)
                            : b.make<arith::FPToSIOp>(signless, safe);
  inside = b.select(isAbove, b.integer(signless, high), inside);
  return b.select(isBelow, b.integer(signless, low), inside);
}

static Value convertInteger(ScalarBuilder &b, Value value, Type to,
                            bool fromUnsigned) {
  unsigned from = value.getType().getIntOrFloatBitWidth();
  unsigned width = to.getIntOrFloatBitWidth();
  if (from == width)
    return value;
  if (from > width)
    return b.make<arith::TruncIOp>(to, value);
  return fromUnsigned ? b.make<arith::ExtUIOp>(to, value)
                      : b.make<arith::ExtSIOp>(to, value);
}

static Value convertIntegerToFloat(ScalarBuilder &b, Value value, Type to,
                                   bool fromUnsigned) {
  if (fromUnsigned)
    return b.make<arith::UIToFPOp>(to, value);
  return b.make<arith::SIToFPOp>(to, value);
}

Value mlir::pipe::hlo::convertScalar(ScalarBuilder &b, Value value, Type from,
                                     Type to) {
  bool fromFloat = isa<FloatType>(from), toFloat = isa<FloatType>(to);
  if (to.isInteger(1) && !from.isInteger(1)) {
    if (fromFloat)
      return b.compare(arith::CmpFPredicate::UNE, value,
                       b.floating(value.getType(), 0.0));
    return b.compare(arith::CmpIPredicate::ne, value,
                     b.integer(value.getType(), 0));
  }
  if (fromFloat && toFloat)
    return convertFloat(b, value, to);
  if (fromFloat)
    return convertFloatToInteger(b, value, to, isUnsigned(to));
  if (toFloat)
    return convertIntegerToFloat(b, value, to, isUnsigned(from));
  return convertInteger(b, value, toSignless(to), isUnsigned(from));
}

Value mlir::pipe::hlo::emitConvert(ScalarBuilder &b, const ScalarOp &op) {
  return convertScalar(b, op[0], op.getType(0), op.getResultType());
}
