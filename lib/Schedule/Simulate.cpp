//===- Simulate.cpp - What a schedule costs -------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Simulate.h"

#include "ExecutionGraph.h"

#include <algorithm>

using namespace mlir::pipe;

TaskCosts TaskCosts::makeUniform(int64_t numStages, int64_t forward,
                                 int64_t inputGradient, int64_t weightGradient,
                                 int64_t latency) {
  auto count = static_cast<size_t>(numStages);
  TaskCosts costs;
  costs.forward.assign(count, forward);
  costs.backward.assign(count, inputGradient + weightGradient);
  costs.inputGradient.assign(count, inputGradient);
  costs.weightGradient.assign(count, weightGradient);
  costs.latency = latency;
  return costs;
}

std::vector<int64_t> &TaskCosts::getList(ActionKind kind) {
  switch (kind) {
  case ActionKind::Forward:
    return forward;
  case ActionKind::Backward:
    return backward;
  case ActionKind::InputGradient:
    return inputGradient;
  case ActionKind::WeightGradient:
    return weightGradient;
  case ActionKind::Update:
    break;
  }
  return update;
}

/// Returns the cost of an action for which `checkCosts` passed.
static int64_t getCost(const TaskCosts &costs, const Action &action) {
  if (action.kind == ActionKind::Update && costs.update.empty())
    return 0;
  return costs.getList(action.kind)[static_cast<size_t>(action.stage)];
}

/// Checks that each action has a cost and that all of them one after the other,
/// each with a transfer, end within 64 bits: no sum of times can overflow.
static std::optional<Error> checkCosts(const Schedule &schedule,
                                       const TaskCosts &costs) {
  if (costs.latency < 0)
    return Error("latency must not be negative, but got " +
                 std::to_string(costs.latency));
  int64_t total = 0;
  for (const std::vector<Action> &list : schedule.actions)
    for (const Action &action : list) {
      std::string task =
          "the task " + std::to_string(action.stage) + getLetter(action.kind);
      const std::vector<int64_t> &stages = costs.getList(action.kind);
      bool isFree = action.kind == ActionKind::Update && stages.empty();
      if (!isFree && static_cast<size_t>(action.stage) >= stages.size())
        return Error(task + " has no cost: there are costs for " +
                     std::to_string(stages.size()) + " stages");
      int64_t cost = getCost(costs, action);
      if (cost < 0)
        return Error(task + " has a negative cost: " + std::to_string(cost));
      if (__builtin_add_overflow(total, cost, &total) ||
          __builtin_add_overflow(total, costs.latency, &total))
        return Error("times pass 64 bits at " + task + " with cost " +
                     std::to_string(cost) + "; use a larger unit");
    }
  return std::nullopt;
}

Result<Timeline> mlir::pipe::simulate(const Schedule &schedule,
                                      const TaskCosts &costs,
                                      const std::vector<TaskEdge> &edges) {
  Result<ExecutionGraph> graph = ExecutionGraph::create(schedule, edges);
  if (!graph)
    return graph.getError();
  if (auto error = checkCosts(schedule, costs))
    return *error;

  const ActionTable &table = graph->getTable();
  std::vector<int64_t> ends(static_cast<size_t>(table.numActions()), 0);
  Timeline timeline;
  timeline.ranks.resize(static_cast<size_t>(schedule.ranks));
  auto positions = graph->run([&](ActionIndex index) {
    int64_t rank = table.getRank(index);
    const Action &action = table.getAction(index);
    auto &row = timeline.ranks[static_cast<size_t>(rank)];
    int64_t start = row.empty() ? 0 : row.back().end;
    graph->forEachOperand(action, [&](ActionIndex operand) {
      bool crosses = table.getRank(operand) != rank;
      start = std::max(start, ends[static_cast<size_t>(operand)] +
                                  (crosses ? costs.latency : 0));
    });
    int64_t end = start + getCost(costs, action);
    row.push_back({action, start, end});
    ends[static_cast<size_t>(index)] = end;
    timeline.makespan = std::max(timeline.makespan, end);
  });
  if (auto error = graph->describeCircle(positions))
    return *error;
  return timeline;
}
