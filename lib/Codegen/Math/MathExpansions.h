//===- MathExpansions.h - Mathematical functions as polynomials -*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_CODEGEN_MATH_MATHEXPANSIONS_H
#define PIPE_LIB_CODEGEN_MATH_MATHEXPANSIONS_H

#include "MathBuilder.h"

namespace mlir::pipe {

// Each function returns its value for `x` of f32, a scalar or a vector, within
// 4 units in the last place for every x, zeros, infinities, NaN and subnormal
// numbers included. The same operations run for a scalar and for every element
// of a vector, so the value does not depend on which it is.

Value expandExp(MathBuilder &m, Value x);
Value expandExp2(MathBuilder &m, Value x);
Value expandExpM1(MathBuilder &m, Value x);
Value expandTanh(MathBuilder &m, Value x);
Value expandErf(MathBuilder &m, Value x);
Value expandLog(MathBuilder &m, Value x);
Value expandLog2(MathBuilder &m, Value x);
Value expandLog10(MathBuilder &m, Value x);
Value expandLog1p(MathBuilder &m, Value x);
Value expandPow(MathBuilder &m, Value x, Value y);

/// For |x| <= 1e12.
Value expandSin(MathBuilder &m, Value x);
Value expandCos(MathBuilder &m, Value x);
/// The same for |x| from 2^25 on, and for infinities.
Value expandSinOfLarge(MathBuilder &m, Value x);
Value expandCosOfLarge(MathBuilder &m, Value x);

// The same for f64, within 2 units in the last place, where there is no C
// library.

Value expandExpDouble(MathBuilder &m, Value x);
Value expandExp2Double(MathBuilder &m, Value x);
Value expandExpM1Double(MathBuilder &m, Value x);
Value expandTanhDouble(MathBuilder &m, Value x);
Value expandLogDouble(MathBuilder &m, Value x);
Value expandLog2Double(MathBuilder &m, Value x);
Value expandLog10Double(MathBuilder &m, Value x);
Value expandLog1pDouble(MathBuilder &m, Value x);
Value expandPowDouble(MathBuilder &m, Value x, Value y);

/// Gives |x|^y its sign and the cases that have no logarithm.
Value selectSpecialPower(MathBuilder &m, Value x, Value y, Value power);

} // namespace mlir::pipe

#endif // PIPE_LIB_CODEGEN_MATH_MATHEXPANSIONS_H
