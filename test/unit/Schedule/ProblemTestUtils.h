//===- ProblemTestUtils.h - Problems for schedules to solve -----*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_UNITTESTS_SCHEDULE_PROBLEMTESTUTILS_H
#define PIPE_UNITTESTS_SCHEDULE_PROBLEMTESTUTILS_H

#include "ScheduleTestUtils.h"
#include "pipe/Schedule/Timing/ScheduleProblem.h"

#include <random>

namespace mlir::pipe {

/// A chain of equal stages: F, I and W take 1, an activation is 1 until W.
inline ScheduleProblem makeProblem(int64_t ranks, int64_t microBatches,
                                   int64_t virtualStages,
                                   PlacementKind placement, int64_t cap,
                                   int64_t latency = 0) {
  ScheduleProblem problem;
  problem.shape.name = "list";
  problem.shape.ranks = ranks;
  problem.shape.microBatches = microBatches;
  problem.shape.virtualStages = virtualStages;
  problem.shape.placement = makePlacement(placement, ranks, virtualStages);
  int64_t numStages = problem.shape.numStages();
  problem.costs = TaskCosts::makeUniform(numStages, 1, 1, 1, latency);
  problem.edges = getChainEdges(numStages, true);
  problem.activations = ActivationSizes::makeUniform(numStages);
  problem.caps.assign(static_cast<size_t>(ranks), cap);
  return problem;
}

/// Checks that a schedule solves the problem: legal, within the caps, with the
/// micro-batches of each stage and copy in ascending order.
inline void expectSolves(const ScheduleProblem &problem,
                         const Schedule &schedule) {
  auto error = checkSchedule(schedule, problem.edges);
  ASSERT_FALSE(error) << error->toString() << "\n" << toString(schedule);
  EXPECT_EQ(schedule.isTraining(), problem.training);
  EXPECT_EQ(schedule.microBatches, problem.shape.microBatches);
  Result<Timeline> timeline = simulate(schedule, problem.costs, problem.edges);
  ASSERT_TRUE(timeline) << timeline.getError().toString();
  Result<std::vector<int64_t>> peaks =
      getPeakMemory(*timeline, problem.activations);
  ASSERT_TRUE(peaks) << peaks.getError().toString();
  for (int64_t rank = 0; rank < schedule.ranks; ++rank)
    EXPECT_LE((*peaks)[static_cast<size_t>(rank)], problem.getCap(rank))
        << "rank " << rank << "\n"
        << toString(schedule);

  std::vector<int64_t> last(
      static_cast<size_t>(schedule.numCopies() * schedule.numStages() *
                          kNumActionKinds),
      -1);
  for (const auto &list : schedule.actions)
    for (const Action &action : list) {
      int64_t lane =
          schedule.getCopy(action.microBatch) * schedule.numStages() +
          action.stage;
      int64_t &before = last[static_cast<size_t>(
          lane * kNumActionKinds + static_cast<int64_t>(action.kind))];
      EXPECT_LT(before, action.microBatch) << toString(action);
      before = action.microBatch;
    }
}

/// Random numbers that are the same on every machine.
class RandomNumbers {
public:
  explicit RandomNumbers(uint32_t seed) : random(seed) {}

  /// Returns a number from `first` to `last`.
  int64_t pick(int64_t first, int64_t last) {
    return first + static_cast<int64_t>(
                       random() % static_cast<uint64_t>(last - first + 1));
  }

private:
  std::mt19937_64 random;
};

/// Returns a chain of stages with costs that are off by up to `percent`, a
/// latency of 0 to one forward, and for each rank a cap from the smallest to
/// that of 2P activations of each of its stages.
inline ScheduleProblem makeRandomProblem(RandomNumbers &random,
                                         int64_t maxRanks,
                                         int64_t maxMicroBatches) {
  int64_t ranks = random.pick(1, maxRanks);
  int64_t virtualStages = random.pick(1, 3) == 1 ? random.pick(2, 3) : 1;
  ScheduleProblem problem =
      makeProblem(ranks, random.pick(1, maxMicroBatches), virtualStages,
                  virtualStages > 1 && random.pick(0, 1) ? PlacementKind::Wave
                                                         : PlacementKind::Loop,
                  /*cap=*/0, random.pick(0, 2) * 500);
  const int64_t percents[] = {0, 2, 10, 30};
  int64_t percent = percents[random.pick(0, 3)];
  auto vary = [&](int64_t value) {
    return value * random.pick(100 - percent, 100 + percent) / 100;
  };
  auto &costs = problem.costs;
  auto &sizes = problem.activations;
  for (size_t stage = 0; stage < costs.forward.size(); ++stage) {
    costs.forward[stage] = vary(1000);
    costs.inputGradient[stage] = vary(1000);
    costs.weightGradient[stage] = vary(1000);
    costs.backward[stage] =
        costs.inputGradient[stage] + costs.weightGradient[stage];
    sizes.forward[stage] = vary(100);
    sizes.weightGradient[stage] = vary(random.pick(0, 2) * 50);
  }
  // The smallest caps, the same number of micro-batches everywhere, or any.
  int64_t style = random.pick(0, 3);
  int64_t factor = style == 0 ? 2 : random.pick(2, 4 * ranks);
  problem.caps = getSmallestCaps(problem, /*splitBackward=*/true);
  for (int64_t &cap : problem.caps) {
    if (style == 1)
      factor = random.pick(0, 2) == 0 ? 2 : random.pick(2, 4 * ranks);
    cap = cap * factor / 2;
  }
  return problem;
}

} // namespace mlir::pipe

#endif // PIPE_UNITTESTS_SCHEDULE_PROBLEMTESTUTILS_H
