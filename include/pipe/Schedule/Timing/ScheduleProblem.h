//===- ScheduleProblem.h - What a schedule is wanted for --------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SCHEDULE_TIMING_SCHEDULEPROBLEM_H
#define PIPE_SCHEDULE_TIMING_SCHEDULEPROBLEM_H

#include "pipe/Schedule/Core/Schedule.h"
#include "pipe/Schedule/Timing/Memory.h"
#include "pipe/Schedule/Timing/Simulate.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace mlir::pipe {

/// What a schedule is wanted for: all that list scheduling, bounds and search
/// need to know.
struct ScheduleProblem {
  /// Ranks, micro-batches, placement and, with two copies of the model, which
  /// micro-batch takes which; the actions are not looked at.
  Schedule shape;
  bool training = true;
  TaskCosts costs;
  std::vector<TaskEdge> edges;
  ActivationSizes activations;
  /// The most that each rank may keep, in the unit of `activations`; empty for
  /// no limit.
  std::vector<int64_t> caps;

  /// Returns the cap of a rank; the largest number for none.
  int64_t getCap(int64_t rank) const;
  /// Returns whether any micro-batch takes that copy of the model.
  bool isCopyUsed(int64_t copy) const;
};

/// Returns for each rank what one micro-batch on its way through all stages
/// keeps there at most; with several copies of the model the copy that keeps
/// most counts. No schedule of a chain of stages can do with less, and a list
/// schedule needs no more. With the backward in two halves it is more where a
/// stage keeps more for its weight gradient than for its input gradient.
///
/// The problem must have passed `checkProblem`.
std::vector<int64_t> getSmallestCaps(const ScheduleProblem &problem,
                                     bool splitBackward);

/// Returns what is wrong with a problem: a stage on no rank, a copy that does
/// not exist, a cost, size or cap that is missing or negative, an edge of a
/// stage that does not exist, tasks that read each other in a circle, more than
/// kMaxScheduleActions actions, times or sizes beyond 64 bits.
///
/// Caps below the smallest are no error here.
std::optional<Error> checkProblem(const ScheduleProblem &problem,
                                  bool splitBackward);

/// Returns the ranks whose cap is below the smallest as an error that names
/// each with what it needs, or nothing.
std::optional<Error> checkCaps(const ScheduleProblem &problem,
                               bool splitBackward);

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_TIMING_SCHEDULEPROBLEM_H
