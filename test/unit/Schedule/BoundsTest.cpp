//===- BoundsTest.cpp - Bounds against schedules --------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Search/Bounds.h"
#include "ProblemTestUtils.h"
#include "pipe/Schedule/Timing/ListSchedule.h"

using namespace mlir::pipe;

static Bound getBound(const ScheduleProblem &problem, BackwardForm form) {
  Result<LowerBounds> bounds = getLowerBounds(problem, form);
  if (!bounds) {
    ADD_FAILURE() << bounds.getError().toString();
    return {};
  }
  for (const Bound &each : bounds->all)
    EXPECT_LE(each.time, bounds->largest.time);
  return bounds->largest;
}

/// The problem that a registered schedule with equal costs solves.
static ScheduleProblem makeProblemOf(const Schedule &schedule) {
  ScheduleProblem problem =
      makeProblem(schedule.ranks, schedule.microBatches, schedule.virtualStages,
                  PlacementKind::Loop, 0);
  problem.shape = schedule;
  problem.training = schedule.isTraining();
  problem.edges = getChainEdges(schedule.numStages(), problem.training);
  problem.caps.clear();
  return problem;
}

// The bound by paths is what these reach with equal costs.
TEST(Bounds, TightForGoodSchedules) {
  struct {
    const char *name;
    int64_t ranks, microBatches, virtualStages;
  } rows[] = {{"gpipe", 4, 7, 1},
              {"1f1b", 4, 8, 1},
              {"1f1b", 8, 3, 1},
              {"eager-1f1b", 5, 9, 1},
              {"interleaved-1f1b", 4, 8, 2},
              {"zb-h2", 4, 9, 1},
              {"zb-h1", 3, 8, 1},
              {"zb-h1", 4, 2, 1},
              {"interleaved-zb", 4, 8, 3},
              {"1f1b", 1, 5, 1},
              {"forward-only", 4, 6, 1},
              {"forward-only", 4, 8, 2}};
  for (const auto &[name, ranks, microBatches, virtualStages] : rows) {
    Schedule schedule = generate(name, ranks, microBatches, virtualStages);
    Bound bound = getBound(makeProblemOf(schedule), getBackwardForm(schedule));
    EXPECT_EQ(bound.time, simulateChain(schedule, 1, 1, 1).makespan)
        << name << " " << toString(bound);
  }
}

TEST(Bounds, Kinds) {
  using enum BackwardForm;
  // Rank 3 starts at 3 and works 3 * 8; then B of the others follow.
  ScheduleProblem problem = makeProblem(4, 8, 1, PlacementKind::Linear, 100);
  Bound bound = getBound(problem, Whole);
  EXPECT_EQ(bound, (Bound{BoundKind::FusedBackward, 3, 33}));
  // I of others may overlap with W of rank 3.
  EXPECT_EQ(getBound(problem, Halves), (Bound{BoundKind::RankPath, 3, 27}));
  EXPECT_EQ(getBound(problem, Either), (Bound{BoundKind::RankPath, 3, 27}));
  // One rank takes all the time.
  problem = makeProblem(1, 8, 2, PlacementKind::Loop, 100);
  EXPECT_EQ(getBound(problem, Halves), (Bound{BoundKind::Work, 0, 48}));
  // One micro-batch, 6 hops of 5.
  problem = makeProblem(4, 1, 1, PlacementKind::Linear, 100, 5);
  EXPECT_EQ(getBound(problem, Whole).time, 4 + 30 + 8);
  EXPECT_EQ(getBound(problem, Whole).kind, BoundKind::FusedBackward);
  EXPECT_EQ(getBound(problem, Halves).time, 4 + 30 + 5);
  // Stage 1 is slow: the other ranks wait for it.
  problem = makeProblem(3, 5, 1, PlacementKind::Linear, 100);
  problem.costs.forward[1] = 10;
  EXPECT_EQ(getBound(problem, Halves),
            (Bound{BoundKind::RankPath, 1, 1 + 5 * 12 + 0}));
  // I of stage 0 comes late; all its I and W follow.
  problem = makeProblem(20, 3, 1, PlacementKind::Linear, 100);
  problem.costs.weightGradient.assign(20, 0);
  problem.costs.weightGradient[0] = 7;
  EXPECT_EQ(getBound(problem, Halves),
            (Bound{BoundKind::RankPath, 0, 20 + 19 + 3 + 3 * 7}));
}

