//===- NestPlan.cpp - How a loop nest becomes vector code -----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NestPlan.h"
#include "pipe/Codegen/Kernels/Reduction.h"
#include "pipe/Codegen/Nests/VectorBody.h"

using namespace mlir;
using namespace mlir::pipe;

/// Accumulators that stay in registers while a column is summed.
static constexpr int64_t kColumnVectors = 8;

/// Returns the parallel loop along which all outputs are contiguous.
static std::optional<unsigned> findContiguousLoop(const LoopNest &nest) {
  for (auto [index, loop] : llvm::enumerate(nest.loops)) {
    unsigned position = index;
    if (!loop.isReduction &&
        llvm::all_of(nest.outputs(), [&](const NestAccess &output) {
          return output.strides[position] == 1;
        }))
      return position;
  }
  return std::nullopt;
}

/// Returns true if an input jumps through memory along `loop`.
static bool hasStridedInput(const LoopNest &nest, unsigned loop) {
  return llvm::any_of(nest.accesses, [&](const NestAccess &access) {
    return access.strides[loop] != 0 && access.strides[loop] != 1;
  });
}

/// Returns true if no output moves with a reduction loop.
static bool areOutputsReduced(const LoopNest &nest) {
  return llvm::all_of(nest.outputs(), [&](const NestAccess &output) {
    return llvm::all_of_zip(nest.loops, output.strides,
                            [](const NestLoop &loop, int64_t stride) {
                              return !loop.isReduction || stride == 0;
                            });
  });
}

FailureOr<NestPlan> mlir::pipe::planNest(linalg::LinalgOp op,
                                         int64_t vectorBytes) {
  if (!isVectorizable(op))
    return failure();
  int64_t lanes =
      op.getNumReductionLoops() > 0 ? getReductionLanes(op, vectorBytes) : 1;
  FailureOr<LoopNest> nest = getLoopNest(op, /*mergeReductions=*/lanes == 1);
  if (failed(nest) || nest->loops.empty())
    return failure();
  NestPlan plan{NestPlan::Form::Elementwise, *nest, 0,
                getVectorWidth(op, vectorBytes), 1};
  bool reduces = nest->hasReductions();
  if (reduces && !areOutputsReduced(*nest))
    return failure();
  if (reduces && lanes > 1) {
    plan.form = NestPlan::Form::Lanes;
    for (auto [index, loop] : llvm::enumerate(nest->loops))
      if (loop.isReduction)
        plan.vectorLoop = index;
    plan.width = std::min(plan.width, lanes);
    plan.vectors = lanes / plan.width;
    return plan;
  }
  std::optional<unsigned> loop = findContiguousLoop(*nest);
  if (!loop || (reduces && hasStridedInput(*nest, *loop)))
    return failure();
  plan.vectorLoop = *loop;
  plan.width = std::min<int64_t>(plan.width,
                                 llvm::PowerOf2Ceil(nest->loops[*loop].size));
  if (reduces) {
    plan.form = NestPlan::Form::Ordered;
    plan.vectors = std::clamp<int64_t>(nest->loops[*loop].size / plan.width, 1,
                                       kColumnVectors);
  }
  return plan;
}
