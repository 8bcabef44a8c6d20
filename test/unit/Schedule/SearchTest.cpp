//===- SearchTest.cpp - Searched schedules --------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Search/Search.h"
#include "ProblemTestUtils.h"
#include "Search/OrderImprover.h"

#include <cstdlib>

using namespace mlir::pipe;

static SearchRequest makeRequest(const ScheduleProblem &problem) {
  SearchRequest request;
  request.ranks = problem.shape.ranks;
  request.microBatches = problem.shape.microBatches;
  request.virtualStages = problem.shape.virtualStages;
  request.training = problem.training;
  request.costs = problem.costs;
  request.edges = problem.edges;
  request.activations = problem.activations;
  request.caps = problem.caps;
  request.searchMs = 2;
  return request;
}

static SearchResult search(const SearchRequest &request) {
  Result<SearchResult> result = searchSchedule(request);
  if (result)
    return std::move(*result);
  ADD_FAILURE() << result.getError().toString();
  return {};
}

/// Checks that the result solves the problem, keeps the bound, and is not worse
/// than any registered schedule that keeps the caps.
static void checkResult(ScheduleProblem problem, const SearchResult &result) {
  EXPECT_EQ(result.schedule.name, "search");
  EXPECT_LE(result.bound.time, result.timeline.makespan)
      << toString(result.bound);
  EXPECT_EQ(simulate(result.schedule, problem.costs, problem.edges)->makespan,
            result.timeline.makespan);
  problem.shape.placement = result.schedule.placement;
  expectSolves(problem, result.schedule);
  for (const ScheduleInfo &info : getScheduleRegistry()) {
    if (!info.synchronous || info.copies != 1 ||
        info.training != problem.training)
      continue;
    Result<Schedule> schedule =
        info.generate({problem.shape.ranks, problem.shape.microBatches,
                       problem.shape.virtualStages});
    if (!schedule)
      continue;
    Result<Timeline> timeline =
        simulate(*schedule, problem.costs, problem.edges);
    if (!timeline)
      continue;
    auto peaks = getPeakMemory(*timeline, problem.activations);
    bool fits = true;
    for (int64_t rank = 0; rank < problem.shape.ranks; ++rank)
      fits &= (*peaks)[static_cast<size_t>(rank)] <= problem.getCap(rank);
    EXPECT_TRUE(!fits || result.timeline.makespan <= timeline->makespan)
        << info.name << " " << timeline->makespan << " is faster than "
        << result.origin;
  }
}

/// 10000 in the nightly run: PIPE_SEARCH_INSTANCES=10000.
static int64_t getNumInstances() {
  const char *text = std::getenv("PIPE_SEARCH_INSTANCES");
  return text ? std::max(1, std::atoi(text)) : 250;
}

// Costs equal and off by up to 30 percent, latency of up to one forward, caps
// from the smallest on: always a schedule, never worse than a registered one.
TEST(Search, RandomInstances) {
  RandomNumbers random(2026);
  const int64_t count = getNumInstances();
  double gap = 0;
  for (int64_t i = 0; i < count; ++i) {
    ScheduleProblem problem = makeRandomProblem(random, 16, 64);
    // Even less where the backward stays whole.
    if (random.pick(0, 3) == 0)
      problem.caps = getSmallestCaps(problem, /*splitBackward=*/false);
    SCOPED_TRACE("instance " + std::to_string(i));
    SearchRequest request = makeRequest(problem);
    request.seed = static_cast<uint64_t>(i);
    SearchResult result = search(request);
    ASSERT_FALSE(HasFailure());
    checkResult(problem, result);
    ASSERT_FALSE(HasFailure());
    gap += static_cast<double>(result.timeline.makespan) /
               static_cast<double>(result.bound.time) -
           1;
  }
  // Caps are tight for many of them, and the bound by memory is not.
  EXPECT_LT(gap / static_cast<double>(count), 0.2);
}

TEST(Search, OptimumForEqualCosts) {
  struct {
    int64_t ranks, microBatches, virtualStages, cap, makespan;
  } rows[] = {{4, 8, 1, 4, 27},    {4, 8, 1, 100, 27}, {8, 32, 1, 8, 103},
              {8, 32, 2, 16, 199}, {4, 4, 2, 8, 27},   {1, 7, 3, 3, 63}};
  for (const auto &[ranks, microBatches, virtualStages, cap, makespan] : rows) {
    ScheduleProblem problem = makeProblem(ranks, microBatches, virtualStages,
                                          PlacementKind::Loop, cap);
    SearchResult result = search(makeRequest(problem));
    EXPECT_EQ(result.timeline.makespan, makespan);
    EXPECT_EQ(result.bound.time, makespan);
    checkResult(problem, result);
  }
}

TEST(Search, EqualRequestsGiveEqualResults) {
  ScheduleProblem problem = makeProblem(4, 9, 3, PlacementKind::Loop, 4, 1);
  problem.costs.forward[1] = 2;
  SearchRequest request = makeRequest(problem);
  SearchResult first = search(request), second = search(request);
  EXPECT_EQ(first.schedule, second.schedule);
  EXPECT_EQ(first.origin, second.origin);
  EXPECT_EQ(first.moves, second.moves);
  EXPECT_EQ(first.simulatedActions, second.simulatedActions);
  request.seed = 5;
  request.searchMs = 30;
  SearchResult longer = search(request);
  checkResult(problem, longer);
  EXPECT_GT(longer.simulatedActions, first.simulatedActions);
}

