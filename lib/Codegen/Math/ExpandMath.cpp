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

/// Returns true for elements of f32 or f64, as `width` says.
static bool isFloat(Type type, unsigned width) {
  Type element = getElementTypeOrSelf(type);
  return width == 64 ? element.isF64() : element.isF32();
}

namespace {
/// Expands functions on elements of `width` bits.
template <class Op, Value (*expand)(MathBuilder &, Value), unsigned width = 32>
struct ExpandUnary : public OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;
  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    if (!isFloat(op.getType(), width))
      return failure();
    MathBuilder m(rewriter, op.getLoc(), op.getOperand());
    rewriter.replaceOp(op, expand(m, op.getOperand()));
    return success();
  }
};

template <Value (*expand)(MathBuilder &, Value, Value), unsigned width>
struct ExpandPow : public OpRewritePattern<math::PowFOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(math::PowFOp op,
                                PatternRewriter &rewriter) const override {
    if (!isFloat(op.getType(), width))
      return failure();
    MathBuilder m(rewriter, op.getLoc(), op.getLhs());
    rewriter.replaceOp(op, expand(m, op.getLhs(), op.getRhs()));
    return success();
  }
};

/// Polynomials for angles up to kLargestAngle; where an element is larger, the
/// C library or, without it, integers.
template <class Op, Value (*expand)(MathBuilder &, Value),
          Value (*expandLarge)(MathBuilder &, Value)>
struct ExpandAngle : public OpRewritePattern<Op> {
  ExpandAngle(MLIRContext *context, bool hasLibrary)
      : OpRewritePattern<Op>(context), hasLibrary(hasLibrary) {}
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
    Value slow;
    if (hasLibrary) {
      auto library = Op::create(rewriter, loc, x);
      library->setAttr(kLibraryAttr, rewriter.getUnitAttr());
      slow = library;
    } else {
      MathBuilder inner(rewriter, loc, x);
      slow = expandLarge(inner, x);
    }
    Value chosen = arith::SelectOp::create(rewriter, loc, isLarge, slow, fast);
    scf::YieldOp::create(rewriter, loc, chosen);
    rewriter.setInsertionPointToStart(branch.elseBlock());
    scf::YieldOp::create(rewriter, loc, fast);
    rewriter.replaceOp(op, branch.getResult(0));
    return success();
  }

  bool hasLibrary;
};

/// Adds the functions on f64 that a C library has otherwise.
static void populateDoublePatterns(RewritePatternSet &set) {
  set.add<ExpandUnary<math::ExpOp, expandExpDouble, 64>,
          ExpandUnary<math::Exp2Op, expandExp2Double, 64>,
          ExpandUnary<math::ExpM1Op, expandExpM1Double, 64>,
          ExpandUnary<math::TanhOp, expandTanhDouble, 64>,
          ExpandUnary<math::LogOp, expandLogDouble, 64>,
          ExpandUnary<math::Log2Op, expandLog2Double, 64>,
          ExpandUnary<math::Log10Op, expandLog10Double, 64>,
          ExpandUnary<math::Log1pOp, expandLog1pDouble, 64>,
          ExpandPow<expandPowDouble, 64>>(set.getContext());
}

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
            ExpandUnary<math::Log1pOp, expandLog1p>, ExpandPow<expandPow, 32>>(
        context);
    set.add<ExpandAngle<math::SinOp, expandSin, expandSinOfLarge>,
            ExpandAngle<math::CosOp, expandCos, expandCosOfLarge>>(context,
                                                                   hasLibrary);
    if (!hasLibrary)
      populateDoublePatterns(set);
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
