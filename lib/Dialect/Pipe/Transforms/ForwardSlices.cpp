//===- ForwardSlices.cpp - Read what was put into a stack -----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SliceResolver.h"
#include "pipe/Dialect/Pipe/Transforms/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_FORWARDSLICESPASS
#include "pipe/Dialect/Pipe/Transforms/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

/// True when `op` copies its only input and adds dimensions of size 1.
static bool addsUnitDimensions(linalg::LinalgOp op) {
  if (!op || !op.hasPureTensorSemantics() || op.getNumDpsInputs() != 1 ||
      op->getNumResults() != 1 || op.getNumLoops() != op.getNumParallelLoops())
    return false;
  Block &body = *op.getBlock();
  AffineMap from = op.getMatchingIndexingMap(op.getDpsInputOperand(0));
  auto type = dyn_cast<RankedTensorType>(op->getResult(0).getType());
  auto source = dyn_cast<RankedTensorType>(op.getDpsInputs()[0].getType());
  if (body.getTerminator()->getOperand(0) != body.getArgument(0) || !type ||
      !source ||
      !op.getMatchingIndexingMap(op.getDpsInitOperand(0)).isIdentity() ||
      !from.isProjectedPermutation() || !type.hasStaticShape() ||
      !source.hasStaticShape() ||
      type.getNumElements() != source.getNumElements() ||
      type.getRank() <= source.getRank())
    return false;
  int64_t last = -1;
  for (AffineExpr expr : from.getResults()) {
    int64_t place = cast<AffineDimExpr>(expr).getPosition();
    if (place < last)
      return false;
    last = place;
  }
  return true;
}

/// Makes copies that go into a stack reshapes, if that is all they are.
static void replaceCopies(Block &block) {
  for (Operation &op : llvm::make_early_inc_range(block)) {
    auto linalgOp = dyn_cast<linalg::LinalgOp>(op);
    if (!linalgOp || !addsUnitDimensions(linalgOp) ||
        llvm::none_of(op.getUsers(), [](Operation *user) {
          return isa<tensor::InsertSliceOp, tensor::ConcatOp>(user);
        }))
      continue;
    OpBuilder builder(&op);
    Value reshaped =
        reshapeTo(builder, linalgOp.getDpsInputs()[0],
                  cast<RankedTensorType>(op.getResult(0).getType()));
    if (!reshaped)
      continue;
    op.getResult(0).replaceAllUsesWith(reshaped);
    op.erase();
  }
}

/// Replaces `slice` by what was written there, if that is known.
static void forward(SliceResolver &resolver, tensor::ExtractSliceOp slice) {
  std::optional<Slab> slab = matchSlab(slice);
  if (!slab || isa<BlockArgument>(slice.getSource()))
    return;
  OpBuilder builder(slice);
  Value value = resolver.resolve(builder, slice.getSource(), *slab);
  if (value)
    value = reshapeTo(builder, value, slice.getType());
  if (value)
    slice.getResult().replaceAllUsesWith(value);
}

/// Reshapes of reshapes that give back what they began with.
static void forwardReshapes(Block &block) {
  for (Operation &op : block) {
    if (!isa<tensor::CollapseShapeOp, tensor::ExpandShapeOp>(op))
      continue;
    OpBuilder builder(&op);
    auto type = cast<RankedTensorType>(op.getResult(0).getType());
    Operation *source = op.getOperand(0).getDefiningOp();
    if (type.hasStaticShape() &&
        isa_and_nonnull<tensor::CollapseShapeOp, tensor::ExpandShapeOp>(source))
      if (Value value = source->getOperand(0); value.getType() == type)
        op.getResult(0).replaceAllUsesWith(value);
  }
}

namespace {
struct ForwardSlicesPass
    : public pipe::impl::ForwardSlicesPassBase<ForwardSlicesPass> {
  using Base::Base;

  void runOnOperation() override {
    if (getOperation().isExternal() || !getOperation().getBody().hasOneBlock())
      return markAllAnalysesPreserved();
    Block &block = getOperation().getBody().front();
    auto isStack = [](Operation &op) {
      return isa<tensor::InsertSliceOp, tensor::ConcatOp>(op);
    };
    if (llvm::none_of(block, isStack))
      return markAllAnalysesPreserved();
    replaceCopies(block);
    SliceResolver resolver(block);
    for (auto slice : llvm::to_vector(block.getOps<tensor::ExtractSliceOp>()))
      forward(resolver, slice);
    forwardReshapes(block);
    for (Operation &op : llvm::make_early_inc_range(llvm::reverse(block)))
      if (isOpTriviallyDead(&op))
        op.erase();
  }
};
} // namespace
