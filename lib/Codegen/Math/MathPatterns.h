//===- MathPatterns.h - Rewrites of mathematical operations -----*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_CODEGEN_MATH_MATHPATTERNS_H
#define PIPE_LIB_CODEGEN_MATH_MATHPATTERNS_H

#include "mlir/IR/PatternMatch.h"

namespace mlir::pipe {

/// Adds patterns that compute operations on f16 and bf16 in f32 and round every
/// result, and that convert between 16 bits and others by integer arithmetic:
/// conversions of f16 from and to f32 only where the target has no instruction
/// for them (`hasHalf` false).
void populateSmallFloatPatterns(RewritePatternSet &patterns, bool hasHalf);

/// Adds patterns that keep integer divisions from trapping: x / 0 becomes all
/// ones, x % 0 becomes x, the smallest number / -1 itself.
void populateDivisionPatterns(RewritePatternSet &patterns);

/// Adds patterns for operations that have no lowering of their own: powers with
/// whole exponents, e^x - 1 in f64, tests for infinite and normal numbers.
void populateRareMathPatterns(RewritePatternSet &patterns);

} // namespace mlir::pipe

#endif // PIPE_LIB_CODEGEN_MATH_MATHPATTERNS_H
