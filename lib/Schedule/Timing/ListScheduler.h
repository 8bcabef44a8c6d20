//===- ListScheduler.h - One sweep over time --------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_SCHEDULE_TIMING_LISTSCHEDULER_H
#define PIPE_LIB_SCHEDULE_TIMING_LISTSCHEDULER_H

#include "EventEngine.h"
#include "MemoryReservation.h"
#include "pipe/Schedule/Timing/ListSchedule.h"

#include <functional>
#include <queue>
#include <tuple>

namespace mlir::pipe {

/// A stage of a copy of the model.
struct ScheduleLane {
  int32_t stage;
  int64_t rank;
  const std::vector<int32_t> *microBatches;
  int64_t reservation; ///< number of the lane in the reservation of its rank
  /// How many F, B or I, and W started.
  int64_t done[kNumTaskClasses] = {0, 0, 0};
};

/// An action that a rank may choose.
struct Candidate {
  ScheduleLane *lane = nullptr; ///< null for no action
  Action action;
  int64_t arrival = 0;
  /// Smaller is better.
  using Key = std::tuple<int, int64_t, int64_t, int64_t>;
  Key key;
};

/// Makes one schedule, see `makeListSchedule`.
class ListScheduler {
public:
  ListScheduler(const ScheduleProblem &problem, const ListScheduleRule &rule,
                EventEngine &engine)
      : problem(problem), rule(rule), engine(engine) {
    addLanes();
    addConsumers();
  }

  TimedSchedule run();

private:
  void addLanes();
  void addConsumers();

  std::optional<Candidate> getCandidate(ScheduleLane &lane, ActionKind kind);
  Candidate::Key getKey(const Action &action) const;
  bool mayRun(const Candidate &candidate);
  Candidate choose(int64_t rank, int64_t time);
  bool shouldWait(const Candidate &best, int64_t time);
  void start(const Candidate &candidate, int64_t time);
  void removeWaits();
  void wake(int64_t time, int64_t rank);

  const ScheduleProblem &problem;
  const ListScheduleRule &rule;
  EventEngine &engine;
  std::vector<std::vector<int32_t>> microBatches; ///< by copy
  std::vector<std::vector<int32_t>> numOlder;     ///< by copy, micro-batch
  std::vector<ScheduleLane> lanes;                ///< by copy and stage
  std::vector<std::vector<int64_t>> lanesOfRank;
  std::vector<MemoryReservation> reservations; ///< by rank
  std::vector<ActionKind> kinds;               ///< that the schedule has
  /// (stage, taskClass) -> the tasks that read it.
  std::vector<std::vector<std::pair<int32_t, ActionKind>>> consumers;
  /// Times at which a rank has something to choose.
  using Event = std::pair<int64_t, int64_t>;
  std::priority_queue<Event, std::vector<Event>, std::greater<>> events;
  /// The last of them that is still to come, by rank; kAsleep if it came.
  std::vector<int64_t> latestWake;
  static constexpr int64_t kAsleep = -1;
  TimedSchedule result;
  /// Of the rank that chooses: those that can start now, and those that are
  /// known to arrive later.
  std::vector<Candidate> ready, later;
};

} // namespace mlir::pipe

#endif // PIPE_LIB_SCHEDULE_TIMING_LISTSCHEDULER_H
