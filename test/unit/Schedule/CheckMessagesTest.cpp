//===- CheckMessagesTest.cpp - What the check says ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ScheduleTestUtils.h"

using namespace mlir::pipe;

/// The message for a schedule in CSV form, with a chain of stages.
static std::string checkCsv(std::string_view csv) {
  return check(fromCsv(csv));
}

TEST(CheckMessages, LegalByHand) {
  EXPECT_EQ(checkCsv("0F0,0F1,,0B0,0B1\n,1F0,1B0,1F1,1B1\n"), "");
  EXPECT_EQ(checkCsv("0F0,0F1\n1F0,1F1\n"), "");
  EXPECT_EQ(checkCsv("0F0,0B0,0U\n"), "");
  EXPECT_EQ(checkCsv("0F0,0I0,0U0,0W0\n"),
            "rank 0, position 2: 0U0 runs before 0W0 at position 3, whose "
            "gradient it uses");
}

TEST(CheckMessages, Shape) {
  Schedule schedule = generate("gpipe", 2, 2);
  schedule.actions.pop_back();
  EXPECT_EQ(check(schedule), "schedule has 2 ranks but 1 lists of actions");
  schedule = generate("gpipe", 2, 2);
  schedule.placement[1] = 2;
  EXPECT_EQ(check(schedule),
            "stage 1 is placed on rank 2, but the schedule has 2 ranks");
  EXPECT_EQ(check({}), "schedule needs at least 1 rank, 1 micro-batch and 1 "
                       "stage, but has 0, 0 and 0");
  schedule = generate("gpipe", 1, 1);
  schedule.actions[0].resize(kMaxScheduleActions + 1);
  EXPECT_EQ(check(schedule), "schedule is too big: it has 4000001 actions, "
                             "more than kMaxScheduleActions = 4000000");
}

TEST(CheckMessages, RankWithoutStage) {
  Schedule schedule = generate("gpipe", 2, 1);
  schedule.ranks = 3;
  schedule.actions.resize(3);
  EXPECT_EQ(check(schedule),
            "rank 2 has no stage: 2 stages are placed on 3 ranks, but each "
            "needs at least one; use fewer ranks or more stages");
  // A rank may have stages of the second copy of the model only.
  schedule = fromCsv("0F0a,1F0a\n0F1b,1F1b\n");
  EXPECT_EQ(check(schedule), "");
}

// One typing error makes many micro-batches.
TEST(CheckMessages, MicroBatchThatDoesNotExist) {
  EXPECT_EQ(checkCsv("0F0,0F1,0B0,0B3\n1F0,1B0,1F1,1B1\n"),
            "rank 0 has no 0F2: stage 0 must run each of the 4 micro-batches "
            "once\n"
            "  note: no rank runs micro-batch 2 forward; the largest one is "
            "named by rank 0, position 3: 0B3");
}

TEST(CheckMessages, Range) {
  Schedule schedule = generate("gpipe", 2, 2);
  schedule.actions[1][2].stage = 2;
  EXPECT_EQ(check(schedule), "rank 1, position 2: 2B0 names stage 2, but the "
                             "schedule has 2 stages");
  schedule = generate("gpipe", 2, 2);
  schedule.actions[1][2].microBatch = 7;
  EXPECT_EQ(check(schedule), "rank 1, position 2: 1B7 names micro-batch 7, but "
                             "the schedule has 2 micro-batches");
}

TEST(CheckMessages, Placement) {
  Schedule schedule = generate("gpipe", 2, 2);
  schedule.actions[1][2].stage = 0;
  EXPECT_EQ(check(schedule), "rank 1, position 2: 0B0 is on the wrong rank: "
                             "stage 0 is placed on rank 0");
}

