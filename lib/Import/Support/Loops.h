//===- Loops.h - Loops around scalars ---------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_IMPORT_SUPPORT_LOOPS_H
#define PIPE_LIB_IMPORT_SUPPORT_LOOPS_H

#include "mlir/IR/Builders.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace mlir::pipe {

Value createIndex(OpBuilder &builder, Location loc, int64_t value);

/// The values that a body makes of its loop variables and the values so far.
/// The builder stands in the innermost loop while it runs.
using LoopBody = llvm::function_ref<SmallVector<Value>(ValueRange variables,
                                                       ValueRange values)>;

/// An scf.for from `begin` to `end` that hands `inits` on from iteration to
/// iteration; returns the last ones.
SmallVector<Value> createLoop(OpBuilder &builder, Location loc, Value begin,
                              Value end, Value step, ValueRange inits,
                              LoopBody body);

/// A nest of loops over [0, size) for each of `sizes`, row by row.
SmallVector<Value> createLoops(OpBuilder &builder, Location loc,
                               ArrayRef<int64_t> sizes, ValueRange inits,
                               LoopBody body);

/// The values of `body` if `condition` holds, else `otherwise`.
SmallVector<Value> createIf(OpBuilder &builder, Location loc, Value condition,
                            ValueRange otherwise,
                            llvm::function_ref<SmallVector<Value>()> body);

/// Copies the only block of `region`, which is of scalars, with `arguments`.
/// Returns the value that it yields.
Value inlineScalars(OpBuilder &builder, Region &region, ValueRange arguments);

/// `values` with `inserted` in front of the one at `place`.
SmallVector<Value> insertAt(ValueRange values, int64_t place, Value inserted);

} // namespace mlir::pipe

#endif // PIPE_LIB_IMPORT_SUPPORT_LOOPS_H
