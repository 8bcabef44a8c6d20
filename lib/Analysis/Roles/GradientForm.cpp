//===- GradientForm.cpp - What is made as gradients are made --------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StepFacts.h"

#include "pipe/Analysis/OpFacts/SumOps.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace mlir::pipe;

/// True for a sum over some dimensions, with or without a product: what makes
/// one gradient of the terms of all rows.
static bool isReduction(Operation *op) {
  auto linalgOp = dyn_cast<linalg::LinalgOp>(op);
  return linalgOp && linalgOp.getNumReductionLoops() > 0 &&
         getAccumulatedInit(op);
}

/// True for ops that put elements elsewhere, and zeros between them.
static bool isMove(Operation *op) {
  return isa<tensor::ReshapeOp, tensor::PadOp, tensor::CastOp,
             tensor::ExtractOp, tensor::FromElementsOp, tensor::SplatOp,
             tensor::GatherOp>(op);
}

static bool isSum(Operation *op) {
  return isElementwiseAdd(op) ||
         isa<tensor::InsertSliceOp, tensor::ConcatOp, tensor::ScatterOp>(op);
}

/// True for ops that put the elements of one operand elsewhere.
static bool isLayout(Operation *op) {
  if (isa<tensor::ExpandShapeOp, tensor::CollapseShapeOp, tensor::ReshapeOp,
          tensor::CastOp>(op))
    return true;
  auto linalgOp = dyn_cast<linalg::LinalgOp>(op);
  if (!linalgOp || linalgOp.getNumDpsInputs() != 1 ||
      linalgOp.getNumParallelLoops() != linalgOp.getNumLoops() ||
      !llvm::all_of(linalgOp.getIndexingMapsArray(),
                    [](AffineMap map) { return map.isPermutation(); }))
    return false;
  return linalgOp.getBlock()->getTerminator()->getOperand(0) ==
         linalgOp.getBlock()->getArgument(0);
}

namespace {
/// How a parameter is used on the way to the loss.
struct ForwardUse {
  /// Ops that make another tensor of its type of it, before a batch is read.
  unsigned numScalings = 0;
  /// Whether the loss has a term of the parameter alone.
  bool hasTerm = false;
};
} // namespace

static ForwardUse readUse(const StepFacts &facts, BlockArgument parameter) {
  ForwardUse use;
  auto getUsers = [&](Value value) {
    SmallVector<Operation *> users;
    for (Operation *user : value.getUsers())
      if (facts.slice.ops.contains(user))
        users.push_back(user);
    return users;
  };
  auto isFree = [&](Operation *op) {
    return !facts.isOfBatch(op->getResult(0));
  };
  SmallVector<Operation *> users = getUsers(parameter);
  use.hasTerm = users.size() > 1 && llvm::any_of(users, isFree);
  Value value = parameter;
  while (users.size() == 1 && isFree(users.front()) &&
         users.front()->getNumResults() == 1 &&
         users.front()->getResult(0).getType() == parameter.getType()) {
    use.numScalings += !isLayout(users.front());
    value = users.front()->getResult(0);
    users = getUsers(value);
  }
  return use;
}

bool mlir::pipe::isMadeAsGradient(const StepFacts &facts, Value gradient,
                                  BlockArgument parameter,
                                  Operation *&culprit) {
  bool hasTerm = readUse(facts, parameter).hasTerm;
  llvm::SetVector<Value> work;
  work.insert(gradient);
  for (size_t i = 0; i < work.size(); ++i) {
    Value value = work[i];
    Operation *op = value.getDefiningOp();
    if (!op) // A batch, times constants.
      continue;
    culprit = op;
    // What is on the way to the loss may be anything but linear in it.
    if (facts.slice.ops.contains(op))
      return false;
    if (isReduction(op) || isa<scf::ForOp, scf::WhileOp, scf::ForallOp>(op))
      continue;
    SmallVector<Value> ofBatch, behind;
    for (Value read : facts.getReads(op)) {
      if (!facts.isOfBatch(read))
        continue;
      ofBatch.push_back(read);
      if (!facts.isOnWayToLoss(read) && read.getDefiningOp())
        behind.push_back(read);
    }
    if (isSum(op)) {
      bool hasOther = llvm::any_of(facts.getReads(op), [&](Value read) {
        return !facts.isOfBatch(read) && !facts.slice.isConstant(read);
      });
      if (hasOther && !hasTerm)
        return false;
      work.insert(ofBatch.begin(), ofBatch.end());
      continue;
    }
    bool isUnknown = !op->isRegistered();
    if (isUnknown && behind.size() <= 1)
      continue;
    // A product with what is on the way to the loss: a mask of weights.
    Value factor = ofBatch.size() == 1  ? ofBatch.front()
                   : behind.size() == 1 ? behind.front()
                                        : Value();
    auto isFree = [&](Value read) { return read != factor; };
    if (!factor || (!isMove(op) && !getLinearOperand(op, isFree)))
      return false;
    work.insert(factor);
  }
  return true;
}

Value mlir::pipe::findPlainGradient(
    const StepFacts &facts, Value gradient, BlockArgument parameter,
    llvm::function_ref<bool(Value)> isCandidate) {
  ForwardUse use = readUse(facts, parameter);
  auto isFree = [&](Value value) { return !facts.isOfBatch(value); };
  Value best = gradient, value = gradient;
  while (value.hasOneUse()) {
    Operation *user = *value.getUsers().begin();
    if (user->getBlock() != &facts.body || user->getNumResults() != 1)
      break;
    if (!isLayout(user)) {
      bool isTerm = use.hasTerm && isElementwiseAdd(user) &&
                    llvm::count_if(facts.getReads(user), isFree) > 0;
      if (isTerm)
        use.hasTerm = false;
      else if (use.numScalings > 0 && getLinearOperand(user, isFree))
        --use.numScalings;
      else
        break;
    }
    value = user->getResult(0);
    if (isCandidate(value))
      best = value;
  }
  return best;
}
