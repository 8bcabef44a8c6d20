//===- ListSchedule.cpp - Schedules made by a rule and a clock ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Timing/ListSchedule.h"

#include "ListScheduler.h"

#include <algorithm>

using namespace mlir::pipe;

/// The most work that a list schedule may be: V * V for an action.
static constexpr int64_t kMaxWork = 1'000'000'000;

static std::optional<Error> checkWork(const ScheduleProblem &problem,
                                      bool splitBackward) {
  const Schedule &shape = problem.shape;
  std::vector<int64_t> stages(static_cast<size_t>(shape.ranks));
  for (int64_t copy = 0; copy < shape.numCopies(); ++copy)
    for (int64_t rank : shape.getPlacement(copy))
      ++stages[static_cast<size_t>(rank)];
  int64_t most = *std::max_element(stages.begin(), stages.end());
  int64_t limit = kMaxWork / most / most;
  int64_t actions = shape.numStages() * shape.microBatches *
                    (!problem.training ? 1
                     : splitBackward   ? 3
                                       : 2);
  if (actions > limit)
    return Error("list schedule is too big: with " + std::to_string(most) +
                 " stages on a rank it can have at most " +
                 std::to_string(limit) + " actions, but got " +
                 std::to_string(actions));
  return std::nullopt;
}

static std::optional<Error> checkRule(const ScheduleProblem &problem,
                                      const ListScheduleRule &rule) {
  if (rule.groupSize < 1)
    return Error("the groups of the rule must have at least 1 micro-batch, but "
                 "have " +
                 std::to_string(rule.groupSize));
  const std::vector<int64_t> &limits = rule.maxInFlight;
  if (limits.empty())
    return std::nullopt;
  int64_t numStages = problem.shape.numStages();
  if (static_cast<int64_t>(limits.size()) != numStages)
    return Error("the rule limits " + std::to_string(limits.size()) +
                 " stages, but there are " + std::to_string(numStages));
  for (size_t stage = 0; stage < limits.size(); ++stage)
    if (limits[stage] < 1)
      return Error("the rule must allow stage " + std::to_string(stage) +
                   " at least 1 micro-batch, but allows " +
                   std::to_string(limits[stage]));
  return std::nullopt;
}

std::string ListScheduleRule::toString() const {
  auto describe = [](StageOrder order) {
    return order == StageOrder::Deepest      ? "deepest"
           : order == StageOrder::Shallowest ? "shallowest"
                                             : "oldest";
  };
  std::string text = splitBackward ? "split " : "fused ";
  text += forwardFirst ? "forward-first " : "";
  text += std::string(describe(forwardOrder)) + "/" + describe(backwardOrder);
  if (groupSize > 1 && (forwardOrder == StageOrder::Oldest ||
                        backwardOrder == StageOrder::Oldest))
    text += " by " + std::to_string(groupSize);
  if (splitBackward)
    text += weightGradients == WeightGradientRule::AtOnce ? " at-once"
            : weightGradients == WeightGradientRule::Idle ? " idle"
                                                          : " gaps";
  text += waitForBackward ? " waiting" : "";
  if (!maxInFlight.empty())
    text += " warm-up " + std::to_string(maxInFlight.front());
  return text;
}

Result<TimedSchedule>
mlir::pipe::makeListSchedule(const ScheduleProblem &problem,
                             const ListScheduleRule &rule) {
  return makeBestListSchedule(problem, {rule});
}

Result<TimedSchedule>
mlir::pipe::makeBestListSchedule(const ScheduleProblem &problem,
                                 const std::vector<ListScheduleRule> &rules) {
  std::optional<TimedSchedule> best;
  std::optional<EventEngine> engine;
  for (const ListScheduleRule &rule : rules) {
    if (auto error = checkProblem(problem, rule.splitBackward))
      return *error;
    if (auto error = checkCaps(problem, rule.splitBackward))
      return *error;
    if (auto error = checkRule(problem, rule))
      return *error;
    if (auto error = checkWork(problem, rule.splitBackward))
      return *error;
    if (!engine) {
      Result<EventEngine> created = EventEngine::create(
          problem.shape, problem.training, problem.costs, problem.edges);
      if (!created)
        return created.getError();
      engine = std::move(*created);
    }
    engine->reset();
    TimedSchedule made = ListScheduler(problem, rule, *engine).run();
    if (!best || made.timeline.makespan < best->timeline.makespan)
      best = std::move(made);
  }
  if (!best)
    return Error("there is no rule to make a schedule by");
  return std::move(*best);
}
