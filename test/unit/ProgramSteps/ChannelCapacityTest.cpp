//===- ChannelCapacityTest.cpp - Messages in flight at most ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Program/ChannelCapacity.h"

#include "ChainDataflow.h"

#include "pipe/Schedule/Generators/Registry.h"

#include "gtest/gtest.h"

#include <set>

using namespace mlir::pipe;

namespace {
using Steps = std::vector<std::vector<Step>>;

/// Executes the steps in every order, where a send is done when its receive is
/// posted, and counts what is in flight in every state.
class EveryOrder {
public:
  EveryOrder(const Steps &steps, const Dataflow &flow,
             const std::vector<BufferSlots> &slots)
      : steps(steps), flow(flow), slots(slots) {}

  std::map<ChannelKey, int64_t> run() {
    using State = std::vector<size_t>;
    std::set<State> seen{State(steps.size(), 0)};
    std::vector<State> open(seen.begin(), seen.end());
    while (!open.empty()) {
      State state = open.back();
      open.pop_back();
      count(state);
      for (size_t rank = 0; rank < steps.size(); ++rank) {
        if (!canStep(state, rank))
          continue;
        State next = state;
        ++next[rank];
        if (seen.insert(next).second)
          open.push_back(next);
      }
    }
    return most;
  }

private:
  using State = std::vector<size_t>;

  /// Has a rank done a step of this kind for this message?
  bool hasDone(const State &state, size_t rank, StepKind kind, int32_t value,
               int64_t m) const {
    for (size_t i = 0; i < state[rank]; ++i)
      if (steps[rank][i].kind == kind && steps[rank][i].object == value &&
          steps[rank][i].microBatch == m)
        return true;
    return false;
  }

  int64_t getSlots(int32_t value) const {
    for (const BufferSlots &buffer : slots)
      if (buffer.value == value && !buffer.isReceived)
        return buffer.slots;
    return 1;
  }

  bool canStep(const State &state, size_t rank) const {
    if (state[rank] == steps[rank].size())
      return false;
    const Step &step = steps[rank][state[rank]];
    if (step.kind == StepKind::Wait) {
      int32_t maker = flow.values[step.object].maker;
      return hasDone(state, flow.getRank(maker, flow.getCopy(step.microBatch)),
                     StepKind::Send, step.object, step.microBatch);
    }
    if (step.kind != StepKind::Acquire)
      return true;
    int64_t ring = getSlots(step.object);
    for (size_t i = 0; i < state[rank]; ++i) {
      const Step &sent = steps[rank][i];
      if (sent.kind == StepKind::Send && sent.object == step.object &&
          sent.microBatch % ring == step.microBatch % ring &&
          !hasDone(state, sent.peer, StepKind::Post, sent.object,
                   sent.microBatch))
        return false;
    }
    return true;
  }

  void count(const State &state) {
    std::map<ChannelKey, int64_t> inFlight;
    for (size_t rank = 0; rank < steps.size(); ++rank)
      for (size_t i = 0; i < state[rank]; ++i) {
        const Step &step = steps[rank][i];
        if (step.kind == StepKind::Send)
          inFlight[{static_cast<int64_t>(rank), step.peer,
                    flow.isActivation(step.object)}] +=
              !hasDone(state, step.peer, StepKind::Release, step.object,
                       step.microBatch);
      }
    for (const auto &[key, messages] : inFlight)
      most[key] = std::max(most[key], messages);
  }

  const Steps &steps;
  const Dataflow &flow;
  const std::vector<BufferSlots> &slots;
  std::map<ChannelKey, int64_t> most;
};

TEST(ChannelCapacity, AgreesWithEveryOrder) {
  size_t numCases = 0;
  for (const ScheduleInfo &info : getScheduleRegistry())
    for (int64_t ranks : {2, 3})
      for (int64_t microBatches : {1, 2, 3, 4}) {
        if (ranks * microBatches > 8)
          continue;
        Result<Schedule> schedule = generateSchedule(
            info.name, {ranks, microBatches, info.defaultVirtualStages});
        if (!schedule)
          continue;
        SCOPED_TRACE(std::string(info.name) + " P" + std::to_string(ranks) +
                     " M" + std::to_string(microBatches));
        Dataflow flow = makeChain(*schedule, schedule->hasSplitBackward());
        Steps steps = expandSchedule(*schedule, flow);
        auto slots = countSlots(*schedule, flow, steps);
        ASSERT_TRUE(bool(slots));
        EXPECT_EQ(countInFlight(steps, flow, *slots),
                  EveryOrder(steps, flow, *slots).run());
        // More slots for what is sent: more may be in flight.
        for (BufferSlots &buffer : *slots)
          buffer.slots += !buffer.isReceived;
        EXPECT_EQ(countInFlight(steps, flow, *slots),
                  EveryOrder(steps, flow, *slots).run());
        ++numCases;
      }
  EXPECT_GE(numCases, 40u);
}

// Two messages in the sender's slots, and one that the receiver has posted for
// and not released.
TEST(ChannelCapacity, InferenceNeedsRoomForThree) {
  Result<Schedule> schedule = generateSchedule("forward-only", {2, 100, 1});
  ASSERT_TRUE(bool(schedule));
  Dataflow flow;
  flow.tasks = {{ActionKind::Forward, 0, {0}, {}, {0}},
                {ActionKind::Forward, 1, {1}, {0}, {}}};
  flow.values = {{0, {1}, false}};
  Steps steps = expandSchedule(*schedule, flow);
  auto slots = countSlots(*schedule, flow, steps);
  ASSERT_TRUE(bool(slots));
  auto most = countInFlight(steps, flow, *slots);
  EXPECT_EQ(most, (std::map<ChannelKey, int64_t>{{{0, 1, true}, 3}}));
}

TEST(ChannelCapacity, StuckStepsGetRoomForAllMessages) {
  Dataflow flow;
  flow.tasks = {{ActionKind::Forward, 0, {0}, {1}, {0}},
                {ActionKind::Forward, 1, {1}, {0}, {1}}};
  flow.values = {{0, {1}, false}, {1, {0}, false}};
  Steps steps(2);
  for (int64_t rank : {0, 1}) {
    auto own = static_cast<int32_t>(rank), other = 1 - own;
    for (int64_t m : {0, 1})
      steps[rank].insert(steps[rank].end(),
                         {{StepKind::Post, other, other, m},
                          {StepKind::Wait, other, -1, m},
                          {StepKind::Send, own, other, m},
                          {StepKind::Release, other, -1, m}});
  }
  auto most = countInFlight(steps, flow, {});
  EXPECT_EQ(most, (std::map<ChannelKey, int64_t>{{{0, 1, true}, 2},
                                                 {{1, 0, true}, 2}}));
}

} // namespace
