//===- FuseElementwise.cpp - Fusion of elementwise generics into their users
//===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ElementwiseFusion.h"
#include "pipe/Codegen/Kernels/Kernels.h"
#include "pipe/Codegen/Kernels/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_FUSEELEMENTWISEPASS
#include "pipe/Codegen/Kernels/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

/// Beyond these, a fused body runs out of registers.
static constexpr unsigned kMaxInputs = 12;
static constexpr size_t kMaxBodyOps = 96;
/// Operations that cost less than storing and loading their result.
static constexpr int kCheapOps = 3;

static size_t countOps(linalg::GenericOp op) {
  return llvm::range_size(op.getBlock()->without_terminator());
}

static bool isExpensive(Operation &op) {
  return isa<arith::DivFOp, arith::RemFOp, arith::DivSIOp, arith::DivUIOp,
             arith::RemSIOp, arith::RemUIOp>(op) ||
         op.getNumRegions() > 0 ||
         (isa<math::MathDialect>(op.getDialect()) &&
          !isa<math::AbsFOp, math::AbsIOp, math::CopySignOp, math::FmaOp>(op));
}

/// Returns true if computing an element again costs less than keeping it.
static bool isCheap(linalg::GenericOp producer) {
  Block &body = *producer.getBlock();
  if (llvm::any_of(body, isExpensive))
    return false;
  int64_t ops = llvm::count_if(body.without_terminator(), [](Operation &op) {
    return !isa<arith::ConstantOp, linalg::IndexOp>(op);
  });
  if (ops > kCheapOps)
    return false;
  int64_t size =
      cast<RankedTensorType>(producer.getResult(0).getType()).getNumElements();
  return llvm::count_if(producer.getDpsInputs(), [&](Value input) {
           auto type = dyn_cast<RankedTensorType>(input.getType());
           return type && type.getNumElements() >= size;
         }) <= 1;
}

static int64_t getIterations(linalg::GenericOp op) {
  int64_t product = 1;
  for (int64_t size : op.getStaticLoopRanges())
    product *= size;
  return product;
}

/// Returns true if memory is walked in the order of the loops.
static bool isInLoopOrder(AffineMap map) {
  int64_t last = -1;
  for (AffineExpr expr : map.getResults()) {
    if (isa<AffineConstantExpr>(expr))
      continue;
    auto dim = dyn_cast<AffineDimExpr>(expr);
    if (!dim || dim.getPosition() <= last)
      return false;
    last = dim.getPosition();
  }
  return true;
}

/// Returns true if the consumer would walk an input of the producer across its
/// loops where it walks the producer's result along them.
static bool spoilsLoopOrder(linalg::GenericOp producer, OpOperand &operand) {
  auto consumer = cast<linalg::GenericOp>(operand.getOwner());
  if (!isInLoopOrder(consumer.getMatchingIndexingMap(&operand)))
    return false;
  SmallVector<AffineMap> maps = producer.getIndexingMapsArray();
  AffineMap output = inversePermutation(maps.back());
  return !llvm::all_of(ArrayRef(maps).drop_back(), [&](AffineMap map) {
    return isInLoopOrder(map.compose(output));
  });
}

/// Returns true if merging `producer` into the owner of `operand` pays.
static bool shouldFuse(linalg::GenericOp producer, OpOperand &operand) {
  auto consumer = dyn_cast<linalg::GenericOp>(operand.getOwner());
  if (!consumer || producer->getBlock() != consumer->getBlock() ||
      producer->hasAttr(kContractionAttr) ||
      consumer->hasAttr(kContractionAttr) ||
      !canFuseProducer(producer, operand) ||
      consumer.getNumDpsInputs() + producer.getNumDpsInputs() > kMaxInputs ||
      countOps(consumer) + countOps(producer) > kMaxBodyOps)
    return false;
  bool isOnlyUse = producer->hasOneUse() &&
                   getIterations(consumer) <= getIterations(producer);
  if (!isOnlyUse && !isCheap(producer))
    return false;
  bool mayTranspose = isOnlyUse && consumer.getNumReductionLoops() == 0;
  return mayTranspose || !spoilsLoopOrder(producer, operand);
}

namespace {
struct FuseElementwisePass
    : public pipe::impl::FuseElementwisePassBase<FuseElementwisePass> {
  using Base::Base;

  void runOnOperation() override {
    SmallVector<linalg::GenericOp> ops;
    getOperation().walk([&](linalg::GenericOp op) {
      if (op.hasPureTensorSemantics())
        ops.push_back(op);
    });
    IRRewriter rewriter(&getContext());
    // Producers come first and have taken in their own producers by then.
    for (linalg::GenericOp op : ops)
      fuseInto(rewriter, op);
    for (Operation *op : llvm::reverse(candidates))
      if (isOpTriviallyDead(op))
        rewriter.eraseOp(op);
    candidates.clear();
  }

  void fuseInto(RewriterBase &rewriter, linalg::GenericOp op) {
    if (op->hasAttr(kContractionAttr)) {
      return;
    }
    op = simplifyInputs(rewriter, op);
    for (bool changed = true; changed;) {
      changed = false;
      for (OpOperand *input : op.getDpsInputOperands()) {
        auto producer = input->get().getDefiningOp<linalg::GenericOp>();
        if (!producer || !shouldFuse(producer, *input))
          continue;
        op = fuseProducer(rewriter, producer, *input);
        changed = true;
        break;
      }
    }
    candidates.push_back(op);
  }

  SmallVector<Operation *> candidates; ///< May have no users in the end.
};
} // namespace
