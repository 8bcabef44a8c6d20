//===- BufferizeKernels.cpp - Tensors inside kernels become buffers -------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Codegen/Kernels/Kernels.h"
#include "pipe/Codegen/Kernels/Passes.h"

#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Bufferization/Transforms/OneShotAnalysis.h"
#include "mlir/Dialect/Bufferization/Transforms/Transforms.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/PatternMatch.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_BUFFERIZEKERNELSPASS
#include "pipe/Codegen/Kernels/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

static bufferization::OneShotBufferizationOptions
getOptions(KernelTargetAttr target) {
  bufferization::OneShotBufferizationOptions options;
  options.bufferAlignment = target.getAlignment();
  options.memCpyFn = [](OpBuilder &builder, Location loc, Value from,
                        Value to) -> LogicalResult {
    linalg::CopyOp::create(builder, loc, from, to);
    return success();
  };
  return options;
}

/// Says so of every op on tensors that does not know how to work on buffers.
static LogicalResult
checkOps(func::FuncOp kernel,
         const bufferization::OneShotBufferizationOptions &options) {
  bool known = true;
  kernel.walk([&](Operation *op) {
    if (op == kernel || !bufferization::hasTensorSemantics(op) ||
        options.dynCastBufferizableOp(op))
      return;
    known = false;
    op->emitOpError(sayNoCode(op));
  });
  return success(known);
}

void mlir::pipe::splitEmptyTensors(RewriterBase &rewriter, func::FuncOp func) {
  SmallVector<Operation *> ops;
  func.walk([&](Operation *op) {
    if (isa<tensor::EmptyOp, linalg::FillOp>(op))
      ops.push_back(op);
  });
  // Fills before the empty tensors that they fill.
  for (Operation *op : llvm::reverse(ops)) {
    if (op->hasOneUse())
      continue;
    for (OpOperand &use : llvm::make_early_inc_range(op->getUses())) {
      rewriter.setInsertionPoint(use.getOwner());
      use.set(rewriter.clone(*op)->getResult(0));
    }
    rewriter.eraseOp(op);
  }
}

namespace {
struct BufferizeKernelsPass
    : public pipe::impl::BufferizeKernelsPassBase<BufferizeKernelsPass> {
  using Base::Base;

  void runOnOperation() override {
    FailureOr<KernelTargetAttr> target = requireKernelTarget(getOperation());
    if (failed(target))
      return signalPassFailure();
    bufferization::OneShotBufferizationOptions options = getOptions(*target);
    bufferization::BufferizationState state;
    IRRewriter rewriter(&getContext());
    for (func::FuncOp kernel : getKernels(getOperation())) {
      splitEmptyTensors(rewriter, kernel);
      if (failed(checkOps(kernel, options)) ||
          failed(bufferize(rewriter, kernel, options, state)))
        return signalPassFailure();
    }
  }

  /// Computes results in their destinations. Where a loop or a branch yields
  /// one tensor to two places, the analysis may refuse that: then without.
  static LogicalResult
  bufferize(RewriterBase &rewriter, func::FuncOp kernel,
            const bufferization::OneShotBufferizationOptions &options,
            bufferization::BufferizationState &state) {
    auto isNested = [](Operation &op) {
      return isa_and_nonnull<scf::SCFDialect>(op.getDialect());
    };
    bool mayFail = llvm::any_of(kernel.getBody().getOps(), isNested);
    OwningOpRef<func::FuncOp> original;
    if (mayFail)
      original = kernel.clone();
    {
      ScopedDiagnosticHandler handler(
          kernel.getContext(), [&](Diagnostic &) { return success(mayFail); });
      if (succeeded(bufferization::eliminateEmptyTensors(rewriter, kernel)) &&
          succeeded(bufferization::runOneShotBufferize(kernel, options, state)))
        return success();
    }
    if (!mayFail)
      return failure();
    kernel.getBody().takeBody(original->getBody());
    return bufferization::runOneShotBufferize(kernel, options, state);
  }
};
} // namespace
