//===- DropEmptyTensors.cpp - No work on tensors that hold no element -----===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Codegen/Kernels/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/PatternMatch.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_DROPEMPTYTENSORSPASS
#include "pipe/Codegen/Kernels/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

static bool isEmpty(Value value) {
  auto type = dyn_cast<RankedTensorType>(value.getType());
  return type && type.hasStaticShape() && type.getNumElements() == 0;
}

/// Returns true if all that `op` does is to compute tensors without elements.
static bool computesNothing(Operation *op) {
  return op->getNumResults() > 0 && !isa<tensor::EmptyOp>(op) &&
         isa_and_nonnull<arith::ArithDialect, math::MathDialect,
                         tensor::TensorDialect, linalg::LinalgDialect>(
             op->getDialect()) &&
         llvm::all_of(op->getResults(), isEmpty);
}

static void replaceByEmpty(RewriterBase &rewriter, Operation *op) {
  rewriter.setInsertionPoint(op);
  SmallVector<Value> empties;
  for (Type type : op->getResultTypes()) {
    auto tensor = cast<RankedTensorType>(type);
    empties.push_back(tensor::EmptyOp::create(
        rewriter, op->getLoc(), tensor.getShape(), tensor.getElementType()));
  }
  rewriter.replaceOp(op, empties);
}

static void dropPieces(RewriterBase &rewriter, tensor::ConcatOp concat) {
  SmallVector<Value> pieces;
  for (Value piece : concat.getInputs())
    if (!isEmpty(piece))
      pieces.push_back(piece);
  if (pieces.size() == concat.getInputs().size())
    return;
  rewriter.setInsertionPoint(concat);
  if (pieces.size() == 1)
    rewriter.replaceOp(concat, pieces);
  else
    rewriter.replaceOpWithNewOp<tensor::ConcatOp>(
        concat, concat.getResultType(), concat.getDim(), pieces);
}

/// Turns a pad of nothing into an op that computes every element.
static void generatePadding(RewriterBase &rewriter, tensor::PadOp pad) {
  rewriter.setInsertionPoint(pad);
  auto generate = tensor::GenerateOp::create(rewriter, pad.getLoc(),
                                             pad.getResultType(), ValueRange());
  rewriter.inlineRegionBefore(pad.getRegion(), generate.getBody(),
                              generate.getBody().end());
  rewriter.replaceOp(pad, generate);
}

static void simplify(RewriterBase &rewriter, Operation *op) {
  if (computesNothing(op))
    return replaceByEmpty(rewriter, op);
  if (auto linalgOp = dyn_cast<linalg::LinalgOp>(op)) {
    if (!linalgOp.hasDynamicShape() &&
        llvm::is_contained(linalgOp.getStaticLoopRanges(), 0))
      rewriter.replaceOp(op, linalgOp.getDpsInits());
  } else if (auto insert = dyn_cast<tensor::InsertSliceOp>(op)) {
    if (isEmpty(insert.getSource()))
      rewriter.replaceOp(op, insert.getDest());
  } else if (auto concat = dyn_cast<tensor::ConcatOp>(op)) {
    dropPieces(rewriter, concat);
  } else if (auto pad = dyn_cast<tensor::PadOp>(op)) {
    if (isEmpty(pad.getSource()))
      generatePadding(rewriter, pad);
  }
}

namespace {
struct DropEmptyTensorsPass
    : public pipe::impl::DropEmptyTensorsPassBase<DropEmptyTensorsPass> {
  using Base::Base;

  void runOnOperation() override {
    // Not what stands in the body of another op that goes.
    SmallVector<Operation *> ops;
    getOperation().walk<WalkOrder::PreOrder>([&](Operation *op) {
      if (op == getOperation())
        return WalkResult::advance();
      ops.push_back(op);
      return isa<linalg::LinalgOp, tensor::GenerateOp, tensor::PadOp>(op)
                 ? WalkResult::skip()
                 : WalkResult::advance();
    });
    IRRewriter rewriter(&getContext());
    for (Operation *op : ops)
      simplify(rewriter, op);
  }
};
} // namespace
