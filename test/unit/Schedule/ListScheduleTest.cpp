//===- ListScheduleTest.cpp - Schedules made by a rule --------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Timing/ListSchedule.h"
#include "ProblemTestUtils.h"

using namespace mlir::pipe;

static int64_t getMakespan(const ScheduleProblem &problem,
                           const ListScheduleRule &rule) {
  Result<TimedSchedule> made = makeListSchedule(problem, rule);
  if (!made) {
    ADD_FAILURE() << made.getError().toString();
    return -1;
  }
  expectSolves(problem, made->schedule);
  EXPECT_EQ(made->timeline.ranks,
            simulate(made->schedule, problem.costs, problem.edges)->ranks);
  return made->timeline.makespan;
}

// The list schedule takes over where the closed form of zbv wastes time; the
// best possible is 6M + P - 1 for M >= P.
TEST(ListSchedule, ZeroBubbleVWithFewMicroBatches) {
  struct {
    int64_t ranks, microBatches, makespan;
  } rows[] = {{4, 4, 27}, {8, 8, 55}, {8, 4, 39}, {3, 3, 20}, {16, 16, 111}};
  for (const auto &[ranks, microBatches, makespan] : rows)
    EXPECT_EQ(getMakespan(makeProblem(ranks, microBatches, 2,
                                      PlacementKind::Wave, 2 * ranks),
                          {.backwardOrder = StageOrder::Shallowest}),
              makespan)
        << ranks << " " << microBatches;
}

// Idle time of the waves of Hanayo, in eighths of a forward of 1/P of the
// model, for 1, 2 and 4 waves.
TEST(ListSchedule, Hanayo) {
  struct {
    int64_t ranks, microBatches, idle[3];
  } rows[] = {{4, 4, {48, 26, 13}},
              {4, 8, {68, 38, 19}},
              {8, 8, {112, 60, 30}},
              {8, 16, {164, 98, 49}}};
  for (const auto &[ranks, microBatches, idle] : rows)
    for (int64_t i = 0; i < 3; ++i) {
      int64_t chunks = int64_t(2) << i;
      int64_t makespan =
          getMakespan(makeProblem(ranks, microBatches, chunks,
                                  PlacementKind::Wave, chunks * ranks),
                      {.splitBackward = false});
      EXPECT_EQ((makespan - 3 * chunks * microBatches) * 8 / chunks, idle[i])
          << ranks << " " << microBatches << " " << chunks;
    }
}

// With its warm-up as the limit, the rule is 1F1B.
TEST(ListSchedule, LimitsMakeOneForwardOneBackward) {
  for (int64_t ranks = 1; ranks <= 5; ++ranks)
    for (int64_t microBatches = 1; microBatches <= 9; ++microBatches) {
      ListScheduleRule rule = {.splitBackward = false};
      for (int64_t rank = 0; rank < ranks; ++rank)
        rule.maxInFlight.push_back(ranks - rank);
      ScheduleProblem problem =
          makeProblem(ranks, microBatches, 1, PlacementKind::Linear, ranks);
      problem.shape.name = "1f1b";
      EXPECT_EQ(makeListSchedule(problem, rule)->schedule,
                generate("1f1b", ranks, microBatches));
    }
}

// One micro-batch passes all stages down and up before the next.
TEST(ListSchedule, CapOfOneMicroBatchIsSequential) {
  ScheduleProblem problem = makeProblem(3, 4, 1, PlacementKind::Linear, 1);
  EXPECT_EQ(getMakespan(problem, {.splitBackward = false}), 4 * 3 * 3);
  // Only the last W of a micro-batch keeps the next one waiting.
  EXPECT_EQ(getMakespan(problem, {}), 4 * (3 + 3 + 1));
}

