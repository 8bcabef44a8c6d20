//===- Sorts.cpp - sort and top_k -----------------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Attributes.h"
#include "OpTable.h"
#include "Tensors.h"

#include "../Support/MergeSort.h"

#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::hlo;

LogicalResult mlir::pipe::hlo::lowerSort(Importer &importer, Operation *op) {
  unsigned count = op->getNumResults();
  if (count == 0 || op->getNumOperands() != count || op->getNumRegions() != 1)
    return op->emitError("'")
           << op->getName() << "' has " << op->getNumOperands()
           << " operands and " << count << " results";
  RankedTensorType type = getType(op->getOperand(0));
  FailureOr<int64_t> dim = getInteger(op, "dimension", type.getRank() - 1);
  if (failed(dim))
    return failure();
  int64_t place = *dim < 0 ? *dim + type.getRank() : *dim;
  if (place < 0 || place >= type.getRank())
    return op->emitError("'") << op->getName() << "' sorts along dimension "
                              << *dim << " of " << type;
  for (Value operand : op->getOperands())
    if (getType(operand).getShape() != type.getShape())
      return op->emitError("'")
             << op->getName() << "' sorts " << type << " and "
             << operand.getType() << " by one order";
  bool isValid = true;
  SmallVector<Value> sorted = createMergeSort(
      importer.builder, op->getLoc(), importer.getOperands(op), place,
      [&](ValueRange left, ValueRange right) -> Value {
        // The comparator takes both elements of one operand, then of
        // the next, and says whether the first come first.
        SmallVector<Value> scalars;
        for (auto [a, b] : llvm::zip_equal(right, left))
          scalars.append({a, b});
        FailureOr<SmallVector<Value>> result =
            importer.emitScalarRegion(op->getRegion(0), scalars);
        isValid &= succeeded(result) && result->size() == 1;
        if (isValid)
          return result->front();
        return arith::ConstantIntOp::create(importer.builder, op->getLoc(), 0,
                                            1);
      });
  for (auto [result, value] : llvm::zip_equal(op->getResults(), sorted))
    importer.set(result, value);
  return success(isValid);
}

/// The k largest elements of the last dimension, largest first, the earlier of
/// equal ones first, and their places. NaN is larger than any number.
LogicalResult mlir::pipe::hlo::lowerTopK(Importer &importer, Operation *op) {
  FailureOr<int64_t> k = getInteger(op, "k");
  if (failed(k))
    return failure();
  if (op->getNumOperands() != 1 || op->getNumResults() != 2)
    return op->emitError("'")
           << op->getName() << "' has " << op->getNumResults()
           << " results, but gives values and places";
  RankedTensorType type = getType(op->getOperand(0));
  RankedTensorType places = getType(op->getResult(1));
  int64_t last = type.getRank() - 1;
  if (last < 0 || *k < 0 || *k > type.getDimSize(last))
    return op->emitError("'") << op->getName() << "' takes " << *k
                              << " elements of the last dimension of " << type;
  OpBuilder &builder = importer.builder;
  Location loc = op->getLoc();
  Value numbers = createElementwise(
      builder, loc, places.clone(type.getShape()), {},
      [&](OpBuilder &nested, Location nestedLoc, ValueRange) -> Value {
        Value place = linalg::IndexOp::create(nested, nestedLoc, last);
        return arith::IndexCastOp::create(nested, nestedLoc,
                                          places.getElementType(), place);
      });
  Type element = getElementTypeOrSelf(op->getOperand(0).getType());
  SmallVector<Value> sorted = createMergeSort(
      builder, loc, {importer.getOperand(op, 0), numbers}, last,
      [&](ValueRange left, ValueRange right) -> Value {
        ScalarBuilder b{builder, loc};
        if (!isa<FloatType>(element))
          return b.compare(isUnsigned(element) ? arith::CmpIPredicate::ugt
                                               : arith::CmpIPredicate::sgt,
                           right[0], left[0]);
        return b.compare(arith::CmpIPredicate::sgt, getTotalOrder(b, right[0]),
                         getTotalOrder(b, left[0]));
      });
  SmallVector<int64_t> zeros(type.getRank(), 0), ones(type.getRank(), 1);
  SmallVector<int64_t> sizes(type.getShape());
  sizes[last] = *k;
  for (auto [result, value] : llvm::zip_equal(op->getResults(), sorted))
    importer.set(result, createSlice(builder, loc, value, zeros, sizes, ones));
  return success();
}
