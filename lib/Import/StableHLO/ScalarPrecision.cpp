//===- ScalarPrecision.cpp - reduce_precision -----------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Attributes.h"
#include "OpTable.h"

using namespace mlir;
using namespace mlir::pipe::hlo;

namespace {
/// A float seen as bits.
struct Bits {
  ScalarBuilder &b;
  IntegerType type;
  unsigned mantissa; ///< Stored bits of the mantissa.

  unsigned getWidth() const { return type.getWidth(); }
  unsigned getExponent() const { return getWidth() - 1 - mantissa; }
  Value mask(const APInt &value) { return b.integer(type, value); }

  /// Adds just less than half of the last bit kept, and one more if that bit is
  /// odd, so that halves go to the even neighbour.
  Value roundMantissa(Value x, unsigned kept) {
    unsigned dropped = mantissa - kept;
    Value shifted =
        b.make<arith::ShRUIOp>(x, b.integer(type, int64_t(dropped)));
    Value lastBit = b.make<arith::AndIOp>(shifted, b.integer(type, 1));
    Value half = mask(APInt::getLowBitsSet(getWidth(), dropped - 1));
    x = b.make<arith::AddIOp>(x, b.make<arith::AddIOp>(half, lastBit));
    APInt high = APInt::getHighBitsSet(getWidth(), getWidth() - dropped);
    return b.make<arith::AndIOp>(x, mask(high));
  }

  /// Larger numbers than `kept` bits of exponent hold become infinite, smaller
  /// ones zero. The limits are written with the wide exponent's bias.
  Value limitExponent(Value x, unsigned kept) {
    unsigned width = getWidth();
    APInt exponentBits = APInt::getBitsSet(width, mantissa, width - 1);
    Value sign = b.make<arith::AndIOp>(x, mask(APInt::getSignMask(width)));
    Value biased = b.make<arith::AndIOp>(x, mask(exponentBits));
    uint64_t bias = (uint64_t(1) << (getExponent() - 1)) - 1;
    uint64_t keptBias = (uint64_t(1) << (kept - 1)) - 1;
    Value largest = mask(APInt(width, bias + keptBias) << mantissa);
    Value smallest = mask(APInt(width, bias - keptBias) << mantissa);
    Value infinity = b.make<arith::OrIOp>(sign, mask(exponentBits));
    Value isAbove = b.compare(arith::CmpIPredicate::ugt, biased, largest);
    Value isBelow = b.compare(arith::CmpIPredicate::ule, biased, smallest);
    return b.select(isBelow, sign, b.select(isAbove, infinity, x));
  }
};
} // namespace

/// Rounds to a float of fewer bits, which is kept in the wider type.
Value mlir::pipe::hlo::emitReducePrecision(ScalarBuilder &b,
                                           const ScalarOp &op) {
  FailureOr<int64_t> exponent = getInteger(op.op, "exponent_bits");
  if (failed(exponent))
    return {};
  FailureOr<int64_t> mantissa = getInteger(op.op, "mantissa_bits");
  if (failed(mantissa))
    return {};
  if (*exponent < 1 || *mantissa < 0) {
    op.op->emitError("'") << op.op->getName() << "' keeps " << *exponent
                          << " bits of the exponent and " << *mantissa
                          << " of the mantissa, but needs at least 1 and 0";
    return {};
  }
  auto type = cast<FloatType>(op[0].getType());
  Bits bits{b, b.builder.getIntegerType(type.getWidth()),
            type.getFPMantissaWidth() - 1};
  Value x = b.make<arith::BitcastOp>(bits.type, op[0]);
  if (*mantissa < bits.mantissa)
    x = bits.roundMantissa(x, *mantissa);
  if (*exponent < bits.getExponent())
    x = bits.limitExponent(x, *exponent);
  Value isNaN = b.compare(arith::CmpFPredicate::UNO, op[0], op[0]);
  return b.select(isNaN, op[0], b.make<arith::BitcastOp>(type, x));
}
