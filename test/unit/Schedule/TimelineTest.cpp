//===- TimelineTest.cpp - Measured timelines and their numbers ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Timing/Timeline.h"

#include <gtest/gtest.h>

using namespace mlir::pipe;
using enum mlir::pipe::ActionKind;

TEST(Timeline, MeasuredTimesAreShifted) {
  Timeline timeline;
  timeline.ranks.resize(2);
  timeline.ranks[0] = {{{0, Forward, 0}, 1'000'000'100, 1'000'000'150},
                       {{0, Backward, 0}, 1'000'000'400, 1'000'000'500}};
  timeline.ranks[1] = {{{1, Forward, 0}, 1'000'000'160, 1'000'000'200},
                       {{1, Backward, 0}, 1'000'000'200, 1'000'000'390}};
  timeline.normalize();
  EXPECT_EQ(timeline.makespan, 400);
  EXPECT_EQ(timeline.ranks[0][0], (TimedAction{{0, Forward, 0}, 0, 50}));
  EXPECT_EQ(timeline.ranks[1][1], (TimedAction{{1, Backward, 0}, 100, 290}));
  EXPECT_EQ(timeline.getBusy(0), 150);
  EXPECT_EQ(timeline.getIdle(1), 170);
  EXPECT_EQ(timeline.getSpanIdle(0), 250);
  EXPECT_EQ(timeline.getSpanIdle(1), 0);
  EXPECT_DOUBLE_EQ(timeline.getBubbleRatio(), 420.0 / 800.0);
  EXPECT_DOUBLE_EQ(timeline.getIdleOfIdeal(), 420.0 / 380.0);
}

TEST(Timeline, Empty) {
  Timeline timeline;
  timeline.normalize();
  EXPECT_EQ(timeline.makespan, 0);
  EXPECT_EQ(timeline.getBubbleRatio(), 0.0);
  EXPECT_EQ(timeline.getIdleOfIdeal(), 0.0);
  timeline.ranks.resize(1);
  timeline.normalize();
  EXPECT_EQ(timeline.getIdle(0), 0);
  EXPECT_EQ(timeline.getSpanIdle(0), 0);
  EXPECT_EQ(timeline.getPeakActivations(0), 0);
}

/// The peak of one rank that runs the given actions one after the other.
static int64_t getPeak(const std::vector<Action> &actions) {
  Timeline timeline;
  timeline.ranks.resize(1);
  for (const Action &action : actions) {
    auto time = static_cast<int64_t>(timeline.ranks[0].size());
    timeline.ranks[0].push_back({action, time, time + 1});
  }
  return timeline.getPeakActivations(0);
}

TEST(Timeline, PeakActivations) {
  EXPECT_EQ(getPeak({{0, Forward, 0},
                     {0, Backward, 0},
                     {0, Forward, 1},
                     {0, Backward, 1}}),
            1);
  EXPECT_EQ(getPeak({{0, Forward, 0},
                     {2, Forward, 0},
                     {0, Forward, 1},
                     {0, Backward, 1},
                     {0, Backward, 0},
                     {2, Backward, 0}}),
            3);
  // Alive until W, not I.
  EXPECT_EQ(getPeak({{0, Forward, 0},
                     {0, InputGradient, 0},
                     {0, Forward, 1},
                     {0, WeightGradient, 0},
                     {0, Backward, 1}}),
            2);
  // Forwards without a backward are alive while they run only.
  EXPECT_EQ(getPeak({{0, Forward, 0}, {0, Forward, 1}, {0, Forward, 2}}), 1);
  EXPECT_EQ(getPeak({{0, Forward, 0},
                     {0, Forward, 1},
                     {0, Forward, 2},
                     {0, Backward, 0}}),
            2);
}
