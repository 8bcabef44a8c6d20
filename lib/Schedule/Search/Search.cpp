//===- Search.cpp - The best schedule for given costs ---------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Search/Search.h"

#include "OrderImprover.h"
#include "SearchCandidates.h"
#include "SearchProblems.h"
#include "SearchRules.h"

#include <algorithm>
#include <memory>

using namespace mlir::pipe;

/// The effort of a list schedule is that of so many simulations.
static constexpr int64_t kListScheduleEffort = 4;
/// How many candidates are improved.
static constexpr size_t kPoolSize = 4;

namespace {
class Search {
public:
  explicit Search(const SearchRequest &request)
      : request(request), random(request.seed), pool(kPoolSize) {}

  Result<SearchResult> run();

private:
  std::optional<Error> addProblems();
  std::optional<Error> addProblem(ScheduleProblem problem);
  std::optional<Error> findBound();
  std::optional<Error> addListSchedules();
  std::optional<Error> addListSchedule(size_t problem,
                                       const ListScheduleRule &rule);
  std::optional<Error> improveRules();
  void improveOrders();
  Result<SearchResult> finish();

  int64_t getEffort() const;
  bool isDone() const {
    return !pool.getBest().empty() &&
           pool.getBest().front().makespan <= bound.time;
  }

  const SearchRequest &request;
  std::mt19937_64 random;
  BackwardForm form = BackwardForm::Either;
  int64_t budget = 0; ///< actions to simulate
  /// One for each placement whose caps are large enough.
  std::vector<std::unique_ptr<ScheduleProblem>> problems;
  std::vector<std::unique_ptr<OrderJudge>> judges;
  Bound bound;
  CandidatePool pool;
  struct RuleResult {
    size_t problem; ///< index
    int64_t makespan;
    ListScheduleRule rule;
    std::vector<int64_t> mostInFlight; ///< by stage
  };
  std::optional<RuleResult> bestRule; ///< of equal ones the last
  int64_t moves = 0;
};
} // namespace

int64_t Search::getEffort() const {
  int64_t effort = 0;
  for (const auto &judge : judges)
    effort += judge->getSimulatedActions();
  return effort;
}

std::optional<Error> Search::addProblem(ScheduleProblem problem) {
  for (bool split : {false, true})
    if (form != (split ? BackwardForm::Whole : BackwardForm::Halves))
      if (auto error = checkProblem(problem, split))
        return error;
  // Whole backwards need the least memory.
  if (auto error = checkCaps(problem, form == BackwardForm::Halves))
    return error;
  // The judge keeps the address.
  problems.push_back(std::make_unique<ScheduleProblem>(std::move(problem)));
  Result<OrderJudge> judge = OrderJudge::create(*problems.back());
  if (!judge)
    return judge.getError();
  judges.push_back(std::make_unique<OrderJudge>(std::move(*judge)));
  return std::nullopt;
}

/// Adds the placements whose caps are large enough; if there is none, returns
/// the error of the first.
std::optional<Error> Search::addProblems() {
  form = getSearchForm(request);
  Result<std::vector<ScheduleProblem>> all = makeSearchProblems(request);
  if (!all)
    return all.getError();
  std::optional<Error> first;
  for (ScheduleProblem &problem : *all)
    if (auto error = addProblem(std::move(problem)); error && !first)
      first = error;
  return problems.empty() ? first : std::nullopt;
}

/// The least of all placements: the schedule may have any of them.
std::optional<Error> Search::findBound() {
  for (size_t i = 0; i < problems.size(); ++i) {
    Result<LowerBounds> bounds = getLowerBounds(*problems[i], form);
    if (!bounds)
      return bounds.getError();
    if (i == 0 || bounds->largest.time < bound.time)
      bound = bounds->largest;
  }
  return std::nullopt;
}

