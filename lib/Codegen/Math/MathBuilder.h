//===- MathBuilder.h - Arithmetic in short ----------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_CODEGEN_MATH_MATHBUILDER_H
#define PIPE_LIB_CODEGEN_MATH_MATHBUILDER_H

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "mlir/IR/TypeUtilities.h"

namespace mlir::pipe {

/// Writes arithmetic on values of one shape: a scalar, or vectors of one width.
/// Every function names the ops that it creates; none is reordered later.
class MathBuilder {
public:
  /// Works on the shape of `like`.
  MathBuilder(OpBuilder &builder, Location loc, Value like)
      : b(loc, builder), shape(dyn_cast<VectorType>(like.getType())) {}

  Type get(Type element) const {
    return shape ? Type(VectorType(shape).clone(element)) : element;
  }
  Type f32() { return get(b.getF32Type()); }
  Type f64() { return get(b.getF64Type()); }
  Type i16() { return get(b.getI16Type()); }
  Type i32() { return get(b.getI32Type()); }
  Type i64() { return get(b.getI64Type()); }

  /// Constants: floating-point ones take the type of the value they go with.
  Value constant(Value like, double value) {
    return constantOf(like.getType(), value);
  }
  Value constantOf(Type type, double value) {
    Type element = getElementTypeOrSelf(type);
    TypedAttr attr = isa<FloatType>(element)
                         ? TypedAttr(b.getFloatAttr(element, value))
                         : b.getIntegerAttr(element, int64_t(value));
    return create(type, attr);
  }
  Value bits(Type type, int64_t value) {
    return create(type, b.getIntegerAttr(getElementTypeOrSelf(type), value));
  }

  Value add(Value x, Value y) { return arith::AddFOp::create(b, x, y); }
  Value add(Value x, double y) { return add(x, constant(x, y)); }
  Value sub(Value x, Value y) { return arith::SubFOp::create(b, x, y); }
  Value sub(Value x, double y) { return sub(x, constant(x, y)); }
  Value sub(double x, Value y) { return sub(constant(y, x), y); }
  Value mul(Value x, Value y) { return arith::MulFOp::create(b, x, y); }
  Value mul(Value x, double y) { return mul(x, constant(x, y)); }
  Value div(Value x, Value y) { return arith::DivFOp::create(b, x, y); }
  Value neg(Value x) { return arith::NegFOp::create(b, x); }
  Value abs(Value x) { return math::AbsFOp::create(b, x); }
  Value sqrt(Value x) { return math::SqrtOp::create(b, x); }
  Value roundEven(Value x) { return math::RoundEvenOp::create(b, x); }
  Value copySign(Value x, Value sign) {
    return math::CopySignOp::create(b, x, sign);
  }
  /// x * y + z, rounded once.
  Value fma(Value x, Value y, Value z) {
    return math::FmaOp::create(b, x, y, z);
  }
  Value fma(Value x, double y, Value z) { return fma(x, constant(x, y), z); }

  /// c[0] + c[1] x + ... by Horner's rule with fused steps.
  Value polynomial(Value x, ArrayRef<double> c) {
    Value sum = constant(x, c.back());
    for (double coefficient : llvm::reverse(c.drop_back()))
      sum = fma(sum, x, constant(x, coefficient));
    return sum;
  }

  using FP = arith::CmpFPredicate;
  using IP = arith::CmpIPredicate;
  Value compare(FP predicate, Value x, Value y) {
    return arith::CmpFOp::create(b, predicate, x, y);
  }
  Value compare(FP predicate, Value x, double y) {
    return compare(predicate, x, constant(x, y));
  }
  Value compareInt(IP predicate, Value x, Value y) {
    return arith::CmpIOp::create(b, predicate, x, y);
  }
  Value select(Value condition, Value x, Value y) {
    return arith::SelectOp::create(b, condition, x, y);
  }

  Value bitcast(Type type, Value x) {
    return arith::BitcastOp::create(b, type, x);
  }
  Value toFloat(Type type, Value x) {
    return arith::SIToFPOp::create(b, type, x);
  }
  Value extend(Value x) { return arith::ExtFOp::create(b, f64(), x); }
  Value truncate(Value x) { return arith::TruncFOp::create(b, f32(), x); }
  Value addInt(Value x, Value y) { return arith::AddIOp::create(b, x, y); }
  Value subInt(Value x, Value y) { return arith::SubIOp::create(b, x, y); }
  Value mulInt(Value x, Value y) { return arith::MulIOp::create(b, x, y); }
  Value andInt(Value x, Value y) { return arith::AndIOp::create(b, x, y); }
  Value orInt(Value x, Value y) { return arith::OrIOp::create(b, x, y); }
  Value shiftLeft(Value x, Value n) { return arith::ShLIOp::create(b, x, n); }
  Value shiftLeft(Value x, int64_t n) {
    return shiftLeft(x, bits(x.getType(), n));
  }
  Value shiftRight(Value x, int64_t n) {
    return arith::ShRSIOp::create(b, x, bits(x.getType(), n));
  }

  Value shiftRightUnsigned(Value x, Value n) {
    return arith::ShRUIOp::create(b, x, n);
  }
  Value shiftRightUnsigned(Value x, int64_t n) {
    return shiftRightUnsigned(x, bits(x.getType(), n));
  }

  Value truncateInt(Value x) { return truncateInt(i32(), x); }
  Value truncateInt(Type type, Value x) {
    return arith::TruncIOp::create(b, type, x);
  }
  Value zeroExtend(Type type, Value x) {
    return arith::ExtUIOp::create(b, type, x);
  }

  /// 2 to the power `n`, an i32 in [-126, 127], in f32.
  Value powerOfTwo(Value n) {
    Value biased = addInt(n, bits(i32(), 127));
    return bitcast(f32(), shiftLeft(biased, 23));
  }

private:
  Value create(Type type, TypedAttr element) {
    if (auto vector = dyn_cast<VectorType>(type))
      element = DenseElementsAttr::get(vector, element);
    return arith::ConstantOp::create(b, type, element);
  }

  ImplicitLocOpBuilder b;
  VectorType shape;
};

} // namespace mlir::pipe

#endif // PIPE_LIB_CODEGEN_MATH_MATHBUILDER_H
