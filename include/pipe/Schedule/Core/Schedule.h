//===- Schedule.h - A pipeline schedule as a value --------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SCHEDULE_CORE_SCHEDULE_H
#define PIPE_SCHEDULE_CORE_SCHEDULE_H

#include "pipe/Schedule/Core/Action.h"

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
  /// stage -> rank; of the first copy of the model where there are several.
  std::vector<int64_t> placement;
  /// stage -> rank of each further copy of the model. Most schedules have one
  /// copy; bidirectional ones have two and keep each weight twice.
  std::vector<std::vector<int64_t>> otherPlacements;
  /// micro-batch -> the copy of the model that it passes through, 0 being
  /// `placement`; empty if there is one copy.
  std::vector<int32_t> copyOfMicroBatch;
  /// Of a schedule with updates within the step: all stages use weights of the
  /// same age, instead of the youngest that their order allows (UpdateRule.h).
  bool verticalSync = false;
  /// rank -> its actions in order.
  std::vector<std::vector<Action>> actions;

  int64_t numStages() const { return static_cast<int64_t>(placement.size()); }

  int64_t numCopies() const {
    return 1 + static_cast<int64_t>(otherPlacements.size());
  }

  /// Returns the placement of a copy, `copy` being below `numCopies()`.
  const std::vector<int64_t> &getPlacement(int64_t copy) const {
    return copy == 0 ? placement
                     : otherPlacements[static_cast<size_t>(copy - 1)];
  }

  /// Returns the copy of the model that a micro-batch passes through.
  int64_t getCopy(int64_t microBatch) const {
    return copyOfMicroBatch.empty()
               ? 0
               : copyOfMicroBatch[static_cast<size_t>(microBatch)];
  }

  /// Returns the rank that runs `action`. With several copies of the model it
  /// depends on the micro-batch: ask here rather than in `placement`.
  int64_t getRank(const Action &action) const {
    return getPlacement(
        getCopy(action.microBatch))[static_cast<size_t>(action.stage)];
  }

  /// Returns true if any action is of the backward or an update.
  bool isTraining() const;

  /// Returns true if any action is I or W.
  bool hasSplitBackward() const;

  /// Returns true if stages are updated after some micro-batches, U<m>, and not
  /// only once a step.
  bool updatesWithinStep() const;

  /// Returns the number of actions of all ranks.
  int64_t numActions() const;

  friend bool operator==(const Schedule &, const Schedule &) = default;
};

/// Returns one line a rank, "rank 0: 0F0 0F1 0B0 0B1".
std::string toString(const Schedule &schedule);

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_CORE_SCHEDULE_H
