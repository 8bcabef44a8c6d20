//===- Reductions.h - Loops that reduce by a region -------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_IMPORT_STABLEHLO_REDUCTIONS_H
#define PIPE_LIB_IMPORT_STABLEHLO_REDUCTIONS_H

#include "Importer.h"

namespace mlir::pipe::hlo {

/// Emits an error unless `op` has one region and, for each result, an input and
/// an initial value.
LogicalResult checkReduction(Operation *op);

/// The initial values, as scalars.
SmallVector<Value> getInitialValues(Importer &importer, Operation *op);

/// Sets the results of `op`: one loop nest that reduces the first inputs, one a
/// result, by the region, from `inits` on. Further inputs tell the loops how
/// long they are. Maps are those of the inputs; `resultMap` is that of all
/// results.
LogicalResult setReduction(Importer &importer, Operation *op,
                           ArrayRef<View> inputs, ValueRange inits,
                           AffineMap resultMap);

} // namespace mlir::pipe::hlo

#endif // PIPE_LIB_IMPORT_STABLEHLO_REDUCTIONS_H
