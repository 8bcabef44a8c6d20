//===- BufferSlotsTest.cpp - How many slots each buffer needs -------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ChainDataflow.h"

#include "pipe/Schedule/Formats/ScheduleCsv.h"
#include "pipe/Schedule/Generators/Registry.h"

#include "gtest/gtest.h"

#include <algorithm>
#include <random>

using namespace mlir::pipe;

namespace {

/// Slots of a ring by trying every size and looking at every pair.
int64_t bruteForceRing(const std::vector<std::pair<int64_t, int64_t>> &lives) {
  auto count = static_cast<int64_t>(lives.size());
  for (int64_t ring = 1; ring < count; ++ring) {
    bool fits = true;
    for (int64_t a = 0; a < count; ++a)
      for (int64_t b = a + 1; b < count; ++b)
        if (a % ring == b % ring && lives[a].first < lives[b].second &&
            lives[b].first < lives[a].second)
          fits = false;
    if (fits)
      return ring;
  }
  return std::max<int64_t>(count, 1);
}

TEST(SmallestRing, AgreesWithBruteForce) {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::vector<std::pair<int64_t, int64_t>> lives;
    int64_t start = 0;
    for (size_t i = 0, n = random() % 9; i < n; ++i) {
      start += random() % 3;
      lives.push_back({start, start + 1 + random() % 5});
    }
    if (round % 2)
      std::shuffle(lives.begin(), lives.end(), random);
    EXPECT_EQ(getSmallestRing(lives), bruteForceRing(lives));
  }
}

TEST(SmallestRing, TouchingLivesShareASlot) {
  EXPECT_EQ(getSmallestRing({{0, 1}, {1, 2}, {2, 3}}), 1);
  EXPECT_EQ(getSmallestRing({{0, 2}, {1, 3}, {2, 4}}), 2);
  EXPECT_EQ(getSmallestRing({}), 1);
}

TEST(CountSlots, WhatWaitsForWIsKeptUntilThen) {
  // W of all three micro-batches at the end: three slots for what I hands over.
  Schedule schedule;
  schedule.name = "late";
  schedule.ranks = 1;
  schedule.microBatches = 3;
  schedule.virtualStages = 2;
  schedule.placement = {0, 0};
  schedule.actions.resize(1);
  using enum ActionKind;
  for (int32_t m = 0; m < 3; ++m)
    for (Action action : {Action{0, Forward, m}, Action{1, Forward, m},
                          Action{1, InputGradient, m}, Action{0, Backward, m}})
      schedule.actions[0].push_back(action);
  for (int32_t m = 0; m < 3; ++m)
    schedule.actions[0].push_back({1, WeightGradient, m});
  Dataflow flow = makeChain(schedule, /*isSplit=*/true);
  auto buffers = countSlots(schedule, flow, expandSchedule(schedule, flow));
  ASSERT_TRUE(bool(buffers));
  for (const BufferSlots &buffer : *buffers) {
    const DataflowValue &value = flow.values[buffer.value];
    bool isForWeight =
        std::any_of(value.readers.begin(), value.readers.end(), [&](int32_t t) {
          return flow.tasks[t].kind == WeightGradient &&
                 flow.tasks[t].stage == 1;
        });
    EXPECT_EQ(buffer.slots, isForWeight ? 3 : 1);
  }
}

TEST(CountSlots, WhatIsSentLateIsKeptUntilThen) {
  auto file = parseScheduleCsvFile("0F0,0F1,0F2,0SEND_F0,0SEND_F1,0SEND_F2\n"
                                   "1RECV_F0,1F0,1RECV_F1,1F1,1RECV_F2,1F2\n",
                                   "late.csv");
  ASSERT_TRUE(bool(file));
  Dataflow chain = makeChainDataflow(file->getSchedule());
  auto instructions = expandSchedule(file->communication, chain);
  auto slots = countSlots(file->getSchedule(), chain, instructions);
  ASSERT_TRUE(bool(slots));
  EXPECT_EQ((*slots)[0].slots, 3);
}

int64_t getMostSlots(const std::vector<BufferSlots> &buffers, int64_t rank) {
  int64_t most = 0;
  for (const BufferSlots &buffer : buffers)
    if (buffer.rank == rank)
      most = std::max(most, buffer.slots);
  return most;
}

TEST(CountSlots, InferenceNeedsTwoSlotsABoundary) {
  for (int64_t microBatches : {4, 64}) {
    Result<Schedule> schedule =
        generateSchedule("forward-only", {4, microBatches, 1});
    ASSERT_TRUE(bool(schedule));
    Dataflow flow = makeChain(*schedule);
    auto buffers = countSlots(*schedule, flow, expandSchedule(*schedule, flow));
    ASSERT_TRUE(bool(buffers));
    for (const BufferSlots &buffer : *buffers) {
      bool isChain = flow.values[buffer.value].readers.size() == 1;
      if (!buffer.isReceived && isChain) {
        EXPECT_EQ(buffer.slots, 2);
      }
    }
  }
}

TEST(CountSlots, OneForwardOneBackwardKeepsAsManyAsAreInFlight) {
  Result<Schedule> schedule = generateSchedule("1f1b", {4, 16, 1});
  ASSERT_TRUE(bool(schedule));
  Dataflow flow = makeChain(*schedule);
  auto buffers = countSlots(*schedule, flow, expandSchedule(*schedule, flow));
  ASSERT_TRUE(bool(buffers));
  // min(M, P - r); the last rank's cotangent is read while the next is made.
  EXPECT_EQ(getMostSlots(*buffers, 1), 3);
  EXPECT_EQ(getMostSlots(*buffers, 2), 2);
  EXPECT_EQ(getMostSlots(*buffers, 3), 2);
}

} // namespace
