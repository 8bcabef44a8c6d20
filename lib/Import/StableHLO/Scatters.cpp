//===- Scatters.cpp - scatter ---------------------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Indexing.h"
#include "OpTable.h"

#include "../Support/Loops.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::hlo;

namespace {
/// One scatter: operands are the inputs, the indices, the updates.
struct Scatter {
  Importer &importer;
  Operation *op;
  unsigned count; ///< Inputs, updates and results, each.
  Indexing indexing;
  bool isValid = true;

  OpBuilder &getBuilder() { return importer.builder; }
  Location getLoc() { return op->getLoc(); }
  Value getUpdates(unsigned i) {
    return importer.getOperand(op, count + 1 + i);
  }

  /// What the region makes of what stands there and the updates.
  SmallVector<Value> combine(ValueRange old, ValueRange updates) {
    SmallVector<Value> scalars(old);
    llvm::append_range(scalars, updates);
    FailureOr<SmallVector<Value>> values =
        importer.emitScalarRegion(op->getRegion(0), scalars);
    isValid &= succeeded(values) && values->size() == count;
    return isValid ? *values : SmallVector<Value>(old);
  }

  Value emitIsInside(ArrayRef<Value> starts, ArrayRef<int64_t> sizes);
  SmallVector<Value> updateWindow(ValueRange tensors, ValueRange vectorLoops,
                                  ArrayRef<Value> starts);
  SmallVector<Value> emitWindows(ValueRange inputs);
};
} // namespace

/// True if elements [start, start + size) of each dimension exist.
Value Scatter::emitIsInside(ArrayRef<Value> starts, ArrayRef<int64_t> sizes) {
  OpBuilder &builder = getBuilder();
  Location loc = getLoc();
  Value isInside;
  for (int64_t dim : indexing.indexMap) {
    int64_t last = indexing.indexed.getDimSize(dim) - sizes[dim];
    // Below zero is far beyond the last place if no sign is seen.
    Value fits =
        last < 0 ? arith::ConstantIntOp::create(builder, loc, 0, 1).getResult()
                 : arith::CmpIOp::create(builder, loc,
                                         arith::CmpIPredicate::ule, starts[dim],
                                         createIndex(builder, loc, last))
                       .getResult();
    isInside =
        isInside ? arith::AndIOp::create(builder, loc, isInside, fits) : fits;
  }
  if (!isInside)
    isInside = arith::ConstantIntOp::create(builder, loc, 1, 1);
  return isInside;
}

/// One window at once, as a loop nest over its elements.
SmallVector<Value> Scatter::updateWindow(ValueRange tensors,
                                         ValueRange vectorLoops,
                                         ArrayRef<Value> starts) {
  OpBuilder &builder = getBuilder();
  Location loc = getLoc();
  SmallVector<int64_t> sizes = indexing.getWindowSizes();
  auto fixed = [&](ArrayRef<int64_t> values) {
    return getAsIndexOpFoldResult(builder.getContext(), values);
  };
  SmallVector<OpFoldResult> offsets(starts.begin(), starts.end());
  SmallVector<int64_t> ones(sizes.size(), 1);
  SmallVector<OpFoldResult> updateOffsets, updateSizes;
  auto nextLoop = vectorLoops.begin();
  for (int64_t dim = 0; dim < indexing.windowed.getRank(); ++dim) {
    bool isWindow = llvm::is_contained(indexing.windowDims, dim);
    int64_t size = isWindow ? indexing.windowed.getDimSize(dim) : 1;
    updateOffsets.push_back(isWindow ? OpFoldResult(builder.getIndexAttr(0))
                                     : OpFoldResult(*nextLoop++));
    updateSizes.push_back(builder.getIndexAttr(size));
  }
  SmallVector<OpFoldResult> updateOnes(indexing.windowed.getRank(),
                                       builder.getIndexAttr(1));
  SmallVector<Value> inputs, outputs;
  SmallVector<Type> types;
  for (unsigned i = 0; i < count; ++i) {
    Type element = getElementTypeOrSelf(tensors[i].getType());
    // Both sides see the window with all dimensions of the operand. Slices drop
    // none: canonicalization folds offsets of those that do to other sizes.
    Value update = tensor::ExtractSliceOp::create(
        builder, loc, getUpdates(i), updateOffsets, updateSizes, updateOnes);
    inputs.push_back(createReshape(builder, loc, update, sizes));
    outputs.push_back(tensor::ExtractSliceOp::create(
        builder, loc, tensors[i], offsets, fixed(sizes), fixed(ones)));
    types.push_back(RankedTensorType::get(sizes, element));
  }
  unsigned rank = sizes.size();
  SmallVector<AffineMap> maps(2 * count, builder.getMultiDimIdentityMap(rank));
  SmallVector<utils::IteratorType> iterators(rank,
                                             utils::IteratorType::parallel);
  auto generic = linalg::GenericOp::create(
      builder, loc, types, inputs, outputs, maps, iterators,
      [&](OpBuilder &nested, Location nestedLoc, ValueRange in) {
        linalg::YieldOp::create(
            nested, nestedLoc,
            combine(in.drop_front(count), in.take_front(count)));
      });
  SmallVector<Value> results;
  for (unsigned i = 0; i < count; ++i)
    results.push_back(tensor::InsertSliceOp::create(
        builder, loc, generic.getResult(i), tensors[i], offsets, fixed(sizes),
        fixed(ones)));
  return results;
}

