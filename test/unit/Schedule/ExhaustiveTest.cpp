//===- ExhaustiveTest.cpp - Schedules against the optimum -----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ExhaustiveSearch.h"
#include "ProblemTestUtils.h"
#include "pipe/Schedule/Search/Search.h"
#include "pipe/Schedule/Timing/ListSchedule.h"

#include <map>

using namespace mlir::pipe;

/// Calls `visit(problem, split)` for all P <= 3, M <= 4, V <= 2 whose states
/// can be enumerated in a moment: all but P = 3, V = 2 with M = 4, or with M =
/// 3 in halves.
template <class Visitor>
static void forEachSmallProblem(Visitor visit) {
  constexpr double kMaxStates = 5e8;
  for (int64_t virtualStages : {1, 2})
    for (PlacementKind placement : {PlacementKind::Loop, PlacementKind::Wave})
      for (int64_t ranks = 1; ranks <= 3; ++ranks)
        for (int64_t microBatches = 1; microBatches <= 4; ++microBatches)
          for (bool split : {false, true}) {
            if ((virtualStages == 1 && placement == PlacementKind::Wave) ||
                ExhaustiveSearch::countStates(ranks * virtualStages,
                                              microBatches, split) > kMaxStates)
              continue;
            SCOPED_TRACE(std::string(toString(placement)) + " P " +
                         std::to_string(ranks) + " M " +
                         std::to_string(microBatches) + " V " +
                         std::to_string(virtualStages) +
                         (split ? " halves" : " whole"));
            visit(makeProblem(ranks, microBatches, virtualStages, placement,
                              /*cap=*/0),
                  split);
          }
}

/// Returns the makespan that the search finds with a part of its default time,
/// or with all of it where that is not `optimum`.
static int64_t searchMakespan(const ScheduleProblem &problem, bool split,
                              int64_t optimum) {
  SearchRequest request;
  request.ranks = problem.shape.ranks;
  request.microBatches = problem.shape.microBatches;
  request.virtualStages = problem.shape.virtualStages;
  request.costs = problem.costs;
  request.edges = problem.edges;
  request.activations = problem.activations;
  request.caps = problem.caps;
  request.placements = {problem.shape.placement};
  request.form = split ? BackwardForm::Halves : BackwardForm::Whole;
  int64_t makespan = -1;
  for (int64_t searchMs : {request.searchMs / 10, request.searchMs}) {
    request.searchMs = searchMs;
    Result<SearchResult> result = searchSchedule(request);
    if (!result) {
      ADD_FAILURE() << result.getError().toString();
      return -1;
    }
    EXPECT_LE(result->bound.time, optimum) << toString(result->bound);
    makespan = result->timeline.makespan;
    if (makespan == optimum)
      break;
  }
  return makespan;
}

// With its default time the search finds the optimum for every cap.
TEST(Exhaustive, SearchFindsTheOptimum) {
  int64_t problems = 0;
  forEachSmallProblem([&](ScheduleProblem problem, bool split) {
    const Schedule &shape = problem.shape;
    int64_t most = shape.microBatches * shape.virtualStages;
    for (int64_t cap = shape.virtualStages; cap <= most; ++cap) {
      problem.caps.assign(static_cast<size_t>(shape.ranks), cap);
      int64_t optimum = ExhaustiveSearch(shape, split, cap).run();
      EXPECT_EQ(searchMakespan(problem, split, optimum), optimum)
          << "cap " << cap;
      ++problems;
    }
  });
  EXPECT_EQ(problems, 214);
}

// How far registered schedules are from the optimum of what their memory
// allows: the largest gap over all small problems, in units of F = I = W.
TEST(Exhaustive, GapsOfRegisteredSchedules) {
  std::map<std::string, int64_t> gaps;
  forEachSmallProblem([&](const ScheduleProblem &problem, bool split) {
    const Schedule &shape = problem.shape;
    for (const ScheduleInfo &info : getScheduleRegistry()) {
      if (!info.training || !info.synchronous || info.copies != 1)
        continue;
      Result<Schedule> schedule =
          info.generate({shape.ranks, shape.microBatches, shape.virtualStages});
      if (!schedule || schedule->placement != shape.placement ||
          getBackwardForm(*schedule) !=
              (split ? BackwardForm::Halves : BackwardForm::Whole))
        continue;
      Timeline timeline = simulateChain(*schedule, 1, 1, 1);
      int64_t cap = 0;
      for (int64_t rank = 0; rank < shape.ranks; ++rank)
        cap = std::max(cap, timeline.getPeakActivations(rank));
      int64_t optimum = ExhaustiveSearch(shape, split, cap).run();
      EXPECT_LE(optimum, timeline.makespan) << info.name;
      int64_t &gap = gaps[std::string(info.name)];
      gap = std::max(gap, timeline.makespan - optimum);
    }
  });
  // The patterns of v-half and v-min are made for long runs, zb-h2 for more
  // micro-batches than ranks twice; hanayo looks one step ahead.
  EXPECT_EQ(gaps, (std::map<std::string, int64_t>{{"1f1b", 0},
                                                  {"dualpipev", 0},
                                                  {"eager-1f1b", 0},
                                                  {"gpipe", 0},
                                                  {"hanayo", 3},
                                                  {"interleaved-1f1b", 0},
                                                  {"interleaved-zb", 0},
                                                  {"looped-bfs", 0},
                                                  {"v-half", 3},
                                                  {"v-min", 3},
                                                  {"zb-h1", 0},
                                                  {"zb-h2", 1},
                                                  {"zbv", 0}}));
}
