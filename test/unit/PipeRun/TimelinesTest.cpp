//===- TimelinesTest.cpp - Planned and measured timelines -----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Timelines.h"

#include "gtest/gtest.h"

#include <sstream>

using namespace mlir::pipe;

namespace {
using enum ActionKind;

/// One rank with two stages whose backward is split; stage 0 has no I.
Bundle makeBundle() {
  Bundle bundle;
  Schedule &schedule = bundle.schedule;
  schedule.name = "mixed";
  schedule.ranks = 1;
  schedule.microBatches = 2;
  schedule.virtualStages = 2;
  schedule.placement = {0, 0};
  schedule.actions = {{{0, Forward, 0},
                       {1, Forward, 0},
                       {1, Backward, 0},
                       {0, Backward, 0},
                       {0, Forward, 1},
                       {1, Forward, 1},
                       {1, InputGradient, 1},
                       {0, InputGradient, 1},
                       {0, WeightGradient, 1},
                       {1, WeightGradient, 1}}};
  Manifest &manifest = bundle.manifest;
  manifest.microBatches = 2;
  manifest.tasks = {{Forward, 0, 0, 100},
                    {Forward, 1, 0, 100},
                    {InputGradient, 1, 0, 100},
                    {WeightGradient, 1, 0, 200},
                    {WeightGradient, 0, 0, 300}};
  manifest.edges = {{0, 1, 8}, {1, 2, 8}, {2, 3, 8}, {2, 4, 8}};
  manifest.programs.resize(1);
  return bundle;
}

/// A step in which every task takes its cost in nanoseconds.
Measurements makeMeasurements(const Bundle &bundle) {
  Measurements measurements;
  int64_t time = 5000;
  auto &events = measurements.events.emplace_back();
  for (auto [task, microBatch] : {std::pair<int32_t, int64_t>{0, 0},
                                  {1, 0},
                                  {2, 0},
                                  {3, 0},
                                  {4, 0},
                                  {0, 1},
                                  {1, 1},
                                  {2, 1},
                                  {4, 1},
                                  {3, 1}}) {
    int64_t end = time + bundle.manifest.tasks[size_t(task)].cost;
    events.push_back({time, end, microBatch, PIPERT_EVENT_TASK, task, 0, 0});
    time = end;
  }
  events.push_back({5000, time, -1, PIPERT_EVENT_STEP, 0, 0, 0});
  measurements.stepWallNs = {time - 5000};
  measurements.counters.resize(1);
  measurements.predictedBytes = {0};
  return measurements;
}

TEST(Timelines, AStepAsPlannedIsDrawnLikeThePlan) {
  Bundle bundle = makeBundle();
  std::ostringstream out;
  printTimelines(bundle, makeMeasurements(bundle), out);
  std::string text = out.str();
  EXPECT_NE(text.find("planned : makespan 1.60 us"), std::string::npos) << text;
  EXPECT_NE(text.find("measured: makespan 1.60 us"), std::string::npos) << text;
  size_t planned = text.find("rank 0 |");
  size_t measured = text.find("rank 0 |", planned + 1);
  ASSERT_NE(measured, std::string::npos) << text;
  std::string row = text.substr(planned, text.find('\n', planned) - planned);
  EXPECT_EQ(text.compare(measured, row.size(), row), 0) << text;
  EXPECT_NE(row.find("B0"), std::string::npos) << text;
}

TEST(Timelines, AWholeBackwardCostsAsMuchAsItsHalves) {
  Bundle bundle = makeBundle();
  Timeline timeline = makePlannedTimeline(bundle, 1600);
  ASSERT_EQ(timeline.ranks.size(), 1u);
  for (const TimedAction &timed : timeline.ranks[0]) {
    if (timed.action.kind == Backward) {
      EXPECT_EQ(timed.end - timed.start, 300);
    }
    // It runs nothing, and so is not drawn.
    EXPECT_FALSE((timed.action == Action{0, InputGradient, 1}));
  }
  EXPECT_EQ(timeline.makespan, 1600);
}
} // namespace
