//===- Scalars.cpp - Scalars of element-wise ops --------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Scalars.h"

#include "Importer.h"

using namespace mlir;
using namespace mlir::pipe::hlo;

Value ScalarBuilder::floating(Type type, const APFloat &value) {
  APFloat rounded = value;
  bool losesInfo;
  rounded.convert(cast<FloatType>(type).getFloatSemantics(),
                  APFloat::rmNearestTiesToEven, &losesInfo);
  return make<arith::ConstantOp>(FloatAttr::get(type, rounded));
}

Value ScalarBuilder::floating(Type type, double value) {
  return floating(type, APFloat(value));
}

Value ScalarBuilder::integer(Type type, const APInt &value) {
  return make<arith::ConstantOp>(IntegerAttr::get(type, value));
}

Value ScalarBuilder::integer(Type type, int64_t value) {
  return make<arith::ConstantOp>(IntegerAttr::get(type, value));
}

Value ScalarBuilder::polynomial(Value x, ArrayRef<double> coefficients) {
  Value sum = floating(x.getType(), coefficients.back());
  for (double coefficient : llvm::reverse(coefficients.drop_back()))
    sum = make<arith::AddFOp>(make<arith::MulFOp>(sum, x),
                              floating(x.getType(), coefficient));
  return sum;
}