TEST(CheckMessages, Coverage) {
  EXPECT_EQ(checkCsv("0F0,0F1\n1F0\n"),
            "rank 1 has no 1F1: stage 1 must run each of the 2 micro-batches "
            "once");
  EXPECT_EQ(checkCsv("0F0,0F2,0B0\n"),
            "rank 0 has no 0F1: stage 0 must run each "
            "of the 3 micro-batches once\n"
            "  note: no rank runs micro-batch 1 forward; the largest one is "
            "named by rank 0, position 1: 0F2");
  EXPECT_EQ(checkCsv("0F0,0F1,0B0,0B1,0F0\n"),
            "rank 0, position 4: 0F0 repeats what rank 0 did at position 0 "
            "(0F0)");
  EXPECT_EQ(checkCsv("0F0,0F1,0B0\n"),
            "rank 0 has no 0B1: a training schedule needs the backward of each "
            "micro-batch (B, or I and W)");
  EXPECT_EQ(checkCsv("0F0,0I0\n"),
            "rank 0 has no 0W0: it has the other half of that backward");
  EXPECT_EQ(checkCsv("0F0,0W0\n"),
            "rank 0 has no 0I0: it has the other half of that backward");
  EXPECT_EQ(checkCsv("0F0,0B0,0W0\n"),
            "rank 0, position 2: 0W0 repeats a part of 0B0 at position 1");
  EXPECT_EQ(checkCsv("0F0,0B0,0I0\n"), "rank 0, position 2: 0I0 repeats what "
                                       "rank 0 did at position 1 (0B0)");
  EXPECT_EQ(checkCsv("0F0,0B0,0U,0U\n"),
            "rank 0, position 3: 0U is there twice");
}

// As many forwards as tasks, but one twice and one missing.
TEST(CheckMessages, CoverageWithRightNumbers) {
  EXPECT_EQ(checkCsv("0F0,0F0\n1F0,1F1\n"),
            "rank 0, position 1: 0F0 repeats what rank 0 did at position 0 "
            "(0F0)");
}

TEST(CheckMessages, Order) {
  EXPECT_EQ(checkCsv("0B0,0F0\n"), "rank 0, position 0: 0B0 runs before 0F0 at "
                                   "position 1, which it needs");
  EXPECT_EQ(checkCsv("0F0,0W0,0I0\n"),
            "rank 0, position 1: 0W0 runs before 0I0 at position 2, which it "
            "needs");
  EXPECT_EQ(checkCsv("1F0,0F0\n"), "rank 0, position 0: 1F0 runs before 0F0 at "
                                   "position 1, which it needs");
  EXPECT_EQ(checkCsv("0F0,0U,0B0\n"),
            "rank 0, position 1: 0U runs before 0B0 at position 2, whose "
            "gradient it uses");
}

TEST(CheckMessages, CircleOfTwoRanks) {
  EXPECT_EQ(
      checkCsv("0F0,0B0,0F1,0B1\n1F1,1B1,1F0,1B0\n"),
      "schedule 'test.csv' deadlocks: ranks wait for each other in a circle\n"
      "  note: rank 0 at position 1 (0B0) waits for 1B0, which rank 1 has at "
      "position 3\n"
      "  note: rank 1 at position 0 (1F1) waits for 0F1, which rank 0 has at "
      "position 2");
}

// Rank 0 is stuck too, but it is not on the circle.
TEST(CheckMessages, OnlyTheCircleIsPrinted) {
  Schedule schedule = fromCsv("0F0,0F1,0B0,0B1\n1F0,1B0,1F1,1B1\n"
                              "2F1,2B1,2F0,2B0\n");
  auto error = checkSchedule(schedule);
  ASSERT_TRUE(error);
  ASSERT_EQ(error->notes.size(), 2u);
  EXPECT_EQ(error->notes[0], "rank 1 at position 1 (1B0) waits for 2B0, which "
                             "rank 2 has at position 3");
  EXPECT_EQ(error->notes[1], "rank 2 at position 0 (2F1) waits for 1F1, which "
                             "rank 1 has at position 2");
}

TEST(CheckMessages, EdgesMakeTheCircle) {
  Schedule schedule = fromCsv("0F0,0F1\n1F0,1F1\n2F1,2F0\n");
  auto edges = getChainEdges(3, false);
  EXPECT_FALSE(checkSchedule(schedule, edges));
  // 0 -> 2 -> 1 for the same micro-batch, and 1 runs them in the other order.
  edges = {{0, ActionKind::Forward, 2, ActionKind::Forward, 4},
           {2, ActionKind::Forward, 1, ActionKind::Forward, 4},
           {1, ActionKind::Forward, 0, ActionKind::Forward, 4}};
  auto error = checkSchedule(schedule, edges);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->notes.size(), 3u);
}

