//===- MergeSort.h - Stable merge sort --------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_IMPORT_SUPPORT_MERGESORT_H
#define PIPE_LIB_IMPORT_SUPPORT_MERGESORT_H

#include "mlir/IR/Builders.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace mlir::pipe {

/// Emits whether the elements `right`, one of each tensor, have to come before
/// `left`, which stand before them. False for equal ones keeps their order.
using MustSwap = llvm::function_ref<Value(ValueRange left, ValueRange right)>;

/// Sorts tensors of one static shape along `dimension`, all by one order, in
/// log2(size) passes over them.
///
///     4 1 3 2   ->   1 4 | 2 3   ->   1 2 3 4
SmallVector<Value> createMergeSort(OpBuilder &builder, Location loc,
                                   ValueRange tensors, int64_t dimension,
                                   MustSwap mustSwap);

} // namespace mlir::pipe

#endif // PIPE_LIB_IMPORT_SUPPORT_MERGESORT_H
