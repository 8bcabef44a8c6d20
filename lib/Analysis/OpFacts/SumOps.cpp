//===- SumOps.cpp - Recognise sums and data movement ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/OpFacts/SumOps.h"

#include "mlir/Analysis/SliceAnalysis.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Transforms/RegionUtils.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace mlir::pipe;

bool mlir::pipe::isForeign(Operation *op, StringRef mnemonic,
                           unsigned numOperands) {
  return !op->isRegistered() && op->getNumRegions() == 0 &&
         op->getNumResults() == 1 && op->getNumOperands() == numOperands &&
         op->getName().stripDialect() == mnemonic;
}

/// True for such an op if somebody has said that the ops of its dialect are
/// what they are called: an `add` may well saturate, or join two sets.
static bool isTrustedForeign(Operation *op, StringRef mnemonic,
                             unsigned numOperands) {
  if (!isForeign(op, mnemonic, numOperands))
    return false;
  ArrayAttr dialects;
  for (Operation *parent = op->getParentOp(); parent && !dialects;
       parent = parent->getParentOp())
    dialects = parent->getAttrOfType<ArrayAttr>(kSumDialectsAttr);
  return dialects &&
         llvm::is_contained(
             dialects, StringAttr::get(op->getContext(),
                                       op->getName().getDialectNamespace()));
}

/// The op that makes what the body of `op` yields; null when it is an argument.
static Operation *getYieldedOp(linalg::LinalgOp op) {
  Operation *yield = op.getBlock()->getTerminator();
  return yield->getNumOperands() == 1 ? yield->getOperand(0).getDefiningOp()
                                      : nullptr;
}

static bool isParallel(linalg::LinalgOp op) {
  return op.getNumParallelLoops() == op.getNumLoops() &&
         op->getNumResults() == 1;
}

/// All indexing maps the identity, and a body of one addition of both inputs.
static bool isGenericAdd(linalg::LinalgOp op) {
  if (!isParallel(op) || op.getNumDpsInputs() != 2 ||
      !llvm::all_of(op.getIndexingMapsArray(),
                    [](AffineMap map) { return map.isIdentity(); }))
    return false;
  Operation *add = getYieldedOp(op);
  if (!add || !isa<arith::AddFOp, arith::AddIOp>(add))
    return false;
  Value first = op.getBlock()->getArgument(0);
  Value second = op.getBlock()->getArgument(1);
  return (add->getOperand(0) == first && add->getOperand(1) == second) ||
         (add->getOperand(0) == second && add->getOperand(1) == first);
}

bool mlir::pipe::isElementwiseAdd(Operation *op) {
  if (op->getNumResults() != 1)
    return false;
  Type type = op->getResult(0).getType();
  auto hasType = [&](Value value) { return value.getType() == type; };
  if (!isa<RankedTensorType>(type) || op->getNumOperands() < 2 ||
      !hasType(op->getOperand(0)) || !hasType(op->getOperand(1)) ||
      op->getOperand(0) == op->getOperand(1))
    return false;
  if (isa<arith::AddFOp, arith::AddIOp>(op) || isTrustedForeign(op, "add", 2))
    return true;
  auto linalgOp = dyn_cast<linalg::LinalgOp>(op);
  return linalgOp && linalgOp.hasPureTensorSemantics() &&
         isGenericAdd(linalgOp);
}

/// True when the scalar `value` in the body of `op` is a multiple of `argument`
/// by something that does not depend on it.
static bool isMultipleOf(Value value, BlockArgument argument) {
  if (value == argument)
    return true;
  Operation *op = value.getDefiningOp();
  if (!op || op->getBlock() != argument.getOwner())
    return false;
  auto dependsOn = [&](Value other) {
    BackwardSliceOptions options;
    options.inclusive = true;
    SetVector<Operation *> slice;
    if (other == argument)
      return true;
    Operation *maker = other.getDefiningOp();
    if (!maker || failed(getBackwardSlice(maker, &slice, options)))
      return false;
    return llvm::any_of(slice, [&](Operation *inner) {
      return llvm::is_contained(inner->getOperands(), Value(argument));
    });
  };
  if (isa<arith::ExtFOp, arith::TruncFOp, arith::NegFOp>(op))
    return isMultipleOf(op->getOperand(0), argument);
  if (isa<arith::MulFOp, arith::MulIOp>(op))
    return (isMultipleOf(op->getOperand(0), argument) &&
            !dependsOn(op->getOperand(1))) ||
           (isMultipleOf(op->getOperand(1), argument) &&
            !dependsOn(op->getOperand(0)));
  if (isa<arith::DivFOp>(op))
    return isMultipleOf(op->getOperand(0), argument) &&
           !dependsOn(op->getOperand(1));
  return false;
}

