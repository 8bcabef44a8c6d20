//===- Greedy.cpp - Schedules of equal stages by list scheduling ----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Greedy.h"

using namespace mlir::pipe;

ScheduleProblem mlir::pipe::makeEqualCostsProblem(Schedule shape, int64_t cap) {
  int64_t numStages = shape.numStages();
  ScheduleProblem problem;
  problem.costs = TaskCosts::makeUniform(numStages, 1, 1, 1);
  problem.edges = getChainEdges(numStages, /*training=*/true);
  problem.activations = ActivationSizes::makeUniform(numStages);
  problem.caps.assign(static_cast<size_t>(shape.ranks), cap);
  problem.shape = std::move(shape);
  return problem;
}

Result<Schedule> mlir::pipe::pickFaster(Schedule closed, int64_t cap) {
  if (closed.ranks > kMaxGreedyRanks)
    return closed;
  ScheduleProblem problem = makeEqualCostsProblem(closed, cap);
  Result<Timeline> timeline = simulate(closed, problem.costs, problem.edges);
  if (!timeline)
    return timeline.getError();
  Result<TimedSchedule> greedy =
      makeBestListSchedule(problem, {{.backwardOrder = StageOrder::Shallowest},
                                     {.backwardOrder = StageOrder::Oldest}});
  if (!greedy)
    return greedy.getError();
  if (greedy->timeline.makespan < timeline->makespan)
    return std::move(greedy->schedule);
  return closed;
}