// The places are those that the text names, for whoever knows rows and columns.
TEST(CheckMessages, Places) {
  using Places = std::vector<ErrorPlace>;
  auto getPlaces = [](std::string_view csv) {
    auto error = checkSchedule(fromCsv(csv));
    return error ? error->places : Places();
  };
  EXPECT_EQ(getPlaces("0F0,0B0,0F0\n"), (Places{{0, 2}, {0, 0}}));
  EXPECT_EQ(getPlaces("0F0\n1F0,1B0,1W0\n"), Places());
  EXPECT_EQ(getPlaces("0F0,0B0,0W0\n"), (Places{{0, 2}, {0, 1}}));
  EXPECT_EQ(getPlaces("0F0,0B0,0U,0U\n"), (Places{{0, 3}}));
  EXPECT_EQ(getPlaces("0B0,0F0\n"), (Places{{0, 0}, {0, 1}}));
  EXPECT_EQ(getPlaces("0F0,0U,0B0\n"), (Places{{0, 1}, {0, 2}}));
  EXPECT_EQ(getPlaces("0F0,0B0,0F1,0B1\n1F1,1B1,1F0,1B0\n"),
            (Places{{0, 1}, {1, 0}}));
  EXPECT_EQ(getPlaces("0F0,0F1,0B0,0B1\n1F0,1B0,1F1,1B1\n2F1,2B1,2F0,2B0\n"),
            (Places{{1, 1}, {2, 0}}));
  Schedule schedule = generate("gpipe", 2, 2);
  schedule.actions[1][2].stage = 0;
  auto error = checkSchedule(schedule);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->places, (Places{{1, 2}}));
}

TEST(CheckMessages, BadEdges) {
  Schedule schedule = generate("forward-only", 2, 2);
  auto error = checkSchedule(schedule, getChainEdges(2, true));
  ASSERT_TRUE(error);
  EXPECT_EQ(error->message,
            "the task graph has an edge from 0F to 0B, but the schedule "
            "'forward-only' has no backward actions; use a training schedule");
  error = checkSchedule(schedule, getChainEdges(3, false));
  ASSERT_TRUE(error);
  EXPECT_EQ(error->message, "the task graph has an edge from 1F to 2F, but the "
                            "schedule has 2 stages");
  error = checkSchedule(schedule,
                        {{1, ActionKind::Forward, 1, ActionKind::Forward, 0}});
  ASSERT_TRUE(error);
  EXPECT_EQ(error->message, "rank 1, position 0: 1F0 waits for itself");
}

TEST(CheckMessages, ChainEdges) {
  using enum ActionKind;
  EXPECT_TRUE(getChainEdges(1, false).empty());
  EXPECT_EQ(getChainEdges(2, true),
            (std::vector<TaskEdge>{{0, Forward, 1, Forward, 0},
                                   {0, Forward, 0, Backward, 0},
                                   {1, Forward, 1, Backward, 0},
                                   {1, Backward, 0, Backward, 0}}));
}

// Huge numbers in few actions must not ask for a huge table.
TEST(CheckMessages, HugeNumbersInSmallSchedules) {
  Schedule schedule;
  schedule.ranks = 1;
  schedule.microBatches = std::numeric_limits<int64_t>::max();
  schedule.placement = {0, 0};
  schedule.actions = {{{0, ActionKind::Forward, 2'000'000'000}}};
  EXPECT_EQ(check(schedule), "rank 0 has no 0F0: stage 0 must run each of the "
                             "9223372036854775807 micro-batches once\n"
                             "  note: no rank runs micro-batch 0 forward; the "
                             "largest one is named by rank 0, position 0: "
                             "0F2000000000");
}

TEST(CheckMessages, LargeScheduleIsChecked) {
  EXPECT_EQ(check(generate("1f1b", 100, 20'000)), "");
}
