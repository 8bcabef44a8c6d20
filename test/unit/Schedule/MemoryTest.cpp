//===- MemoryTest.cpp - Tests of memory over time -------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ScheduleTestUtils.h"

#include "pipe/Schedule/Timing/Memory.h"

using namespace mlir::pipe;

static Timeline simulateCsv(const char *csv, int64_t forward,
                            int64_t inputGradient, int64_t weightGradient) {
  Schedule schedule = fromCsv(csv);
  return *simulate(schedule,
                   TaskCosts::makeUniform(schedule.numStages(), forward,
                                          inputGradient, weightGradient),
                   getChainEdges(schedule.numStages(), schedule.isTraining()));
}

static std::string draw(const std::vector<MemoryChange> &curve) {
  std::string text;
  for (const MemoryChange &step : curve)
    text += (text.empty() ? "" : " ") + std::to_string(step.time) + ":" +
            std::to_string(step.size);
  return text;
}

TEST(Memory, WholeBackward) {
  Timeline timeline =
      simulateCsv("0F0,0F1,0B0,0B1\n1F0,1B0,1F1,1B1\n", 1, 1, 1);
  auto curves = getMemoryCurves(timeline, {{10, 3}, {}});
  ASSERT_TRUE(curves);
  EXPECT_EQ(draw((*curves)[0]), "0:10 1:20 6:10 9:0");
  EXPECT_EQ(draw((*curves)[1]), "1:3 4:0 4:3 7:0");
  EXPECT_EQ(*getPeakMemory(timeline, {{10, 3}, {}}),
            (std::vector<int64_t>{20, 3}));
}

// After I only what W needs is left.
TEST(Memory, SplitBackward) {
  Timeline timeline = simulateCsv("0F0,0F1,0I0,0I1,0W0,0W1\n", 1, 2, 3);
  auto curves = getMemoryCurves(timeline, {{10}, {4}});
  ASSERT_TRUE(curves);
  EXPECT_EQ(draw((*curves)[0]), "0:10 1:20 4:14 6:8 9:4 12:0");
  // In chunk units the activation lives until W: the count of papers.
  EXPECT_EQ(*getPeakMemory(timeline, ActivationSizes::makeUniform(1)),
            std::vector<int64_t>{timeline.getPeakActivations(0)});
}

TEST(Memory, ForwardOnly) {
  Timeline timeline = simulateCsv("0F0,0F1\n", 1, 1, 1);
  auto curves = getMemoryCurves(timeline, {{10}, {}});
  ASSERT_TRUE(curves);
  EXPECT_EQ(draw((*curves)[0]), "0:10 1:0 1:10 2:0");
}

// In chunk units both ways to count agree for every registered schedule.
TEST(Memory, AgreesWithPeakActivations) {
  for (const ScheduleInfo &info : getScheduleRegistry()) {
    Result<Schedule> schedule =
        generateSchedule(info.name, {4, 8, info.defaultVirtualStages});
    if (!schedule)
      continue;
    int64_t stages = schedule->numStages();
    Timeline timeline =
        *simulate(*schedule, TaskCosts::makeUniform(stages, 1, 1, 1),
                  getChainEdges(stages, info.training));
    auto peaks = getPeakMemory(timeline, ActivationSizes::makeUniform(stages));
    ASSERT_TRUE(peaks);
    for (int64_t rank = 0; rank < 4; ++rank)
      EXPECT_EQ((*peaks)[static_cast<size_t>(rank)],
                timeline.getPeakActivations(rank))
          << info.name;
  }
}

TEST(Memory, BadSizes) {
  Timeline timeline = simulateCsv("0F0,0I0,0W0\n1F0,1I0,1W0\n", 1, 1, 1);
  auto getError = [&](const ActivationSizes &sizes) {
    auto peaks = getPeakMemory(timeline, sizes);
    return peaks ? "" : peaks.getError().toString();
  };
  EXPECT_EQ(getError({{1, 1}, {1, 1}}), "");
  EXPECT_EQ(getError({{1}, {1, 1}}),
            "stage 1 has no size of activations: there are sizes for 1 stages");
  EXPECT_EQ(
      getError({{1, 1}, {1, -2}}),
      "stage 1 has a negative size of what the weight gradient needs: -2");
  EXPECT_EQ(getError({{INT64_MAX, 1}, {1, 1}}),
            "sizes pass 64 bits at stage 0 with 1; use a larger unit");
}

TEST(Memory, TransferTimeOfBytes) {
  TaskCosts costs = TaskCosts::makeUniform(2, 1, 1, 1, /*latency=*/5);
  EXPECT_EQ(costs.getTransferTime(1000), 5);
  costs.bandwidth = 300.0;
  EXPECT_EQ(costs.getTransferTime(0), 5);
  EXPECT_EQ(costs.getTransferTime(900), 8);
  EXPECT_EQ(costs.getTransferTime(901), 9);
  Schedule schedule = fromCsv("0F0\n1F0\n");
  EXPECT_EQ(simulate(schedule, costs,
                     {{0, ActionKind::Forward, 1, ActionKind::Forward, 901}})
                ->makespan,
            11);
  costs.bandwidth = 1e-300;
  Result<Timeline> timeline = simulate(
      schedule, costs, {{0, ActionKind::Forward, 1, ActionKind::Forward, 901}});
  ASSERT_FALSE(timeline);
  EXPECT_EQ(timeline.getError().message,
            "the transfer of 901 bytes passes 64 bits of time; use a larger "
            "bandwidth or a larger unit");
}
