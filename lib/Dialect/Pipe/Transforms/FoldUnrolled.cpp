//===- FoldUnrolled.cpp - Fold what unrolled loops made constant ----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "UnrollLoops.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

using namespace mlir;
using namespace mlir::pipe;

/// True for a tensor of one integer, whatever its rank.
static bool isOneInteger(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  return tensor && tensor.hasStaticShape() && tensor.getNumElements() == 1 &&
         tensor.getElementType().isIntOrIndex();
}

/// Returns the only element of `tensor`.
static Value extractElement(OpBuilder &builder, Location loc, Value tensor) {
  auto type = cast<RankedTensorType>(tensor.getType());
  SmallVector<Value> indices;
  if (type.getRank() > 0)
    indices.assign(type.getRank(),
                   arith::ConstantIndexOp::create(builder, loc, 0));
  return tensor::ExtractOp::create(builder, loc, tensor, indices);
}

namespace {
/// A linalg.generic that computes one integer of constants becomes its body.
struct FoldOneElement : public OpRewritePattern<linalg::GenericOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(linalg::GenericOp op,
                                PatternRewriter &rewriter) const override {
    if (op.getNumResults() != 1 || op.getNumReductionLoops() != 0 ||
        !isOneInteger(op.getResult(0).getType()) ||
        op.payloadUsesValueFromOperand(op.getDpsInitOperand(0)) ||
        op.hasIndexSemantics())
      return failure();
    for (Value input : op.getInputs())
      if (!isOneInteger(input.getType()) || !matchPattern(input, m_Constant()))
        return failure();
    IRMapping mapping;
    for (auto [argument, input] :
         llvm::zip(op.getBody()->getArguments(), op.getInputs()))
      mapping.map(argument, extractElement(rewriter, op.getLoc(), input));
    for (Operation &nested : op.getBody()->without_terminator())
      rewriter.clone(nested, mapping);
    Value result =
        mapping.lookupOrDefault(op.getBody()->getTerminator()->getOperand(0));
    rewriter.replaceOpWithNewOp<tensor::FromElementsOp>(
        op, op.getResult(0).getType(), result);
    return success();
  }
};
} // namespace

/// Adds the canonical forms of the dialects that compute places and counters,
/// not of those that compute the model.
static void addCanonicalForms(RewritePatternSet &patterns) {
  MLIRContext *context = patterns.getContext();
  for (RegisteredOperationName op : context->getRegisteredOperations())
    if (isa<arith::ArithDialect, scf::SCFDialect>(op.getDialect()))
      op.getCanonicalizationPatterns(patterns, context);
  tensor::ExtractOp::getCanonicalizationPatterns(patterns, context);
  tensor::ExtractSliceOp::getCanonicalizationPatterns(patterns, context);
  tensor::InsertSliceOp::getCanonicalizationPatterns(patterns, context);
  tensor::FromElementsOp::getCanonicalizationPatterns(patterns, context);
}

void mlir::pipe::foldUnrolled(func::FuncOp func) {
  RewritePatternSet patterns(func.getContext());
  addCanonicalForms(patterns);
  patterns.add<FoldOneElement>(func.getContext());
  GreedyRewriteConfig config;
  config.setUseTopDownTraversal();
  config.setRegionSimplificationLevel(GreedySimplifyRegionLevel::Disabled);
  // Long chains of counters are folded in one round; what is left is right too.
  (void)applyPatternsGreedily(func, std::move(patterns), config);
}