// One micro-batch at a time: makespans are known.
TEST(Bounds, Memory) {
  using enum BackwardForm;
  ScheduleProblem problem = makeProblem(3, 4, 1, PlacementKind::Linear, 1);
  EXPECT_EQ(getBound(problem, Whole), (Bound{BoundKind::Memory, 0, 36}));
  EXPECT_EQ(getBound(problem, Halves), (Bound{BoundKind::Memory, 0, 28}));
  // Of what is kept only the half of the cap counts that 3s can fill.
  problem.activations = ActivationSizes::makeUniform(3, 3, 3);
  problem.caps.assign(3, 5);
  EXPECT_EQ(getBound(problem, Whole), (Bound{BoundKind::Memory, 0, 36}));
  // Two at a time: three turns of 9.
  problem.caps.assign(3, 6);
  problem.shape.microBatches = 5;
  EXPECT_EQ(getBound(problem, Whole), (Bound{BoundKind::Memory, 0, 27}));
  // Two stages on each rank: (11 + 3) * 4 of one unit, over a cap of two.
  problem = makeProblem(2, 4, 2, PlacementKind::Wave, 2);
  EXPECT_EQ(getBound(problem, Whole).kind, BoundKind::Memory);
  problem.caps.assign(2, 1000);
  EXPECT_EQ(getBound(problem, Whole).kind, BoundKind::FusedBackward);
}

TEST(Bounds, ErrorOfSmallCap) {
  ScheduleProblem problem = makeProblem(3, 4, 1, PlacementKind::Linear, 1);
  problem.activations.forward[2] = 7;
  EXPECT_EQ(getLowerBounds(problem, BackwardForm::Whole).getError().message,
            "memory cap is too small: stage 2 keeps 7 for one micro-batch, but "
            "the cap of rank 2 is 1");
  problem.activations.forward[2] = 0;
  problem.activations.weightGradient[1] = 5;
  EXPECT_TRUE(getLowerBounds(problem, BackwardForm::Whole));
  EXPECT_FALSE(getLowerBounds(problem, BackwardForm::Halves));
}

/// Checks the bounds of a problem against a schedule that solves it, with caps
/// that are just what the schedule needs.
static void checkNotAbove(ScheduleProblem problem, const Schedule &schedule) {
  Result<Timeline> timeline = simulate(schedule, problem.costs, problem.edges);
  ASSERT_TRUE(timeline) << timeline.getError().toString();
  problem.shape = schedule;
  problem.caps = *getPeakMemory(*timeline, problem.activations);
  Bound bound = getBound(problem, getBackwardForm(schedule));
  EXPECT_LE(bound.time, timeline->makespan) << toString(bound) << "\n"
                                            << toString(schedule);
  Bound either = getBound(problem, BackwardForm::Either);
  EXPECT_LE(either.time, bound.time)
      << toString(either) << " " << toString(bound) << "\n"
      << toString(schedule);
}

TEST(Bounds, NeverAboveRegisteredSchedules) {
  RandomNumbers random(5);
  int64_t tried = 0;
  for (int trial = 0; trial < 300; ++trial)
    for (const ScheduleInfo &info : getScheduleRegistry()) {
      ScheduleProblem problem = makeRandomProblem(random, 8, 20);
      const Schedule &shape = problem.shape;
      Result<Schedule> schedule = generateSchedule(
          info.name, {shape.ranks, shape.microBatches, shape.virtualStages});
      if (!schedule || !info.synchronous)
        continue;
      problem.training = info.training;
      problem.edges = getChainEdges(shape.numStages(), info.training);
      SCOPED_TRACE(info.name);
      checkNotAbove(problem, *schedule);
      ++tried;
    }
  EXPECT_GT(tried, 1000);
}

TEST(Bounds, NeverAboveListSchedules) {
  RandomNumbers random(6);
  for (int trial = 0; trial < 500; ++trial) {
    ScheduleProblem problem = makeRandomProblem(random, 6, 12);
    auto stage = static_cast<int32_t>(problem.shape.numStages()) - 1;
    problem.edges.push_back(
        {0, ActionKind::Forward, stage, ActionKind::Backward, 700});
    problem.edges.push_back(
        {stage, ActionKind::InputGradient, 0, ActionKind::WeightGradient, 700});
    problem.costs.bandwidth = static_cast<double>(random.pick(0, 3));
    problem.caps = getSmallestCaps(problem, true);
    for (int64_t &cap : problem.caps)
      cap = cap * random.pick(2, 6) / 2;
    Result<TimedSchedule> made =
        makeListSchedule(problem, {.splitBackward = random.pick(0, 1) == 0,
                                   .backwardOrder = StageOrder::Shallowest});
    ASSERT_TRUE(made) << made.getError().toString();
    checkNotAbove(problem, made->schedule);
  }
}