/// Index vector by index vector, in order. A window that stands partly outside
/// is left out as a whole, as XLA has it, so that gradients are those of the
/// front end; the specification leaves out its outer elements only.
SmallVector<Value> Scatter::emitWindows(ValueRange inputs) {
  SmallVector<int64_t> loopSizes;
  for (int64_t dim : indexing.getVectorLoops())
    loopSizes.push_back(indexing.windowed.getDimSize(dim));
  return createLoops(
      getBuilder(), getLoc(), loopSizes, inputs,
      [&](ValueRange loops, ValueRange tensors) {
        SmallVector<Value> starts = indexing.emitStarts(
            getBuilder(), getLoc(), importer.getOperand(op, count), loops);
        Value isInside = emitIsInside(starts, indexing.getWindowSizes());
        return createIf(getBuilder(), getLoc(), isInside, tensors,
                        [&] { return updateWindow(tensors, loops, starts); });
      });
}

static FailureOr<Indexing> getIndexing(Operation *op, unsigned count) {
  FailureOr<Fields> fields = Fields::get(op, "scatter_dimension_numbers");
  if (failed(fields))
    return failure();
  auto list = [&](StringRef name) { return llvm::to_vector((*fields)[name]); };
  Indexing indexing{getType(op->getOperand(0)),
                    getType(op->getOperand(count)),
                    getType(op->getOperand(count + 1)),
                    getElementTypeOrSelf(op->getOperand(count).getType()),
                    list("update_window_dims"),
                    list("inserted_window_dims"),
                    list("input_batching_dims"),
                    list("scatter_indices_batching_dims"),
                    list("scatter_dims_to_operand_dims")};
  if (!(*fields)["index_vector_dim"].empty())
    indexing.vectorDim = (*fields)["index_vector_dim"].front();
  if (failed(indexing.check(op)))
    return failure();
  return indexing;
}

LogicalResult mlir::pipe::hlo::lowerScatter(Importer &importer, Operation *op) {
  unsigned count = op->getNumResults();
  if (count == 0 || op->getNumOperands() != 2 * count + 1 ||
      op->getNumRegions() != 1)
    return op->emitError("'")
           << op->getName() << "' has " << op->getNumOperands()
           << " operands for " << count << " results";
  FailureOr<Indexing> indexing = getIndexing(op, count);
  if (failed(indexing))
    return failure();
  Scatter scatter{importer, op, count, *indexing};
  SmallVector<int64_t> sizes = indexing->getWindowSizes();
  for (auto [dim, size] : llvm::enumerate(sizes))
    if (size > indexing->indexed.getDimSize(dim) &&
        indexing->windowed.getNumElements() != 0)
      return op->emitError("'") << op->getName() << "' writes windows of "
                                << size << " elements along dimension " << dim
                                << " of " << indexing->indexed;
  SmallVector<Value> inputs;
  for (unsigned i = 0; i < count; ++i)
    inputs.push_back(importer.getOperand(op, i));
  SmallVector<Value> results = inputs;
  if (indexing->windowed.getNumElements() != 0 &&
      indexing->indexed.getNumElements() != 0)
    results = scatter.emitWindows(inputs);
  for (unsigned i = 0; i < count; ++i)
    importer.set(op->getResult(i), results[i]);
  return success(scatter.isValid);
}
