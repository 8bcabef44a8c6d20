//===- TaskPaths.cpp - Longest paths of one micro-batch -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TaskPaths.h"

#include <algorithm>

using namespace mlir::pipe;

TaskPaths::TaskPaths(const ScheduleProblem &problem, BackwardForm form,
                     int64_t copy) {
  addTasks(problem, form);
  addReads(problem, form, copy);
  sort();
  for (int32_t i : order)
    for (const Read &read : tasks[static_cast<size_t>(i)].reads) {
      const Task &from = tasks[static_cast<size_t>(read.task)];
      int64_t &head = tasks[static_cast<size_t>(i)].head;
      head = std::max(head, from.head + from.cost + read.delay);
    }
  for (auto it = order.rbegin(); it != order.rend(); ++it) {
    const Task &to = tasks[static_cast<size_t>(*it)];
    for (const Read &read : to.reads) {
      int64_t &tail = tasks[static_cast<size_t>(read.task)].tail;
      tail = std::max(tail, read.delay + to.cost + to.tail);
    }
  }
}

void TaskPaths::addTasks(const ScheduleProblem &problem, BackwardForm form) {
  const TaskCosts &costs = problem.costs;
  tasks.resize(getIndex(problem.shape.numStages(), TaskClass::Forward));
  for (int64_t stage = 0; stage < problem.shape.numStages(); ++stage) {
    auto i = static_cast<size_t>(stage);
    tasks[getIndex(stage, TaskClass::Forward)].cost = costs.forward[i];
    if (!problem.training)
      continue;
    int64_t &first = tasks[getIndex(stage, TaskClass::Backward)].cost;
    int64_t &second = tasks[getIndex(stage, TaskClass::WeightGradient)].cost;
    if (form == BackwardForm::Whole) {
      first = costs.backward[i];
      continue;
    }
    first = costs.inputGradient[i];
    second = costs.weightGradient[i];
    if (form == BackwardForm::Halves)
      continue;
    // The least time until the gradient may go on, and until all is done.
    int64_t total = std::min(costs.backward[i], first + second);
    first = std::min(costs.backward[i], first);
    second = total - first;
  }
}

void TaskPaths::addReads(const ScheduleProblem &problem, BackwardForm form,
                         int64_t copy) {
  using enum ActionKind;
  const std::vector<int64_t> &placement = problem.shape.getPlacement(copy);
  // The edges passed `checkProblem`.
  Result<TaskDependencies> dependencies =
      TaskDependencies::create(problem.shape, problem.training, problem.edges);
  auto add = [&](int64_t stage, ActionKind kind) {
    Task &task = tasks[getIndex(stage, getTaskClass(kind))];
    dependencies->forEachOperand(
        stage, kind, [&](const TaskDependencies::Operand &operand) {
          bool crosses = placement[static_cast<size_t>(operand.stage)] !=
                         placement[static_cast<size_t>(stage)];
          task.reads.push_back(
              {static_cast<int32_t>(getIndex(operand.stage, operand.taskClass)),
               crosses ? problem.costs.getTransferTime(operand.bytes) : 0});
        });
  };
  for (int64_t stage = 0; stage < problem.shape.numStages(); ++stage) {
    add(stage, Forward);
    if (!problem.training)
      continue;
    add(stage, form == BackwardForm::Whole ? Backward : InputGradient);
    add(stage, WeightGradient);
  }
}

void TaskPaths::sort() {
  std::vector<int32_t> missing(tasks.size());
  std::vector<std::vector<int32_t>> readers(tasks.size());
  for (size_t i = 0; i < tasks.size(); ++i) {
    missing[i] = static_cast<int32_t>(tasks[i].reads.size());
    for (const Read &read : tasks[i].reads)
      readers[static_cast<size_t>(read.task)].push_back(
          static_cast<int32_t>(i));
    if (missing[i] == 0)
      order.push_back(static_cast<int32_t>(i));
  }
  for (size_t next = 0; next < order.size(); ++next)
    for (int32_t reader : readers[static_cast<size_t>(order[next])])
      if (--missing[static_cast<size_t>(reader)] == 0)
        order.push_back(reader);
}

/// Returns the time from the start of one task to the end of the other, or
/// kNotReached.
int64_t TaskPaths::getLongestPath(size_t from, size_t to) const {
  std::vector<int64_t> reached(tasks.size(), kNotReached);
  for (int32_t next : order) {
    auto i = static_cast<size_t>(next);
    const Task &task = tasks[i];
    if (i == from)
      reached[i] = task.cost;
    for (const Read &read : task.reads)
      if (int64_t before = reached[static_cast<size_t>(read.task)];
          before != kNotReached)
        reached[i] = std::max(reached[i], before + read.delay + task.cost);
    if (i == to)
      break;
  }
  return reached[to];
}

int64_t TaskPaths::getLifetime(int64_t stage) const {
  return getLongestPath(getIndex(stage, TaskClass::Forward),
                        getIndex(stage, TaskClass::Backward));
}

bool TaskPaths::isReached(int64_t fromStage, TaskClass fromClass,
                          int64_t toStage, TaskClass toClass) const {
  return getLongestPath(getIndex(fromStage, fromClass),
                        getIndex(toStage, toClass)) != kNotReached;
}
