//===- AttachAssertion.cpp - A value that depends on an assertion ---------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LowerAssertions.h"

#include "pipe/Dialect/PipeRT/IR/PipeRT.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

using namespace mlir;
using namespace mlir::pipe;

static bool isScalar(Type type) { return type.isIntOrIndexOrFloat(); }

static bool isFilledTensor(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  return tensor && tensor.hasStaticShape() && tensor.getNumElements() > 0 &&
         isScalar(tensor.getElementType());
}

static std::string makeText(cf::AssertOp op) {
  std::string text = "the assertion \"" + op.getMsg().str() + "\"";
  std::string place = pipert::describePlace(op.getLoc());
  return place.empty() ? text : text + " at " + place;
}

static Value select(ImplicitLocOpBuilder &builder, Value condition,
                    Value value) {
  Type type = value.getType();
  Value zero = arith::ConstantOp::create(builder, builder.getZeroAttr(type));
  return arith::SelectOp::create(builder, condition, value, zero);
}

/// Makes `operand`, a scalar, depend on the check of `condition`.
static void attachToScalar(cf::AssertOp op, OpOperand &operand) {
  ImplicitLocOpBuilder builder(op.getLoc(), op);
  Value ok = pipert::CheckAssertionOp::create(builder, builder.getI1Type(),
                                              op.getArg(), makeText(op));
  builder.setInsertionPoint(operand.getOwner());
  operand.set(select(builder, ok, operand.get()));
}

/// Makes what `builder` sees of `value`, a tensor, depend on the check, which
/// is made for each of its elements.
static Value checkTensor(ImplicitLocOpBuilder &builder, cf::AssertOp op,
                         Value value) {
  auto type = cast<RankedTensorType>(value.getType());
  auto condition = RankedTensorType::get({}, builder.getI1Type());
  Value flag = tensor::FromElementsOp::create(builder, condition, op.getArg());
  Value empty =
      tensor::EmptyOp::create(builder, type.getShape(), type.getElementType());
  AffineMap identity = builder.getMultiDimIdentityMap(type.getRank());
  AffineMap none = AffineMap::get(type.getRank(), 0, builder.getContext());
  return linalg::GenericOp::create(
             builder, type, ValueRange{value, flag}, empty,
             ArrayRef<AffineMap>{identity, none, identity},
             SmallVector<utils::IteratorType>(type.getRank(),
                                              utils::IteratorType::parallel),
             [&](OpBuilder &nested, Location loc, ValueRange elements) {
               ImplicitLocOpBuilder inner(loc, nested);
               Value ok = pipert::CheckAssertionOp::create(
                   inner, inner.getI1Type(), elements[1], makeText(op));
               linalg::YieldOp::create(inner, select(inner, ok, elements[0]));
             })
      .getResult(0);
}

/// The next tensor that is computed behind `op` and used; null if there is
/// none.
static Value findNextTensor(cf::AssertOp op) {
  for (Operation *next = op->getNextNode(); next; next = next->getNextNode()) {
    if (isa<tensor::EmptyOp>(next) || next->hasTrait<OpTrait::ConstantLike>())
      continue;
    for (Value result : next->getResults())
      if (isFilledTensor(result.getType()) && !result.use_empty())
        return result;
  }
  return {};
}

LogicalResult mlir::pipe::attachCheck(cf::AssertOp op) {
  if (Value next = findNextTensor(op)) {
    ImplicitLocOpBuilder builder(op.getLoc(), next.getDefiningOp());
    builder.setInsertionPointAfter(next.getDefiningOp());
    Value checked = checkTensor(builder, op, next);
    next.replaceAllUsesExcept(checked, checked.getDefiningOp());
    return success();
  }
  Operation *terminator = op->getBlock()->getTerminator();
  for (OpOperand &operand : terminator->getOpOperands()) {
    if (isScalar(operand.get().getType())) {
      attachToScalar(op, operand);
      return success();
    }
    if (!isFilledTensor(operand.get().getType()))
      continue;
    ImplicitLocOpBuilder builder(op.getLoc(), terminator);
    operand.set(checkTensor(builder, op, operand.get()));
    return success();
  }
  return op.emitOpError("guards nothing that is computed behind it; drop it "
                        "with 'assertions=drop'");
}
