//===- Simulate.h - What a schedule costs -----------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SCHEDULE_TIMING_SIMULATE_H
#define PIPE_SCHEDULE_TIMING_SIMULATE_H

#include "pipe/Schedule/Core/Result.h"
#include "pipe/Schedule/Timing/CheckSchedule.h"
#include "pipe/Schedule/Timing/Timeline.h"

#include <cstdint>
#include <vector>

namespace mlir::pipe {

/// How long each task takes, by stage, in any one integer unit (ns, cycles);
/// not negative. A list may be empty where the schedule has no such action; an
/// empty `update` means 0.
struct TaskCosts {
  std::vector<int64_t> forward;
  std::vector<int64_t> backward;
  std::vector<int64_t> inputGradient;
  std::vector<int64_t> weightGradient;
  /// From the end of a task to the arrival of its value on another rank, for a
  /// message of no bytes.
  int64_t latency = 0;
  std::vector<int64_t> update;
  /// Bytes that a message moves in one unit of time, in addition to `latency`;
  /// 0 means any number. Messages do not slow each other down.
  double bandwidth = 0.0;

  /// Returns the time from the end of a task to the arrival of `bytes` on
  /// another rank: latency + ceil(bytes / bandwidth), or -1 if it passes 62
  /// bits.
  int64_t getTransferTime(int64_t bytes) const;

  /// The list of one kind of action.
  std::vector<int64_t> &getList(ActionKind kind);
  const std::vector<int64_t> &getList(ActionKind kind) const {
    return const_cast<TaskCosts *>(this)->getList(kind);
  }

  /// The same costs on all stages; B takes inputGradient + weightGradient,
  /// which 64 bits must hold.
  static TaskCosts makeUniform(int64_t numStages, int64_t forward,
                               int64_t inputGradient, int64_t weightGradient,
                               int64_t latency = 0);
};

/// Runs a schedule: each rank takes its list strictly in order, an action
/// starts as soon as its rank is free and all values that it reads have
/// arrived.
///
/// \errors what `checkSchedule` finds; a missing or negative cost, latency or
///         bandwidth; times beyond 64 bits.
Result<Timeline> simulate(const Schedule &schedule, const TaskCosts &costs,
                          const std::vector<TaskEdge> &edges);

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_TIMING_SIMULATE_H
