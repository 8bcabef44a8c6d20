//===- Sorts.cpp - sort and top_k -----------------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Sorts.h"

#include "Attributes.h"
#include "Loops.h"
#include "OpTable.h"
#include "Tensors.h"

#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::pipe::hlo;

namespace {
/// One pass of a merge sort from the bottom: sorted runs of `run` elements
/// become sorted runs of twice as many, in other tensors.
struct MergePass {
  OpBuilder &builder;
  Location loc;
  ValueRange sources;
  int64_t dim, run;
  Comparator isBefore;

  int64_t getSize() const {
    return cast<RankedTensorType>(sources[0].getType()).getDimSize(dim);
  }
  SmallVector<Value> getElements(ValueRange row, Value place) {
    SmallVector<Value> at(row), elements;
    at.insert(at.begin() + dim, place);
    for (Value source : sources)
      elements.push_back(tensor::ExtractOp::create(builder, loc, source, at));
    return elements;
  }
  /// A place that exists, for reads whose value is not used.
  Value clamp(Value place) {
    return arith::MinSIOp::create(builder, loc, place,
                                  createIndex(builder, loc, getSize() - 1));
  }
  SmallVector<Value> emitStep(ValueRange variables, ValueRange values);
  SmallVector<Value> emit();
};
} // namespace

/// Writes the next element. Values are: the next place of the left run, that of
/// the right one, the targets.
SmallVector<Value> MergePass::emitStep(ValueRange variables,
                                       ValueRange values) {
  ScalarBuilder b{builder, loc};
  SmallVector<Value> row(variables.drop_back());
  Value target = variables.back(), left = values[0], right = values[1];
  auto index = [&](int64_t value) { return createIndex(builder, loc, value); };
  // At the beginning of each pair of runs both places are set anew.
  Value start = b.make<arith::MulIOp>(
      b.make<arith::DivUIOp>(target, index(2 * run)), index(2 * run));
  Value isFirst = b.compare(arith::CmpIPredicate::eq, start, target);
  Value middle = b.make<arith::MinSIOp>(
      b.make<arith::AddIOp>(start, index(run)), index(getSize()));
  Value end = b.make<arith::MinSIOp>(
      b.make<arith::AddIOp>(start, index(2 * run)), index(getSize()));
  left = b.select(isFirst, start, left);
  right = b.select(isFirst, middle, right);
  SmallVector<Value> lefts = getElements(row, clamp(left));
  SmallVector<Value> rights = getElements(row, clamp(right));
  // The left one, unless the right one is to come before it.
  Value hasLeft = b.compare(arith::CmpIPredicate::slt, left, middle);
  Value isRightDone = b.compare(arith::CmpIPredicate::sge, right, end);
  Value isRightFirst = isBefore(rights, lefts);
  Value keepsOrder =
      b.make<arith::XOrIOp>(isRightFirst, b.integer(builder.getI1Type(), 1));
  Value takesLeft = b.make<arith::AndIOp>(
      hasLeft, b.make<arith::OrIOp>(isRightDone, keepsOrder));
  Value one = index(1);
  SmallVector<Value> next = {
      b.select(takesLeft, b.make<arith::AddIOp>(left, one), left),
      b.select(takesLeft, right, b.make<arith::AddIOp>(right, one))};
  SmallVector<Value> at(row);
  at.insert(at.begin() + dim, target);
  for (auto [l, r, tensor] :
       llvm::zip_equal(lefts, rights, values.drop_front(2)))
    next.push_back(tensor::InsertOp::create(
        builder, loc, b.select(takesLeft, l, r), tensor, at));
  return next;
}

SmallVector<Value> MergePass::emit() {
  SmallVector<Value> values = {createIndex(builder, loc, 0),
                               createIndex(builder, loc, 0)};
  for (Value source : sources)
    values.push_back(
        createEmpty(builder, loc, cast<RankedTensorType>(source.getType())));
  auto type = cast<RankedTensorType>(sources[0].getType());
  SmallVector<int64_t> loops(type.getShape());
  loops.erase(loops.begin() + dim);
  loops.push_back(getSize());
  values = createLoops(builder, loc, loops, values,
                       [&](ValueRange variables, ValueRange now) {
                         return emitStep(variables, now);
                       });
  return SmallVector<Value>(ArrayRef(values).drop_front(2));
}

SmallVector<Value> mlir::pipe::hlo::createSort(OpBuilder &builder, Location loc,
                                               ValueRange tensors, int64_t dim,
                                               Comparator isBefore) {
  SmallVector<Value> sorted(tensors);
  auto type = cast<RankedTensorType>(tensors.front().getType());
  if (type.getNumElements() == 0)
    return sorted;
  for (int64_t run = 1; run < type.getDimSize(dim); run *= 2)
    sorted = MergePass{builder, loc, sorted, dim, run, isBefore}.emit();
  return sorted;
}

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
  SmallVector<Value> sorted =
      createSort(importer.builder, op->getLoc(), importer.getOperands(op),
                 place, [&](ValueRange first, ValueRange second) -> Value {
                   // The comparator takes both elements of one operand, then of
                   // the next.
                   SmallVector<Value> scalars;
                   for (auto [a, b] : llvm::zip_equal(first, second))
                     scalars.append({a, b});
                   FailureOr<SmallVector<Value>> result =
                       importer.emitScalarRegion(op->getRegion(0), scalars);
                   isValid &= succeeded(result) && result->size() == 1;
                   if (isValid)
                     return result->front();
                   return arith::ConstantIntOp::create(importer.builder,
                                                       op->getLoc(), 0, 1);
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
  SmallVector<Value> sorted = createSort(
      builder, loc, {importer.getOperand(op, 0), numbers}, last,
      [&](ValueRange first, ValueRange second) -> Value {
        ScalarBuilder b{builder, loc};
        if (!isa<FloatType>(element))
          return b.compare(isUnsigned(element) ? arith::CmpIPredicate::ugt
                                               : arith::CmpIPredicate::sgt,
                           first[0], second[0]);
        return b.compare(arith::CmpIPredicate::sgt, getTotalOrder(b, first[0]),
                         getTotalOrder(b, second[0]));
      });
  SmallVector<int64_t> zeros(type.getRank(), 0), ones(type.getRank(), 1);
  SmallVector<int64_t> sizes(type.getShape());
  sizes[last] = *k;
  for (auto [result, value] : llvm::zip_equal(op->getResults(), sorted))
    importer.set(result, createSlice(builder, loc, value, zeros, sizes, ones));
  return success();
}
