//===- RoundValues.cpp - Keep values in a 16-bit float --------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Every value keeps its place in two maps: the tensor of the small type, and
// one of f32. What is not there yet is made, once, right behind the op that
// makes the value. The ops that were replaced stay until all their users have
// been looked at.
//
//===----------------------------------------------------------------------===//

#include "RoundValues.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

using namespace mlir;
using namespace mlir::pipe;

static bool isF32Tensor(Value value) {
  auto type = dyn_cast<RankedTensorType>(value.getType());
  return type && type.getElementType().isF32();
}

namespace {
class Rounder {
public:
  Rounder(MLIRContext *context, const PrecisionPlan &plan, FloatType type)
      : builder(context), plan(plan), type(type) {}

  void rewriteBlock(Block &block) {
    for (Operation &op : llvm::make_early_inc_range(block))
      rewriteOp(&op);
  }

  void eraseReplaced() {
    for (Operation *op : llvm::reverse(replaced))
      if (isOpTriviallyDead(op))
        op->erase();
  }

private:
  Type getSmallType(Type wide) {
    return cast<RankedTensorType>(wide).clone(type);
  }

  /// Converts `value` to elements of `to`, right behind the op that makes it.
  Value convert(Value value, FloatType to) {
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointAfterValue(value);
    Location loc = value.getLoc();
    auto from = cast<RankedTensorType>(value.getType());
    Value empty = tensor::EmptyOp::create(builder, loc, from.getShape(), to);
    if (auto fill = value.getDefiningOp<linalg::FillOp>()) {
      Value scalar = convertScalar(builder, fill.value(), to);
      return linalg::FillOp::create(builder, loc, scalar, empty).getResult(0);
    }
    SmallVector<AffineMap> maps(2,
                                builder.getMultiDimIdentityMap(from.getRank()));
    SmallVector<utils::IteratorType> iterators(from.getRank(),
                                               utils::IteratorType::parallel);
    auto body = [&](OpBuilder &b, Location loc, ValueRange args) {
      linalg::YieldOp::create(b, loc, convertScalar(b, args[0], to));
    };
    return linalg::GenericOp::create(builder, loc, empty.getType(), value,
                                     empty, maps, iterators, body)
        .getResult(0);
  }

  static Value convertScalar(OpBuilder &b, Value value, FloatType to) {
    return to.isF32()
               ? arith::ExtFOp::create(b, value.getLoc(), to, value).getResult()
               : arith::TruncFOp::create(b, value.getLoc(), to, value)
                     .getResult();
  }

  /// `value` in the small type.
  Value getSmall(Value value) {
    Value &small = smallOf[value];
    if (!small)
      small = convert(value, type);
    return small;
  }

  /// `value` as f32 that have been rounded, if it is to be rounded.
  Value getWide(Value value) {
    if (!plan.rounded.contains(value))
      return value;
    if (Value wide = wideOf.lookup(value))
      return wide;
    Value wide = convert(getSmall(value), builder.getF32Type());
    wideOf[value] = wide;
    return wide;
  }

  void rewriteOp(Operation *op) {
    if (auto generic = dyn_cast<linalg::GenericOp>(op);
        generic && generic.hasPureTensorSemantics())
      return rewriteGeneric(generic);
    if (movesElements(op) && op->getNumResults() == 1 &&
        plan.rounded.contains(op->getResult(0)))
      return rewriteMove(op);
    rewriteOperands(op);
    for (Region &region : op->getRegions())
      for (Block &block : region)
        rewriteBlock(block);
  }

  /// An op that stays in f32.
  void rewriteOperands(Operation *op) {
    for (OpOperand &operand : op->getOpOperands())
      operand.set(getWide(operand.get()));
  }

  /// An op that moves elements moves small ones.
  void rewriteMove(Operation *op) {
    builder.setInsertionPoint(op);
    IRMapping mapping;
    for (Value operand : op->getOperands())
      if (isF32Tensor(operand))
        mapping.map(operand, getSmall(operand));
    Operation *moved = builder.clone(*op, mapping);
    Value result = moved->getResult(0);
    result.setType(getSmallType(result.getType()));
    if (auto pad = dyn_cast<tensor::PadOp>(moved)) {
      Operation *yield = pad.getBody()->getTerminator();
      builder.setInsertionPoint(yield);
      yield->setOperand(0, convertScalar(builder, yield->getOperand(0), type));
    }
    replace(op, result);
  }

  void replace(Operation *op, Value small) {
    smallOf[op->getResult(0)] = small;
    replaced.push_back(op);
  }

