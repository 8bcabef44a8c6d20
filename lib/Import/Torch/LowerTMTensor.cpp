//===- LowerTMTensor.cpp - torch-mlir's own ops become loops --------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LowerTMTensor.h"

#include "pipe/Import/Torch/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "llvm/ADT/TypeSwitch.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_LOWERTMTENSORPASS
#include "pipe/Import/Torch/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

static LogicalResult checkShapes(Operation *op) {
  for (Type type : op->getOperandTypes())
    if (!cast<RankedTensorType>(type).hasStaticShape())
      return op->emitOpError("takes ")
             << type << ", but can be lowered only where all shapes are static";
  return success();
}

static SmallVector<Value> lower(ImplicitLocOpBuilder &builder, Operation *op) {
  using namespace tm_tensor;
  return llvm::TypeSwitch<Operation *, SmallVector<Value>>(op)
      .Case([&](AttentionOp op) { return lowerAttention(builder, op); })
      .Case([&](ScanOp op) { return lowerScan(builder, op); })
      .Case([&](ScatterOp op) { return lowerScatter(builder, op); })
      .Case([&](SortOp op) { return lowerSort(builder, op); })
      .Case([&](TopkOp op) { return lowerTopk(builder, op); });
}

namespace {
struct LowerTMTensorPass
    : public pipe::impl::LowerTMTensorPassBase<LowerTMTensorPass> {
  using Base::Base;

  void runOnOperation() override {
    SmallVector<Operation *> ops;
    bool failed = false;
    getOperation().walk([&](Operation *op) {
      if (!isa<tm_tensor::AttentionOp, tm_tensor::ScanOp, tm_tensor::ScatterOp,
               tm_tensor::SortOp, tm_tensor::TopkOp>(op))
        return;
      failed |= mlir::failed(checkShapes(op));
      ops.push_back(op);
    });
    if (failed)
      return signalPassFailure();
    if (ops.empty())
      return markAllAnalysesPreserved();
    for (Operation *op : ops) {
      ImplicitLocOpBuilder builder(op->getLoc(), op);
      op->replaceAllUsesWith(lower(builder, op));
      op->erase();
    }
  }
};
} // namespace
