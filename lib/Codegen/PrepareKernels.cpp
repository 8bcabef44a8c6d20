//===- PrepareKernels.cpp - Bring kernels into the forms code generation knows
//===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Contraction.h"
#include "Kernels.h"
#include "pipe/Codegen/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tensor/Transforms/Transforms.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_PREPAREKERNELSPASS
#include "pipe/Codegen/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

/// Marks matrix products; one that adds to zeros overwrites instead.
static void markContraction(RewriterBase &rewriter, linalg::LinalgOp op) {
  if (!isMatrixProduct(op))
    return;
  op->setAttr(kContractionAttr, rewriter.getUnitAttr());
  OpOperand *init = op.getDpsInitOperand(0);
  auto fill = init->get().getDefiningOp<linalg::FillOp>();
  if (!fill || !matchPattern(fill.value(), m_AnyZeroFloat()))
    return;
  rewriter.setInsertionPoint(op);
  auto type = cast<RankedTensorType>(init->get().getType());
  Value empty = tensor::EmptyOp::create(rewriter, op.getLoc(), type.getShape(),
                                        type.getElementType());
  init->set(empty);
  op->setAttr(kOverwriteAttr, rewriter.getUnitAttr());
}

/// Replaces ops by the generic form, except those that have a form of their
/// own. Ops made of several linalg ops are taken apart first.
static LogicalResult generalize(RewriterBase &rewriter, func::FuncOp func) {
  SmallVector<linalg::AggregatedOpInterface> aggregated;
  func.walk(
      [&](linalg::AggregatedOpInterface op) { aggregated.push_back(op); });
  for (linalg::AggregatedOpInterface op : aggregated) {
    rewriter.setInsertionPoint(op);
    FailureOr<SmallVector<Value>> values = op.decomposeOperation(rewriter);
    if (failed(values))
      return op->emitOpError("has no code generation for the host; its "
                             "decomposition failed");
    rewriter.replaceOp(op, *values);
  }
  SmallVector<linalg::LinalgOp> ops;
  func.walk([&](linalg::LinalgOp op) { ops.push_back(op); });
  for (linalg::LinalgOp op : ops) {
    markContraction(rewriter, op);
    if (op->hasAttr(kContractionAttr) ||
        isa<linalg::GenericOp, linalg::FillOp>(op))
      continue;
    rewriter.setInsertionPoint(op);
    if (failed(linalg::generalizeNamedOp(rewriter, op)))
      return op->emitOpError("has no code generation for the host");
  }
  return success();
}

/// Gives every use of a `tensor.empty` or a fill an op of its own, so that none
/// has to be copied before it is written.
static void splitUses(RewriterBase &rewriter, func::FuncOp func) {
  SmallVector<Operation *> ops;
  func.walk([&](Operation *op) {
    if (isa<tensor::EmptyOp, linalg::FillOp>(op))
      ops.push_back(op);
  });
  // Fills before the empty tensors that they fill.
  for (Operation *op : llvm::reverse(ops)) {
    if (op->hasOneUse())
      continue;
    for (OpOperand &use : llvm::make_early_inc_range(op->getUses())) {
      rewriter.setInsertionPoint(use.getOwner());
      use.set(rewriter.clone(*op)->getResult(0));
    }
    rewriter.eraseOp(op);
  }
}

namespace {
struct PrepareKernelsPass
    : public pipe::impl::PrepareKernelsPassBase<PrepareKernelsPass> {
  using Base::Base;

  void runOnOperation() override {
    func::FuncOp func = getOperation();
    if (func.isExternal())
      return;
    RewritePatternSet patterns(&getContext());
    linalg::populateElementwiseToLinalgConversionPatterns(patterns);
    tensor::populateDecomposeTensorConcatPatterns(patterns);
    patterns.add<linalg::DecomposePadOpPattern>(&getContext());
    if (failed(applyPatternsGreedily(func, std::move(patterns))))
      return signalPassFailure();
    IRRewriter rewriter(&getContext());
    if (failed(generalize(rewriter, func)))
      return signalPassFailure();
    splitUses(rewriter, func);
  }
};
} // namespace
