//===- OrderJudge.h - How good an order of actions is -----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_SCHEDULE_SEARCH_ORDERJUDGE_H
#define PIPE_LIB_SCHEDULE_SEARCH_ORDERJUDGE_H

#include "Timing/EventEngine.h"
#include "pipe/Schedule/Timing/ScheduleProblem.h"

namespace mlir::pipe {

/// rank -> its actions in order.
using ActionLists = std::vector<std::vector<Action>>;

/// Says how good the order of actions is for a problem.
class OrderJudge {
public:
  /// The problem must have passed `checkProblem` for the actions that will be
  /// judged; it must outlive the judge.
  static Result<OrderJudge> create(const ScheduleProblem &problem);

  /// Returns the makespan, or nothing if ranks wait for each other in a circle.
  std::optional<int64_t> getMakespan(const ActionLists &lists);

  /// The times of the lists that were judged last, each rank in order.
  const std::vector<std::vector<TimedAction>> &getTimes() const {
    return times;
  }

  /// Returns true if a rank that runs `list` keeps its cap.
  bool fits(int64_t rank, const std::vector<Action> &list) const;
  /// Returns true if all ranks keep their caps.
  bool fits(const ActionLists &lists) const;

  const ScheduleProblem &getProblem() const { return *problem; }
  const EventEngine &getEngine() const { return engine; }
  int64_t getSimulatedActions() const { return simulatedActions; }
  void addSimulatedActions(int64_t count) { simulatedActions += count; }

private:
  const ScheduleProblem *problem = nullptr;
  EventEngine engine;
  std::vector<std::vector<TimedAction>> times;
  int64_t simulatedActions = 0;
};

} // namespace mlir::pipe

#endif // PIPE_LIB_SCHEDULE_SEARCH_ORDERJUDGE_H
