//===- TaskPaths.h - Longest paths of one micro-batch -----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_SCHEDULE_SEARCH_TASKPATHS_H
#define PIPE_LIB_SCHEDULE_SEARCH_TASKPATHS_H

#include "Timing/TaskDependencies.h"
#include "pipe/Schedule/Search/Bounds.h"

namespace mlir::pipe {

/// The longest paths through the tasks of one micro-batch that passes through
/// one copy of the model. A task is (stage, taskClass); with the backward
/// whole, B is in the taskClass of I and W takes no time behind it.
class TaskPaths {
public:
  /// The problem must have passed `checkProblem`.
  TaskPaths(const ScheduleProblem &problem, BackwardForm form, int64_t copy);

  /// Returns how long a task takes at least.
  int64_t getCost(int64_t stage, TaskClass taskClass) const {
    return tasks[getIndex(stage, taskClass)].cost;
  }
  /// Returns the earliest start of a task.
  int64_t getHead(int64_t stage, TaskClass taskClass) const {
    return tasks[getIndex(stage, taskClass)].head;
  }
  /// Returns the least time from the end of a task to the end of the last.
  int64_t getTail(int64_t stage, TaskClass taskClass) const {
    return tasks[getIndex(stage, taskClass)].tail;
  }
  /// Returns the least time from the start of F to the end of B or I. Takes
  /// time for all tasks.
  int64_t getLifetime(int64_t stage) const;
  /// Returns true if the second task needs the first. Takes time for all tasks.
  bool isReached(int64_t fromStage, TaskClass fromClass, int64_t toStage,
                 TaskClass toClass) const;

private:
  struct Read {
    int32_t task;
    int64_t delay;
  };
  struct Task {
    int64_t cost = 0, head = 0, tail = 0;
    std::vector<Read> reads;
  };

  static size_t getIndex(int64_t stage, TaskClass taskClass) {
    return static_cast<size_t>(stage * kNumTaskClasses +
                               static_cast<int64_t>(taskClass));
  }
  void addTasks(const ScheduleProblem &problem, BackwardForm form);
  void addReads(const ScheduleProblem &problem, BackwardForm form,
                int64_t copy);
  void sort();
  static constexpr int64_t kNotReached = -1;
  int64_t getLongestPath(size_t from, size_t to) const;

  std::vector<Task> tasks;
  std::vector<int32_t> order; ///< each task after those that it reads
};

} // namespace mlir::pipe

#endif // PIPE_LIB_SCHEDULE_SEARCH_TASKPATHS_H
