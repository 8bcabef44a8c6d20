//===- Simulate.cpp - What a schedule costs -------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Timing/Simulate.h"

#include "EventEngine.h"
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

Result<Timeline> mlir::pipe::simulate(const Schedule &schedule,
                                      const TaskCosts &costs,
                                      const std::vector<TaskEdge> &edges) {
  Result<ExecutionGraph> graph = ExecutionGraph::create(schedule, edges);
  if (!graph)
    return graph.getError();
  if (auto error = checkCosts(schedule, costs, edges))
    return *error;
  Result<EventEngine> engine = EventEngine::create(
      schedule, graph->getTable().isTraining(), costs, edges);
  if (!engine)
    return engine.getError();

  Timeline timeline;
  timeline.ranks.resize(static_cast<size_t>(schedule.ranks));
  auto positions = runInOrder(
      *engine, schedule.actions, [&](int64_t rank, const TimedAction &timed) {
        timeline.ranks[static_cast<size_t>(rank)].push_back(timed);
        timeline.makespan = std::max(timeline.makespan, timed.end);
      });
  if (auto error = graph->describeCircle(positions))
    return *error;
  return timeline;
}
