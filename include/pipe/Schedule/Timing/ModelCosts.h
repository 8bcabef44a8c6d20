//===- ModelCosts.h - Costs of a model, cut into stages ---------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SCHEDULE_TIMING_MODELCOSTS_H
#define PIPE_SCHEDULE_TIMING_MODELCOSTS_H

#include "pipe/Schedule/Timing/Memory.h"
#include "pipe/Schedule/Timing/Simulate.h"

#include <cstdint>
#include <vector>

namespace mlir::pipe {

/// What a model costs, as a chain of parts of any number, for one micro-batch:
/// known before anybody says how many stages there will be.
struct ModelCosts {
  TaskCosts tasks;             ///< by part
  ActivationSizes activations; ///< by part
  /// Bytes of the activation that a part sends on, and of the gradient that it
  /// gets back; empty for 0.
  std::vector<int64_t> messageBytes;

  int64_t numParts() const {
    return static_cast<int64_t>(tasks.forward.size());
  }

  /// The same costs for each of `numParts` parts; an activation counts 1.
  static ModelCosts makeUniform(int64_t numParts, int64_t forward = 1,
                                int64_t inputGradient = 1,
                                int64_t weightGradient = 1,
                                int64_t latency = 0);
};

/// The costs of a model that is cut into stages. All times and sizes are
/// multiplied by `scale`, so that parts that are cut evenly stay integers.
struct CutModel {
  TaskCosts tasks;             ///< by stage, latency and bandwidth scaled too
  ActivationSizes activations; ///< by stage
  std::vector<TaskEdge> edges; ///< the chain, each edge with its bytes
  int64_t scale = 1;
};

/// Cuts each part into equal stages, or joins parts to stages.
///
///   3 parts of 6, 6, 8; 6 stages: 6 6 6 6 8 8, scale 2
///   4 parts of 1, 2, 3, 4; 2 stages: 3 7, scale 1
///
/// \errors the number of stages is no multiple of the number of parts, nor the
///         other way round; a list is of another length; a negative number;
///         products beyond 64 bits.
Result<CutModel> cutIntoStages(const ModelCosts &model, int64_t numStages,
                               bool training);

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_TIMING_MODELCOSTS_H
