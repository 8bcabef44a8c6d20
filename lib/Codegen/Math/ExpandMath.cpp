//===- ExpandMath.cpp - Mathematical functions become arithmetic ----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MathExpansions.h"
#include "MathPatterns.h"
#include "pipe/Codegen/Math/Passes.h"

#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/Dialect/Math/Transforms/Passes.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_EXPANDMATHPASS
#include "pipe/Codegen/Math/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

/// On a function of a very large angle: it is left to the C library.
static constexpr StringLiteral kLibraryAttr = "pipe.library";
static constexpr double kLargestAngle = 1e12;

namespace {
template <class Op, Value (*expand)(MathBuilder &, Value)>
struct ExpandUnary : public OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;
  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    if (!getElementTypeOrSelf(op.getType()).isF32())
      return failure();
    MathBuilder m(rewriter, op.getLoc(), op.getOperand());
    rewriter.replaceOp(op, expand(m, op.getOperand()));
    return success();
  }
};

struct ExpandPow : public OpRewritePattern<math::PowFOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(math::PowFOp op,
                                PatternRewriter &rewriter) const override {
    if (!getElementTypeOrSelf(op.getType()).isF32())
      return failure();
    MathBuilder m(rewriter, op.getLoc(), op.getLhs());
    rewriter.replaceOp(op, expandPow(m, op.getLhs(), op.getRhs()));
    return success();
  }
};

/// Polynomials for angles up to kLargestAngle; where an element is larger, the
/// C library.
template <class Op, Value (*expand)(MathBuilder &, Value)>
struct ExpandAngle : public OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;
  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    if (!getElementTypeOrSelf(op.getType()).isF32() ||
        op->hasAttr(kLibraryAttr))
      return failure();
    Location loc = op.getLoc();
    Value x = op.getOperand();
    MathBuilder m(rewriter, loc, x);
    Value fast = expand(m, x);
    Value isLarge = m.compare(MathBuilder::FP::OGT, m.abs(x), kLargestAngle);
    Value any = isLarge;
    if (isa<VectorType>(isLarge.getType()))
      any = vector::ReductionOp::create(rewriter, loc,
                                        vector::CombiningKind::OR, isLarge);
    auto branch = scf::IfOp::create(rewriter, loc, x.getType(), any,
                                    /*withElseRegion=*/true);
    rewriter.setInsertionPointToStart(branch.thenBlock());
    auto library = Op::create(rewriter, loc, x);
    library->setAttr(kLibraryAttr, rewriter.getUnitAttr());
    Value chosen =
        arith::SelectOp::create(rewriter, loc, isLarge, library, fast);
    scf::YieldOp::create(rewriter, loc, chosen);
    rewriter.setInsertionPointToStart(branch.elseBlock());
    scf::YieldOp::create(rewriter, loc, fast);
    rewriter.replaceOp(op, branch.getResult(0));
    return success();
  }
};

struct ExpandMathPass : public pipe::impl::ExpandMathPassBase<ExpandMathPass> {
  using Base::Base;

  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet set(context);
    set.add<ExpandUnary<math::ExpOp, expandExp>,
            ExpandUnary<math::Exp2Op, expandExp2>,
            ExpandUnary<math::ExpM1Op, expandExpM1>,
            ExpandUnary<math::TanhOp, expandTanh>,
            ExpandUnary<math::ErfOp, expandErf>,
            ExpandUnary<math::LogOp, expandLog>,
            ExpandUnary<math::Log2Op, expandLog2>,
            ExpandUnary<math::Log10Op, expandLog10>,
            ExpandUnary<math::Log1pOp, expandLog1p>,
            ExpandAngle<math::SinOp, expandSin>,
            ExpandAngle<math::CosOp, expandCos>, ExpandPow>(context);
    populateSmallFloatPatterns(set, nativeHalf);
    populateRareMathPatterns(set);
    populateDivisionPatterns(set);
    math::populateExpansionPatterns(set, {"rsqrt", "clampf"});
    arith::populateCeilFloorDivExpandOpsPatterns(set);
    patterns = std::move(set);
    return success();
  }

  void runOnOperation() override {
    GreedyRewriteConfig config;
    config.enableFolding(false);
    config.enableConstantCSE(true);
    if (failed(applyPatternsGreedily(getOperation(), patterns, config)))
      signalPassFailure();
  }

  FrozenRewritePatternSet patterns;
};
} // namespace
