//===- Indexing.cpp - Dimension numbers of gather, scatter ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Indexing.h"

#include "../Support/Loops.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "llvm/ADT/SmallBitVector.h"

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::hlo;

/// True if `dims` are different numbers of [0, rank); they are marked.
static bool takeDims(ArrayRef<int64_t> dims, llvm::SmallBitVector &taken) {
  for (int64_t dim : dims) {
    if (dim < 0 || dim >= static_cast<int64_t>(taken.size()) || taken[dim])
      return false;
    taken.set(dim);
  }
  return true;
}

LogicalResult Indexing::check(Operation *op) const {
  auto refuse = [&](StringRef what) {
    return op->emitError("'") << op->getName() << "' of " << indexed << " by "
                              << indices << " and " << windowed << " " << what;
  };
  llvm::SmallBitVector ofIndexed(indexed.getRank());
  llvm::SmallBitVector ofWindowed(windowed.getRank());
  llvm::SmallBitVector mapped(indexed.getRank());
  llvm::SmallBitVector ofIndices(indices.getRank() + 1);
  if (!takeDims(dropped, ofIndexed) || !takeDims(batch, ofIndexed) ||
      !takeDims(windowDims, ofWindowed) || !takeDims(batch, mapped) ||
      !takeDims(indexMap, mapped) || !takeDims(indexBatch, ofIndices) ||
      !takeDims({vectorDim}, ofIndices))
    return refuse("has dimension numbers that are out of range or not unique");
  if (windowDims.size() + dropped.size() + batch.size() !=
      static_cast<size_t>(indexed.getRank()))
    return refuse("has a window of another rank than what it slides over");
  int64_t components =
      vectorDim == indices.getRank() ? 1 : indices.getDimSize(vectorDim);
  if (components != static_cast<int64_t>(indexMap.size()))
    return refuse("has index vectors of another length than its index map");
  if (batch.size() != indexBatch.size() ||
      indexBatch.size() > static_cast<size_t>(indices.getRank()) ||
      llvm::is_contained(indexBatch, indices.getRank()))
    return refuse("has unequal numbers of batching dimensions");
  for (auto [left, right] : llvm::zip_equal(batch, indexBatch))
    if (indexed.getDimSize(left) != indices.getDimSize(right))
      return refuse("has batching dimensions of unequal sizes");
  SmallVector<int64_t> vectorShape;
  for (int64_t dim = 0; dim < indices.getRank(); ++dim)
    if (dim != vectorDim)
      vectorShape.push_back(indices.getDimSize(dim));
  SmallVector<int64_t> loopShape;
  for (int64_t dim : getVectorLoops())
    loopShape.push_back(windowed.getDimSize(dim));
  if (vectorShape != loopShape)
    return refuse("has not one window for each index vector");
  return success();
}

SmallVector<int64_t> Indexing::getVectorLoops() const {
  SmallVector<int64_t> loops;
  for (int64_t dim = 0; dim < windowed.getRank(); ++dim)
    if (!llvm::is_contained(windowDims, dim))
      loops.push_back(dim);
  return loops;
}

SmallVector<int64_t> Indexing::getWindowLoops() const {
  SmallVector<int64_t> loops;
  auto next = windowDims.begin();
  for (int64_t dim = 0; dim < indexed.getRank(); ++dim) {
    bool isOutside =
        llvm::is_contained(dropped, dim) || llvm::is_contained(batch, dim);
    loops.push_back(isOutside ? -1 : *next++);
  }
  return loops;
}

SmallVector<int64_t> Indexing::getWindowSizes() const {
  return llvm::map_to_vector(getWindowLoops(), [&](int64_t loop) {
    return loop < 0 ? 1 : windowed.getDimSize(loop);
  });
}

SmallVector<Value> Indexing::emitStarts(OpBuilder &builder, Location loc,
                                        Value indexTensor,
                                        ValueRange loops) const {
  // Where the index vector stands, but for its components' dimension.
  SmallVector<Value> place(loops.begin(), loops.end());
  bool hasComponents = vectorDim < indices.getRank();
  if (hasComponents)
    place.insert(place.begin() + vectorDim, Value());
  SmallVector<Value> starts(indexed.getRank());
  for (auto [component, dim] : llvm::enumerate(indexMap)) {
    if (hasComponents)
      place[vectorDim] = createIndex(builder, loc, component);
    Value number = tensor::ExtractOp::create(builder, loc, indexTensor, place);
    starts[dim] = toIndex(builder, loc, number, indexElement);
  }
  for (auto [dim, indexDim] : llvm::zip_equal(batch, indexBatch))
    starts[dim] = loops[indexDim - (hasComponents && indexDim > vectorDim)];
  for (Value &start : starts)
    if (!start)
      start = createIndex(builder, loc, 0);
  return starts;
}
