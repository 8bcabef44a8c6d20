//===- DynamicSlices.cpp - Slices at computed places ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Attributes.h"
#include "OpTable.h"
#include "Tensors.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::pipe::hlo;

/// The places of a slice of `sizes`, moved back into the operand where they
/// would reach beyond it; the 0-d operands from `first` on are the starts.
static FailureOr<SmallVector<OpFoldResult>> getStarts(Importer &importer,
                                                      Operation *op,
                                                      unsigned first,
                                                      ArrayRef<int64_t> sizes) {
  RankedTensorType operand = getType(op->getOperand(0));
  if (op->getNumOperands() != first + operand.getRank())
    return op->emitError("'")
           << op->getName() << "' has " << op->getNumOperands() - first
           << " start indices for " << operand;
  OpBuilder &builder = importer.builder;
  Location loc = op->getLoc();
  SmallVector<OpFoldResult> starts;
  for (int64_t dim = 0; dim < operand.getRank(); ++dim) {
    int64_t last = operand.getDimSize(dim) - sizes[dim];
    if (sizes[dim] < 0 || last < 0)
      return op->emitError("'")
             << op->getName() << "' takes " << sizes[dim]
             << " elements along dimension " << dim << " of " << operand;
    if (last == 0) {
      starts.push_back(builder.getIndexAttr(0));
      continue;
    }
    Value start = op->getOperand(first + dim);
    Value scalar = extractScalar(importer, loc, importer.get(start));
    Value index =
        toIndex(builder, loc, scalar, getElementTypeOrSelf(start.getType()));
    starts.push_back(getAsOpFoldResult(clampIndex(builder, loc, index, last)));
  }
  return starts;
}

static SmallVector<OpFoldResult> fixed(OpBuilder &builder,
                                       ArrayRef<int64_t> values) {
  return getAsIndexOpFoldResult(builder.getContext(), values);
}

LogicalResult mlir::pipe::hlo::lowerDynamicSlice(Importer &importer,
                                                 Operation *op) {
  RankedTensorType type = getType(op->getResult(0));
  auto sizes =
      getIntegers(op, "slice_sizes", getType(op->getOperand(0)).getRank());
  if (failed(sizes))
    return failure();
  if (type.getShape() != ArrayRef<int64_t>(*sizes))
    return op->emitError("'") << op->getName() << "' takes slices of another "
                              << "shape than its result's, " << type;
  auto starts = getStarts(importer, op, 1, *sizes);
  if (failed(starts))
    return failure();
  OpBuilder &builder = importer.builder;
  if (type.getNumElements() == 0) {
    importer.set(op->getResult(0), createEmpty(builder, op->getLoc(), type));
    return success();
  }
  SmallVector<int64_t> ones(type.getRank(), 1);
  importer.set(op->getResult(0),
               tensor::ExtractSliceOp::create(
                   builder, op->getLoc(), type, importer.getOperand(op, 0),
                   *starts, fixed(builder, *sizes), fixed(builder, ones)));
  return success();
}

LogicalResult mlir::pipe::hlo::lowerDynamicUpdateSlice(Importer &importer,
                                                       Operation *op) {
  RankedTensorType update = getType(op->getOperand(1));
  if (update.getRank() != getType(op->getOperand(0)).getRank())
    return op->emitError("'") << op->getName() << "' writes " << update
                              << " into " << getType(op->getOperand(0));
  auto starts = getStarts(importer, op, 2, update.getShape());
  if (failed(starts))
    return failure();
  OpBuilder &builder = importer.builder;
  SmallVector<int64_t> ones(update.getRank(), 1);
  Value result = importer.getOperand(op, 0);
  if (update.getNumElements() != 0)
    result = tensor::InsertSliceOp::create(
        builder, op->getLoc(), importer.getOperand(op, 1), result, *starts,
        fixed(builder, update.getShape()), fixed(builder, ones));
  importer.set(op->getResult(0), result);
  return success();
}
