//===- PrepareKernels.cpp - Bring kernels into the forms code generation knows
//===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ElementwiseFusion.h"
#include "WidenSums.h"
#include "pipe/Analysis/OpFacts/Contraction.h"
#include "pipe/Codegen/Kernels/Kernels.h"
#include "pipe/Codegen/Kernels/Passes.h"
#include "pipe/Codegen/Kernels/Reduction.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tensor/Transforms/Transforms.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_PREPAREKERNELSPASS
#include "pipe/Codegen/Kernels/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

/// True when what `use` reads is the first state of a tensor that is written.
static bool isFirstState(OpOperand &use) {
  Operation *user = use.getOwner();
  if (isa<func::ReturnOp, scf::ForOp, scf::WhileOp, scf::YieldOp>(user))
    return true;
  if (auto insert = dyn_cast<tensor::InsertSliceOp>(user))
    return use == insert.getDestMutable();
  if (auto insert = dyn_cast<tensor::InsertOp>(user))
    return use == insert.getDestMutable();
  auto destination = dyn_cast<DestinationStyleOpInterface>(user);
  return destination && destination.isDpsInit(&use);
}

/// Fills tensors with the one value of a constant where they begin with it: the
/// constant, as large as they are, would be copied from the code.
static void fillFirstStates(RewriterBase &rewriter, func::FuncOp func) {
  SmallVector<arith::ConstantOp> constants;
  func.walk([&](arith::ConstantOp op) { constants.push_back(op); });
  for (arith::ConstantOp constant : constants) {
    auto splat = dyn_cast<SplatElementsAttr>(constant.getValue());
    auto value = splat ? dyn_cast<TypedAttr>(splat.getSplatValue<Attribute>())
                       : TypedAttr();
    if (!value || !isa<RankedTensorType>(constant.getType()))
      continue;
    auto type = cast<RankedTensorType>(constant.getType());
    for (OpOperand &use : llvm::make_early_inc_range(constant->getUses())) {
      if (!isFirstState(use))
        continue;
      Location loc = constant.getLoc();
      rewriter.setInsertionPoint(use.getOwner());
      Value scalar = arith::ConstantOp::create(rewriter, loc, value);
      Value empty = tensor::EmptyOp::create(rewriter, loc, type.getShape(),
                                            type.getElementType());
      use.set(linalg::FillOp::create(rewriter, loc, scalar, empty).result());
    }
  }
}

/// Marks a matrix product; one that adds to zeros overwrites instead.
static void markContraction(RewriterBase &rewriter, linalg::LinalgOp op) {
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
      return op->emitOpError(sayNoCode(op)) << "; its decomposition failed";
    rewriter.replaceOp(op, *values);
  }
  SmallVector<linalg::LinalgOp> ops;
  func.walk([&](linalg::LinalgOp op) { ops.push_back(op); });
  for (linalg::LinalgOp op : ops) {
    if (isMatrixProduct(op)) {
      markContraction(rewriter, widenMatrixProduct(rewriter, op));
      continue;
    }
    if (isa<linalg::GenericOp, linalg::FillOp>(op))
      continue;
    rewriter.setInsertionPoint(op);
    if (failed(linalg::generalizeNamedOp(rewriter, op)))
      return op->emitOpError(sayNoCode(op));
  }
  return success();
}

/// Gives outputs that are only written empty tensors, so that nothing seems to
/// read what they were.
static void detachOutputs(RewriterBase &rewriter, func::FuncOp func) {
  func.walk([&](linalg::GenericOp op) {
    if (op.getNumReductionLoops() > 0)
      return;
    for (OpOperand &init : op.getDpsInitsMutable()) {
      auto type = cast<RankedTensorType>(init.get().getType());
      if (!op.getMatchingBlockArgument(&init).use_empty() ||
          init.get().getDefiningOp<tensor::EmptyOp>())
        continue;
      rewriter.setInsertionPoint(op);
      init.set(tensor::EmptyOp::create(rewriter, op.getLoc(), type.getShape(),
                                       type.getElementType()));
    }
  });
}

