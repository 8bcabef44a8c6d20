//===- Plan.h - A schedule with its costs, times and numbers ----*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPE_PLAN_PLAN_H
#define PIPE_TOOLS_PIPE_PLAN_PLAN_H

#include "Costs.h"

#include "pipe/Schedule/Core/UpdateRule.h"
#include "pipe/Schedule/Search/Bounds.h"
#include "pipe/Schedule/Timing/Memory.h"
#include "pipe/Schedule/Timing/Timeline.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mlir::pipe {

/// What one rank does in a step; times in the unit of the plan.
struct RankNumbers {
  int64_t busy = 0;
  int64_t idle = 0;     ///< makespan - busy
  int64_t spanIdle = 0; ///< idle between its own first start and last end
  int64_t peakActivations = 0; ///< in chunk units: one stage, one micro-batch
  std::optional<int64_t> peakBytes; ///< if the sizes are known
  int64_t messagesSent = 0;
  std::optional<int64_t> bytesSent; ///< if the sizes are known
  /// Versions of the weights, the most that a stage of it keeps, if the
  /// schedule updates within the step.
  std::optional<int64_t> versions;
};

/// A schedule that was run with its costs.
struct Plan {
  Schedule schedule;
  StageCosts costs;
  std::vector<TaskEdge> edges;
  Timeline timeline;
  std::vector<RankNumbers> ranks;
  /// What no schedule can beat, and why.
  Bound bound;
  /// Which schedules `bound` is for.
  std::string boundScope = "no schedule of this placement is faster";
  /// Which versions of the weights are used, if the schedule updates within the
  /// step.
  std::optional<UpdateRule> updates;
  /// What else is known, by name.
  std::vector<std::pair<std::string, std::string>> remarks;
  /// What each rank keeps over time: bytes if the sizes are known, else chunk
  /// units.
  std::vector<std::vector<MemoryChange>> memory;
};

/// Runs a schedule. Throws a Failure if it is illegal, or if a time of its
/// actions is missing in the costs, which are those of `options`.
Plan makePlan(Schedule schedule, const CostOptions &options);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPE_PLAN_PLAN_H
