//===- SearchRules.cpp - Rules that a search tries ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SearchRules.h"

#include "Core/ActionTable.h"

#include <algorithm>

using namespace mlir::pipe;

/// How many micro-batches each stage must have under way, times `percent` /
/// 100, so that the slowest rank never waits: their time from F to the end of
/// the backward over the time that the rank needs for one.
static std::vector<int64_t> makeWarmUp(const ScheduleProblem &problem,
                                       const std::vector<int64_t> &lifetimes,
                                       int64_t period, int64_t percent) {
  std::vector<int64_t> limits;
  for (int64_t lifetime : lifetimes) {
    double needed = static_cast<double>(lifetime) / static_cast<double>(period);
    auto limit = static_cast<int64_t>(
        needed * static_cast<double>(percent) / 100 + 0.99);
    limits.push_back(std::clamp<int64_t>(limit, 1, problem.shape.microBatches));
  }
  return limits;
}

/// Returns the limits to try, without those that limit nothing.
static std::vector<std::vector<int64_t>>
makeWarmUps(const ScheduleProblem &problem, bool split) {
  const TaskCosts &costs = problem.costs;
  const Schedule &shape = problem.shape;
  const int64_t latency = costs.getTransferTime(0);
  std::vector<int64_t> work(static_cast<size_t>(shape.ranks));
  // From F of the stage down to the last, and back to its I or B.
  std::vector<int64_t> lifetimes(shape.placement.size());
  int64_t lifetime = 0;
  for (size_t stage = lifetimes.size(); stage-- > 0;) {
    int64_t backward =
        split ? costs.inputGradient[stage] : costs.backward[stage];
    lifetime += costs.forward[stage] + backward;
    if (stage + 1 < lifetimes.size() &&
        shape.placement[stage] != shape.placement[stage + 1])
      lifetime += 2 * latency;
    lifetimes[stage] = lifetime;
    work[static_cast<size_t>(shape.placement[stage])] +=
        costs.forward[stage] + backward +
        (split ? costs.weightGradient[stage] : 0);
  }
  int64_t period =
      std::max<int64_t>(1, *std::max_element(work.begin(), work.end()));
  std::vector<std::vector<int64_t>> warmUps = {{}};
  for (int64_t percent : {100, 150, 200, 130, 170, 250}) {
    auto limits = makeWarmUp(problem, lifetimes, period, percent);
    if (std::find(warmUps.begin(), warmUps.end(), limits) == warmUps.end())
      warmUps.push_back(std::move(limits));
  }
  return warmUps;
}

static void addRules(const ScheduleProblem &problem, bool split,
                     std::vector<ListScheduleRule> &rules) {
  using enum StageOrder;
  using enum WeightGradientRule;
  const Schedule &shape = problem.shape;
  std::vector<StageOrder> orders = {Deepest, Oldest, Shallowest};
  std::vector<int64_t> groupSizes = {1, shape.ranks};
  if (shape.numStages() == shape.ranks) {
    orders = {Deepest};
    groupSizes = {1};
  }
  std::vector<WeightGradientRule> weightRules = {Idle, Gaps, AtOnce};
  if (!split || !problem.training)
    weightRules = {Idle};
  std::vector<std::vector<int64_t>> warmUps = {{}};
  if (problem.training)
    warmUps = makeWarmUps(problem, split);
  for (const std::vector<int64_t> &warmUp : warmUps)
    for (WeightGradientRule weights : weightRules)
      for (StageOrder forward : orders)
        for (StageOrder backward : orders)
          for (int64_t groupSize : groupSizes) {
            if (groupSize > 1 && forward != Oldest && backward != Oldest)
              continue;
            for (int bits = 0; bits < (problem.training ? 4 : 1); ++bits)
              rules.push_back({split, forward, backward, groupSize,
                               (bits & 1) != 0, (bits & 2) != 0, weights,
                               warmUp});
          }
}

std::vector<ListScheduleRule>
mlir::pipe::makeSearchRules(const ScheduleProblem &problem, BackwardForm form,
                            std::mt19937_64 &random) {
  std::vector<ListScheduleRule> first, others;
  for (bool split : {true, false}) {
    if (form == (split ? BackwardForm::Whole : BackwardForm::Halves) ||
        (split && !problem.training) || checkCaps(problem, split))
      continue;
    std::vector<ListScheduleRule> rules;
    addRules(problem, split, rules);
    first.push_back(rules.front());
    others.insert(others.end(), rules.begin() + 1, rules.end());
  }
  // Not std::shuffle, which need not be the same everywhere.
  for (size_t i = others.size(); i > 1; --i)
    std::swap(others[i - 1], others[random() % i]);
  first.insert(first.end(), others.begin(), others.end());
  return first;
}

/// Returns for each stage the most micro-batches between F and B or I.
std::vector<int64_t> mlir::pipe::getMostInFlight(const Schedule &schedule) {
  std::vector<int64_t> most(schedule.placement.size());
  std::vector<int64_t> count(schedule.placement.size());
  for (const std::vector<Action> &list : schedule.actions)
    for (const Action &action : list) {
      auto stage = static_cast<size_t>(action.stage);
      if (action.kind == ActionKind::Forward)
        most[stage] = std::max(most[stage], ++count[stage]);
      else if (getTaskClass(action.kind) == TaskClass::Backward)
        --count[stage];
    }
  return most;
}

/// Changes how a rank chooses.
static void changeChoice(ListScheduleRule &rule, uint64_t numRanks,
                         std::mt19937_64 &random) {
  switch (random() % 6) {
  case 0:
    rule.waitForBackward = !rule.waitForBackward;
    break;
  case 1:
    rule.forwardFirst = !rule.forwardFirst;
    break;
  case 2:
    rule.weightGradients = static_cast<WeightGradientRule>(random() % 3);
    break;
  case 3:
    rule.groupSize = 1 + static_cast<int64_t>(random() % (2 * numRanks));
    break;
  case 4:
    rule.forwardOrder = static_cast<StageOrder>(random() % 3);
    break;
  default:
    rule.backwardOrder = static_cast<StageOrder>(random() % 3);
  }
}

ListScheduleRule
mlir::pipe::changeRule(ListScheduleRule rule, int64_t numRanks,
                       const std::vector<int64_t> &mostInFlight,
                       std::mt19937_64 &random) {
  std::vector<int64_t> &limits = rule.maxInFlight;
  if (limits.empty())
    limits = mostInFlight;
  size_t first = random() % limits.size();
  size_t length = 1;
  if (random() % 3 != 0)
    length += random() % (limits.size() - first);
  int64_t change = random() % 4 == 0 ? 2 : 1;
  if (random() % 2 == 0)
    change = -change;
  for (size_t stage = first; stage < first + length; ++stage)
    limits[stage] = std::max<int64_t>(1, limits[stage] + change);
  if (random() % 8 < 5)
    changeChoice(rule, static_cast<uint64_t>(numRanks), random);
  return rule;
}
