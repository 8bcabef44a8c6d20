//===- FoldTransposes.cpp - Matrix products read and write transposed -----===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/OpFacts/Contraction.h"
#include "pipe/Dialect/Pipe/Transforms/Passes.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_FOLDTRANSPOSESPASS
#include "pipe/Dialect/Pipe/Transforms/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// result[i] = source[map(i)], `map` a permutation other than the identity.
struct Transposition {
  Value source;
  AffineMap map;
};
} // namespace

/// Returns what `op` transposes, if that is all it does.
static std::optional<Transposition> matchTransposition(Operation *op) {
  auto linalgOp = dyn_cast_or_null<linalg::LinalgOp>(op);
  if (!linalgOp || !isa<linalg::GenericOp, linalg::TransposeOp>(op) ||
      linalgOp.getNumDpsInputs() != 1 || linalgOp.getNumDpsInits() != 1 ||
      !linalgOp.hasPureTensorSemantics())
    return std::nullopt;
  Block &body = *linalgOp.getBlock();
  if (body.getTerminator()->getOperand(0) != body.getArgument(0))
    return std::nullopt;
  SmallVector<AffineMap> maps = linalgOp.getIndexingMapsArray();
  if (!maps[0].isPermutation() || !maps[1].isPermutation())
    return std::nullopt;
  AffineMap map = maps[0].compose(inversePermutation(maps[1]));
  if (map.isIdentity())
    return std::nullopt;
  return Transposition{op->getOperand(0), map};
}

/// Returns `op` as a generic; a generic itself.
static FailureOr<linalg::GenericOp> getGeneric(PatternRewriter &rewriter,
                                               linalg::LinalgOp op) {
  if (auto generic = dyn_cast<linalg::GenericOp>(op.getOperation()))
    return generic;
  return linalg::generalizeNamedOp(rewriter, op);
}

static void setMap(linalg::GenericOp op, unsigned operand, AffineMap map) {
  SmallVector<AffineMap> maps = op.getIndexingMapsArray();
  maps[operand] = map;
  op.setIndexingMapsAttr(Builder(op.getContext()).getAffineMapArrayAttr(maps));
}

namespace {
/// contraction(transpose(x)) reads x.
struct FoldIntoOperand : public OpInterfaceRewritePattern<linalg::LinalgOp> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(linalg::LinalgOp op,
                                PatternRewriter &rewriter) const override {
    if (!op.hasPureTensorSemantics() || !isMatrixProduct(op))
      return failure();
    for (unsigned operand : {0, 1}) {
      auto found = matchTransposition(op->getOperand(operand).getDefiningOp());
      if (!found)
        continue;
      FailureOr<linalg::GenericOp> generic = getGeneric(rewriter, op);
      if (failed(generic))
        return failure();
      rewriter.modifyOpInPlace(*generic, [&] {
        AffineMap old = generic->getIndexingMapsArray()[operand];
        generic->setOperand(operand, found->source);
        setMap(*generic, operand, found->map.compose(old));
      });
      return success();
    }
    return failure();
  }
};

/// transpose(contraction) with no other user writes the transposed result.
struct FoldIntoResult : public OpInterfaceRewritePattern<linalg::LinalgOp> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(linalg::LinalgOp op,
                                PatternRewriter &rewriter) const override {
    auto found = matchTransposition(op);
    if (!found || !found->source.hasOneUse())
      return failure();
    auto product = found->source.getDefiningOp<linalg::LinalgOp>();
    if (!product || !product.hasPureTensorSemantics() ||
        !isMatrixProduct(product))
      return failure();
    auto fill = product.getDpsInits()[0].getDefiningOp<linalg::FillOp>();
    if (!fill)
      return failure();
    auto type = cast<RankedTensorType>(op->getResult(0).getType());
    Location loc = product.getLoc();
    rewriter.setInsertionPoint(product);
    Value empty = tensor::EmptyOp::create(rewriter, loc, type.getShape(),
                                          type.getElementType());
    Value init =
        linalg::FillOp::create(rewriter, loc, fill.value(), empty).getResult(0);
    SmallVector<AffineMap> maps = product.getIndexingMapsArray();
    maps[2] = inversePermutation(found->map).compose(maps[2]);
    auto generic = linalg::GenericOp::create(
        rewriter, loc, TypeRange(type), product.getDpsInputs(),
        ValueRange(init), maps, product.getIteratorTypesArray());
    rewriter.inlineRegionBefore(product->getRegion(0), generic.getRegion(),
                                generic.getRegion().begin());
    rewriter.replaceOp(op, generic.getResults());
    rewriter.eraseOp(product);
    return success();
  }
};

/// collapse(transpose(x)) is transpose(collapse(x)) where what is merged lies
/// together in x.
struct SwapWithCollapse : public OpRewritePattern<tensor::CollapseShapeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tensor::CollapseShapeOp op,
                                PatternRewriter &rewriter) const override {
    auto found = matchTransposition(op.getSrc().getDefiningOp());
    if (!found || !op.getSrc().hasOneUse())
      return failure();
    // position[d]: where dimension d of the transposed tensor lies in x.
    SmallVector<int64_t> position(found->map.getNumDims());
    for (auto [inSource, expr] : llvm::enumerate(found->map.getResults()))
      position[cast<AffineDimExpr>(expr).getPosition()] = inSource;

    SmallVector<ReassociationIndices> groups;
    for (const ReassociationIndices &group : op.getReassociationIndices()) {
      ReassociationIndices inSource;
      for (int64_t dim : group) {
        if (!inSource.empty() && position[dim] != inSource.back() + 1)
          return failure();
        inSource.push_back(position[dim]);
      }
      groups.push_back(inSource);
    }
    auto order = llvm::to_vector(llvm::seq<int64_t>(0, groups.size()));
    llvm::sort(order, [&](int64_t a, int64_t b) {
      return groups[a].front() < groups[b].front();
    });
    SmallVector<ReassociationIndices> sorted;
    SmallVector<int64_t> permutation(groups.size());
    for (auto [inSource, group] : llvm::enumerate(order)) {
      sorted.push_back(groups[group]);
      permutation[group] = inSource;
    }
    Location loc = op.getLoc();
    Value collapsed =
        tensor::CollapseShapeOp::create(rewriter, loc, found->source, sorted);
    auto type = op.getResultType();
    Value empty = tensor::EmptyOp::create(rewriter, loc, type.getShape(),
                                          type.getElementType());
    if (llvm::is_sorted(permutation))
      rewriter.replaceOp(op, collapsed);
    else
      rewriter.replaceOp(op, linalg::TransposeOp::create(
                                 rewriter, loc, collapsed, empty, permutation)
                                 ->getResults());
    return success();
  }
};

struct FoldTransposesPass
    : public pipe::impl::FoldTransposesPassBase<FoldTransposesPass> {
  using Base::Base;

  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    patterns.add<FoldIntoOperand, FoldIntoResult, SwapWithCollapse>(
        &getContext());
    // Unused ops are dropped anyway, and nothing else is there to simplify: the
    // regions of a model have one block.
    GreedyRewriteConfig config;
    config.setRegionSimplificationLevel(GreedySimplifyRegionLevel::Disabled);
    bool isChanged = false;
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns),
                                     config, &isChanged)))
      return signalPassFailure();
    if (!isChanged)
      markAllAnalysesPreserved();
  }
};
} // namespace
