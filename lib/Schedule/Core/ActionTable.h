//===- ActionTable.h - Actions by what they do ------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_SCHEDULE_CORE_ACTIONTABLE_H
#define PIPE_LIB_SCHEDULE_CORE_ACTIONTABLE_H

#include "pipe/Schedule/Core/Result.h"
#include "pipe/Schedule/Core/Schedule.h"

#include <optional>
#include <vector>

namespace mlir::pipe {

/// An action by number: rank 0's list first, then rank 1's and so on.
using ActionIndex = int32_t;
inline constexpr ActionIndex kNoAction = -1;

/// The three tasks of a stage and micro-batch that a schedule may hold. I takes
/// the place of B: whoever waits for the one waits for the other.
enum class TaskClass : uint8_t { Forward, Backward, WeightGradient };
inline constexpr int64_t kNumTaskClasses = 3;

/// Returns the taskClass of F, B, I or W.
inline TaskClass getTaskClass(ActionKind kind) {
  if (kind == ActionKind::Forward)
    return TaskClass::Forward;
  return kind == ActionKind::WeightGradient ? TaskClass::WeightGradient
                                            : TaskClass::Backward;
}

/// Finds actions by stage, taskClass and micro-batch.
class ActionTable {
public:
  /// Checks shape, coverage and placement of the schedule and indexes it. The
  /// schedule must outlive the table.
  static Result<ActionTable> create(const Schedule &schedule);

  const Schedule &getSchedule() const { return *schedule; }
  bool isTraining() const { return training; }
  int64_t numActions() const { return firstOfRank.back(); }

  /// Returns the action or kNoAction.
  ActionIndex find(int64_t stage, TaskClass taskClass,
                   int64_t microBatch) const {
    return table[getKey(stage, taskClass, microBatch)];
  }
  ActionIndex getIndex(int64_t rank, int64_t position) const {
    return static_cast<ActionIndex>(firstOfRank[static_cast<size_t>(rank)] +
                                    position);
  }
  int64_t getRank(ActionIndex index) const {
    return rankOfAction[static_cast<size_t>(index)];
  }
  int64_t getPosition(ActionIndex index) const {
    return index - firstOfRank[static_cast<size_t>(getRank(index))];
  }
  const Action &getAction(ActionIndex index) const {
    int64_t rank = getRank(index);
    return schedule->actions[static_cast<size_t>(rank)]
                            [static_cast<size_t>(getPosition(index))];
  }

  /// Returns "rank 1, position 3: 1F2".
  std::string describe(ActionIndex index) const;

  ErrorPlace getPlace(ActionIndex index) const {
    return {getRank(index), getPosition(index)};
  }

private:
  size_t getKey(int64_t stage, TaskClass taskClass, int64_t microBatch) const {
    return static_cast<size_t>((stage * schedule->microBatches + microBatch) *
                                   kNumTaskClasses +
                               static_cast<int64_t>(taskClass));
  }
  std::optional<Error> fill();
  std::optional<Error> checkBackwards() const;

  const Schedule *schedule = nullptr;
  bool training = false;
  std::vector<int64_t> firstOfRank; ///< P + 1 entries
  std::vector<int32_t> rankOfAction;
  std::vector<ActionIndex> table;
};

/// Returns "rank 1, position 3: 1F2" for an action that need not be legal.
std::string describeAction(int64_t rank, size_t position, const Action &action);

} // namespace mlir::pipe

#endif // PIPE_LIB_SCHEDULE_CORE_ACTIONTABLE_H
