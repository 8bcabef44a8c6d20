//===- SelectAndScatter.cpp - select_and_scatter --------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OpTable.h"
#include "Windows.h"

#include "../Support/Loops.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::hlo;

namespace {
/// The regions are: which of two elements stays selected, and the sum of what
/// was scattered to a place so far and one element more.
struct SelectAndScatter {
  Importer &importer;
  Operation *op;
  Window window;
  bool isValid = true;

  OpBuilder &getBuilder() { return importer.builder; }

  Value emitRegion(unsigned region, Value a, Value b, Value otherwise) {
    FailureOr<SmallVector<Value>> result =
        importer.emitScalarRegion(op->getRegion(region), {a, b});
    isValid &= succeeded(result) && result->size() == 1;
    return isValid ? result->front() : otherwise;
  }

  /// The operand's place that the window sees, and whether there is one.
  Value emitPlace(ValueRange placeLoops, ValueRange windowLoops,
                  SmallVectorImpl<Value> &place);
  SmallVector<Value> selectNext(ValueRange placeLoops, ValueRange windowLoops,
                                ValueRange selected);
  Value emitAll(Value init);
};
} // namespace

Value SelectAndScatter::emitPlace(ValueRange placeLoops, ValueRange windowLoops,
                                  SmallVectorImpl<Value> &place) {
  OpBuilder &builder = getBuilder();
  ScalarBuilder b{builder, op->getLoc()};
  RankedTensorType operand = getType(op->getOperand(0));
  auto index = [&](int64_t value) {
    return createIndex(builder, op->getLoc(), value);
  };
  Value exists;
  for (int64_t dim = 0; dim < operand.getRank(); ++dim) {
    Value at = b.make<arith::AddIOp>(
        b.make<arith::MulIOp>(placeLoops[dim], index(window.strides[dim])),
        windowLoops[dim]);
    at = b.make<arith::SubIOp>(at, index(window.padding[dim].low));
    place.push_back(at);
    Value isInside = b.compare(arith::CmpIPredicate::ult, at,
                               index(operand.getDimSize(dim)));
    exists = exists ? b.make<arith::AndIOp>(exists, isInside) : isInside;
  }
  return exists ? exists : b.integer(builder.getI1Type(), 1);
}

/// `selected` is: is there one, its value, its place.
SmallVector<Value> SelectAndScatter::selectNext(ValueRange placeLoops,
                                                ValueRange windowLoops,
                                                ValueRange selected) {
  OpBuilder &builder = getBuilder();
  Location loc = op->getLoc();
  SmallVector<Value> place;
  Value exists = emitPlace(placeLoops, windowLoops, place);
  return createIf(builder, loc, exists, selected, [&] {
    ScalarBuilder b{builder, loc};
    Value yes = b.integer(builder.getI1Type(), 1);
    Value value = tensor::ExtractOp::create(builder, loc,
                                            importer.getOperand(op, 0), place);
    Value stays = emitRegion(0, selected[1], value, yes);
    stays = b.make<arith::AndIOp>(stays, selected[0]);
    SmallVector<Value> next = {yes, b.select(stays, selected[1], value)};
    for (auto [old, now] : llvm::zip_equal(selected.drop_front(2), place))
      next.push_back(b.select(stays, old, now));
    return next;
  });
}

Value SelectAndScatter::emitAll(Value init) {
  OpBuilder &builder = getBuilder();
  Location loc = op->getLoc();
  ScalarBuilder b{builder, loc};
  Type element = getElementTypeOrSelf(init.getType());
  return createLoops(
             builder, loc, window.places, init,
             [&](ValueRange placeLoops, ValueRange tensors) {
               SmallVector<Value> none = {
                   b.integer(builder.getI1Type(), 0),
                   arith::ConstantOp::create(builder, loc,
                                             builder.getZeroAttr(element))};
               none.append(window.sizes.size(), createIndex(builder, loc, 0));
               SmallVector<Value> selected = createLoops(
                   builder, loc, window.sizes, none,
                   [&](ValueRange windowLoops, ValueRange values) {
                     return selectNext(placeLoops, windowLoops, values);
                   });
               return createIf(builder, loc, selected[0], tensors, [&] {
                 ValueRange place = ArrayRef(selected).drop_front(2);
                 Value old =
                     tensor::ExtractOp::create(builder, loc, tensors[0], place);
                 Value update = tensor::ExtractOp::create(
                     builder, loc, importer.getOperand(op, 1), placeLoops);
                 Value sum = emitRegion(1, old, update, old);
                 return SmallVector<Value>{tensor::InsertOp::create(
                     builder, loc, sum, tensors[0], place)};
               });
             })
      .front();
}

LogicalResult mlir::pipe::hlo::lowerSelectAndScatter(Importer &importer,
                                                     Operation *op) {
  if (op->getNumOperands() != 3 || op->getNumResults() != 1 ||
      op->getNumRegions() != 2)
    return op->emitError("'")
           << op->getName() << "' has " << op->getNumOperands()
           << " operands and " << op->getNumRegions() << " regions";
  RankedTensorType operand = getType(op->getOperand(0));
  FailureOr<Window> window = Window::get(op, operand);
  if (failed(window))
    return failure();
  RankedTensorType source = getType(op->getOperand(1));
  if (source.getShape() != ArrayRef<int64_t>(window->places))
    return op->emitError("'") << op->getName() << "' has the source " << source
                              << ", which has not one element for each window "
                                 "on "
                              << operand;
  Location loc = op->getLoc();
  Value scalar = extractScalar(importer, loc, importer.getOperand(op, 2));
  Value init = createFilled(importer.builder, loc, operand, scalar);
  SelectAndScatter lowering{importer, op, *window};
  if (source.getNumElements() != 0)
    init = lowering.emitAll(init);
  importer.set(op->getResult(0), init);
  return success(lowering.isValid);
}
