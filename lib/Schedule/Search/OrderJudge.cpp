//===- OrderJudge.cpp - How good an order of actions is -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OrderJudge.h"

#include <algorithm>

using namespace mlir::pipe;

Result<OrderJudge> OrderJudge::create(const ScheduleProblem &problem) {
  Result<EventEngine> engine = EventEngine::create(
      problem.shape, problem.training, problem.costs, problem.edges);
  if (!engine)
    return engine.getError();
  OrderJudge judge;
  judge.problem = &problem;
  judge.engine = std::move(*engine);
  judge.times.resize(static_cast<size_t>(problem.shape.ranks));
  return judge;
}

std::optional<int64_t> OrderJudge::getMakespan(const ActionLists &lists) {
  for (auto &row : times)
    row.clear();
  engine.reset();
  int64_t makespan = 0;
  auto positions =
      runInOrder(engine, lists, [&](int64_t rank, const TimedAction &timed) {
        times[static_cast<size_t>(rank)].push_back(timed);
        makespan = std::max(makespan, timed.end);
      });
  bool finished = true;
  for (size_t rank = 0; rank < lists.size(); ++rank) {
    simulatedActions += positions[rank];
    finished &= positions[rank] == static_cast<int64_t>(lists[rank].size());
  }
  if (!finished)
    return std::nullopt;
  return makespan;
}

bool OrderJudge::fits(int64_t rank, const std::vector<Action> &list) const {
  const int64_t cap = problem->getCap(rank);
  int64_t kept = 0;
  for (const Action &action : list) {
    auto stage = static_cast<size_t>(action.stage);
    int64_t forward = problem->activations.forward[stage];
    int64_t weightGradient = problem->activations.weightGradient[stage];
    switch (action.kind) {
    case ActionKind::Forward:
      kept += forward;
      break;
    case ActionKind::Backward:
      kept -= forward;
      break;
    case ActionKind::InputGradient:
      kept += weightGradient - forward;
      break;
    case ActionKind::WeightGradient:
      kept -= weightGradient;
      break;
    case ActionKind::Update:
      break;
    }
    if (kept > cap)
      return false;
    if (!problem->training)
      kept = 0;
  }
  return true;
}

bool OrderJudge::fits(const ActionLists &lists) const {
  for (size_t rank = 0; rank < lists.size(); ++rank)
    if (!fits(static_cast<int64_t>(rank), lists[rank]))
      return false;
  return true;
}
