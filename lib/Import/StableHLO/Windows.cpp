//===- Windows.cpp - reduce_window ----------------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Windows.h"
#include "Attributes.h"
#include "OpTable.h"
#include "Tensors.h"

using namespace mlir;
using namespace mlir::pipe::hlo;

FailureOr<Window> Window::get(Operation *op, RankedTensorType operand) {
  size_t rank = operand.getRank();
  Window window;
  SmallVector<int64_t> base, edges;
  if (failed(readIntegers(op, rank,
                          {{"window_dimensions", window.sizes},
                           {"window_strides", window.strides},
                           {"window_dilations", window.dilations},
                           {"base_dilations", base}},
                          1)) ||
      failed(readIntegers(op, 2 * rank, {{"padding", edges}}, 0)))
    return failure();
  for (size_t dim = 0; dim < rank; ++dim) {
    if (window.sizes[dim] < 1 || window.strides[dim] < 1 ||
        window.dilations[dim] < 1 || base[dim] < 1)
      return op->emitError("'")
             << op->getName() << "' has a window size, stride or dilation "
             << "below 1 along dimension " << dim;
    Padding padding{edges[2 * dim], edges[2 * dim + 1], base[dim] - 1};
    int64_t padded = padding.getSize(operand.getDimSize(dim));
    int64_t seen = (window.sizes[dim] - 1) * window.dilations[dim] + 1;
    window.padding.push_back(padding);
    window.places.push_back(padded < seen || padded <= 0
                                ? 0
                                : (padded - seen) / window.strides[dim] + 1);
  }
  return window;
}

/// Results without elements, for which loops would have no valid bounds.
static LogicalResult setEmptyResults(Importer &importer, Operation *op) {
  for (Value result : op->getResults())
    importer.set(result,
                 createEmpty(importer.builder, op->getLoc(), getType(result)));
  return success();
}

/// Loops: the result's dimensions, then the window's that have more than one
/// place. A tensor of the window's shape tells the loops how long they are.
LogicalResult mlir::pipe::hlo::lowerReduceWindow(Importer &importer,
                                                 Operation *op) {
  unsigned count = op->getNumResults();
  if (count == 0 || op->getNumOperands() != 2 * count ||
      op->getNumRegions() != 1)
    return op->emitError("'")
           << op->getName() << "' has " << op->getNumOperands()
           << " operands for " << count << " results";
  RankedTensorType operand = getType(op->getOperand(0));
  FailureOr<Window> window = Window::get(op, operand);
  if (failed(window))
    return failure();
  RankedTensorType type = getType(op->getResult(0));
  if (type.getShape() != ArrayRef<int64_t>(window->places))
    return op->emitError("'")
           << op->getName() << "' of " << operand << " does not give " << type
           << " with its attributes";
  OpBuilder &builder = importer.builder;
  if (type.getNumElements() == 0)
    return setEmptyResults(importer, op);
  Location loc = op->getLoc();
  unsigned rank = type.getRank(), loops = rank;
  SmallVector<AffineExpr> places, windowPlaces;
  SmallVector<int64_t> windowShape;
  for (unsigned dim = 0; dim < rank; ++dim) {
    AffineExpr place = builder.getAffineDimExpr(dim) * window->strides[dim];
    if (window->sizes[dim] > 1) {
      windowPlaces.push_back(builder.getAffineDimExpr(loops++));
      windowShape.push_back(window->sizes[dim]);
      place = place + windowPlaces.back() * window->dilations[dim];
    }
    places.push_back(place);
  }
  MLIRContext *context = op->getContext();
  SmallVector<Value> inputs, inits;
  SmallVector<Type> types;
  for (unsigned i = 0; i < count; ++i) {
    Value scalar =
        extractScalar(importer, loc, importer.getOperand(op, count + i));
    FailureOr<Value> padded = createPad(
        builder, loc, importer.getOperand(op, i), window->padding, scalar);
    if (failed(padded))
      return op->emitError("'")
             << op->getName() << "' pads to a size below 0 or above 2^40";
    inputs.push_back(*padded);
    types.push_back(getType(op->getResult(i)));
    inits.push_back(createFilled(builder, loc,
                                 cast<RankedTensorType>(types.back()), scalar));
  }
  auto element = cast<RankedTensorType>(types.front()).getElementType();
  inputs.push_back(
      createEmpty(builder, loc, RankedTensorType::get(windowShape, element)));
  SmallVector<AffineMap> maps(count, AffineMap::get(loops, 0, places, context));
  maps.push_back(AffineMap::get(loops, 0, windowPlaces, context));
  maps.append(count, getLeadingLoops(context, loops, rank));
  SmallVector<utils::IteratorType> iterators(rank,
                                             utils::IteratorType::parallel);
  iterators.append(loops - rank, utils::IteratorType::reduction);
  bool isValid = true;
  auto generic = linalg::GenericOp::create(
      builder, loc, types, inputs, inits, maps, iterators,
      [&](OpBuilder &nested, Location nestedLoc, ValueRange in) {
        SmallVector<Value> scalars(in.take_back(count));
        llvm::append_range(scalars, in.take_front(count));
        FailureOr<SmallVector<Value>> next =
            importer.emitScalarRegion(op->getRegion(0), scalars);
        isValid = succeeded(next) && next->size() == count;
        linalg::YieldOp::create(
            nested, nestedLoc,
            isValid ? *next : SmallVector<Value>(in.take_back(count)));
      });
  if (!isValid)
    return failure();
  for (unsigned i = 0; i < count; ++i)
    importer.set(op->getResult(i), generic.getResult(i));
  return success();
}
