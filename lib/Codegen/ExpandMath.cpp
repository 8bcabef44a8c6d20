//===- ExpandMath.cpp - Mathematical functions become arithmetic ----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MathExpansions.h"
#include "pipe/Codegen/Passes.h"

#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/Dialect/Math/Transforms/Passes.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "mlir/Transforms/WalkPatternRewriteDriver.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_EXPANDMATHPASS
#include "pipe/Codegen/Passes.h.inc"
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

/// The largest power that becomes products: x^-8 is within 4 ULP.
static constexpr int64_t kLargestPower = 8;

/// x^n by squaring; `one` has the type of x. Powers below 0 are 1 / x^-n.
static Value multiplyOut(RewriterBase &rewriter, Location loc, Value x,
                         Value one, int64_t n) {
  Value power;
  for (int64_t rest = std::abs(n); rest != 0; rest /= 2) {
    if (rest % 2 != 0)
      power = power ? arith::MulFOp::create(rewriter, loc, power, x).getResult()
                    : x;
    if (rest > 1)
      x = arith::MulFOp::create(rewriter, loc, x, x);
  }
  if (!power)
    return one;
  return n < 0 ? arith::DivFOp::create(rewriter, loc, one, power).getResult()
               : power;
}

/// Powers with an integer: small constant ones are products, the others powf.
/// LLVM has no such function with a vector of exponents.
struct ExpandPowI : public OpRewritePattern<math::FPowIOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(math::FPowIOp op,
                                PatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    Type type = op.getType();
    Value source = op.getRhs();
    if (auto broadcast = source.getDefiningOp<vector::BroadcastOp>())
      source = broadcast.getSource();
    APInt constant;
    if (matchPattern(source, m_ConstantInt(&constant)) &&
        constant.sge(-kLargestPower) && constant.sle(kLargestPower)) {
      auto value = cast<TypedAttr>(rewriter.getOneAttr(type));
      Value one = arith::ConstantOp::create(rewriter, loc, value);
      rewriter.replaceOp(op, multiplyOut(rewriter, loc, op.getLhs(), one,
                                         constant.getSExtValue()));
      return success();
    }
    Value exponent = arith::SIToFPOp::create(rewriter, loc, type, op.getRhs());
    rewriter.replaceOpWithNewOp<math::PowFOp>(op, op.getLhs(), exponent);
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

/// Computes an operation on f16 or bf16 in f32 and rounds its result.
struct WidenSmallFloats : public RewritePattern {
  WidenSmallFloats(MLIRContext *context)
      : RewritePattern(MatchAnyOpTypeTag(), /*benefit=*/2, context) {}

  static bool isSmall(Type type) {
    Type element = getElementTypeOrSelf(type);
    return element.isF16() || element.isBF16();
  }

  static Type widen(Type type) {
    if (!isSmall(type))
      return type;
    Type f32 = Float32Type::get(type.getContext());
    auto shaped = dyn_cast<ShapedType>(type);
    return shaped ? Type(shaped.clone(f32)) : f32;
  }

  LogicalResult matchAndRewrite(Operation *op,
                                PatternRewriter &rewriter) const override {
    if (!isa_and_nonnull<arith::ArithDialect, math::MathDialect>(
            op->getDialect()) ||
        isa<arith::ConstantOp, arith::ExtFOp, arith::TruncFOp, arith::SelectOp,
            arith::BitcastOp>(op) ||
        !(llvm::any_of(op->getOperandTypes(), isSmall) ||
          llvm::any_of(op->getResultTypes(), isSmall)))
      return failure();
    OperationState state(op->getLoc(), op->getName());
    state.propertiesAttr = op->getPropertiesAsAttribute();
    for (Value operand : op->getOperands())
      state.operands.push_back(
          isSmall(operand.getType())
              ? arith::ExtFOp::create(rewriter, op->getLoc(),
                                      widen(operand.getType()), operand)
                    .getResult()
              : operand);
    for (Type type : op->getResultTypes())
      state.types.push_back(widen(type));
    Operation *wide = rewriter.create(state);
    SmallVector<Value> results;
    for (auto [old, value] :
         llvm::zip_equal(op->getResults(), wide->getResults()))
      results.push_back(isSmall(old.getType())
                            ? arith::TruncFOp::create(rewriter, op->getLoc(),
                                                      old.getType(), value)
                                  .getResult()
                            : value);
    rewriter.replaceOp(op, results);
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
            ExpandAngle<math::CosOp, expandCos>, ExpandPow, ExpandPowI,
            WidenSmallFloats>(context);
    math::populateExpansionPatterns(set, {"rsqrt"});
    arith::populateCeilFloorDivExpandOpsPatterns(set);
    arith::populateExpandBFloat16Patterns(set);
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
