//===- Loops.h - Loops around scalars ---------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_IMPORT_STABLEHLO_LOOPS_H
#define PIPE_LIB_IMPORT_STABLEHLO_LOOPS_H

#include "Importer.h"

namespace mlir::pipe::hlo {

/// The values that a body makes of its loop variables and the values so far.
using LoopBody = llvm::function_ref<SmallVector<Value>(ValueRange variables,
                                                       ValueRange values)>;

/// A nest of scf.for over [0, size) for each of `sizes`, row by row, that hands
/// `inits` on from iteration to iteration; returns the last ones. The builder
/// stands in the innermost loop while `body` runs.
SmallVector<Value> createLoops(OpBuilder &builder, Location loc,
                               ArrayRef<int64_t> sizes, ValueRange inits,
                               LoopBody body);

/// The values of `body` if `condition` holds, else `otherwise`.
SmallVector<Value> createIf(OpBuilder &builder, Location loc, Value condition,
                            ValueRange otherwise,
                            llvm::function_ref<SmallVector<Value>()> body);

} // namespace mlir::pipe::hlo

#endif // PIPE_LIB_IMPORT_STABLEHLO_LOOPS_H
