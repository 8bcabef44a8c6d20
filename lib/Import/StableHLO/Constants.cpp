//===- Constants.cpp - Constants and counters -----------------------------===//
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
#include "mlir/IR/DialectResourceBlobManager.h"

using namespace mlir;
using namespace mlir::pipe::hlo;

/// The same bytes with signless elements.
static TypedAttr toSignlessElements(ElementsAttr value) {
  auto type = cast<RankedTensorType>(toSignless(value.getType()));
  if (auto resource = dyn_cast<DenseResourceElementsAttr>(value))
    return DenseResourceElementsAttr::get(type, resource.getRawHandle());
  if (auto dense = dyn_cast<DenseElementsAttr>(value))
    return DenseElementsAttr::getFromRawBuffer(type, dense.getRawData());
  return {};
}

LogicalResult mlir::pipe::hlo::lowerConstant(Importer &importer,
                                             Operation *op) {
  auto value = dyn_cast_or_null<ElementsAttr>(getAttribute(op, "value"));
  TypedAttr constant = value ? toSignlessElements(value) : TypedAttr();
  if (!constant || op->getNumResults() != 1 ||
      constant.getType() != getType(op->getResult(0)))
    return op->emitError("'")
           << op->getName() << "' has no attribute 'value' of its type with "
           << "elements that can be read";
  importer.set(op->getResult(0), arith::ConstantOp::create(
                                     importer.builder, op->getLoc(), constant));
  return success();
}

/// A splat in the type of its operand.
LogicalResult mlir::pipe::hlo::lowerConstantLike(Importer &importer,
                                                 Operation *op) {
  RankedTensorType type = getType(op->getResult(0));
  auto value = dyn_cast_or_null<TypedAttr>(getAttribute(op, "value"));
  TypedAttr element;
  if (auto integer = dyn_cast_or_null<IntegerAttr>(value))
    element =
        IntegerAttr::get(toSignless(integer.getType()), integer.getValue());
  else if (auto floating = dyn_cast_or_null<FloatAttr>(value))
    element = floating;
  if (!element || element.getType() != type.getElementType())
    return op->emitError("'") << op->getName() << "' has no attribute 'value' "
                              << "of the element type of " << type;
  importer.set(op->getResult(0), arith::ConstantOp::create(
                                     importer.builder, op->getLoc(),
                                     SplatElementsAttr::get(type, element)));
  return success();
}

LogicalResult mlir::pipe::hlo::lowerIota(Importer &importer, Operation *op) {
  RankedTensorType type = getType(op->getResult(0));
  FailureOr<int64_t> dim = getInteger(op, "iota_dimension");
  if (failed(dim))
    return failure();
  if (*dim < 0 || *dim >= type.getRank())
    return op->emitError("'") << op->getName() << "' counts along dimension "
                              << *dim << " of " << type;
  Type source = getElementTypeOrSelf(op->getResult(0).getType());
  Value result = createElementwise(
      importer.builder, op->getLoc(), type, {},
      [&](OpBuilder &builder, Location loc, ValueRange) -> Value {
        Value place = linalg::IndexOp::create(builder, loc, *dim);
        Value number = arith::IndexCastOp::create(builder, loc,
                                                  builder.getI64Type(), place);
        ScalarBuilder scalars{builder, loc};
        // Counts beyond a narrow type wrap around.
        return convertScalar(scalars, number, builder.getI64Type(), source);
      });
  importer.set(op->getResult(0), result);
  return success();
}
