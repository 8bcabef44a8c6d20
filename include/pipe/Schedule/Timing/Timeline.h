//===- Timeline.h - When each action runs -----------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SCHEDULE_TIMING_TIMELINE_H
#define PIPE_SCHEDULE_TIMING_TIMELINE_H

#include "pipe/Schedule/Core/Action.h"
#include "pipe/Schedule/Core/Schedule.h"

#include <cstdint>
#include <vector>

namespace mlir::pipe {

/// An action with its times, in the unit of the timeline; end >= start.
struct TimedAction {
  Action action;
  int64_t start = 0;
  int64_t end = 0;

  friend bool operator==(const TimedAction &, const TimedAction &) = default;
};

/// When each rank runs each action of one step, planned (see `simulate`) or
/// measured. Times are integers of any one unit; a measured timeline is made by
/// filling `ranks`, each in order of start, and calling `normalize`:
///
///   Timeline measured;
///   measured.ranks.resize(numRanks);
///   measured.ranks[r].push_back({{stage, kind, microBatch}, startNs, endNs});
///   measured.normalize();
struct Timeline {
  std::vector<std::vector<TimedAction>> ranks;
  /// Time from 0 to the end of the last action of any rank.
  int64_t makespan = 0;

  /// Shifts all times so that the first action starts at 0, and sets
  /// `makespan`.
  void normalize();

  /// Time in which the rank runs actions.
  int64_t getBusy(int64_t rank) const;
  /// makespan - busy: counted up to the end of the slowest rank.
  int64_t getIdle(int64_t rank) const;
  /// Idle time between the first start and the last end of this rank only.
  int64_t getSpanIdle(int64_t rank) const;
  /// Idle time of all ranks / (P * makespan); 0 for an empty timeline. Papers
  /// also divide by the busy time.
  double getBubbleRatio() const;
  /// Idle time of all ranks / their busy time, the other usual ratio; 0 for an
  /// empty timeline.
  double getIdleOfIdeal() const;
  /// The most activations alive on the rank at a time, in chunk units (one
  /// stage, one micro-batch): alive from the start of F to the end of B or W,
  /// or only during F where no backward follows.
  int64_t getPeakActivations(int64_t rank) const;
};

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_TIMING_TIMELINE_H
