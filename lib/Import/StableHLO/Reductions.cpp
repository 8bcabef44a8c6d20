//===- Reductions.cpp - reduce and map ------------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Reductions.h"
#include "Attributes.h"
#include "OpTable.h"
#include "Tensors.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "llvm/ADT/SmallBitVector.h"

using namespace mlir;
using namespace mlir::pipe::hlo;

LogicalResult mlir::pipe::hlo::checkReduction(Operation *op) {
  unsigned count = op->getNumResults();
  if (count > 0 && op->getNumOperands() == 2 * count &&
      op->getNumRegions() == 1)
    return success();
  return op->emitError("'") << op->getName() << "' has " << op->getNumOperands()
                            << " operands for " << count << " results";
}

SmallVector<Value> mlir::pipe::hlo::getInitialValues(Importer &importer,
                                                     Operation *op) {
  unsigned count = op->getNumResults();
  SmallVector<Value> scalars;
  for (unsigned i = 0; i < count; ++i)
    scalars.push_back(extractScalar(importer, op->getLoc(),
                                    importer.getOperand(op, count + i)));
  return scalars;
}

LogicalResult mlir::pipe::hlo::setReduction(Importer &importer, Operation *op,
                                            ArrayRef<View> inputs,
                                            ValueRange inits,
                                            AffineMap resultMap) {
  unsigned count = op->getNumResults();
  SmallVector<Value> sources;
  SmallVector<AffineMap> maps;
  for (const View &input : inputs) {
    sources.push_back(input.source);
    maps.push_back(input.map);
  }
  maps.append(count, resultMap);
  SmallVector<utils::IteratorType> iterators(resultMap.getNumDims(),
                                             utils::IteratorType::reduction);
  for (AffineExpr place : resultMap.getResults())
    iterators[cast<AffineDimExpr>(place).getPosition()] =
        utils::IteratorType::parallel;
  bool isValid = true;
  auto generic = linalg::GenericOp::create(
      importer.builder, op->getLoc(), inits.getTypes(), sources, inits, maps,
      iterators, [&](OpBuilder &nested, Location loc, ValueRange in) {
        // StableHLO hands what was reduced so far first.
        SmallVector<Value> scalars(in.take_back(count));
        llvm::append_range(scalars, in.take_front(count));
        FailureOr<SmallVector<Value>> next =
            importer.emitScalarRegion(op->getRegion(0), scalars);
        isValid = succeeded(next) && next->size() == count;
        linalg::YieldOp::create(
            nested, loc,
            isValid ? *next : SmallVector<Value>(in.take_back(count)));
      });
  for (auto [source, result] :
       llvm::zip_equal(op->getResults(), generic.getResults()))
    importer.set(source, result);
  return success(isValid);
}

/// Returns the inputs as the loops can read them: through broadcasts, unless
/// these would not tell how long some loop is.
static SmallVector<View> getInputs(Importer &importer, Operation *op) {
  SmallVector<View> views;
  SmallVector<AffineMap> maps;
  for (unsigned i = 0; i < op->getNumResults(); ++i) {
    views.push_back(importer.getView(importer.getOperand(op, i)));
    maps.push_back(views.back().map);
  }
  if (inversePermutation(concatAffineMaps(maps, op->getContext())))
    return views;
  for (auto [i, view] : llvm::enumerate(views))
    view = {importer.getOperand(op, i),
            importer.builder.getMultiDimIdentityMap(view.map.getNumDims())};
  return views;
}

LogicalResult mlir::pipe::hlo::lowerReduce(Importer &importer, Operation *op) {
  FailureOr<SmallVector<int64_t>> dims = getIntegers(op, "dimensions");
  if (failed(dims) || failed(checkReduction(op)))
    return failure();
  RankedTensorType operand = getType(op->getOperand(0));
  llvm::SmallBitVector reduced(operand.getRank());
  for (int64_t dim : *dims) {
    if (dim < 0 || dim >= operand.getRank())
      return op->emitError("'") << op->getName() << "' reduces dimension "
                                << dim << " of " << operand;
    reduced.set(dim);
  }
  OpBuilder &builder = importer.builder;
  SmallVector<AffineExpr> kept;
  SmallVector<int64_t> shape;
  for (int64_t dim = 0; dim < operand.getRank(); ++dim)
    if (!reduced[dim]) {
      kept.push_back(builder.getAffineDimExpr(dim));
      shape.push_back(operand.getDimSize(dim));
    }
  SmallVector<Value> inits = getInitialValues(importer, op);
  for (auto [i, init] : llvm::enumerate(inits)) {
    RankedTensorType type = getType(op->getResult(i));
    if (type.getShape() != ArrayRef<int64_t>(shape) ||
        getType(op->getOperand(i)).getShape() != operand.getShape())
      return op->emitError("'")
             << op->getName() << "' of " << getType(op->getOperand(i))
             << " does not give " << type << " with its attributes";
    init = createFilled(builder, op->getLoc(), type, init);
  }
  return setReduction(
      importer, op, getInputs(importer, op), inits,
      AffineMap::get(operand.getRank(), 0, kept, op->getContext()));
}

LogicalResult mlir::pipe::hlo::lowerMap(Importer &importer, Operation *op) {
  if (op->getNumRegions() != 1 || op->getNumResults() != 1)
    return op->emitError("'") << op->getName() << "' needs one region and one "
                              << "result";
  SmallVector<View> inputs;
  for (Value operand : op->getOperands())
    inputs.push_back(importer.getView(importer.get(operand)));
  bool isValid = true;
  Value result = createElementwise(
      importer.builder, op->getLoc(), getType(op->getResult(0)), inputs,
      [&](OpBuilder &, Location, ValueRange in) -> Value {
        FailureOr<SmallVector<Value>> element =
            importer.emitScalarRegion(op->getRegion(0), in);
        isValid = succeeded(element) && element->size() == 1;
        return isValid ? element->front() : in.front();
      });
  importer.set(op->getResult(0), result);
  return success(isValid);
}
