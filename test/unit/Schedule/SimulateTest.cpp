//===- SimulateTest.cpp - Times of schedules ------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ScheduleTestUtils.h"

#include <map>
#include <random>

using namespace mlir::pipe;

TEST(Simulate, TimesOfEachAction) {
  using enum ActionKind;
  Timeline timeline = simulateChain(generate("gpipe", 2, 1), 10, 15, 5,
                                    /*latency=*/3);
  ASSERT_EQ(timeline.ranks.size(), 2u);
  EXPECT_EQ(timeline.ranks[0],
            (std::vector<TimedAction>{{{0, Forward, 0}, 0, 10},
                                      {{0, Backward, 0}, 46, 66}}));
  EXPECT_EQ(timeline.ranks[1],
            (std::vector<TimedAction>{{{1, Forward, 0}, 13, 23},
                                      {{1, Backward, 0}, 23, 43}}));
  EXPECT_EQ(timeline.makespan, 66);
  EXPECT_EQ(timeline.getBusy(0), 30);
  EXPECT_EQ(timeline.getIdle(0), 36);
  EXPECT_EQ(timeline.getSpanIdle(1), 0);
  EXPECT_DOUBLE_EQ(timeline.getBubbleRatio(), 72.0 / 132.0);
}

// The input gradient goes on before the weight gradient is done.
TEST(Simulate, HalvesOfTheBackward) {
  Schedule schedule = fromCsv("0F0,0I0,0W0\n1F0,1I0,1W0\n");
  Timeline timeline = simulateChain(schedule, 1, 10, 100);
  EXPECT_EQ(timeline.ranks[0][1].start, 12);
  EXPECT_EQ(timeline.makespan, 122);
  schedule = fromCsv("0F0,0B0\n1F0,1B0\n");
  EXPECT_EQ(simulateChain(schedule, 1, 10, 100).makespan, 222);
}

TEST(Simulate, SkipEdgeDelays) {
  Schedule schedule = fromCsv("0F0\n1F0\n2F0\n");
  TaskCosts costs = TaskCosts::makeUniform(3, 5, 0, 0, /*latency=*/100);
  std::vector<TaskEdge> edges = {
      {0, ActionKind::Forward, 1, ActionKind::Forward, 0}};
  EXPECT_EQ(simulate(schedule, costs, edges)->makespan, 110);
  edges.push_back({1, ActionKind::Forward, 2, ActionKind::Forward, 0});
  EXPECT_EQ(simulate(schedule, costs, edges)->makespan, 215);
  edges.push_back({2, ActionKind::Forward, 0, ActionKind::Forward, 0});
  EXPECT_FALSE(simulate(schedule, costs, edges));
}

TEST(Simulate, UpdatesTakeTheirTime) {
  Schedule schedule = fromCsv("0F0,0B0,0U\n");
  TaskCosts costs = TaskCosts::makeUniform(1, 1, 1, 1);
  EXPECT_EQ(simulate(schedule, costs, {})->makespan, 3);
  costs.update = {7};
  EXPECT_EQ(simulate(schedule, costs, {})->makespan, 10);
}

// Random costs and latencies against a naive simulation: repeat the definition
// of the start of each action until no time changes.
TEST(Simulate, UnequalCosts) {
  std::mt19937 random(3);
  auto pick = [&](int64_t below) {
    return static_cast<int64_t>(random()) % below;
  };
  for (int trial = 0; trial < 300; ++trial) {
    Schedule schedule = trial % 2 ? generate("interleaved-1f1b", 1 + pick(4),
                                             1 + pick(6), 1 + pick(3))
                                  : generate("1f1b", 1 + pick(5), 1 + pick(6));
    TaskCosts costs =
        TaskCosts::makeUniform(schedule.numStages(), 0, 0, 0, pick(8));
    for (int64_t &cost : costs.forward)
      cost = pick(10);
    for (int64_t &cost : costs.backward)
      cost = pick(20);
    auto edges = getChainEdges(schedule.numStages(), true);
    Result<Timeline> timeline = simulate(schedule, costs, edges);
    ASSERT_TRUE(timeline);

    std::map<std::string, int64_t> ends;
    int64_t last = 0;
    for (bool changed = true; changed;) {
      changed = false;
      for (const auto &list : schedule.actions) {
        int64_t free = 0;
        for (const Action &a : list) {
          bool forward = a.kind == ActionKind::Forward;
          auto arrive = [&](const Action &from) {
            free = std::max(free,
                            ends[toString(from)] +
                                (schedule.getRank(from) == schedule.getRank(a)
                                     ? 0
                                     : costs.latency));
          };
          if (forward && a.stage > 0)
            arrive({a.stage - 1, a.kind, a.microBatch});
          if (!forward && a.stage + 1 < schedule.numStages())
            arrive({a.stage + 1, a.kind, a.microBatch});
          free += (forward ? costs.forward
                           : costs.backward)[static_cast<size_t>(a.stage)];
          changed |= ends[toString(a)] != free;
          ends[toString(a)] = free;
          last = std::max(last, free);
        }
      }
    }
    EXPECT_EQ(timeline->makespan, last);
    for (const auto &row : timeline->ranks)
      for (const TimedAction &timed : row)
        EXPECT_EQ(timed.end, ends[toString(timed.action)]);
  }
}

static std::string simulateError(const TaskCosts &costs) {
  Schedule schedule = generate("1f1b", 2, 2);
  Result<Timeline> timeline = simulate(schedule, costs, getChainEdges(2, true));
  return timeline ? "" : timeline.getError().toString();
}

TEST(Simulate, BadCosts) {
  TaskCosts costs = TaskCosts::makeUniform(2, 1, 1, 1);
  EXPECT_EQ(simulateError(costs), "");
  costs.backward.pop_back();
  EXPECT_EQ(simulateError(costs),
            "the task 1B has no cost: there are costs for 1 stages");
  costs.backward.push_back(-4);
  EXPECT_EQ(simulateError(costs), "the task 1B has a negative cost: -4");
  costs = TaskCosts::makeUniform(2, 1, 1, 1, -1);
  EXPECT_EQ(simulateError(costs), "latency must not be negative, but got -1");
  costs = TaskCosts::makeUniform(2, int64_t(1) << 61, 0, 0);
  EXPECT_EQ(simulateError(costs), "times pass 64 bits at the task 1F with cost "
                                  "2305843009213693952; use a larger unit");
}

TEST(Simulate, IllegalScheduleIsNotRun) {
  Schedule schedule = fromCsv("0B0,0F0\n");
  Result<Timeline> timeline =
      simulate(schedule, TaskCosts::makeUniform(1, 1, 1, 1), {});
  ASSERT_FALSE(timeline);
  EXPECT_EQ(timeline.getError().message,
            "rank 0, position 0: 0B0 runs before 0F0 at position 1, which it "
            "needs");
}
