//===- Factors.cpp - What becomes of multiplied operands ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/OpFacts/Factors.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Transforms/RegionUtils.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace mlir::pipe;

/// Of a sum, a choice or a collection of both.
static Factor join(Factor a, Factor b) {
  if (a == Factor::Any)
    return b;
  return b == Factor::Any || a == b ? a : Factor::Other;
}

static Factor multiply(Factor a, Factor b) {
  if (a == Factor::Other || b == Factor::Other)
    return Factor::Other;
  if (a == Factor::Any || b == Factor::Any)
    return Factor::Any;
  if (a == Factor::Scale && b == Factor::Scale)
    return Factor::Other;
  return a == Factor::Scale ? a : b;
}

Factor FactorFinder::joinOperands(Operation *op) {
  Factor all = Factor::Any;
  for (Value operand : op->getOperands())
    all = join(all, get(operand));
  return all;
}

/// Whether no value is multiplied: what is read as a number of places, or as
/// true and false.
bool FactorFinder::areFixed(ValueRange values) const {
  return llvm::all_of(values, [&](Value value) {
    Factor factor = get(value);
    return factor == Factor::One || factor == Factor::Any;
  });
}

/// The factor of an op with one result and no regions; One and Any operands are
/// for `visitUnknown`, which knows what is not listed here.
Factor FactorFinder::findFactor(Operation *op) {
  auto ofOperand = [&](unsigned i) { return get(op->getOperand(i)); };
  auto ifFixed = [&](unsigned begin, Factor factor) {
    return areFixed(op->getOperands().drop_front(begin)) ? factor
                                                         : Factor::Other;
  };
  if (matchPattern(op, m_AnyZeroFloat()) || isa<tensor::EmptyOp>(op))
    return Factor::Any;
  // A positive factor keeps the order.
  if (isa<arith::AddFOp, arith::SubFOp, arith::MaximumFOp, arith::MinimumFOp,
          arith::MaxNumFOp, arith::MinNumFOp, tensor::FromElementsOp,
          tensor::ConcatOp>(op))
    return joinOperands(op);
  if (isa<arith::NegFOp, arith::ExtFOp, arith::TruncFOp, math::AbsFOp,
          tensor::CastOp, tensor::ExpandShapeOp, tensor::CollapseShapeOp>(op))
    return ofOperand(0);
  if (isa<arith::MulFOp>(op))
    return multiply(ofOperand(0), ofOperand(1));
  if (isa<arith::DivFOp>(op))
    return ifFixed(1, ofOperand(0));
  if (isa<arith::CmpFOp>(op))
    return joinOperands(op) == Factor::Other ? Factor::Other : Factor::One;
  if (isa<arith::SelectOp>(op))
    return areFixed(op->getOperand(0)) ? join(ofOperand(1), ofOperand(2))
                                       : Factor::Other;
  if (isa<tensor::ExtractOp, tensor::ExtractSliceOp, tensor::GatherOp,
          tensor::SplatOp>(op))
    return ifFixed(1, ofOperand(0));
  if (isa<tensor::InsertOp, tensor::InsertSliceOp, tensor::ScatterOp>(op))
    return ifFixed(2, join(ofOperand(0), ofOperand(1)));
  return areFixed(op->getOperands()) ? Factor::One : Factor::Other;
}

void FactorFinder::visitBlock(Block &block) {
  for (Operation &op : block.without_terminator())
    visit(&op);
}

/// A reduction goes round: what it yields is its output in the next round.
void FactorFinder::visitLinalg(Operation *op) {
  auto linalgOp = cast<linalg::LinalgOp>(op);
  Block &block = *linalgOp.getBlock();
  auto outs = linalgOp.getRegionOutputArgs();
  for (OpOperand *input : linalgOp.getDpsInputOperands())
    factors[linalgOp.getMatchingBlockArgument(input)] = get(input->get());
  for (auto [out, init] : llvm::zip_equal(outs, linalgOp.getDpsInits()))
    factors[out] = get(init);
  Operation *yield = block.getTerminator();
  for (bool isStable = false; !isStable;) {
    visitBlock(block);
    isStable = true;
    for (auto [out, value] : llvm::zip_equal(outs, yield->getOperands()))
      if (!out.use_empty() && join(factors[out], get(value)) != factors[out]) {
        factors[out] = join(factors[out], get(value));
        isStable = false;
      }
  }
  for (auto [result, out, value] :
       llvm::zip_equal(op->getResults(), outs, yield->getOperands()))
    factors[result] = out.use_empty() ? get(value) : factors[out];
}

void FactorFinder::visitFor(Operation *op) {
  auto loop = cast<scf::ForOp>(op);
  factors[loop.getInductionVar()] =
      areFixed({loop.getLowerBound(), loop.getUpperBound(), loop.getStep()})
          ? Factor::One
          : Factor::Other;
  for (auto [argument, init] :
       llvm::zip_equal(loop.getRegionIterArgs(), loop.getInitArgs()))
    factors[argument] = get(init);
  for (bool isStable = false; !isStable;) {
    visitBlock(*loop.getBody());
    isStable = true;
    for (auto [argument, value] :
         llvm::zip_equal(loop.getRegionIterArgs(), loop.getYieldedValues()))
      if (Factor factor = join(factors[argument], get(value));
          factor != factors[argument]) {
        factors[argument] = factor;
        isStable = false;
      }
  }
  for (auto [result, argument] :
       llvm::zip_equal(op->getResults(), loop.getRegionIterArgs()))
    factors[result] = factors[argument];
}

void FactorFinder::visitIf(Operation *op) {
  auto branch = cast<scf::IfOp>(op);
  bool isFixed = areFixed(branch.getCondition());
  for (Region *region : {&branch.getThenRegion(), &branch.getElseRegion()})
    if (!region->empty())
      visitBlock(region->front());
  for (OpResult result : op->getResults()) {
    unsigned i = result.getResultNumber();
    Factor factor = join(get(branch.thenYield().getOperand(i)),
                         get(branch.elseYield().getOperand(i)));
    factors[result] = isFixed ? factor : Factor::Other;
  }
}

void FactorFinder::visitUnknown(Operation *op) {
  llvm::SetVector<Value> captured;
  getUsedValuesDefinedAbove(op->getRegions(), captured);
  bool isFixed =
      areFixed(op->getOperands()) && areFixed(captured.getArrayRef());
  for (Value result : op->getResults())
    factors[result] = isFixed ? Factor::One : Factor::Other;
}

void FactorFinder::visit(Operation *op) {
  if (auto linalgOp = dyn_cast<linalg::LinalgOp>(op);
      linalgOp && linalgOp.hasPureTensorSemantics())
    return visitLinalg(op);
  if (isa<scf::ForOp>(op))
    return visitFor(op);
  if (isa<scf::IfOp>(op))
    return visitIf(op);
  if (auto pad = dyn_cast<tensor::PadOp>(op)) {
    visitBlock(*pad.getBody());
    factors[pad.getResult()] =
        areFixed(pad.getLow()) && areFixed(pad.getHigh())
            ? join(get(pad.getSource()),
                   get(pad.getBody()->getTerminator()->getOperand(0)))
            : Factor::Other;
    return;
  }
  if (op->getNumRegions() != 0 || op->getNumResults() != 1)
    return visitUnknown(op);
  factors[op->getResult(0)] = findFactor(op);
}
