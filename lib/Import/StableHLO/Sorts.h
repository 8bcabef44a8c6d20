//===- Sorts.h - Stable merge sort ------------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_IMPORT_STABLEHLO_SORTS_H
#define PIPE_LIB_IMPORT_STABLEHLO_SORTS_H

#include "Importer.h"

namespace mlir::pipe::hlo {

/// Emits whether the first elements (one of each tensor) come before the
/// second.
using Comparator =
    llvm::function_ref<Value(ValueRange first, ValueRange second)>;

/// Sorts tensors of one shape along `dim`, all by one order, in which equal
/// elements stay as they are.
SmallVector<Value> createSort(OpBuilder &builder, Location loc,
                              ValueRange tensors, int64_t dim,
                              Comparator isBefore);

} // namespace mlir::pipe::hlo

#endif // PIPE_LIB_IMPORT_STABLEHLO_SORTS_H
