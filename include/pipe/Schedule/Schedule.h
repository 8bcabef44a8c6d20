//===- Schedule.h - A pipeline schedule as a value --------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SCHEDULE_SCHEDULE_H
#define PIPE_SCHEDULE_SCHEDULE_H

#include "pipe/Schedule/Action.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mlir::pipe {

/// The most actions that one schedule may hold, all ranks together. Larger
/// parameters and larger files are refused, so that no input makes a tool hang.
inline constexpr int64_t kMaxScheduleActions = 4'000'000;

/// Who does what in which order: the rank of each stage, and for each rank the
/// ordered list of its actions. Each rank runs its list in order, one action at
/// a time; an action starts when the values that it reads are there.
struct Schedule {
  /// The registered name, or the name of the file it was read from.
  std::string name;
  int64_t ranks = 0;        ///< P
  int64_t microBatches = 0; ///< M
  /// V; for an irregular placement the largest number of stages on a rank.
  int64_t virtualStages = 0;
  /// stage -> rank.
  std::vector<int64_t> placement;
  /// rank -> its actions in order.
  std::vector<std::vector<Action>> actions;

  int64_t numStages() const { return static_cast<int64_t>(placement.size()); }

  /// Returns the rank that runs `action`. The only place that knows how
  /// placement works: ask here rather than in `placement`, so that schedules
  /// with several copies of the model (where it also depends on the
  /// micro-batch) need no other change.
  int64_t getRank(const Action &action) const {
    return placement[static_cast<size_t>(action.stage)];
  }

  /// Returns true if any action is of the backward or an update.
  bool isTraining() const;

  /// Returns the number of actions of all ranks.
  int64_t numActions() const;

  friend bool operator==(const Schedule &, const Schedule &) = default;
};

/// Returns one line a rank, "rank 0: 0F0 0F1 0B0 0B1".
std::string toString(const Schedule &schedule);

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_SCHEDULE_H
