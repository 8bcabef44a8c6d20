//===- TMTensorVerifiers.cpp - What ops of tm_tensor must fulfil ----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Dialect/TMTensor/IR/TMTensor.h"

#include "mlir/IR/TypeUtilities.h"
#include "llvm/ADT/SmallBitVector.h"

using namespace mlir;
using namespace mlir::tm_tensor;

// Labels such as scatter_c1 are the constraints in the descriptions of the ops.

/// Checks how many inputs and outputs `op` has, and the types of its results.
static LogicalResult verifyCounts(Operation *op, OperandRange inputs,
                                  size_t least, size_t most,
                                  OperandRange outputs, size_t numOutputs) {
  if (inputs.size() < least || inputs.size() > most) {
    InFlightDiagnostic diag = op->emitOpError("requires ") << least;
    if (most != least)
      diag << " or " << most;
    return diag << " inputs, but has " << inputs.size();
  }
  if (numOutputs != 0 && outputs.size() != numOutputs)
    return op->emitOpError("requires ")
           << numOutputs << " outputs, but has " << outputs.size();
  if (llvm::equal(op->getResultTypes(), outputs.getTypes()))
    return success();
  return op->emitOpError("requires one result of the type of each output, but ")
         << "gives (" << op->getResultTypes() << ") for (" << outputs.getTypes()
         << ")";
}

static RankedTensorType getTensor(Value value) {
  return cast<RankedTensorType>(value.getType());
}

static bool areCompatible(int64_t left, int64_t right) {
  return left == right || ShapedType::isDynamic(left) ||
         ShapedType::isDynamic(right);
}

static LogicalResult verifyRegion(Operation *op, ArrayRef<Type> arguments,
                                  Type yielded) {
  Block &block = op->getRegion(0).front();
  if (!llvm::equal(block.getArgumentTypes(), arguments))
    return op->emitOpError("requires a region that takes (")
           << TypeRange(arguments) << "), but it takes ("
           << block.getArgumentTypes() << ")";
  auto yield = dyn_cast<YieldOp>(block.getTerminator());
  if (!yield)
    return op->emitOpError("requires a region that ends in 'tm_tensor.yield'");
  if (!llvm::equal(yield.getValues().getTypes(), ArrayRef(yielded)))
    return yield.emitOpError("must give (")
           << yielded << "), but gives (" << yield.getValues().getTypes()
           << ")";
  return success();
}

/// Checks that `dimension` is one of `type`.
static LogicalResult verifyDimension(Operation *op, int64_t dimension,
                                     RankedTensorType type) {
  if (dimension >= 0 && dimension < type.getRank())
    return success();
  return op->emitOpError("requires a 'dimension' of ")
         << type << ", but it is " << dimension;
}

static LogicalResult verifyDimensionMap(ScatterOp op, RankedTensorType original,
                                        int64_t numWhole) {
  ArrayRef<int64_t> map = op.getDimensionMap();
  llvm::SmallBitVector found(original.getRank());
  for (int64_t dimension : map) {
    if (dimension < 0 || dimension >= original.getRank())
      return op.emitOpError("requires dimensions of ")
             << original << " in 'dimension_map', but it holds " << dimension;
    if (found.test(dimension))
      return op.emitOpError("requires each dimension at most once in "
                            "'dimension_map', but it holds ")
             << dimension << " twice";
    found.set(dimension);
  }
  for (int64_t i = 0; i < original.getRank() - numWhole; ++i)
    if (!found.test(i))
      return op.emitOpError("requires all dimensions that updates do not have "
                            "in 'dimension_map', but it lacks ")
             << i;
  return success();
}

LogicalResult ScatterOp::verify() {
  // scatter_c1
  if (failed(verifyCounts(*this, getInputs(), 2, 2, getOutputs(), 1)))
    return failure();
  RankedTensorType updates = getTensor(getInputs()[0]);
  RankedTensorType indices = getTensor(getInputs()[1]);
  RankedTensorType original = getTensor(getOutputs()[0]);
  // scatter_c2
  if (indices.getRank() != 2 || !indices.getElementType().isInteger() ||
      updates.getRank() < 1 ||
      !areCompatible(indices.getDimSize(0), updates.getDimSize(0)))
    return emitOpError("requires a row of integers for each update, but has ")
           << indices << " for " << updates;
  // scatter_c4
  int64_t numWhole = updates.getRank() - 1;
  int64_t first = original.getRank() - numWhole;
  bool fits = first >= 0;
  for (int64_t i = 0; fits && i < numWhole; ++i) {
    int64_t size = updates.getDimSize(i + 1);
    int64_t bound = original.getDimSize(first + i);
    fits = areCompatible(size, bound) || size <= bound;
  }
  if (!fits)
    return emitOpError("requires updates that fit into the output, but has ")
           << updates << " for " << original;
  // scatter_c3
  if (!areCompatible(indices.getDimSize(1), getDimensionMap().size()))
    return emitOpError("requires one dimension for each column of the indices "
                       "in 'dimension_map', but it has ")
           << getDimensionMap().size() << " for " << indices;
  if (failed(verifyDimensionMap(*this, original, numWhole)))
    return failure();
  // scatter_c5
  Type element = original.getElementType();
  if (updates.getElementType() != element)
    return emitOpError("requires updates of the output's type, but has ")
           << updates << " for " << original;
  return verifyRegion(*this, {element, element}, element);
}

