//===- SearchCandidates.cpp - Where a search begins -----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SearchCandidates.h"

#include "pipe/Schedule/Registry.h"

#include <algorithm>
#include <map>

using namespace mlir::pipe;

void CandidatePool::add(SearchCandidate candidate) {
  ++tried;
  auto same = [&](const SearchCandidate &other) {
    return other.makespan == candidate.makespan &&
           other.lists == candidate.lists;
  };
  if (std::any_of(best.begin(), best.end(), same))
    return;
  auto place =
      std::upper_bound(best.begin(), best.end(), candidate,
                       [](const SearchCandidate &a, const SearchCandidate &b) {
                         return a.makespan < b.makespan;
                       });
  best.insert(place, std::move(candidate));
  if (best.size() > size)
    best.pop_back();
}

void mlir::pipe::sortMicroBatches(Schedule &schedule) {
  auto count = static_cast<size_t>(schedule.numStages());
  std::vector<int32_t> forwards(count), backwards(count);
  // stage -> the micro-batches whose I came, in order, and how many W followed.
  std::vector<std::vector<int32_t>> split(count);
  std::vector<size_t> weightGradients(count);
  for (std::vector<Action> &list : schedule.actions)
    for (Action &action : list) {
      auto stage = static_cast<size_t>(action.stage);
      switch (action.kind) {
      case ActionKind::Forward:
        action.microBatch = forwards[stage]++;
        break;
      case ActionKind::InputGradient:
        split[stage].push_back(backwards[stage]);
        [[fallthrough]];
      case ActionKind::Backward:
        action.microBatch = backwards[stage]++;
        break;
      case ActionKind::WeightGradient:
        action.microBatch = split[stage][weightGradients[stage]++];
        break;
      case ActionKind::Update:
        break;
      }
    }
}

void mlir::pipe::addRegisteredSchedules(OrderJudge &judge, BackwardForm form,
                                        CandidatePool &pool) {
  const ScheduleProblem &problem = judge.getProblem();
  const Schedule &shape = problem.shape;
  for (const ScheduleInfo &info : getScheduleRegistry()) {
    if (!info.synchronous || info.copies != 1 ||
        info.training != problem.training)
      continue;
    Result<Schedule> schedule =
        info.generate({shape.ranks, shape.microBatches, shape.virtualStages});
    if (!schedule || schedule->placement != shape.placement ||
        schedule->numCopies() != 1)
      continue;
    if (problem.training && form != BackwardForm::Either &&
        getBackwardForm(*schedule) != form)
      continue;
    sortMicroBatches(*schedule);
    if (!judge.fits(schedule->actions) ||
        checkSchedule(*schedule, problem.edges))
      continue;
    if (std::optional<int64_t> makespan = judge.getMakespan(schedule->actions))
      pool.add({&judge, std::move(schedule->actions), *makespan,
                std::string(info.name)});
  }
}

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
  if (shape.numStages() == shape.ranks)
    orders = {Deepest};
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
          for (int bits = 0; bits < (problem.training ? 4 : 1); ++bits)
            rules.push_back({split, forward, backward, (bits & 1) != 0,
                             (bits & 2) != 0, weights, warmUp});
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
