//===- LowerLoops.cpp - Linalg ops on buffers become loops ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NestEmitter.h"
#include "pipe/Codegen/Host/Passes.h"
#include "pipe/Codegen/Kernels/Kernels.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_LOWERLOOPSPASS
#include "pipe/Codegen/Host/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

namespace {
struct LowerLoopsPass : public pipe::impl::LowerLoopsPassBase<LowerLoopsPass> {
  using Base::Base;

  void runOnOperation() override {
    FailureOr<KernelTargetAttr> target = requireKernelTarget(getOperation());
    if (failed(target))
      return signalPassFailure();
    SmallVector<linalg::LinalgOp> ops;
    getOperation().walk([&](linalg::LinalgOp op) { ops.push_back(op); });
    IRRewriter rewriter(&getContext());
    for (linalg::LinalgOp op : ops) {
      if (llvm::is_contained(op.getStaticLoopRanges(), 0)) {
        rewriter.eraseOp(op);
        continue;
      }
      rewriter.setInsertionPoint(op);
      FailureOr<NestPlan> plan = planNest(op, target->getVectorBytes());
      if (succeeded(plan))
        emitNest(rewriter, *plan);
      else if (failed(linalg::linalgOpToLoops(rewriter, op))) {
        op->emitOpError(sayNoCode(op));
        return signalPassFailure();
      }
      rewriter.eraseOp(op);
    }
  }
};
} // namespace
