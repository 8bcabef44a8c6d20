//===- ScalarCompare.cpp - Comparisons of scalars -------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Attributes.h"
#include "OpTable.h"

#include "llvm/ADT/StringSwitch.h"

using namespace mlir;
using namespace mlir::pipe::hlo;

namespace {
/// The predicates that a direction means for floats, signed and unsigned.
struct Direction {
  arith::CmpFPredicate ofFloats;
  arith::CmpIPredicate ofSigned, ofUnsigned;
};
} // namespace

static std::optional<Direction> getDirection(StringRef word) {
  using F = arith::CmpFPredicate;
  using I = arith::CmpIPredicate;
  return llvm::StringSwitch<std::optional<Direction>>(word)
      .Case("EQ", Direction{F::OEQ, I::eq, I::eq})
      .Case("NE", Direction{F::UNE, I::ne, I::ne})
      .Case("GE", Direction{F::OGE, I::sge, I::uge})
      .Case("GT", Direction{F::OGT, I::sgt, I::ugt})
      .Case("LE", Direction{F::OLE, I::sle, I::ule})
      .Case("LT", Direction{F::OLT, I::slt, I::ult})
      .Default(std::nullopt);
}

/// The bits, with all but the sign turned over below zero.
Value mlir::pipe::hlo::getTotalOrder(ScalarBuilder &b, Value x) {
  unsigned width = x.getType().getIntOrFloatBitWidth();
  Type type = b.builder.getIntegerType(width);
  Value bits = b.make<arith::BitcastOp>(type, x);
  Value sign =
      b.make<arith::ShRSIOp>(bits, b.integer(type, int64_t(width - 1)));
  Value turned = b.make<arith::AndIOp>(
      sign, b.integer(type, APInt::getSignedMaxValue(width)));
  return b.make<arith::XOrIOp>(bits, turned);
}

Value mlir::pipe::hlo::emitCompare(ScalarBuilder &b, const ScalarOp &op) {
  std::string word = getWord(op.op, "comparison_direction");
  std::optional<Direction> direction = getDirection(word);
  if (!direction) {
    op.op->emitError("'") << op.op->getName() << "' has the direction '" << word
                          << "', which is none of EQ, NE, GE, GT, LE, LT";
    return {};
  }
  if (!isa<FloatType>(op.getType(0)))
    return b.compare(isUnsigned(op.getType(0)) ? direction->ofUnsigned
                                               : direction->ofSigned,
                     op[0], op[1]);
  if (getWord(op.op, "compare_type") == "TOTALORDER")
    return b.compare(direction->ofSigned, getTotalOrder(b, op[0]),
                     getTotalOrder(b, op[1]));
  return b.compare(direction->ofFloats, op[0], op[1]);
}

static Value emitInfinity(ScalarBuilder &b, Type type, bool isNegative) {
  auto &semantics = cast<FloatType>(type).getFloatSemantics();
  return b.floating(type, APFloat::getInf(semantics, isNegative));
}

/// Integers are finite.
Value mlir::pipe::hlo::emitIsFinite(ScalarBuilder &b, const ScalarOp &op) {
  if (!isa<FloatType>(op.getType(0)))
    return b.integer(b.builder.getI1Type(), 1);
  return b.compare(arith::CmpFPredicate::OLT, b.make<math::AbsFOp>(op[0]),
                   emitInfinity(b, op[0].getType(), false));
}

Value mlir::pipe::hlo::emitIsInf(ScalarBuilder &b, const ScalarOp &op) {
  return b.compare(arith::CmpFPredicate::OEQ, b.make<math::AbsFOp>(op[0]),
                   emitInfinity(b, op[0].getType(), false));
}

Value mlir::pipe::hlo::emitIsPosInf(ScalarBuilder &b, const ScalarOp &op) {
  return b.compare(arith::CmpFPredicate::OEQ, op[0],
                   emitInfinity(b, op[0].getType(), false));
}

Value mlir::pipe::hlo::emitIsNegInf(ScalarBuilder &b, const ScalarOp &op) {
  return b.compare(arith::CmpFPredicate::OEQ, op[0],
                   emitInfinity(b, op[0].getType(), true));
}
