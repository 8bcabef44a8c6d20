//===- MixedPrecision.cpp - Keep activations in 16-bit floats -------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Partition.h"
#include "RoundValues.h"

#include "pipe/Dialect/Pipe/Transforms/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_MIXEDPRECISIONPASS
#include "pipe/Dialect/Pipe/Transforms/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

static bool isF32(Type type) { return getElementTypeOrSelf(type).isF32(); }

/// Makes all linalg ops on f32 generics, but for fills, which compute nothing.
static void generalize(func::FuncOp func) {
  SmallVector<linalg::LinalgOp> named;
  func.walk([&](linalg::LinalgOp op) {
    if (!isa<linalg::GenericOp, linalg::FillOp>(op.getOperation()) &&
        op.hasPureTensorSemantics() &&
        llvm::any_of(op->getOperandTypes(), isF32))
      named.push_back(op);
  });
  IRRewriter rewriter(func.getContext());
  for (linalg::LinalgOp op : named) {
    rewriter.setInsertionPoint(op);
    // An op that has no such form is one that stays in f32.
    (void)linalg::generalizeNamedOp(rewriter, op);
  }
}

static void emitRemark(func::FuncOp func, const PrecisionPlan &plan,
                       FloatType type) {
  int64_t numValues = 0;
  func.walk([&](Operation *op) {
    if (op->getParentOfType<linalg::LinalgOp>())
      return;
    for (Value result : op->getResults())
      numValues += isa<RankedTensorType>(result.getType()) &&
                   isF32(result.getType()) &&
                   !isa<tensor::EmptyOp, linalg::FillOp, arith::ConstantOp>(op);
  });
  mlir::emitRemark(func.getLoc())
      << plan.rounded.size() << " of " << numValues
      << " values of f32 are kept in " << type << ", and "
      << plan.products.size() << " products read it";
}

namespace {
struct MixedPrecisionPass
    : public pipe::impl::MixedPrecisionPassBase<MixedPrecisionPass> {
  using Base::Base;

  void runOnOperation() override {
    FloatType type = getType();
    KeptOps kept;
    if (!type || failed(readKeptOps(kept)))
      return signalPassFailure();
    FailureOr<func::FuncOp> func =
        findImportedFunction(getOperation(), getArgument());
    if (failed(func))
      return signalPassFailure();
    generalize(*func);
    PrecisionPlan plan = planPrecision(*func, kept);
    emitRemark(*func, plan, type);
    roundValues(*func, plan, type);
  }

  FloatType getType() {
    if (compute == "bf16")
      return BFloat16Type::get(&getContext());
    if (compute == "f16")
      return Float16Type::get(&getContext());
    emitError(getOperation().getLoc())
        << "'compute' is 'bf16' or 'f16', not '" << compute << "'";
    return {};
  }

  LogicalResult readKeptOps(KeptOps &kept) {
    for (StringRef name : expandKeptOps(ArrayRef<std::string>(keepF32)))
      if (name == "sum")
        kept.sums = true;
      else if (name == "product")
        kept.products = true;
      else if (RegisteredOperationName::lookup(name, &getContext()))
        kept.names.insert(name);
      else
        return emitError(getOperation().getLoc())
               << "'keep-f32' has '" << name
               << "', which is neither 'sum', 'product', 'default' nor the "
                  "name "
                  "of an op that is known, such as 'math.exp'";
    return success();
  }
};
} // namespace
