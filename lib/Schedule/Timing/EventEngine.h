//===- EventEngine.h - The clock of a pipeline ------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_SCHEDULE_TIMING_EVENTENGINE_H
#define PIPE_LIB_SCHEDULE_TIMING_EVENTENGINE_H

#include "TaskDependencies.h"
#include "pipe/Schedule/Timing/Simulate.h"

namespace mlir::pipe {

/// A task of a micro-batch by number, see `EventEngine::getKey`.
using TaskKey = int64_t;
inline constexpr TaskKey kNoTask = -1;
inline constexpr int64_t kNotReady = -1;

/// The clock of a pipeline. Actions start in any order that respects what they
/// read; the engine says when each can start and remembers when it ends. All
/// that knows about time goes through here: simulation of a given order, list
/// scheduling and search.
class EventEngine {
public:
  /// \param shape  ranks, micro-batches and placement; its actions are not
  ///               looked at. It must outlive the engine.
  /// \param costs  must have passed `checkCosts` for the actions that will run.
  static Result<EventEngine> create(const Schedule &shape, bool training,
                                    const TaskCosts &costs,
                                    const std::vector<TaskEdge> &edges);

  /// Forgets all that ran.
  void reset();

  /// Returns when all that `action` reads has arrived on its rank, or
  /// kNotReady if some of it did not run yet.
  int64_t getArrival(const Action &action) const;

  /// Returns something that `action` reads and that did not run yet, or
  /// kNoTask.
  TaskKey findMissing(const Action &action) const;

  /// Returns the time from which on the rank is free.
  int64_t getFreeTime(int64_t rank) const {
    return freeTimes[static_cast<size_t>(rank)];
  }

  int64_t getCost(const Action &action) const {
    return costs[static_cast<size_t>(action.stage * kNumActionKinds +
                                     static_cast<int>(action.kind))];
  }

  /// Runs `action`, whose operands all ran, as early as possible but not before
  /// `earliest`.
  TimedAction run(const Action &action, int64_t earliest = 0);

  /// Returns the number of the task that takes `taskClass`; numbers are below
  /// `numKeys()`.
  TaskKey getKey(int64_t stage, TaskClass taskClass, int64_t microBatch) const {
    return (stage * shape->microBatches + microBatch) * kNumTaskClasses +
           static_cast<int64_t>(taskClass);
  }
  int64_t numKeys() const { return static_cast<int64_t>(ends.size()); }

  /// Calls `visit(key)` for each key that is done once `action` ran: B takes
  /// the classes of both halves.
  template <class Visitor>
  void forEachKey(const Action &action, Visitor visit) const;

private:
  /// A task that is read: its key for micro-batch 0, and what its value takes
  /// to arrive (0 on the same rank).
  struct Input {
    TaskKey firstKey;
    int64_t delay;
  };
  struct InputRange {
    const Input *first;
    const Input *last;
    const Input *begin() const { return first; }
    const Input *end() const { return last; }
  };
  InputRange getInputs(const Action &action) const;
  void addInputs(const TaskDependencies &dependencies,
                 const TaskCosts &taskCosts);

  static constexpr int64_t kNotDone = -1;

  const Schedule *shape = nullptr;
  std::vector<int64_t> costs; ///< by stage and kind
  /// Inputs of all tasks one after the other, and where those of (copy, stage,
  /// kind) begin.
  std::vector<Input> inputs;
  std::vector<int64_t> firstInput;
  std::vector<int64_t> ends; ///< by key
  std::vector<int64_t> freeTimes;
};

/// Checks that each action has a cost that is not negative, and that all of
/// them one after the other, each with its transfers, end within 64 bits: then
/// no sum of times overflows.
std::optional<Error> checkCosts(const Schedule &schedule,
                                const TaskCosts &costs,
                                const std::vector<TaskEdge> &edges);

/// Runs lists of actions, one a rank, each strictly in order, and calls
/// `visit(rank, timedAction)` once an action ran.
/// \returns for each rank how far it came: less than its list is long if ranks
///          wait for each other in a circle.
template <class Visitor>
std::vector<int64_t> runInOrder(EventEngine &engine,
                                const std::vector<std::vector<Action>> &lists,
                                Visitor visit);

// Templates

template <class Visitor>
void EventEngine::forEachKey(const Action &action, Visitor visit) const {
  if (action.kind == ActionKind::Update)
    return;
  visit(getKey(action.stage, getTaskClass(action.kind), action.microBatch));
  if (action.kind == ActionKind::Backward)
    visit(getKey(action.stage, TaskClass::WeightGradient, action.microBatch));
}

template <class Visitor>
std::vector<int64_t> runInOrder(EventEngine &engine,
                                const std::vector<std::vector<Action>> &lists,
                                Visitor visit) {
  std::vector<int64_t> positions(lists.size(), 0);
  // A stopped rank waits for one task; ranks that wait for the same task form a
  // list.
  std::vector<int32_t> firstWaiter(static_cast<size_t>(engine.numKeys()), -1);
  std::vector<int32_t> nextWaiter(lists.size(), -1);
  std::vector<int32_t> runnable;
  for (size_t rank = lists.size(); rank-- > 0;)
    runnable.push_back(static_cast<int32_t>(rank));

  while (!runnable.empty()) {
    auto rank = static_cast<size_t>(runnable.back());
    runnable.pop_back();
    const std::vector<Action> &list = lists[rank];
    for (int64_t &position = positions[rank];
         position < static_cast<int64_t>(list.size()); ++position) {
      const Action &action = list[static_cast<size_t>(position)];
      TaskKey missing = engine.findMissing(action);
      if (missing != kNoTask) {
        nextWaiter[rank] = firstWaiter[static_cast<size_t>(missing)];
        firstWaiter[static_cast<size_t>(missing)] = static_cast<int32_t>(rank);
        break;
      }
      visit(static_cast<int64_t>(rank), engine.run(action));
      engine.forEachKey(action, [&](TaskKey key) {
        int32_t &first = firstWaiter[static_cast<size_t>(key)];
        for (; first != -1; first = nextWaiter[static_cast<size_t>(first)])
          runnable.push_back(first);
      });
    }
  }
  return positions;
}

} // namespace mlir::pipe

#endif // PIPE_LIB_SCHEDULE_TIMING_EVENTENGINE_H
