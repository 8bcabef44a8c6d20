//===- Indexing.h - Dimension numbers of gather, scatter --------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_IMPORT_STABLEHLO_INDEXING_H
#define PIPE_LIB_IMPORT_STABLEHLO_INDEXING_H

#include "Attributes.h"
#include "Tensors.h"

namespace mlir::pipe::hlo {

/// The dimension numbers of gather and scatter, under one set of names. The
/// windowed tensor is gather's result and scatter's updates: some of its
/// dimensions run over a window of the indexed tensor (gather's operand and
/// scatter's inputs), the others over the index vectors.
struct Indexing {
  RankedTensorType indexed, indices, windowed;
  Type indexElement; ///< As the front end wrote it, with its sign.
  SmallVector<int64_t> windowDims; ///< Of the windowed tensor, in order.
  SmallVector<int64_t> dropped;    ///< Of the indexed one, not in the window.
  SmallVector<int64_t> batch;      ///< Of the indexed one.
  SmallVector<int64_t> indexBatch; ///< Of the indices, one for each of batch.
  SmallVector<int64_t> indexMap;   ///< The indexed dim of each index component.
  int64_t vectorDim = 0;           ///< Where the components of an index stand.

  /// Emits an error and fails unless the numbers fit the types.
  LogicalResult check(Operation *op) const;

  /// Dimensions of the windowed tensor that run over index vectors.
  SmallVector<int64_t> getVectorLoops() const;

  /// For each dimension of the indexed tensor, the dimension of the windowed
  /// one that runs over it, or -1.
  SmallVector<int64_t> getWindowLoops() const;

  /// The size of the window along each indexed dimension, for scatter, whose
  /// updates tell: 1 where no dimension runs over it.
  SmallVector<int64_t> getWindowSizes() const;

  /// Emits the start of the window along each indexed dimension, unclamped, for
  /// the index vector that `loops` (one for each vector loop) select.
  SmallVector<Value> emitStarts(OpBuilder &builder, Location loc,
                                Value indexTensor, ValueRange loops) const;
};

} // namespace mlir::pipe::hlo

#endif // PIPE_LIB_IMPORT_STABLEHLO_INDEXING_H
