//===- ThreadPlan.cpp - How threads share a loop nest ---------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ThreadPlan.h"

#include "pipe/Codegen/Kernels/Reduction.h"
#include "pipe/Codegen/Nests/VectorBody.h"
#include "pipe/Dialect/PipeRT/IR/PipeRT.h"

#include "mlir/Dialect/MemRef/IR/MemRef.h"

using namespace mlir;
using namespace mlir::pipe;

/// Threads of a block, and the most blocks: enough to fill any device, which
/// then go on with what is left.
static constexpr int64_t kThreads = 256;
static constexpr int64_t kGroupThreads = 128;
static constexpr int64_t kMaxBlocks = 4096;

/// Returns true if all iterations of the parallel loops write different
/// elements, and all of a reduction the same one.
static bool writesOnce(const LoopNest &nest) {
  for (const NestAccess &output : nest.outputs()) {
    SmallVector<std::pair<int64_t, int64_t>> loops; // Strides and sizes.
    for (auto [loop, stride] : llvm::zip_equal(nest.loops, output.strides)) {
      if (loop.isReduction ? stride != 0 : stride <= 0)
        return false;
      if (!loop.isReduction)
        loops.emplace_back(stride, loop.size);
    }
    llvm::sort(loops);
    int64_t extent = 0; // The last element that the loops so far reach.
    for (auto [stride, size] : loops) {
      if (stride <= extent)
        return false;
      extent += stride * (size - 1);
    }
  }
  return true;
}

/// Returns true if the body only reads, and no buffer that the op writes.
static bool onlyReads(linalg::LinalgOp op) {
  WalkResult result = op.getBlock()->walk([&](Operation *inner) {
    if (auto load = dyn_cast<memref::LoadOp>(inner))
      return llvm::is_contained(op.getDpsInits(), load.getMemRef())
                 ? WalkResult::interrupt()
                 : WalkResult::advance();
    return inner->hasTrait<OpTrait::HasRecursiveMemoryEffects>() ||
                   isMemoryEffectFree(inner)
               ? WalkResult::advance()
               : WalkResult::interrupt();
  });
  return !result.wasInterrupted();
}

/// Chooses how the lanes of a reduction lie among threads.
static LogicalResult planLanes(ThreadPlan &plan, int64_t lanes) {
  linalg::LinalgOp op = plan.nest.op;
  if (!llvm::isPowerOf2_64(lanes))
    return failure();
  for (unsigned output = 0; output < op.getNumDpsInits(); ++output)
    if (!getCombiner(op, output))
      return failure();
  for (auto [index, loop] : llvm::enumerate(plan.nest.loops))
    if (loop.isReduction)
      plan.laneLoop = index;
  plan.form = ThreadPlan::Form::Group;
  plan.lanes = lanes;
  plan.group = std::min(lanes, kWarp);
  return success();
}

/// Bytes that a thread reads or writes at once.
static constexpr int64_t kAccessBytes = 16;

/// Returns the bytes of an element in memory; 0 for types that are not moved
/// as vectors.
static int64_t getVectorElementBytes(Type type) {
  unsigned bits = type.isIntOrFloat() ? type.getIntOrFloatBitWidth() : 0;
  return bits >= 8 && llvm::isPowerOf2_32(bits) ? bits / 8 : 0;
}

/// Returns how many neighbours along the innermost loop a thread can have at a
/// time: as many as fill an access, where all buffers lie contiguous there, in
/// rows of whole accesses.
static int64_t planWidth(const LoopNest &nest) {
  linalg::LinalgOp op = nest.op;
  if (nest.loops.empty() || nest.hasReductions() || !isVectorizable(op) ||
      op.hasIndexSemantics())
    return 1;
  int64_t widest = 0;
  for (const NestAccess &access : nest.accesses)
    if (!access.isScalar() && access.strides.back() != 0) {
      int64_t bytes = getVectorElementBytes(access.elementType);
      if (bytes == 0 || access.strides.back() != 1)
        return 1;
      widest = std::max(widest, bytes);
    }
  if (widest == 0)
    return 1;
  int64_t width = kAccessBytes / widest;
  if (nest.loops.back().size % width != 0)
    return 1;
  for (const NestAccess &access : nest.accesses) {
    if (access.isScalar() || access.strides.back() == 0)
      continue;
    if (ShapedType::isDynamic(access.offset) || access.offset % width != 0 ||
        llvm::any_of(ArrayRef(access.strides).drop_back(),
                     [&](int64_t stride) { return stride % width != 0; }))
      return 1;
  }
  return width;
}

FailureOr<ThreadPlan> mlir::pipe::planThreads(linalg::LinalgOp op,
                                              int64_t vectorBytes) {
  int64_t lanes =
      op.getNumReductionLoops() > 0 ? getReductionLanes(op, vectorBytes) : 1;
  FailureOr<LoopNest> nest = getLoopNest(op, /*mergeReductions=*/lanes == 1);
  if (failed(nest) || !writesOnce(*nest) || !onlyReads(op))
    return failure();
  ThreadPlan plan{ThreadPlan::Form::Each, *nest, 1};
  for (const NestLoop &loop : nest->loops)
    if (!loop.isReduction)
      plan.elements *= loop.size;
  if (nest->hasReductions() && lanes > 1 && failed(planLanes(plan, lanes)))
    return failure();
  if (plan.form == ThreadPlan::Form::Each)
    plan.width = planWidth(*nest);
  int64_t most =
      plan.form == ThreadPlan::Form::Group ? kGroupThreads : kThreads;
  plan.threads = std::min<int64_t>(
      llvm::divideCeil(plan.elements / plan.width * plan.group, kWarp) * kWarp,
      most);
  plan.blocks = std::min<int64_t>(
      llvm::divideCeil(plan.elements / plan.width, plan.getBlockElements()),
      kMaxBlocks);
  return plan;
}
