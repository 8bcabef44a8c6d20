//===- ScalarBits.cpp - Bits of scalars -----------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OpTable.h"

using namespace mlir;
using namespace mlir::pipe::hlo;

Value mlir::pipe::hlo::emitAnd(ScalarBuilder &b, const ScalarOp &op) {
  return b.make<arith::AndIOp>(op[0], op[1]);
}

Value mlir::pipe::hlo::emitOr(ScalarBuilder &b, const ScalarOp &op) {
  return b.make<arith::OrIOp>(op[0], op[1]);
}

Value mlir::pipe::hlo::emitXor(ScalarBuilder &b, const ScalarOp &op) {
  return b.make<arith::XOrIOp>(op[0], op[1]);
}

Value mlir::pipe::hlo::emitNot(ScalarBuilder &b, const ScalarOp &op) {
  Type type = op[0].getType();
  APInt ones = APInt::getAllOnes(type.getIntOrFloatBitWidth());
  return b.make<arith::XOrIOp>(op[0], b.integer(type, ones));
}

Value mlir::pipe::hlo::emitPopcnt(ScalarBuilder &b, const ScalarOp &op) {
  return b.make<math::CtPopOp>(op[0]);
}

Value mlir::pipe::hlo::emitCountLeadingZeros(ScalarBuilder &b,
                                             const ScalarOp &op) {
  return b.make<math::CountLeadingZerosOp>(op[0]);
}

/// arith leaves shifts by the width and more undefined. The amount counts as
/// unsigned, so that a negative one is too much, too.
template <typename Shift>
static Value emitShift(ScalarBuilder &b, const ScalarOp &op, bool keepsSign) {
  Type type = op[0].getType();
  int64_t width = type.getIntOrFloatBitWidth();
  Value last = b.integer(type, APInt(width, width - 1));
  Value amount = b.make<arith::MinUIOp>(op[1], last);
  Value shifted = b.make<Shift>(op[0], amount);
  if (keepsSign)
    return shifted;
  Value isTooMuch = b.compare(arith::CmpIPredicate::ugt, op[1], last);
  return b.select(isTooMuch, b.integer(type, 0), shifted);
}

Value mlir::pipe::hlo::emitShiftLeft(ScalarBuilder &b, const ScalarOp &op) {
  return emitShift<arith::ShLIOp>(b, op, /*keepsSign=*/false);
}

Value mlir::pipe::hlo::emitShiftRightLogical(ScalarBuilder &b,
                                             const ScalarOp &op) {
  return emitShift<arith::ShRUIOp>(b, op, /*keepsSign=*/false);
}

Value mlir::pipe::hlo::emitShiftRightArithmetic(ScalarBuilder &b,
                                                const ScalarOp &op) {
  return emitShift<arith::ShRSIOp>(b, op, /*keepsSign=*/true);
}

/// The bits of the next number of the type towards the second operand; what
/// C's nextafter returns.
Value mlir::pipe::hlo::emitNextAfter(ScalarBuilder &b, const ScalarOp &op) {
  Type type = op[0].getType();
  unsigned width = type.getIntOrFloatBitWidth();
  Type bits = b.builder.getIntegerType(width);
  Value x = b.make<arith::BitcastOp>(bits, op[0]);
  Value zero = b.floating(type, 0), one = b.integer(bits, 1);
  Value away =
      b.compare(arith::CmpIPredicate::eq,
                b.make<arith::CmpFOp>(arith::CmpFPredicate::OGT, op[1], op[0]),
                b.make<arith::CmpFOp>(arith::CmpFPredicate::OGT, op[0], zero));
  Value next = b.make<arith::BitcastOp>(
      type, b.select(away, b.make<arith::AddIOp>(x, one),
                     b.make<arith::SubIOp>(x, one)));
  // From zero, the smallest number with the sign of the second operand.
  Value smallest =
      b.make<math::CopySignOp>(b.make<arith::BitcastOp>(type, one), op[1]);
  Value isZero = b.compare(arith::CmpFPredicate::OEQ, op[0], zero);
  next = b.select(isZero, smallest, next);
  Value isEqual = b.compare(arith::CmpFPredicate::OEQ, op[0], op[1]);
  next = b.select(isEqual, op[1], next);
  Value isNaN = b.compare(arith::CmpFPredicate::UNO, op[0], op[1]);
  return b.select(isNaN, b.make<arith::AddFOp>(op[0], op[1]), next);
}
