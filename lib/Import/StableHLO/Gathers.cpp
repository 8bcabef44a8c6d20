//===- Gathers.cpp - gather -----------------------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Indexing.h"
#include "OpTable.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::pipe::hlo;

static FailureOr<Indexing> getIndexing(Operation *op) {
  FailureOr<Fields> fields = Fields::get(op, "dimension_numbers");
  if (failed(fields))
    return failure();
  auto list = [&](StringRef name) { return llvm::to_vector((*fields)[name]); };
  Indexing indexing{getType(op->getOperand(0)),
                    getType(op->getOperand(1)),
                    getType(op->getResult(0)),
                    getElementTypeOrSelf(op->getOperand(1).getType()),
                    list("offset_dims"),
                    list("collapsed_slice_dims"),
                    list("operand_batching_dims"),
                    list("start_indices_batching_dims"),
                    list("start_index_map")};
  // 0 is left out when it is printed.
  if (!(*fields)["index_vector_dim"].empty())
    indexing.vectorDim = (*fields)["index_vector_dim"].front();
  if (failed(indexing.check(op)))
    return failure();
  return indexing;
}

/// Element by element: windows that would reach beyond the operand are moved
/// back into it.
LogicalResult mlir::pipe::hlo::lowerGather(Importer &importer, Operation *op) {
  FailureOr<Indexing> found = getIndexing(op);
  if (failed(found))
    return failure();
  const Indexing &indexing = *found;
  auto sizes = getIntegers(op, "slice_sizes", indexing.indexed.getRank());
  if (failed(sizes))
    return failure();
  SmallVector<int64_t> windowLoops = indexing.getWindowLoops();
  for (auto [dim, size] : llvm::enumerate(*sizes)) {
    int64_t loop = windowLoops[dim];
    int64_t run = loop < 0 ? 1 : indexing.windowed.getDimSize(loop);
    if (size != run &&
        !(loop < 0 && size == 0 && indexing.windowed.getNumElements() == 0))
      return op->emitError("'") << op->getName() << "' takes " << size
                                << " elements along dimension " << dim
                                << ", but its result has " << run;
    if (size > indexing.indexed.getDimSize(dim))
      return op->emitError("'") << op->getName() << "' takes " << size
                                << " elements along dimension " << dim << " of "
                                << indexing.indexed;
  }
  Value operand = importer.getOperand(op, 0);
  Value indices = importer.getOperand(op, 1);
  Value result = createElementwise(
      importer.builder, op->getLoc(), indexing.windowed, {},
      [&](OpBuilder &builder, Location loc, ValueRange) -> Value {
        SmallVector<Value> loops;
        for (int64_t dim : indexing.getVectorLoops())
          loops.push_back(linalg::IndexOp::create(builder, loc, dim));
        SmallVector<Value> place =
            indexing.emitStarts(builder, loc, indices, loops);
        for (int64_t dim = 0; dim < indexing.indexed.getRank(); ++dim) {
          if (llvm::is_contained(indexing.indexMap, dim))
            place[dim] =
                clampIndex(builder, loc, place[dim],
                           indexing.indexed.getDimSize(dim) - (*sizes)[dim]);
          if (windowLoops[dim] < 0)
            continue;
          Value offset =
              linalg::IndexOp::create(builder, loc, windowLoops[dim]);
          place[dim] =
              llvm::is_contained(indexing.indexMap, dim)
                  ? arith::AddIOp::create(builder, loc, place[dim], offset)
                  : offset;
        }
        return tensor::ExtractOp::create(builder, loc, operand, place);
      });
  importer.set(op->getResult(0), result);
  return success();
}
