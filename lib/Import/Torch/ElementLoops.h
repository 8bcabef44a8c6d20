//===- ElementLoops.h - Loops over the elements of tensors ------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_IMPORT_TORCH_ELEMENTLOOPS_H
#define PIPE_LIB_IMPORT_TORCH_ELEMENTLOOPS_H

#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace mlir::pipe {

/// Emits what one iteration does with the values that loops carry; returns
/// those of the next iteration.
using LoopBody = llvm::function_ref<SmallVector<Value>(ValueRange indices,
                                                       ValueRange carried)>;

/// Emits loops from 0 to each of `sizes`, the last one innermost, that carry
/// `carried`, around `body`. Returns what the last iteration leaves.
SmallVector<Value> buildLoops(ImplicitLocOpBuilder &builder,
                              ArrayRef<int64_t> sizes, ValueRange carried,
                              LoopBody body);

/// Emits one loop from `first` to `end`.
SmallVector<Value> buildLoop(ImplicitLocOpBuilder &builder, Value first,
                             Value end, Value step, ValueRange carried,
                             LoopBody body);

/// Copies the only block of `region` to the place of `builder`, with
/// `arguments`. Returns the value that it yields.
Value inlineScalars(OpBuilder &builder, Region &region, ValueRange arguments);

Value buildIndex(ImplicitLocOpBuilder &builder, int64_t value);

/// Returns `value` with `inserted` in front of place `dimension`.
SmallVector<Value> insertAt(ValueRange values, int64_t dimension,
                            Value inserted);

} // namespace mlir::pipe

#endif // PIPE_LIB_IMPORT_TORCH_ELEMENTLOOPS_H
