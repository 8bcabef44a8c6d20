//===- ScalarMath.cpp - Elementary functions of scalars -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OpTable.h"

using namespace mlir;
using namespace mlir::pipe::hlo;

#define FUNCTION(NAME, OP)                                                     \
  Value mlir::pipe::hlo::NAME(ScalarBuilder &b, const ScalarOp &op) {          \
    return b.make<math::OP>(op[0]);                                            \
  }
FUNCTION(emitAcos, AcosOp)
FUNCTION(emitAcosh, AcoshOp)
FUNCTION(emitAsin, AsinOp)
FUNCTION(emitAsinh, AsinhOp)
FUNCTION(emitAtan, AtanOp)
FUNCTION(emitAtanh, AtanhOp)
FUNCTION(emitCbrt, CbrtOp)
FUNCTION(emitCeil, CeilOp)
FUNCTION(emitCosh, CoshOp)
FUNCTION(emitCosine, CosOp)
FUNCTION(emitErf, ErfOp)
FUNCTION(emitErfc, ErfcOp)
FUNCTION(emitExponential, ExpOp)
FUNCTION(emitExponentialMinusOne, ExpM1Op)
FUNCTION(emitFloor, FloorOp)
FUNCTION(emitLog, LogOp)
FUNCTION(emitLogPlusOne, Log1pOp)
FUNCTION(emitRoundAwayFromZero, RoundOp)
FUNCTION(emitRoundEven, RoundEvenOp)
FUNCTION(emitRsqrt, RsqrtOp)
FUNCTION(emitSine, SinOp)
FUNCTION(emitSinh, SinhOp)
FUNCTION(emitSqrt, SqrtOp)
FUNCTION(emitTan, TanOp)
FUNCTION(emitTanh, TanhOp)
#undef FUNCTION

Value mlir::pipe::hlo::emitAtan2(ScalarBuilder &b, const ScalarOp &op) {
  return b.make<math::Atan2Op>(op[0], op[1]);
}

Value mlir::pipe::hlo::emitSquare(ScalarBuilder &b, const ScalarOp &op) {
  if (isa<FloatType>(op.getType(0)))
    return b.make<arith::MulFOp>(op[0], op[0]);
  return b.make<arith::MulIOp>(op[0], op[0]);
}

/// 1 / (1 + e^-x)
Value mlir::pipe::hlo::emitLogistic(ScalarBuilder &b, const ScalarOp &op) {
  Value one = b.floating(op[0].getType(), 1);
  Value power = b.make<math::ExpOp>(b.make<arith::NegFOp>(op[0]));
  return b.make<arith::DivFOp>(one, b.make<arith::AddFOp>(one, power));
}
