//===- RefineShapes.cpp - Shapes that follow from static ones -------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Dialect/TMTensor/IR/TMTensor.h"
#include "pipe/Import/Torch/Passes.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/Transforms/Transforms.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "llvm/ADT/StringSet.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_REFINESHAPESPASS
#include "pipe/Import/Torch/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

static bool isDynamic(Type type) {
  auto tensor = dyn_cast<TensorType>(type);
  return tensor && !tensor.hasStaticShape();
}

/// Whether a value in `func` has a dynamic shape.
static bool hasDynamicShape(func::FuncOp func) {
  WalkResult walk = func.walk([](Operation *op) {
    return llvm::any_of(op->getResultTypes(), isDynamic)
               ? WalkResult::interrupt()
               : WalkResult::advance();
  });
  return walk.wasInterrupted();
}

namespace {
/// Lets an op of tm_tensor take what a cast makes dynamic. Its results have the
/// types of its outputs.
struct FoldCastIntoTMTensor : public RewritePattern {
  FoldCastIntoTMTensor(MLIRContext *context)
      : RewritePattern(MatchAnyOpTypeTag(), /*benefit=*/1, context) {}

  LogicalResult matchAndRewrite(Operation *op,
                                PatternRewriter &rewriter) const override {
    if (!isa_and_nonnull<tm_tensor::TMTensorDialect>(op->getDialect()) ||
        !op->hasTrait<OpTrait::AttrSizedOperandSegments>() ||
        !tensor::hasFoldableTensorCastOperand(op))
      return failure();
    rewriter.modifyOpInPlace(op, [&] {
      for (OpOperand &operand : op->getOpOperands())
        if (auto cast = operand.get().getDefiningOp<tensor::CastOp>();
            tensor::canFoldIntoConsumerOp(cast))
          operand.set(cast.getSource());
    });
    rewriter.setInsertionPointAfter(op);
    unsigned first = op->getNumOperands() - op->getNumResults();
    for (OpResult result : op->getResults()) {
      Type type = op->getOperand(first + result.getResultNumber()).getType();
      Type old = result.getType();
      if (type == old)
        continue;
      rewriter.modifyOpInPlace(op, [&] { result.setType(type); });
      auto cast = tensor::CastOp::create(rewriter, op->getLoc(), old, result);
      rewriter.replaceAllUsesExcept(result, cast, cast);
    }
    return success();
  }
};

/// Lets a concatenation take what casts make dynamic, and gives it the size
/// that follows.
struct FoldCastIntoConcat : public OpRewritePattern<tensor::ConcatOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tensor::ConcatOp op,
                                PatternRewriter &rewriter) const override {
    if (!tensor::hasFoldableTensorCastOperand(op))
      return failure();
    SmallVector<Value> inputs;
    for (Value input : op.getInputs()) {
      auto cast = input.getDefiningOp<tensor::CastOp>();
      inputs.push_back(tensor::canFoldIntoConsumerOp(cast) ? cast.getSource()
                                                           : input);
    }
    auto concat =
        tensor::ConcatOp::create(rewriter, op.getLoc(), op.getDim(), inputs);
    rewriter.replaceOpWithNewOp<tensor::CastOp>(op, op.getType(), concat);
    return success();
  }
};

/// Makes constants of a padding part of it.
struct FoldConstantPadding : public OpRewritePattern<tensor::PadOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tensor::PadOp op,
                                PatternRewriter &rewriter) const override {
    // Operands that are constants come as attributes.
    SmallVector<OpFoldResult> low = op.getMixedLowPad();
    SmallVector<OpFoldResult> high = op.getMixedHighPad();
    auto isValue = [](OpFoldResult size) { return isa<Value>(size); };
    if (llvm::count_if(low, isValue) ==
            static_cast<int64_t>(op.getLow().size()) &&
        llvm::count_if(high, isValue) ==
            static_cast<int64_t>(op.getHigh().size()))
      return failure();
    auto pad = tensor::PadOp::create(rewriter, op.getLoc(), op.getType(),
                                     op.getSource(), low, high, op.getNofold());
    rewriter.inlineRegionBefore(op.getRegion(), pad.getRegion(),
                                pad.getRegion().begin());
    rewriter.replaceOp(op, pad);
    return success();
  }
};

struct RefineShapesPass
    : public pipe::impl::RefineShapesPassBase<RefineShapesPass> {
  using Base::Base;

  FrozenRewritePatternSet collectPatterns() {
    MLIRContext *context = &getContext();
    RewritePatternSet patterns(context);
    for (Dialect *dialect : context->getLoadedDialects())
      if (isa<arith::ArithDialect, linalg::LinalgDialect, scf::SCFDialect,
              tensor::TensorDialect>(dialect))
        dialect->getCanonicalizationPatterns(patterns);
    for (RegisteredOperationName name : context->getRegisteredOperations())
      if (isa<affine::AffineDialect, arith::ArithDialect, linalg::LinalgDialect,
              scf::SCFDialect, tensor::TensorDialect>(name.getDialect()))
        name.getCanonicalizationPatterns(patterns, context);
    memref::populateResolveRankedShapedTypeResultDimsPatterns(patterns);
    memref::populateResolveShapedTypeResultDimsPatterns(patterns);
    patterns.add<FoldCastIntoConcat, FoldCastIntoTMTensor, FoldConstantPadding>(
        context);
    return std::move(patterns);
  }

  /// Makes the results of `func` what it returns before a cast.
  static void refineResults(func::FuncOp func) {
    if (!func.getBody().hasOneBlock())
      return;
    Operation *terminator = func.getBody().front().getTerminator();
    for (OpOperand &operand : terminator->getOpOperands())
      if (auto cast = operand.get().getDefiningOp<tensor::CastOp>();
          cast && isDynamic(cast.getType()) &&
          tensor::canFoldIntoConsumerOp(cast)) {
        operand.set(cast.getSource());
        if (cast->use_empty())
          cast.erase();
      }
    func.setType(FunctionType::get(func.getContext(), func.getArgumentTypes(),
                                   terminator->getOperandTypes()));
  }

  void runOnOperation() override {
    llvm::StringSet<> called;
    getOperation().walk(
        [&](func::CallOp call) { called.insert(call.getCallee()); });
    std::optional<FrozenRewritePatternSet> patterns;
    for (func::FuncOp func : getOperation().getOps<func::FuncOp>()) {
      if (func.isExternal() || !hasDynamicShape(func))
        continue;
      if (!patterns)
        patterns = collectPatterns();
      // What does not come to an end is refused later if a shape is dynamic.
      (void)applyPatternsGreedily(func, *patterns);
      if (!called.contains(func.getSymName()))
        refineResults(func);
    }
    if (!patterns)
      markAllAnalysesPreserved();
  }
};
} // namespace