static std::vector<ListScheduleRule> makeAllRules(int64_t numStages) {
  using enum StageOrder;
  using enum WeightGradientRule;
  std::vector<ListScheduleRule> rules;
  for (StageOrder forward : {Deepest, Shallowest, Oldest})
    for (StageOrder backward : {Deepest, Shallowest, Oldest})
      for (WeightGradientRule weights : {AtOnce, Idle, Gaps})
        for (int bits = 0; bits < 16; ++bits) {
          ListScheduleRule rule = {
              (bits & 1) != 0, forward,         backward, 1 + bits % 5,
              (bits & 2) != 0, (bits & 4) != 0, weights,  {}};
          if (bits & 8)
            for (int64_t stage = 0; stage < numStages; ++stage)
              rule.maxInFlight.push_back(1 + (numStages - stage) % 4);
          rules.push_back(rule);
        }
  return rules;
}

// Every rule solves every problem, also with the smallest caps.
TEST(ListSchedule, NeverStuck) {
  RandomNumbers random(1);
  for (int trial = 0; trial < 1500; ++trial) {
    ScheduleProblem problem = makeRandomProblem(random, 6, 9);
    auto rules = makeAllRules(problem.shape.numStages());
    const ListScheduleRule &rule = rules[static_cast<size_t>(
        random.pick(0, static_cast<int64_t>(rules.size()) - 1))];
    SCOPED_TRACE(std::to_string(trial) + " " + rule.toString());
    ASSERT_GT(getMakespan(problem, rule), 0);
    if (HasFailure())
      return;
  }
}

// Two copies of the model in opposite directions share the memory of a rank.
TEST(ListSchedule, TwoCopies) {
  RandomNumbers random(2);
  for (int trial = 0; trial < 500; ++trial) {
    ScheduleProblem problem = makeRandomProblem(random, 5, 8);
    Schedule &shape = problem.shape;
    std::vector<int64_t> other;
    for (int64_t rank : shape.placement)
      other.push_back(shape.ranks - 1 - rank);
    shape.otherPlacements = {other};
    bool halves = random.pick(0, 1);
    for (int32_t m = 0; m < shape.microBatches; ++m)
      shape.copyOfMicroBatch.push_back(
          halves ? static_cast<int32_t>(2 * m / shape.microBatches) : m % 2);
    std::vector<int64_t> smallest = getSmallestCaps(problem, true);
    for (size_t rank = 0; rank < smallest.size(); ++rank)
      problem.caps[rank] = std::max(problem.caps[rank], smallest[rank]);
    auto rules = makeAllRules(shape.numStages());
    const ListScheduleRule &rule = rules[static_cast<size_t>(
        random.pick(0, static_cast<int64_t>(rules.size()) - 1))];
    SCOPED_TRACE(std::to_string(trial) + " " + rule.toString());
    ASSERT_GT(getMakespan(problem, rule), 0);
    if (HasFailure())
      return;
  }
}

TEST(ListSchedule, SkipEdges) {
  ScheduleProblem problem = makeProblem(4, 6, 1, PlacementKind::Linear, 3, 2);
  using enum ActionKind;
  problem.edges.push_back({0, Forward, 3, Forward, 100});
  problem.edges.push_back({3, Backward, 0, Backward, 100});
  problem.edges.push_back({2, WeightGradient, 1, WeightGradient, 100});
  problem.costs.bandwidth = 10.0;
  for (bool split : {false, true})
    EXPECT_GT(getMakespan(problem, {.splitBackward = split}), 18);
}

// The weight gradients of a weight that stages share are summed from the first
// stage on: W waits until I of all stages ran.
TEST(ListSchedule, WeightGradientsThatWait) {
  RandomNumbers random(3);
  for (int trial = 0; trial < 300; ++trial) {
    ScheduleProblem problem = makeRandomProblem(random, 4, 6);
    int64_t numStages = problem.shape.numStages();
    for (int32_t stage = 1; stage < numStages; ++stage)
      problem.edges.push_back({stage - 1, ActionKind::WeightGradient, stage,
                               ActionKind::WeightGradient, 0});
    problem.caps = getSmallestCaps(problem, true);
    for (int64_t &cap : problem.caps)
      cap = cap * random.pick(2, 6) / 2;
    auto rules = makeAllRules(numStages);
    ListScheduleRule rule = rules[static_cast<size_t>(
        random.pick(0, static_cast<int64_t>(rules.size()) - 1))];
    rule.splitBackward = true;
    SCOPED_TRACE(std::to_string(trial) + " " + rule.toString());
    ASSERT_GT(getMakespan(problem, rule), 0);
    if (HasFailure())
      return;
  }
}

