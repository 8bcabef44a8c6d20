//===- ProgramStepsTest.cpp - Steps and slots of rank programs ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ChainDataflow.h"

#include "pipe/Analysis/Program/ProgramSteps.h"
#include "pipe/Schedule/Core/Roll.h"
#include "pipe/Schedule/Generators/Registry.h"

#include "gtest/gtest.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>

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

/// Every message is received once, in the order of its channel, and each
/// received value is there before it is read and released after the last read.
void checkSteps(const Schedule &schedule, const Dataflow &flow) {
  std::vector<std::vector<Step>> steps = expandSchedule(schedule, flow);
  using Message = std::pair<int32_t, int64_t>;
  std::map<std::tuple<int64_t, int64_t, bool>, std::vector<Message>> sent, got;
  for (int64_t rank = 0; rank < schedule.ranks; ++rank) {
    std::set<Message> held, posted;
    for (const Step &step : steps[rank]) {
      Message message{step.object, step.microBatch};
      switch (step.kind) {
      case StepKind::Send:
        sent[{rank, step.peer, flow.isActivation(step.object)}].push_back(
            message);
        break;
      case StepKind::Post:
        got[{step.peer, rank, flow.isActivation(step.object)}].push_back(
            message);
        EXPECT_TRUE(held.insert(message).second);
        EXPECT_TRUE(posted.insert(message).second);
        break;
      case StepKind::Wait:
        EXPECT_EQ(posted.erase(message), 1u);
        break;
      case StepKind::Release:
        EXPECT_EQ(held.erase(message), 1u);
        break;
      case StepKind::Run:
        for (int32_t value : flow.tasks[step.object].reads) {
          int32_t maker = flow.values[value].maker;
          if (maker >= 0 &&
              flow.getRank(maker, flow.getCopy(step.microBatch)) != rank) {
            EXPECT_TRUE(held.count({value, step.microBatch}));
            EXPECT_FALSE(posted.count({value, step.microBatch}));
          }
        }
        break;
      case StepKind::Acquire:
        break;
      }
    }
    EXPECT_TRUE(held.empty());
  }
  EXPECT_EQ(sent, got);
}

TEST(ExpandSchedule, EveryRegisteredSchedule) {
  for (const ScheduleInfo &info : getScheduleRegistry())
    for (int64_t ranks : {1, 2, 3, 5})
      for (int64_t microBatches : {1, 2, 7, 12})
        for (int64_t virtualStages : {1, 2, 3}) {
          Result<Schedule> schedule =
              generateSchedule(info.name, {ranks, microBatches, virtualStages});
          if (!schedule)
            continue;
          SCOPED_TRACE(std::string(info.name) + " P" + std::to_string(ranks) +
                       " M" + std::to_string(microBatches) + " V" +
                       std::to_string(virtualStages));
          for (bool isSplit : {false, true}) {
            if (schedule->hasSplitBackward() && !isSplit)
              continue;
            Dataflow flow = makeChain(*schedule, isSplit);
            checkSteps(*schedule, flow);
            auto steps = expandSchedule(*schedule, flow);
            EXPECT_TRUE(bool(countSlots(*schedule, flow, steps)));
          }
        }
}

/// The runs of one rank as actions.
std::vector<Action> getRuns(const std::vector<Step> &steps,
                            const Dataflow &flow) {
  std::vector<Action> runs;
  for (const Step &step : steps)
    if (step.kind == StepKind::Run)
      runs.push_back({flow.tasks[step.object].stage,
                      flow.tasks[step.object].kind,
                      static_cast<int32_t>(step.microBatch)});
  return runs;
}

TEST(ExpandSchedule, BackwardRunsBothHalvesAndMissingTasksNothing) {
  using enum ActionKind;
  Result<Schedule> schedule = generateSchedule("1f1b", {2, 2, 1});
  ASSERT_TRUE(bool(schedule));
  Dataflow flow = makeChain(*schedule, /*isSplit=*/true);
  auto steps = expandSchedule(*schedule, flow);
  EXPECT_EQ(getRuns(steps[0], flow),
            (std::vector<Action>{{0, Forward, 0},
                                 {0, Forward, 1},
                                 {0, WeightGradient, 0},
                                 {0, WeightGradient, 1}}));
  EXPECT_EQ(getRuns(steps[1], flow),
            (std::vector<Action>{{1, Forward, 0},
                                 {1, InputGradient, 0},
                                 {1, WeightGradient, 0},
                                 {1, Forward, 1},
                                 {1, InputGradient, 1},
                                 {1, WeightGradient, 1}}));
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

/// The size of a rank's program: actions in loops count once.
size_t countRolled(const std::vector<Step> &steps) {
  std::map<std::tuple<StepKind, int32_t, int64_t>, int32_t> ids;
  std::vector<RollItem> items;
  for (const Step &step : steps) {
    auto key = std::make_tuple(step.kind, step.object, step.peer);
    auto id = static_cast<int32_t>(ids.size());
    items.push_back({ids.try_emplace(key, id).first->second, step.microBatch});
  }
  size_t count = 0;
  for (const RolledPart &part : roll(items))
    count += part.items.size();
  return count;
}

TEST(ExpandSchedule, ProgramsDoNotGrowWithTheMicroBatches) {
  size_t numSchedules = 0;
  for (const ScheduleInfo &info : getScheduleRegistry())
    for (int64_t ranks : {1, 2, 3, 4}) {
      int64_t virtualStages = info.defaultVirtualStages;
      std::vector<std::vector<size_t>> sizes;
      for (int64_t microBatches : {120, 960}) {
        Result<Schedule> schedule =
            generateSchedule(info.name, {ranks, microBatches, virtualStages});
        if (!schedule)
          continue;
        Dataflow flow = makeChain(*schedule, /*isSplit=*/true);
        sizes.emplace_back();
        for (const std::vector<Step> &steps : expandSchedule(*schedule, flow))
          sizes.back().push_back(countRolled(steps));
      }
      if (sizes.size() != 2)
        continue;
      ++numSchedules;
      EXPECT_EQ(sizes[0], sizes[1]) << info.name << " P" << ranks;
    }
  EXPECT_GE(numSchedules, 50u);
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
