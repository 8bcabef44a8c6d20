//===- Reductions.cpp - reduce and map ------------------------------------===//
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
#include "llvm/ADT/SmallBitVector.h"

using namespace mlir;
using namespace mlir::pipe::hlo;

/// Operands are the inputs, then the initial values, one each.
LogicalResult mlir::pipe::hlo::lowerReduce(Importer &importer, Operation *op) {
  unsigned count = op->getNumResults();
  FailureOr<SmallVector<int64_t>> dims = getIntegers(op, "dimensions");
  if (failed(dims))
    return failure();
  if (count == 0 || op->getNumOperands() != 2 * count ||
      op->getNumRegions() != 1)
    return op->emitError("'")
           << op->getName() << "' has " << op->getNumOperands()
           << " operands for " << count << " results";
  RankedTensorType operand = getType(op->getOperand(0));
  llvm::SmallBitVector reduced(operand.getRank());
  for (int64_t dim : *dims) {
    if (dim < 0 || dim >= operand.getRank())
      return op->emitError("'") << op->getName() << "' reduces dimension "
                                << dim << " of " << operand;
    reduced.set(dim);
  }
  OpBuilder &builder = importer.builder;
  Location loc = op->getLoc();
  SmallVector<Value> inits;
  SmallVector<Type> types;
  for (unsigned i = 0; i < count; ++i) {
    RankedTensorType type = getType(op->getResult(i));
    Value scalar =
        extractScalar(importer, loc, importer.getOperand(op, count + i));
    inits.push_back(createFilled(builder, loc, type, scalar));
    types.push_back(type);
  }
  SmallVector<AffineExpr> kept;
  SmallVector<utils::IteratorType> iterators;
  for (int64_t dim = 0; dim < operand.getRank(); ++dim) {
    iterators.push_back(reduced[dim] ? utils::IteratorType::reduction
                                     : utils::IteratorType::parallel);
    if (!reduced[dim])
      kept.push_back(builder.getAffineDimExpr(dim));
  }
  SmallVector<Value> inputs;
  SmallVector<AffineMap> maps;
  for (unsigned i = 0; i < count; ++i) {
    View view = importer.getView(importer.getOperand(op, i));
    inputs.push_back(view.source);
    maps.push_back(view.map);
  }
  // A broadcast does not tell the loops how long they are.
  if (!inversePermutation(concatAffineMaps(maps, op->getContext())))
    for (unsigned i = 0; i < count; ++i) {
      inputs[i] = importer.getOperand(op, i);
      maps[i] = builder.getMultiDimIdentityMap(operand.getRank());
    }
  maps.append(count,
              AffineMap::get(operand.getRank(), 0, kept, op->getContext()));
  bool isValid = true;
  auto generic = linalg::GenericOp::create(
      builder, loc, types, inputs, inits, maps, iterators,
      [&](OpBuilder &nested, Location nestedLoc, ValueRange in) {
        // StableHLO hands the sum so far first.
        SmallVector<Value> scalars(in.drop_front(count));
        llvm::append_range(scalars, in.take_front(count));
        FailureOr<SmallVector<Value>> next =
            importer.emitScalarRegion(op->getRegion(0), scalars);
        isValid = succeeded(next) && next->size() == count;
        linalg::YieldOp::create(
            nested, nestedLoc,
            isValid ? *next : SmallVector<Value>(in.drop_front(count)));
      });
  if (!isValid)
    return failure();
  for (unsigned i = 0; i < count; ++i)
    importer.set(op->getResult(i), generic.getResult(i));
  return success();
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