// A cap at which no rule for the whole problem is best.
TEST(Search, EffortHelps) {
  ScheduleProblem problem = makeProblem(2, 4, 2, PlacementKind::Loop, 4);
  SearchRequest request = makeRequest(problem);
  request.form = BackwardForm::Whole;
  request.placements = {problem.shape.placement};
  request.searchMs = 0;
  EXPECT_GT(search(request).timeline.makespan, 27);
  request.searchMs = 20;
  SearchResult result = search(request);
  EXPECT_EQ(result.timeline.makespan, 27);
  EXPECT_GE(result.candidates, 3);
}

// From the worst legal order, one micro-batch after the other, to the optimum.
TEST(Search, MovesReachTheOptimum) {
  ScheduleProblem problem = makeProblem(2, 3, 1, PlacementKind::Linear, 3);
  problem.shape.actions = fromCsv("0F0,0I0,0W0,0F1,0I1,0W1,0F2,0I2,0W2\n"
                                  "1F0,1I0,1W0,1F1,1I1,1W1,1F2,1I2,1W2\n")
                              .actions;
  Result<OrderJudge> judge = OrderJudge::create(problem);
  ASSERT_TRUE(judge);
  OrderImprover improver(*judge, problem.shape.actions, /*seed=*/1);
  EXPECT_EQ(improver.getMakespan(), 15);
  improver.run(/*effort=*/200'000, /*target=*/0);
  EXPECT_EQ(improver.getMakespan(), 10);
  EXPECT_GT(improver.numMoves(), 100);
  problem.shape.actions = improver.getLists();
  expectSolves(problem, problem.shape);
  // A cap of one micro-batch forbids every move that helps.
  problem.caps = {1, 1};
  OrderImprover bound(*judge,
                      fromCsv("0F0,0I0,0W0,0F1,0I1,0W1,0F2,0I2,0W2\n"
                              "1F0,1I0,1W0,1F1,1I1,1W1,1F2,1I2,1W2\n")
                          .actions,
                      /*seed=*/1);
  bound.run(/*effort=*/50'000, /*target=*/0);
  EXPECT_EQ(bound.getMakespan(), 15);
}

TEST(Search, FormsAndPlacements) {
  ScheduleProblem problem = makeProblem(3, 6, 2, PlacementKind::Wave, 12);
  SearchRequest request = makeRequest(problem);
  request.form = BackwardForm::Whole;
  SearchResult whole = search(request);
  EXPECT_FALSE(whole.schedule.hasSplitBackward());
  request.form = BackwardForm::Halves;
  SearchResult halves = search(request);
  EXPECT_EQ(getBackwardForm(halves.schedule), BackwardForm::Halves);
  EXPECT_LT(halves.timeline.makespan, whole.timeline.makespan);
  // Stages 0 and 1 and the rest: no regular placement.
  request.placements = {{0, 0, 1, 1, 2, 2}};
  SearchResult irregular = search(request);
  EXPECT_EQ(irregular.schedule.placement, request.placements[0]);
  problem.shape.placement = request.placements[0];
  expectSolves(problem, irregular.schedule);
  // Without costs of the halves only whole backwards are left.
  request.placements.clear();
  request.form = BackwardForm::Either;
  request.costs.inputGradient.clear();
  request.costs.weightGradient.clear();
  EXPECT_FALSE(search(request).schedule.hasSplitBackward());
  // Without costs of the whole it takes I + W.
  request.costs = problem.costs;
  request.costs.backward.clear();
  request.form = BackwardForm::Whole;
  EXPECT_EQ(search(request).timeline.makespan, whole.timeline.makespan);
}

TEST(Search, ForwardOnly) {
  ScheduleProblem problem = makeProblem(4, 8, 2, PlacementKind::Loop, 1);
  problem.training = false;
  problem.edges = getChainEdges(8, false);
  SearchResult result = search(makeRequest(problem));
  EXPECT_EQ(result.timeline.makespan, 19);
  EXPECT_EQ(result.bound.time, 19);
  EXPECT_FALSE(result.schedule.isTraining());
}

// Skip connections with bytes: schedules must respect them.
TEST(Search, SkipEdges) {
  ScheduleProblem problem = makeProblem(4, 8, 1, PlacementKind::Linear, 4, 1);
  problem.edges.push_back({0, ActionKind::Forward, 3, ActionKind::Forward, 40});
  problem.edges.push_back(
      {3, ActionKind::Backward, 0, ActionKind::Backward, 40});
  problem.costs.bandwidth = 4;
  checkResult(problem, search(makeRequest(problem)));
}

TEST(Search, Errors) {
  ScheduleProblem problem = makeProblem(2, 3, 2, PlacementKind::Wave, 1);
  auto getError = [](const SearchRequest &request) {
    Result<SearchResult> result = searchSchedule(request);
    return result ? "" : result.getError().message;
  };
  SearchRequest request = makeRequest(problem);
  EXPECT_EQ(getError(request),
            "memory cap is too small: rank 0 needs 2 for one micro-batch, but "
            "its cap is 1; raise the cap or use more ranks");
  request.caps = {2, 2};
  EXPECT_EQ(getError(request), "");
  request.ranks = 0;
  EXPECT_EQ(getError(request), "number of ranks must be at least 1, but got 0");
  request.ranks = 2;
  request.placements = {{0, 1}};
  EXPECT_EQ(getError(request), "a placement must have 4 stages, but has 2");
  request.placements.clear();
  request.searchMs = -1;
  EXPECT_EQ(getError(request),
            "the time of a search must be from 0 to 86400000 ms, but is -1");
  request.searchMs = 0;
  request.costs.weightGradient[3] = -1;
  EXPECT_EQ(getError(request), "the task 3W has a negative cost: -1");
}
