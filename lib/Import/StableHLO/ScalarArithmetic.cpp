//===- ScalarArithmetic.cpp - Sums, products, extrema of scalars ----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OpTable.h"

using namespace mlir;
using namespace mlir::pipe::hlo;

static bool isFloat(const ScalarOp &op) {
  return isa<FloatType>(op.getType(0));
}
static bool isBoolean(const ScalarOp &op) { return op.getType(0).isInteger(1); }

Value mlir::pipe::hlo::emitAdd(ScalarBuilder &b, const ScalarOp &op) {
  if (isFloat(op))
    return b.make<arith::AddFOp>(op[0], op[1]);
  if (isBoolean(op))
    return b.make<arith::OrIOp>(op[0], op[1]);
  return b.make<arith::AddIOp>(op[0], op[1]);
}

Value mlir::pipe::hlo::emitSubtract(ScalarBuilder &b, const ScalarOp &op) {
  if (isFloat(op))
    return b.make<arith::SubFOp>(op[0], op[1]);
  return b.make<arith::SubIOp>(op[0], op[1]);
}

Value mlir::pipe::hlo::emitMultiply(ScalarBuilder &b, const ScalarOp &op) {
  if (isFloat(op))
    return b.make<arith::MulFOp>(op[0], op[1]);
  if (isBoolean(op))
    return b.make<arith::AndIOp>(op[0], op[1]);
  return b.make<arith::MulIOp>(op[0], op[1]);
}

/// Integers divided by 0 give all ones, as XLA has it; the code generator sees
/// to that.
Value mlir::pipe::hlo::emitDivide(ScalarBuilder &b, const ScalarOp &op) {
  if (isFloat(op))
    return b.make<arith::DivFOp>(op[0], op[1]);
  if (isUnsigned(op.getType(0)))
    return b.make<arith::DivUIOp>(op[0], op[1]);
  return b.make<arith::DivSIOp>(op[0], op[1]);
}

Value mlir::pipe::hlo::emitRemainder(ScalarBuilder &b, const ScalarOp &op) {
  if (isFloat(op))
    return b.make<arith::RemFOp>(op[0], op[1]);
  if (isUnsigned(op.getType(0)))
    return b.make<arith::RemUIOp>(op[0], op[1]);
  return b.make<arith::RemSIOp>(op[0], op[1]);
}

static Value emitGreater(ScalarBuilder &b, const ScalarOp &op, Value x,
                         Value y) {
  if (isFloat(op))
    return b.make<arith::MaximumFOp>(x, y);
  if (isUnsigned(op.getType(0)))
    return b.make<arith::MaxUIOp>(x, y);
  return b.make<arith::MaxSIOp>(x, y);
}

static Value emitLess(ScalarBuilder &b, const ScalarOp &op, Value x, Value y) {
  if (isFloat(op))
    return b.make<arith::MinimumFOp>(x, y);
  if (isUnsigned(op.getType(0)))
    return b.make<arith::MinUIOp>(x, y);
  return b.make<arith::MinSIOp>(x, y);
}

Value mlir::pipe::hlo::emitMaximum(ScalarBuilder &b, const ScalarOp &op) {
  return emitGreater(b, op, op[0], op[1]);
}

Value mlir::pipe::hlo::emitMinimum(ScalarBuilder &b, const ScalarOp &op) {
  return emitLess(b, op, op[0], op[1]);
}

/// min(max(operand, low), high); the operands are low, operand, high.
Value mlir::pipe::hlo::emitClamp(ScalarBuilder &b, const ScalarOp &op) {
  return emitLess(b, op, emitGreater(b, op, op[1], op[0]), op[2]);
}

Value mlir::pipe::hlo::emitSelect(ScalarBuilder &b, const ScalarOp &op) {
  return b.select(op[0], op[1], op[2]);
}

Value mlir::pipe::hlo::emitNegate(ScalarBuilder &b, const ScalarOp &op) {
  if (isFloat(op))
    return b.make<arith::NegFOp>(op[0]);
  return b.make<arith::SubIOp>(b.integer(op[0].getType(), 0), op[0]);
}

Value mlir::pipe::hlo::emitAbs(ScalarBuilder &b, const ScalarOp &op) {
  if (isFloat(op))
    return b.make<math::AbsFOp>(op[0]);
  return isUnsigned(op.getType(0)) ? op[0] : b.make<math::AbsIOp>(op[0]);
}

/// NaN and zeros, with their signs, stay.
Value mlir::pipe::hlo::emitSign(ScalarBuilder &b, const ScalarOp &op) {
  Type type = op[0].getType();
  if (isFloat(op)) {
    Value sign = b.make<math::CopySignOp>(b.floating(type, 1), op[0]);
    Value stays =
        b.compare(arith::CmpFPredicate::UEQ, op[0], b.floating(type, 0));
    return b.select(stays, op[0], sign);
  }
  Value zero = b.integer(type, 0), one = b.integer(type, 1);
  if (isUnsigned(op.getType(0)))
    return b.make<arith::MinUIOp>(op[0], one);
  Value atMostOne = b.make<arith::MinSIOp>(op[0], one);
  Value minusOne = b.make<arith::SubIOp>(zero, one);
  return b.make<arith::MaxSIOp>(atMostOne, minusOne);
}

/// x^n by squaring, one step for each bit of n. A negative n gives the integer
/// part of 1 / x^-n, which is 0 unless x is 1 or -1.
static Value emitIntegerPower(ScalarBuilder &b, const ScalarOp &op) {
  Type type = op[0].getType();
  Value zero = b.integer(type, 0), one = b.integer(type, 1);
  Value power = one, square = op[0];
  unsigned width = type.getIntOrFloatBitWidth();
  for (unsigned bit = 0; bit < width; ++bit) {
    Value shifted =
        b.make<arith::ShRUIOp>(op[1], b.integer(type, int64_t(bit)));
    Value isSet = b.compare(arith::CmpIPredicate::ne,
                            b.make<arith::AndIOp>(shifted, one), zero);
    power = b.select(isSet, b.make<arith::MulIOp>(power, square), power);
    if (bit + 1 < width)
      square = b.make<arith::MulIOp>(square, square);
  }
  if (isUnsigned(op.getType(0)))
    return power;
  Value minusOne = b.integer(type, APInt::getAllOnes(width));
  Value isUnit = b.make<arith::OrIOp>(
      b.compare(arith::CmpIPredicate::eq, op[0], one),
      b.compare(arith::CmpIPredicate::eq, op[0], minusOne));
  Value isNegative = b.compare(arith::CmpIPredicate::slt, op[1], zero);
  // 1 and -1 have the same powers with n as with -n, whose lowest bit is the
  // same. XLA gives 0^-n = 0 as well.
  return b.select(b.make<arith::AndIOp>(
                      isNegative, b.make<arith::XOrIOp>(
                                      isUnit, b.integer(isUnit.getType(), 1))),
                  zero, power);
}

Value mlir::pipe::hlo::emitPower(ScalarBuilder &b, const ScalarOp &op) {
  if (isFloat(op))
    return b.make<math::PowFOp>(op[0], op[1]);
  return emitIntegerPower(b, op);
}
