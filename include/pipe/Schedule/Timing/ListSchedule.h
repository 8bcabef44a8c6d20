//===- ListSchedule.h - Schedules made by a rule and a clock ----*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SCHEDULE_TIMING_LISTSCHEDULE_H
#define PIPE_SCHEDULE_TIMING_LISTSCHEDULE_H

#include "pipe/Schedule/Timing/ScheduleProblem.h"

#include <string>

namespace mlir::pipe {

/// Which of several stages of a rank goes first.
enum class StageOrder : uint8_t {
  Deepest,    ///< the largest stage number
  Shallowest, ///< the smallest stage number
  /// The oldest group of `groupSize` micro-batches; of a group the first stage
  /// in the direction of the pass, then the smallest micro-batch.
  Oldest
};

/// When a weight gradient runs while the rank could do something else.
enum class WeightGradientRule : uint8_t {
  AtOnce, ///< before all else
  Idle,   ///< when nothing else can start
  Gaps    ///< when nothing else can start or is known to start before its end
};

/// How a rank chooses among the actions that could start.
struct ListScheduleRule {
  /// I and W, or B.
  bool splitBackward = true;
  StageOrder forwardOrder = StageOrder::Deepest;
  StageOrder backwardOrder = StageOrder::Oldest;
  /// For StageOrder::Oldest; at least 1. P makes a group pass through the
  /// chunks of a rank as interleaved-1f1b does.
  int64_t groupSize = 1;
  /// Forwards before backwards.
  bool forwardFirst = false;
  /// No forward starts that would still run when a backward is known to arrive.
  bool waitForBackward = false;
  WeightGradientRule weightGradients = WeightGradientRule::Idle;
  /// The most micro-batches of each stage between F and the end of B or I, at
  /// least 1; empty for no limit but memory. `{P, ..., 2, 1}` is the warm-up of
  /// 1F1B.
  std::vector<int64_t> maxInFlight;

  /// Returns for example "split deepest/oldest gaps".
  std::string toString() const;
};

/// A schedule with the times of its actions.
struct TimedSchedule {
  Schedule schedule;
  Timeline timeline;
};

/// Makes a schedule in one sweep over time: whenever a rank is free it starts
/// what the rule prefers among the actions whose operands arrived and for which
/// there is memory. The micro-batches of a stage (and of a copy of the model)
/// run in ascending order, those of F, of B or I, and of W alike.
///
/// No rank ever keeps more than its cap, and no cap from the smallest on
/// (`getSmallestCaps`) makes it stop: see `MemoryReservation`.
///
/// Time: O(V^2 actions + actions log P) for V stages a rank.
///
/// \errors those of `checkProblem` and `checkCaps`; a rule with a limit below
///         1, or not one for each stage; so many stages on a rank and so many
///         actions that it would take minutes.
Result<TimedSchedule> makeListSchedule(const ScheduleProblem &problem,
                                       const ListScheduleRule &rule);

/// Returns the schedule of the rule whose makespan is the smallest, the first
/// of several. There must be a rule; errors as above.
Result<TimedSchedule>
makeBestListSchedule(const ScheduleProblem &problem,
                     const std::vector<ListScheduleRule> &rules);

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_TIMING_LISTSCHEDULE_H