  bool isChanged(linalg::GenericOp op) {
    auto isRounded = [&](Value value) { return plan.rounded.contains(value); };
    bool isCaptured = false;
    op->walk([&](Operation *inner) {
      if (inner != op)
        isCaptured |= llvm::any_of(inner->getOperands(), isRounded);
    });
    return isCaptured || plan.products.contains(op) ||
           llvm::any_of(op->getOperands(), isRounded) ||
           llvm::any_of(op->getResults(), isRounded);
  }

  /// The op reads small values and extends them in its body. Where it does not
  /// read its destination, the body rounds what it yields; else the result is
  /// f32, to be rounded when the last term has been added.
  void rewriteGeneric(linalg::GenericOp op) {
    if (!isChanged(op))
      return;
    builder.setInsertionPoint(op);
    bool isProduct = plan.products.contains(op);
    SmallVector<Value> inputs, inits;
    SmallVector<bool> isSmall; // of each argument of the body
    for (Value input : op.getDpsInputs()) {
      isSmall.push_back(isF32Tensor(input) &&
                        (isProduct || plan.rounded.contains(input)));
      inputs.push_back(isSmall.back() ? getSmall(input) : input);
    }
    for (auto [init, result] :
         llvm::zip_equal(op.getDpsInitsMutable(), op->getResults())) {
      bool isRead = op.payloadUsesValueFromOperand(&init);
      isSmall.push_back(!isRead && plan.rounded.contains(result));
      inits.push_back(isSmall.back() ? createEmpty(result)
                                     : getWide(init.get()));
    }
    auto rewritten = linalg::GenericOp::create(
        builder, op.getLoc(), TypeRange(ValueRange(inits)), inputs, inits,
        op.getIndexingMapsArray(), op.getIteratorTypesArray());
    rewritten->setDiscardableAttrs(op->getDiscardableAttrDictionary());
    writeBody(op, rewritten, isSmall);
    for (auto [old, result] :
         llvm::zip_equal(op->getResults(), rewritten->getResults()))
      if (old.getType() != result.getType())
        smallOf[old] = result;
      else if (plan.rounded.contains(old))
        smallOf[old] = convert(result, type);
      else
        old.replaceAllUsesWith(result);
    replaced.push_back(op);
  }

  Value createEmpty(Value result) {
    auto small = cast<RankedTensorType>(getSmallType(result.getType()));
    return tensor::EmptyOp::create(builder, result.getLoc(), small.getShape(),
                                   type);
  }

  void writeBody(linalg::GenericOp op, linalg::GenericOp rewritten,
                 ArrayRef<bool> isSmall) {
    IRMapping mapping;
    op.getRegion().cloneInto(&rewritten.getRegion(), mapping);
    Block *body = rewritten.getBlock();
    body->walk([&](Operation *inner) {
      for (OpOperand &operand : inner->getOpOperands())
        operand.set(getWide(operand.get()));
    });
    builder.setInsertionPointToStart(body);
    for (auto [argument, small] :
         llvm::zip_equal(body->getArguments(), isSmall)) {
      if (!small)
        continue;
      argument.setType(type);
      if (argument.use_empty())
        continue;
      Value wide = convertScalar(builder, argument, builder.getF32Type());
      argument.replaceAllUsesExcept(wide, wide.getDefiningOp());
    }
    builder.setInsertionPoint(body->getTerminator());
    size_t numInputs = rewritten.getNumDpsInputs();
    for (OpOperand &yielded : body->getTerminator()->getOpOperands())
      if (isSmall[numInputs + yielded.getOperandNumber()])
        yielded.set(round(yielded.get()));
    for (Operation &inner : llvm::make_early_inc_range(llvm::reverse(*body)))
      if (isOpTriviallyDead(&inner))
        inner.erase();
  }

  /// The scalar `value` in the small type: what was extended, if it was.
  Value round(Value value) {
    auto extended = value.getDefiningOp<arith::ExtFOp>();
    return extended && extended.getIn().getType() == type
               ? extended.getIn()
               : convertScalar(builder, value, type);
  }

  OpBuilder builder;
  const PrecisionPlan &plan;
  FloatType type;
  llvm::DenseMap<Value, Value> smallOf, wideOf;
  SmallVector<Operation *> replaced;
};
} // namespace

void mlir::pipe::roundValues(func::FuncOp func, const PrecisionPlan &plan,
                             FloatType type) {
  Rounder rounder(func.getContext(), plan, type);
  rounder.rewriteBlock(func.getBody().front());
  rounder.eraseReplaced();
}
