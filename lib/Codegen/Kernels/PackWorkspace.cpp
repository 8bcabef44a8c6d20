//===- PackWorkspace.cpp - All temporaries of a kernel in one argument ----===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "WorkspaceLayout.h"
#include "pipe/Codegen/Kernels/Kernels.h"
#include "pipe/Codegen/Kernels/Passes.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/Transforms/BufferViewFlowAnalysis.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_PACKWORKSPACEPASS
#include "pipe/Codegen/Kernels/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

/// Returns the bytes of `type`, which has a static shape and the identity
/// layout; an error at `op` otherwise.
static FailureOr<int64_t> getBytes(memref::AllocOp op) {
  MemRefType type = op.getType();
  std::optional<int64_t> bytes;
  if (type.hasStaticShape() && type.getLayout().isIdentity())
    bytes = getTensorBytes(
        RankedTensorType::get(type.getShape(), type.getElementType()));
  if (!bytes)
    return op.emitError("a temporary of type ")
           << type << " has no place in a workspace";
  return *bytes;
}

namespace {
/// The temporaries of one kernel. Steps are the positions of the ops of the
/// function's block; what happens in a nested region happens at its op's step.
struct Temporaries {
  SmallVector<memref::AllocOp> allocs;
  SmallVector<WorkspaceBuffer> buffers;
};
} // namespace

static FailureOr<Temporaries> collectTemporaries(func::FuncOp func) {
  Block &block = func.getBody().front();
  llvm::DenseMap<Operation *, int64_t> steps;
  for (auto [step, op] : llvm::enumerate(block))
    steps[&op] = step;
  auto getStep = [&](Operation *op) {
    return steps.lookup(block.findAncestorOpInBlock(*op));
  };

  Temporaries result;
  BufferViewFlowAnalysis aliases(func);
  WalkResult walk = func.walk([&](memref::AllocOp alloc) {
    FailureOr<int64_t> bytes = getBytes(alloc);
    if (failed(bytes))
      return WalkResult::interrupt();
    int64_t first = std::numeric_limits<int64_t>::max(), last = -1;
    for (Value alias : aliases.resolve(alloc))
      for (Operation *user : alias.getUsers()) {
        if (user->getNumRegions() == 0 && isMemoryEffectFree(user) &&
            !user->hasTrait<OpTrait::IsTerminator>())
          continue; // A view reads nothing.
        first = std::min(first, getStep(user));
        last = std::max(last, getStep(user));
      }
    if (last < 0)
      first = last = getStep(alloc);
    result.allocs.push_back(alloc);
    result.buffers.push_back({*bytes, first, last});
    return WalkResult::advance();
  });
  if (walk.wasInterrupted())
    return failure();
  return result;
}

namespace {
struct PackWorkspacePass
    : public pipe::impl::PackWorkspacePassBase<PackWorkspacePass> {
  using Base::Base;

  void runOnOperation() override {
    func::FuncOp func = getOperation();
    if (func.isExternal())
      return;
    FailureOr<KernelTargetAttr> target = requireKernelTarget(func);
    if (failed(target))
      return signalPassFailure();
    FailureOr<Temporaries> temporaries = collectTemporaries(func);
    if (failed(temporaries))
      return signalPassFailure();

    WorkspaceLayout layout =
        layOutWorkspace(temporaries->buffers, target->getAlignment());

    OpBuilder builder(&getContext());
    auto type = MemRefType::get({layout.bytes}, builder.getI8Type());
    if (failed(func.insertArgument(func.getNumArguments(), type, nullptr,
                                   func.getLoc())))
      return signalPassFailure();
    Value workspace = func.getArguments().back();
    for (auto [alloc, offset] :
         llvm::zip_equal(temporaries->allocs, layout.offsets)) {
      builder.setInsertionPoint(alloc);
      Location loc = alloc.getLoc();
      Value shift = arith::ConstantIndexOp::create(builder, loc, offset);
      Value view = memref::ViewOp::create(builder, loc, alloc.getType(),
                                          workspace, shift, ValueRange());
      alloc.replaceAllUsesWith(view);
      alloc.erase();
    }
    func->setAttr(kWorkspaceAttr, builder.getI64IntegerAttr(layout.bytes));
  }
};
} // namespace