/// True when `value` is a tensor of zeros.
static bool isZeros(Value value) {
  if (auto fill = value.getDefiningOp<linalg::FillOp>())
    value = fill.getInputs().front();
  return matchPattern(value, m_AnyZeroFloat()) || matchPattern(value, m_Zero());
}

/// True when `op` is linear in its input `operand`: its body yields a multiple
/// of it, or adds one to a destination of zeros.
static bool isLinearIn(linalg::LinalgOp op, OpOperand &operand) {
  if (op.getNumDpsInits() != 1 || op->getNumResults() != 1 ||
      !op.isDpsInput(&operand))
    return false;
  BlockArgument argument = op.getMatchingBlockArgument(&operand);
  Value yielded = op.getBlock()->getTerminator()->getOperand(0);
  OpOperand *init = op.getDpsInitOperand(0);
  if (!op.payloadUsesValueFromOperand(init))
    return isMultipleOf(yielded, argument);
  if (getAccumulatedInit(op) != init || !isZeros(init->get()))
    return false;
  BlockArgument out = op.getMatchingBlockArgument(init);
  Operation *add = yielded.getDefiningOp();
  Value term = add->getOperand(add->getOperand(0) == out ? 1 : 0);
  return isMultipleOf(term, argument);
}

/// True for ops on whole tensors that are linear in their first operand when
/// all other operands are free.
static bool isLinearInFirst(Operation *op) {
  return isa<tensor::ExpandShapeOp, tensor::CollapseShapeOp, arith::ExtFOp,
             arith::TruncFOp, arith::NegFOp, arith::MulFOp, arith::MulIOp,
             arith::DivFOp, tensor::ExtractSliceOp>(op) ||
         isTrustedForeign(op, "transpose", 1) ||
         isTrustedForeign(op, "reshape", 1);
}

OpOperand *
mlir::pipe::getLinearOperand(Operation *op,
                             llvm::function_ref<bool(Value)> isFree) {
  llvm::SetVector<Value> captured;
  getUsedValuesDefinedAbove(op->getRegions(), captured);
  if (!llvm::all_of(captured, isFree))
    return nullptr;
  OpOperand *linear = nullptr;
  for (OpOperand &operand : op->getOpOperands()) {
    if (isFree(operand.get()))
      continue;
    if (linear)
      return nullptr;
    linear = &operand;
  }
  if (!linear)
    return nullptr;
  if (auto linalgOp = dyn_cast<linalg::LinalgOp>(op))
    return linalgOp.hasPureTensorSemantics() && isLinearIn(linalgOp, *linear)
               ? linear
               : nullptr;
  if (linear->getOperandNumber() != 0 && !isa<arith::MulFOp, arith::MulIOp>(op))
    return nullptr;
  return isLinearInFirst(op) ? linear : nullptr;
}

OpOperand *mlir::pipe::getAccumulatedInit(Operation *op) {
  auto linalgOp = dyn_cast<linalg::LinalgOp>(op);
  if (!linalgOp || !linalgOp.hasPureTensorSemantics() ||
      linalgOp.getNumDpsInits() != 1 || op->getNumResults() != 1)
    return nullptr;
  OpOperand *init = linalgOp.getDpsInitOperand(0);
  BlockArgument out = linalgOp.getMatchingBlockArgument(init);
  Operation *add = getYieldedOp(linalgOp);
  if (!add || !isa<arith::AddFOp, arith::AddIOp>(add) || !out.hasOneUse() ||
      *out.getUsers().begin() != add)
    return nullptr;
  return init;
}