LogicalResult SortOp::verify() {
  // sort_c1
  if (failed(verifyCounts(*this, getInputs(), 0, 0, getOutputs(), 0)))
    return failure();
  if (getOutputs().empty())
    return emitOpError("requires an output, but has none");
  // sort_c2
  RankedTensorType first = getTensor(getOutputs()[0]);
  SmallVector<Type> arguments;
  for (Value output : getOutputs()) {
    if (failed(verifyCompatibleShape(first, output.getType())))
      return emitOpError("requires outputs of one shape, but has ")
             << first << " and " << output.getType();
    arguments.append(2, getElementTypeOrSelf(output));
  }
  if (failed(verifyDimension(*this, getDimension(), first)))
    return failure();
  // sort_c3
  return verifyRegion(*this, arguments, IntegerType::get(getContext(), 1));
}

LogicalResult TopkOp::verify() {
  // topk_c1
  if (failed(verifyCounts(*this, getInputs(), 1, 2, getOutputs(), 2)))
    return failure();
  RankedTensorType values = getTensor(getInputs()[0]);
  RankedTensorType outputs = getTensor(getOutputs()[0]);
  Type numbers = getElementTypeOrSelf(getOutputs()[1]);
  // topk_c2
  if (failed(verifyDimension(*this, getDimension(), values)))
    return failure();
  bool fits = outputs.getRank() == values.getRank() &&
              outputs.getElementType() == values.getElementType() &&
              succeeded(verifyCompatibleShapes(getOutputs().getTypes())) &&
              succeeded(verifyCompatibleShapes(getInputs().getTypes())) &&
              numbers.isInteger();
  for (int64_t i = 0; fits && i < values.getRank(); ++i)
    fits = i == static_cast<int64_t>(getDimension()) ||
           areCompatible(values.getDimSize(i), outputs.getDimSize(i));
  if (getInputs().size() == 2)
    fits &= getElementTypeOrSelf(getInputs()[1]) == numbers;
  if (!fits)
    return emitOpError("requires values and numbers that differ only in size "
                       "along 'dimension', but has (")
           << getInputs().getTypes() << ") and (" << getOutputs().getTypes()
           << ")";
  // topk_c3
  Type element = values.getElementType();
  return verifyRegion(*this, {element, element},
                      IntegerType::get(getContext(), 1));
}

LogicalResult ScanOp::verify() {
  // scan_c1
  if (failed(verifyCounts(*this, getInputs(), 1, 1, getOutputs(), 2)))
    return failure();
  RankedTensorType input = getTensor(getInputs()[0]);
  RankedTensorType last = getTensor(getOutputs()[1]);
  // scan_c2
  if (failed(verifyDimension(*this, getDimension(), input)))
    return failure();
  Type element = input.getElementType();
  SmallVector<int64_t> shape(input.getShape());
  shape.erase(shape.begin() + getDimension());
  if (failed(verifyCompatibleShape(input, getOutputs()[0].getType())) ||
      failed(verifyCompatibleShape(last.getShape(), shape)) ||
      getElementTypeOrSelf(getOutputs()[0]) != element ||
      last.getElementType() != element)
    return emitOpError("requires an output like the input and one without "
                       "'dimension', but has (")
           << getOutputs().getTypes() << ") for " << input;
  // scan_c3
  return verifyRegion(*this, {element, element}, element);
}

/// Whether `value` has the type of a matrix for each place of the leading
/// dimensions of `like`.
static bool isMatrix(Value value, RankedTensorType like, int64_t rows,
                     int64_t columns) {
  RankedTensorType type = getTensor(value);
  SmallVector<int64_t> shape(like.getShape().drop_back(2));
  shape.append({rows, columns});
  return succeeded(verifyCompatibleShape(type.getShape(), shape));
}

LogicalResult AttentionOp::verify() {
  // attention_c1
  if (failed(verifyCounts(*this, getInputs(), 3, 4, getOutputs(), 1)))
    return failure();
  RankedTensorType q = getTensor(getInputs()[0]), v = getTensor(getInputs()[2]);
  // attention_c2
  bool fits = q.getRank() >= 2 && v.getRank() >= 2;
  if (fits) {
    int64_t m = q.getShape().drop_back().back(), d = q.getShape().back();
    int64_t n = v.getShape().drop_back().back(), e = v.getShape().back();
    fits = isMatrix(getInputs()[1], q, n, d) &&
           isMatrix(getInputs()[2], q, n, e) &&
           isMatrix(getOutputs()[0], q, m, e) &&
           (getInputs().size() < 4 || isMatrix(getInputs()[3], q, m, n));
  }
  if (!fits)
    return emitOpError("requires queries, keys, values, mask and output of ")
           << "m x d, n x d, n x e, m x n and m x e, but has ("
           << getInputs().getTypes() << ") and " << getOutputs()[0].getType();
  // attention_c3
  Type element = q.getElementType();
  for (Value value : getOperands()) {
    Type other = getElementTypeOrSelf(value);
    bool isMask = getInputs().size() == 4 && value == getInputs()[3];
    if (!isa<FloatType>(element) ||
        (other != element && !(isMask && other.isInteger(1))))
      return emitOpError("requires one floating-point type, but has ")
             << element << " and " << other;
  }
  return success();
}
