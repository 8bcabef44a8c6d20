//===- SmallFloats.h - 16-bit floats in terms of integers -------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Few processors convert f16 and bf16, and for the others LLVM calls functions
// of the compiler's own library, which a bundle does not have. So code works on
// their bits. The functions take scalars and vectors alike and give the same
// bits for both.
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_CODEGEN_MATH_SMALLFLOATS_H
#define PIPE_CODEGEN_MATH_SMALLFLOATS_H

#include "pipe/Analysis/OpFacts/ElementTypes.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinTypes.h"

namespace mlir::pipe {

/// Returns the i16 `bits` of a value of `type`, f16 or bf16, as f32. Exact.
Value extendSmallFloat(OpBuilder &builder, Location loc, Value bits,
                       FloatType type);

/// Returns the i16 bits of `value`, of f32, rounded to `type`, f16 or bf16: to
/// nearest, ties to even. A NaN stays one, quiet, with its sign and the upper
/// bits of its payload.
Value roundToSmallFloat(OpBuilder &builder, Location loc, Value value,
                        FloatType type);

/// Returns `value`, of f64, as f32, rounded to the neighbour with an odd last
/// bit where it is none: rounding that to f16 or bf16 gives what rounding
/// `value` once would.
Value roundToOdd(OpBuilder &builder, Location loc, Value value);

} // namespace mlir::pipe

#endif // PIPE_CODEGEN_MATH_SMALLFLOATS_H
