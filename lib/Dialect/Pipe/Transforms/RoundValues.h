//===- RoundValues.h - Keep values in a 16-bit float ------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_DIALECT_PIPE_TRANSFORMS_ROUNDVALUES_H
#define PIPE_LIB_DIALECT_PIPE_TRANSFORMS_ROUNDVALUES_H

#include "pipe/Analysis/Precision/PrecisionPlan.h"

namespace mlir::pipe {

/// Rewrites `func` so that the values that `plan` names are tensors of `type`,
/// f16 or bf16. Arithmetic stays in f32: an op extends what it reads and rounds
/// what it makes, once; a contraction reads 16-bit floats and adds in f32. All
/// linalg ops on f32 but fills have to be generics.
void roundValues(func::FuncOp func, const PrecisionPlan &plan, FloatType type);

} // namespace mlir::pipe

#endif // PIPE_LIB_DIALECT_PIPE_TRANSFORMS_ROUNDVALUES_H
