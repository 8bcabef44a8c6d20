//===- Broadcasts.cpp - Elements at several places ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Attributes.h"
#include "OpTable.h"
#include "Tensors.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/SmallBitVector.h"

using namespace mlir;
using namespace mlir::pipe::hlo;

/// Drops the dimensions of the source that the map reads at 0: they have one
/// element.
static View dropUnitDims(OpBuilder &builder, Location loc, View view) {
  SmallVector<AffineExpr> places;
  SmallVector<int64_t> shape;
  auto type = cast<RankedTensorType>(view.source.getType());
  for (auto [place, size] :
       llvm::zip_equal(view.map.getResults(), type.getShape())) {
    if (isa<AffineConstantExpr>(place))
      continue;
    places.push_back(place);
    shape.push_back(size);
  }
  return {
      createReshape(builder, loc, view.source, shape),
      AffineMap::get(view.map.getNumDims(), 0, places, builder.getContext())};
}

/// Where the elements of the operand stand for an element of the result.
static FailureOr<AffineMap> getMap(Operation *op, ArrayRef<int64_t> dims) {
  Builder builder(op->getContext());
  RankedTensorType type = getType(op->getResult(0));
  RankedTensorType operand = getType(op->getOperand(0));
  SmallVector<AffineExpr> places;
  llvm::SmallBitVector taken(type.getRank());
  for (auto [from, to] : llvm::enumerate(dims)) {
    int64_t size = operand.getDimSize(from);
    if (to < 0 || to >= type.getRank() || taken[to] ||
        (size != 1 && size != type.getDimSize(to)))
      return op->emitError("'")
             << op->getName() << "' puts dimension " << from << " of "
             << operand << " at dimension " << to << " of " << type;
    taken.set(to);
    places.push_back(size == 1 ? builder.getAffineConstantExpr(0)
                               : builder.getAffineDimExpr(to));
  }
  return AffineMap::get(type.getRank(), 0, places, op->getContext());
}

/// The broadcast is an op of its own for those that need a tensor; loops read
/// the operand through the view instead, which leaves the op unused.
static LogicalResult setBroadcast(Importer &importer, Operation *op,
                                  ArrayRef<int64_t> dims) {
  FailureOr<AffineMap> map = getMap(op, dims);
  if (failed(map))
    return failure();
  OpBuilder &builder = importer.builder;
  Location loc = op->getLoc();
  RankedTensorType type = getType(op->getResult(0));
  Value operand = importer.getOperand(op, 0);
  SplatElementsAttr splat;
  if (matchPattern(operand, m_Constant(&splat))) {
    auto value = SplatElementsAttr::get(type, splat.getSplatValue<Attribute>());
    importer.set(op->getResult(0),
                 arith::ConstantOp::create(builder, loc, value));
    return success();
  }
  View view = importer.getView(operand);
  view = dropUnitDims(builder, loc, View{view.source, view.map.compose(*map)});
  Value result = createElementwise(
      builder, loc, type, view,
      [](OpBuilder &, Location, ValueRange in) { return in[0]; });
  importer.setView(result, view);
  importer.set(op->getResult(0), result);
  return success();
}

LogicalResult mlir::pipe::hlo::lowerBroadcastInDim(Importer &importer,
                                                   Operation *op) {
  FailureOr<SmallVector<int64_t>> dims = getIntegers(
      op, "broadcast_dimensions", getType(op->getOperand(0)).getRank());
  return failed(dims) ? failure() : setBroadcast(importer, op, *dims);
}

/// The older op, whose new dimensions stand in front.
LogicalResult mlir::pipe::hlo::lowerBroadcast(Importer &importer,
                                              Operation *op) {
  int64_t added = getType(op->getResult(0)).getRank() -
                  getType(op->getOperand(0)).getRank();
  auto dims = llvm::to_vector(
      llvm::seq<int64_t>(added, getType(op->getResult(0)).getRank()));
  return setBroadcast(importer, op, dims);
}
