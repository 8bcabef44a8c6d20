//===- Scalars.h - Scalars of element-wise ops ------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_IMPORT_STABLEHLO_SCALARS_H
#define PIPE_LIB_IMPORT_STABLEHLO_SCALARS_H

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/TypeUtilities.h"

namespace mlir::pipe::hlo {

/// One element of an element-wise op: its operands as signless scalars, and the
/// element types as the front end wrote them, signs included.
struct ScalarOp {
  Operation *op;
  ArrayRef<Value> operands;

  Value operator[](unsigned i) const { return operands[i]; }
  Type getType(unsigned i) const {
    return getElementTypeOrSelf(op->getOperand(i).getType());
  }
  Type getResultType() const {
    return getElementTypeOrSelf(op->getResult(0).getType());
  }
};

/// Writes scalar arithmetic shortly.
struct ScalarBuilder {
  OpBuilder &builder;
  Location loc;

  template <typename Op, typename... Args>
  Value make(Args &&...args) {
    return Op::create(builder, loc, std::forward<Args>(args)...).getResult();
  }
  Value floating(Type type, double value);
  Value floating(Type type, const APFloat &value);
  Value integer(Type type, const APInt &value);
  Value integer(Type type, int64_t value);
  Value select(Value condition, Value yes, Value no) {
    return make<arith::SelectOp>(condition, yes, no);
  }
  Value compare(arith::CmpFPredicate predicate, Value a, Value b) {
    return make<arith::CmpFOp>(predicate, a, b);
  }
  Value compare(arith::CmpIPredicate predicate, Value a, Value b) {
    return make<arith::CmpIOp>(predicate, a, b);
  }
  /// The sum of c[n-1] x^(n-1) + ... + c[0], in the type of x.
  Value polynomial(Value x, ArrayRef<double> coefficients);
};

/// Returns `value` of the element type `from` as one of `to`, as StableHLO's
/// convert does: booleans are 0 or 1, other numbers are true if not 0; floats
/// outside of an integer type become its nearest limit, and NaN 0 (as XLA).
Value convertScalar(ScalarBuilder &builder, Value value, Type from, Type to);

/// Returns a signed integer for a float, in the order -NaN, -inf, ..., -0, 0,
/// ..., inf, NaN.
Value getTotalOrder(ScalarBuilder &builder, Value x);

} // namespace mlir::pipe::hlo

#endif // PIPE_LIB_IMPORT_STABLEHLO_SCALARS_H
