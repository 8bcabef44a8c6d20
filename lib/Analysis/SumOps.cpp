//===- SumOps.cpp - Recognise sums and data movement ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/SumOps.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::pipe;

/// Unregistered, one result, no regions, `numOperands` operands and this
/// mnemonic.
static bool isForeign(Operation *op, StringRef mnemonic, unsigned numOperands) {
  return !op->isRegistered() && op->getNumRegions() == 0 &&
         op->getNumResults() == 1 && op->getNumOperands() == numOperands &&
         op->getName().stripDialect() == mnemonic;
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
      !hasType(op->getOperand(0)) || !hasType(op->getOperand(1)))
    return false;
  if (isa<arith::AddFOp, arith::AddIOp>(op) || isForeign(op, "add", 2))
    return true;
  auto linalgOp = dyn_cast<linalg::LinalgOp>(op);
  return linalgOp && linalgOp.hasPureTensorSemantics() &&
         isGenericAdd(linalgOp);
}

std::pair<Value, Value> mlir::pipe::getAddends(Operation *op) {
  return {op->getOperand(0), op->getOperand(1)};
}

OpOperand *mlir::pipe::getMovedOperand(Operation *op) {
  if (isa<tensor::ExpandShapeOp, tensor::CollapseShapeOp>(op) ||
      isForeign(op, "transpose", 1) || isForeign(op, "reshape", 1))
    return &op->getOpOperand(0);
  auto linalgOp = dyn_cast<linalg::LinalgOp>(op);
  if (!linalgOp || !linalgOp.hasPureTensorSemantics() ||
      !isParallel(linalgOp) || linalgOp.getNumDpsInputs() != 1 ||
      !llvm::all_of(linalgOp.getIndexingMapsArray(),
                    [](AffineMap map) { return map.isPermutation(); }))
    return nullptr;
  Value yielded = linalgOp.getBlock()->getTerminator()->getOperand(0);
  return yielded == linalgOp.getBlock()->getArgument(0) ? &op->getOpOperand(0)
                                                        : nullptr;
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
