//===- DistributeLoops.cpp - Threads share loop nests ---------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DeviceCode.h"
#include "ThreadEmitter.h"
#include "pipe/Codegen/Cuda/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_DISTRIBUTELOOPSPASS
#include "pipe/Codegen/Cuda/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

static void setGrid(func::FuncOp function, int64_t threads, int64_t blocks) {
  Builder builder(function.getContext());
  function->setAttr(kThreadsAttr, builder.getI64IntegerAttr(threads));
  function->setAttr(kBlocksAttr, builder.getI64IntegerAttr(blocks));
}

namespace {
struct DistributeLoopsPass
    : public pipe::impl::DistributeLoopsPassBase<DistributeLoopsPass> {
  using Base::Base;

  void runOnOperation() override {
    func::FuncOp function = getOperation();
    if (function.isExternal() || !isDeviceFunction(function))
      return;
    FailureOr<KernelTargetAttr> target = requireKernelTarget(function);
    if (failed(target))
      return signalPassFailure();
    setGrid(function, /*threads=*/1, /*blocks=*/1);
    if (!function->hasAttr(kLoopAttr))
      return;
    auto ops =
        llvm::to_vector(function.getBody().front().getOps<linalg::LinalgOp>());
    if (ops.size() != 1)
      return;
    FailureOr<ThreadPlan> plan =
        planThreads(ops.front(), target->getVectorBytes());
    if (failed(plan))
      return;
    IRRewriter rewriter(ops.front());
    emitThread(rewriter, *plan);
    rewriter.eraseOp(ops.front());
    setGrid(function, plan->threads, plan->blocks);
  }
};
} // namespace
