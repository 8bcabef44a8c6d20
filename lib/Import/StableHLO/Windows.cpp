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
#include "Reductions.h"
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
    Padding spread{0, 0, window.dilations[dim] - 1};
    if (!padding.isSane(operand.getDimSize(dim)) ||
        !spread.isSane(window.sizes[dim]))
      return op->emitError("'")
             << op->getName() << "' pads to a size below 0 or above 2^40";
    int64_t padded = padding.getSize(operand.getDimSize(dim));
    int64_t seen = spread.getSize(window.sizes[dim]);
    window.padding.push_back(padding);
    window.places.push_back(padded < seen || padded == 0
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
static LogicalResult setWindows(Importer &importer, Operation *op,
                                const Window &window) {
  OpBuilder &builder = importer.builder;
  Location loc = op->getLoc();
  unsigned rank = window.sizes.size(), loops = rank;
  SmallVector<AffineExpr> places, windowPlaces;
  SmallVector<int64_t> windowShape;
  for (unsigned dim = 0; dim < rank; ++dim) {
    places.push_back(builder.getAffineDimExpr(dim) * window.strides[dim]);
    if (window.sizes[dim] == 1)
      continue;
    windowPlaces.push_back(builder.getAffineDimExpr(loops++));
    windowShape.push_back(window.sizes[dim]);
    places.back() = places.back() + windowPlaces.back() * window.dilations[dim];
  }
  MLIRContext *context = op->getContext();
  AffineMap map = AffineMap::get(loops, 0, places, context);
  SmallVector<View> inputs;
  SmallVector<Value> inits = getInitialValues(importer, op);
  for (auto [i, init] : llvm::enumerate(inits)) {
    FailureOr<Value> padded = createPad(
        builder, loc, importer.getOperand(op, i), window.padding, init);
    if (failed(padded))
      return failure();
    inputs.push_back({*padded, map});
    init = createFilled(builder, loc, getType(op->getResult(i)), init);
  }
  auto shape = RankedTensorType::get(
      windowShape, getElementTypeOrSelf(inits.front().getType()));
  inputs.push_back({createEmpty(builder, loc, shape),
                    AffineMap::get(loops, 0, windowPlaces, context)});
  return setReduction(importer, op, inputs, inits,
                      getLeadingLoops(context, loops, rank));
}

LogicalResult mlir::pipe::hlo::lowerReduceWindow(Importer &importer,
                                                 Operation *op) {
  if (failed(checkReduction(op)))
    return failure();
  RankedTensorType operand = getType(op->getOperand(0));
  FailureOr<Window> window = Window::get(op, operand);
  if (failed(window))
    return failure();
  for (unsigned i = 0; i < op->getNumResults(); ++i) {
    RankedTensorType type = getType(op->getResult(i));
    if (type.getShape() != ArrayRef<int64_t>(window->places) ||
        getType(op->getOperand(i)).getShape() != operand.getShape())
      return op->emitError("'")
             << op->getName() << "' of " << getType(op->getOperand(i))
             << " does not give " << type << " with its attributes";
  }
  if (getType(op->getResult(0)).getNumElements() == 0)
    return setEmptyResults(importer, op);
  return setWindows(importer, op, *window);
}