/// Decides of every reduction in which type and in which order it adds: a
/// matter of the op as it stands here.
static void markReductions(RewriterBase &rewriter, func::FuncOp func,
                           int64_t vectorBytes) {
  SmallVector<linalg::GenericOp> ops;
  func.walk([&](linalg::GenericOp op) { ops.push_back(op); });
  for (linalg::GenericOp op : ops) {
    op = removeUnusedResults(rewriter, op);
    if (op.getNumReductionLoops() == 0 || op->hasAttr(kContractionAttr))
      continue;
    op = widenSums(rewriter, op, vectorBytes);
    op->setAttr(kLanesAttr,
                rewriter.getI64IntegerAttr(getReductionLanes(op, vectorBytes)));
  }
}

/// Returns true if `value` may lie in a part of a larger buffer.
static bool isSlice(Value value) {
  Operation *op = value.getDefiningOp();
  while (op && isa<tensor::ExpandShapeOp, tensor::CollapseShapeOp>(op))
    op = op->getOperand(0).getDefiningOp();
  return isa_and_nonnull<tensor::ExtractSliceOp>(op);
}

/// Returns true if `value` is written into a part of a larger tensor.
static bool isInserted(Value value) {
  return llvm::any_of(value.getUsers(), [](Operation *user) {
    if (isa<tensor::ExpandShapeOp, tensor::CollapseShapeOp>(user))
      return isInserted(user->getResult(0));
    return isa<tensor::InsertSliceOp>(user);
  });
}

static Value copyTensor(RewriterBase &rewriter, Location loc, Value value) {
  auto type = cast<RankedTensorType>(value.getType());
  Value empty = tensor::EmptyOp::create(rewriter, loc, type.getShape(),
                                        type.getElementType());
  auto copy = linalg::CopyOp::create(rewriter, loc, value, empty);
  return linalg::generalizeNamedOp(rewriter, copy)->getResult(0);
}

/// Lets matrix products read and write tensors without gaps between rows: their
/// last digits may depend on the distance of the rows, and whether an operand
/// is part of a larger one depends on what else is in the kernel.
static void packContractions(RewriterBase &rewriter, func::FuncOp func) {
  SmallVector<linalg::LinalgOp> ops;
  func.walk([&](linalg::LinalgOp op) {
    if (op->hasAttr(kContractionAttr))
      ops.push_back(op);
  });
  for (linalg::LinalgOp op : ops) {
    for (OpOperand *input : op.getDpsInputOperands())
      if (isSlice(input->get())) {
        rewriter.setInsertionPoint(op);
        input->set(copyTensor(rewriter, op.getLoc(), input->get()));
      }
    if (isInserted(op->getResult(0))) {
      rewriter.setInsertionPointAfter(op);
      Value copy = copyTensor(rewriter, op.getLoc(), op->getResult(0));
      rewriter.replaceAllUsesExcept(op->getResult(0), copy,
                                    copy.getDefiningOp());
    }
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
    FailureOr<KernelTargetAttr> target = requireKernelTarget(func);
    if (failed(target))
      return signalPassFailure();
    RewritePatternSet patterns(&getContext());
    linalg::populateElementwiseToLinalgConversionPatterns(patterns);
    tensor::populateDecomposeTensorConcatPatterns(patterns);
    patterns.add<linalg::DecomposePadOpPattern>(&getContext());
    if (failed(applyPatternsGreedily(func, std::move(patterns))))
      return signalPassFailure();
    IRRewriter rewriter(&getContext());
    fillFirstStates(rewriter, func);
    if (failed(generalize(rewriter, func)))
      return signalPassFailure();
    detachOutputs(rewriter, func);
    markReductions(rewriter, func, target->getVectorBytes());
    packContractions(rewriter, func);
  }
};
} // namespace
