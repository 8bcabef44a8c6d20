//===- WidenSmallFloats.cpp - Operations on f16 and bf16 in f32 -----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MathPatterns.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;

namespace {
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

} // namespace

void mlir::pipe::populateWidenSmallFloatsPatterns(RewritePatternSet &patterns) {
  patterns.add<WidenSmallFloats>(patterns.getContext());
}