TEST(ListSchedule, ForwardOnly) {
  ScheduleProblem problem = makeProblem(4, 6, 1, PlacementKind::Linear, 1);
  problem.training = false;
  problem.edges = getChainEdges(4, false);
  EXPECT_EQ(getMakespan(problem, {}), 9);
  problem = makeProblem(4, 8, 2, PlacementKind::Loop, 1);
  problem.training = false;
  problem.edges = getChainEdges(8, false);
  EXPECT_EQ(getMakespan(problem, {}), 19);
}

static std::string getError(const ScheduleProblem &problem,
                            const ListScheduleRule &rule = {}) {
  Result<TimedSchedule> made = makeListSchedule(problem, rule);
  return made ? "" : made.getError().toString();
}

TEST(ListSchedule, Errors) {
  ScheduleProblem good = makeProblem(2, 3, 2, PlacementKind::Wave, 2);
  EXPECT_EQ(getError(good), "");
  ScheduleProblem bad = good;
  bad.caps = {1, 1};
  EXPECT_EQ(getError(bad),
            "memory cap is too small: rank 0 needs 2 for one micro-batch, but "
            "its cap is 1; raise the cap or use more ranks\n  note: rank 1 "
            "needs 2 for one micro-batch, but its cap is 1");
  bad = good;
  bad.activations.weightGradient[3] = 2;
  EXPECT_EQ(getError(bad),
            "memory cap is too small: rank 0 needs 3 for one micro-batch, but "
            "its cap is 2; raise the cap or use more ranks");
  EXPECT_EQ(getError(bad, {.splitBackward = false}), "");
  bad.caps = {2};
  EXPECT_EQ(getError(bad), "there are caps for 1 ranks, but there are 2");
  bad = good;
  bad.costs.inputGradient[1] = -2;
  EXPECT_EQ(getError(bad), "the task 1I has a negative cost: -2");
  bad = good;
  bad.costs.forward.assign(4, int64_t(1) << 60);
  EXPECT_EQ(getError(bad),
            "times pass 64 bits for 3 micro-batches; use a larger unit");
  bad = good;
  bad.activations.forward[0] = int64_t(1) << 62;
  EXPECT_EQ(getError(bad),
            "the activations of stage 0 with size 4611686018427387904 pass 64 "
            "bits; use a larger unit");
  bad.activations.forward[0] = -1;
  EXPECT_EQ(getError(bad),
            "the activations of stage 0 have a negative size: -1");
  bad.activations.forward.pop_back();
  EXPECT_EQ(getError(bad),
            "there are activation sizes for 3 stages, but there are 4");
  bad = good;
  bad.shape.placement[1] = 2;
  EXPECT_EQ(getError(bad), "stage 1 is on rank 2, but there are 2 ranks");
  bad = good;
  bad.shape.microBatches = 1'000'000;
  EXPECT_EQ(getError(bad), "schedule is too big: 2 ranks, 4 stages and 1000000 "
                           "micro-batches make more than "
                           "kMaxScheduleActions = 4000000 actions");
  bad = good;
  bad.edges.push_back({3, ActionKind::Forward, 0, ActionKind::Forward, 0});
  EXPECT_NE(getError(bad), "");
  EXPECT_EQ(getError(good, {.maxInFlight = {1, 1, 0, 1}}),
            "the rule must allow stage 2 at least 1 micro-batch, but allows 0");
  EXPECT_EQ(getError(good, {.groupSize = 0}),
            "the groups of the rule must have at least 1 micro-batch, but have "
            "0");
  EXPECT_EQ(getError(good, {.maxInFlight = {1}}),
            "the rule limits 1 stages, but there are 4");
}
