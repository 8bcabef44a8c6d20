//===- CheckSchedule.cpp - Is a schedule legal? ---------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Timing/CheckSchedule.h"

#include "EventEngine.h"
#include "ExecutionGraph.h"

using namespace mlir::pipe;

std::vector<TaskEdge> mlir::pipe::getChainEdges(int64_t numStages,
                                                bool training) {
  using enum ActionKind;
  std::vector<TaskEdge> edges;
  auto count = static_cast<int32_t>(numStages);
  for (int32_t stage = 1; stage < count; ++stage)
    edges.push_back({stage - 1, Forward, stage, Forward, 0});
  if (!training)
    return edges;
  for (int32_t stage = 0; stage < count; ++stage)
    edges.push_back({stage, Forward, stage, Backward, 0});
  for (int32_t stage = 1; stage < count; ++stage)
    edges.push_back({stage, Backward, stage - 1, Backward, 0});
  return edges;
}

std::optional<Error>
mlir::pipe::checkSchedule(const Schedule &schedule,
                          const std::vector<TaskEdge> &edges) {
  Result<ExecutionGraph> graph = ExecutionGraph::create(schedule, edges);
  if (!graph)
    return graph.getError();
  // Whether ranks get to their end does not depend on time.
  Result<EventEngine> engine =
      EventEngine::create(schedule, graph->getTable().isTraining(),
                          TaskCosts::makeUniform(0, 0, 0, 0), edges);
  if (!engine)
    return engine.getError();
  return graph->describeCircle(runInOrder(*engine, schedule.actions,
                                          [](int64_t, const TimedAction &) {}));
}

std::optional<Error> mlir::pipe::checkSchedule(const Schedule &schedule) {
  return checkSchedule(
      schedule, getChainEdges(schedule.numStages(), schedule.isTraining()));
}