std::optional<Error> Search::addListSchedule(size_t problem,
                                             const ListScheduleRule &rule) {
  Result<TimedSchedule> made = makeListSchedule(*problems[problem], rule);
  if (!made)
    return made.getError();
  OrderJudge &judge = *judges[problem];
  judge.addSimulatedActions(kListScheduleEffort * made->schedule.numActions());
  int64_t makespan = made->timeline.makespan;
  if (!bestRule || makespan <= bestRule->makespan)
    bestRule = {problem, makespan, rule, getMostInFlight(made->schedule)};
  pool.add({&judge, std::move(made->schedule.actions), makespan,
            "list: " + rule.toString()});
  return std::nullopt;
}

/// Tries the first rule of each form, then others for a quarter of the budget.
std::optional<Error> Search::addListSchedules() {
  for (size_t i = 0; i < problems.size(); ++i) {
    std::vector<ListScheduleRule> rules =
        makeSearchRules(*problems[i], form, random);
    int64_t share = budget / 4 / static_cast<int64_t>(problems.size());
    int64_t before = judges[i]->getSimulatedActions();
    for (size_t j = 0; j < rules.size(); ++j) {
      // The first rules are whole and in halves, which differ in memory.
      bool must = j < 2 || pool.getBest().empty();
      if (!must &&
          (isDone() || judges[i]->getSimulatedActions() - before >= share))
        break;
      if (auto error = addListSchedule(i, rules[j])) {
        // Too many stages on a rank for list scheduling.
        if (pool.getBest().empty())
          return error;
        break;
      }
    }
  }
  return std::nullopt;
}

/// Changes the best rule again and again, with half of the budget that is left.
std::optional<Error> Search::improveRules() {
  int64_t end = getEffort() + (budget - getEffort()) / 2;
  while (bestRule && !isDone() && getEffort() < end)
    if (auto error = addListSchedule(
            bestRule->problem, changeRule(bestRule->rule, request.ranks,
                                          bestRule->mostInFlight, random)))
      return error;
  return std::nullopt;
}

/// Improves the best candidates: the first one with half of the budget that is
/// left, the next with half of the rest, and so on.
void Search::improveOrders() {
  std::vector<SearchCandidate> starts = pool.getBest();
  std::optional<SearchCandidate> best;
  for (SearchCandidate &start : starts) {
    if (isDone() || (best && best->makespan <= bound.time))
      break;
    int64_t left = budget - getEffort();
    if (left <= 0)
      break;
    bool last = &start == &starts.back();
    OrderImprover improver(*start.judge, start.lists, random());
    improver.run(last ? left : left / 2, bound.time);
    moves += improver.numMoves();
    if (improver.getMakespan() < (best ? *best : starts.front()).makespan)
      best = {start.judge, improver.getLists(), improver.getMakespan(),
              start.origin + " improved"};
  }
  if (best)
    pool.getBest().insert(pool.getBest().begin(), std::move(*best));
}

Result<SearchResult> Search::finish() {
  const SearchCandidate &best = pool.getBest().front();
  const ScheduleProblem &problem = best.judge->getProblem();
  SearchResult result;
  result.schedule = problem.shape;
  result.schedule.actions = best.lists;
  // Nothing that leaves here was not checked.
  Result<Timeline> timeline =
      simulate(result.schedule, problem.costs, problem.edges);
  if (!timeline)
    return timeline.getError();
  result.timeline = std::move(*timeline);
  result.bound = bound;
  result.origin = best.origin;
  result.candidates = pool.numTried();
  result.moves = moves;
  result.simulatedActions = getEffort();
  return result;
}

Result<SearchResult> Search::run() {
  if (request.searchMs < 0 || request.searchMs > 86'400'000)
    return Error("the time of a search must be from 0 to 86400000 ms, but is " +
                 std::to_string(request.searchMs));
  budget = request.searchMs * kNominalActionsPerMs;
  if (auto error = addProblems())
    return *error;
  if (auto error = findBound())
    return *error;
  for (const auto &judge : judges)
    addRegisteredSchedules(*judge, form, pool);
  if (auto error = addListSchedules())
    return *error;
  if (auto error = improveRules())
    return *error;
  improveOrders();
  return finish();
}

Result<SearchResult> mlir::pipe::searchSchedule(const SearchRequest &request) {
  return Search(request).run();
}
