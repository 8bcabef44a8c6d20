//===- Shapes.cpp - The same elements in other places ---------------------===//
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
#include "mlir/Dialect/Utils/IndexingUtils.h"

using namespace mlir;
using namespace mlir::pipe::hlo;

/// Sets the op's result if what was made has its type.
static LogicalResult setResult(Importer &importer, Operation *op,
                               Value result) {
  if (result.getType() != getType(op->getResult(0)))
    return op->emitError("'")
           << op->getName() << "' gives " << result.getType()
           << ", but its result is " << op->getResult(0).getType();
  importer.set(op->getResult(0), result);
  return success();
}

LogicalResult mlir::pipe::hlo::lowerReshape(Importer &importer, Operation *op) {
  RankedTensorType type = getType(op->getResult(0));
  RankedTensorType operand = getType(op->getOperand(0));
  if (operand.getNumElements() != type.getNumElements())
    return op->emitError("'") << op->getName() << "' has an operand of type "
                              << operand << " and a result of type " << type;
  return setResult(importer, op,
                   createReshape(importer.builder, op->getLoc(),
                                 importer.getOperand(op, 0), type.getShape()));
}

LogicalResult mlir::pipe::hlo::lowerTranspose(Importer &importer,
                                              Operation *op) {
  int64_t rank = getType(op->getOperand(0)).getRank();
  FailureOr<SmallVector<int64_t>> permutation =
      getIntegers(op, "permutation", rank);
  if (failed(permutation))
    return failure();
  if (!isPermutationVector(*permutation))
    return op->emitError("'") << op->getName() << "' has a permutation that "
                              << "misses one of " << rank << " dimensions";
  return setResult(importer, op,
                   createTranspose(importer.builder, op->getLoc(),
                                   importer.getOperand(op, 0), *permutation));
}

LogicalResult mlir::pipe::hlo::lowerReverse(Importer &importer, Operation *op) {
  FailureOr<SmallVector<int64_t>> dims = getIntegers(op, "dimensions");
  if (failed(dims))
    return failure();
  return setResult(importer, op,
                   createReverse(importer.builder, op->getLoc(),
                                 importer.getOperand(op, 0), *dims));
}

LogicalResult mlir::pipe::hlo::lowerSlice(Importer &importer, Operation *op) {
  RankedTensorType operand = getType(op->getOperand(0));
  int64_t rank = operand.getRank();
  SmallVector<int64_t> starts, limits, strides;
  if (failed(readIntegers(op, rank,
                          {{"start_indices", starts},
                           {"limit_indices", limits},
                           {"strides", strides}})))
    return failure();
  SmallVector<int64_t> sizes;
  for (int64_t dim = 0; dim < rank; ++dim) {
    int64_t start = starts[dim], limit = limits[dim];
    int64_t stride = strides[dim];
    if (start < 0 || start > limit || limit > operand.getDimSize(dim) ||
        stride < 1)
      return op->emitError("'")
             << op->getName() << "' takes " << start << " to " << limit
             << " in steps of " << stride << " from dimension " << dim << " of "
             << operand;
    sizes.push_back(llvm::divideCeil(limit - start, stride));
  }
  return setResult(importer, op,
                   createSlice(importer.builder, op->getLoc(),
                               importer.getOperand(op, 0), starts, sizes,
                               strides));
}

LogicalResult mlir::pipe::hlo::lowerConcatenate(Importer &importer,
                                                Operation *op) {
  FailureOr<int64_t> dim = getInteger(op, "dimension");
  if (failed(dim))
    return failure();
  RankedTensorType type = getType(op->getResult(0));
  if (*dim < 0 || *dim >= type.getRank())
    return op->emitError("'") << op->getName() << "' joins along dimension "
                              << *dim << " of " << type;
  OpBuilder &builder = importer.builder;
  Location loc = op->getLoc();
  Value result = createEmpty(builder, loc, type);
  SmallVector<int64_t> place(type.getRank(), 0), ones(type.getRank(), 1);
  auto attributes = [&](ArrayRef<int64_t> values) {
    return getAsIndexOpFoldResult(builder.getContext(), values);
  };
  for (Value operand : op->getOperands()) {
    RankedTensorType part = getType(operand);
    SmallVector<int64_t> expected(type.getShape());
    if (part.getRank() == type.getRank())
      expected[*dim] = part.getDimSize(*dim);
    if (part.getShape() != ArrayRef<int64_t>(expected) ||
        place[*dim] + part.getDimSize(*dim) > type.getDimSize(*dim))
      return op->emitError("'")
             << op->getName() << "' joins " << part << " along dimension "
             << *dim << " of " << type;
    if (part.getNumElements() != 0)
      result = tensor::InsertSliceOp::create(
          builder, loc, importer.get(operand), result, attributes(place),
          attributes(part.getShape()), attributes(ones));
    place[*dim] += part.getDimSize(*dim);
  }
  if (place[*dim] != type.getDimSize(*dim))
    return op->emitError("'")
           << op->getName() << "' joins " << place[*dim] << " of "
           << type.getDimSize(*dim) << " places of dimension " << *dim;
  return setResult(importer, op, result);
}

LogicalResult mlir::pipe::hlo::lowerPad(Importer &importer, Operation *op) {
  int64_t rank = getType(op->getOperand(0)).getRank();
  SmallVector<int64_t> low, high, interior;
  if (failed(readIntegers(op, rank,
                          {{"edge_padding_low", low},
                           {"edge_padding_high", high},
                           {"interior_padding", interior}})))
    return failure();
  SmallVector<Padding> padding;
  for (int64_t dim = 0; dim < rank; ++dim)
    padding.push_back({low[dim], high[dim], interior[dim]});
  Value scalar =
      extractScalar(importer, op->getLoc(), importer.getOperand(op, 1));
  FailureOr<Value> padded =
      createPad(importer.builder, op->getLoc(), importer.getOperand(op, 0),
                padding, scalar);
  if (failed(padded))
    return op->emitError("'")
           << op->getName() << "' pads to a size below 0 or above 2^40";
  return setResult(importer, op, *padded);
}

LogicalResult mlir::pipe::hlo::lowerIdentity(Importer &importer,
                                             Operation *op) {
  if (op->getNumOperands() != op->getNumResults())
    return op->emitError("'")
           << op->getName() << "' has " << op->getNumOperands()
           << " operands and " << op->getNumResults() << " results";
  for (auto [result, operand] :
       llvm::zip_equal(op->getResults(), op->getOperands()))
    importer.set(result, importer.get(operand));
  return success();
}

LogicalResult mlir::pipe::hlo::lowerNothing(Importer &, Operation *) {
  return success();
}
