//===- ChannelCapacityTest.cpp - Messages in flight at most ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Transfers/ChannelCapacity.h"

#include "ChainDataflow.h"

#include "pipe/Schedule/Generators/Registry.h"

#include "gtest/gtest.h"

#include <set>

using namespace mlir::pipe;

namespace {
using Instructions = std::vector<std::vector<Instruction>>;

/// Executes the instructions in every order, where a send is done when its
/// receive is posted, and counts what is in flight in every state.
class EveryOrder {
public:
  EveryOrder(const Instructions &instructions, const Dataflow &flow,
             const std::vector<BufferSlots> &slots)
      : instructions(instructions), flow(flow), slots(slots) {}

  std::map<ChannelKey, int64_t> run() {
    using State = std::vector<size_t>;
    std::set<State> seen{State(instructions.size(), 0)};
    std::vector<State> open(seen.begin(), seen.end());
    while (!open.empty()) {
      State state = open.back();
      open.pop_back();
      count(state);
      for (size_t rank = 0; rank < instructions.size(); ++rank) {
        if (!canAdvance(state, rank))
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

  /// Has a rank done a instruction of this kind for this message?
  bool hasDone(const State &state, size_t rank, InstructionKind kind,
               int32_t value, int64_t m) const {
    for (size_t i = 0; i < state[rank]; ++i)
      if (instructions[rank][i].kind == kind &&
          instructions[rank][i].object == value &&
          instructions[rank][i].microBatch == m)
        return true;
    return false;
  }

  int64_t getSlots(int32_t value) const {
    for (const BufferSlots &buffer : slots)
      if (buffer.value == value && !buffer.isReceived)
        return buffer.slots;
    return 1;
  }

  bool canAdvance(const State &state, size_t rank) const {
    if (state[rank] == instructions[rank].size())
      return false;
    const Instruction &instruction = instructions[rank][state[rank]];
    if (instruction.kind == InstructionKind::Wait) {
      int32_t maker = flow.values[instruction.object].maker;
      return hasDone(
          state, flow.getRank(maker, flow.getCopy(instruction.microBatch)),
          InstructionKind::Send, instruction.object, instruction.microBatch);
    }
    if (instruction.kind != InstructionKind::Acquire)
      return true;
    int64_t ring = getSlots(instruction.object);
    for (size_t i = 0; i < state[rank]; ++i) {
      const Instruction &sent = instructions[rank][i];
      if (sent.kind == InstructionKind::Send &&
          sent.object == instruction.object &&
          sent.microBatch % ring == instruction.microBatch % ring &&
          !hasDone(state, sent.peer, InstructionKind::Post, sent.object,
                   sent.microBatch))
        return false;
    }
    return true;
  }

  void count(const State &state) {
    std::map<ChannelKey, int64_t> inFlight;
    for (size_t rank = 0; rank < instructions.size(); ++rank)
      for (size_t i = 0; i < state[rank]; ++i) {
        const Instruction &instruction = instructions[rank][i];
        if (instruction.kind == InstructionKind::Send)
          inFlight[{static_cast<int64_t>(rank), instruction.peer,
                    flow.isActivation(instruction.object)}] +=
              !hasDone(state, instruction.peer, InstructionKind::Release,
                       instruction.object, instruction.microBatch);
      }
    for (const auto &[key, messages] : inFlight)
      most[key] = std::max(most[key], messages);
  }

  const Instructions &instructions;
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
        Instructions instructions = expandSchedule(*schedule, flow);
        auto slots = countSlots(*schedule, flow, instructions);
        ASSERT_TRUE(bool(slots));
        EXPECT_EQ(countInFlight(instructions, flow, *slots),
                  EveryOrder(instructions, flow, *slots).run());
        // More slots for what is sent: more may be in flight.
        for (BufferSlots &buffer : *slots)
          buffer.slots += !buffer.isReceived;
        EXPECT_EQ(countInFlight(instructions, flow, *slots),
                  EveryOrder(instructions, flow, *slots).run());
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
  Instructions instructions = expandSchedule(*schedule, flow);
  auto slots = countSlots(*schedule, flow, instructions);
  ASSERT_TRUE(bool(slots));
  auto most = countInFlight(instructions, flow, *slots);
  EXPECT_EQ(most, (std::map<ChannelKey, int64_t>{{{0, 1, true}, 3}}));
}

TEST(ChannelCapacity, StuckStepsGetRoomForAllMessages) {
  Dataflow flow;
  flow.tasks = {{ActionKind::Forward, 0, {0}, {1}, {0}},
                {ActionKind::Forward, 1, {1}, {0}, {1}}};
  flow.values = {{0, {1}, false}, {1, {0}, false}};
  Instructions instructions(2);
  for (int64_t rank : {0, 1}) {
    auto own = static_cast<int32_t>(rank), other = 1 - own;
    for (int64_t m : {0, 1})
      instructions[rank].insert(instructions[rank].end(),
                                {{InstructionKind::Post, other, other, m},
                                 {InstructionKind::Wait, other, -1, m},
                                 {InstructionKind::Send, own, other, m},
                                 {InstructionKind::Release, other, -1, m}});
  }
  auto most = countInFlight(instructions, flow, {});
  EXPECT_EQ(most, (std::map<ChannelKey, int64_t>{{{0, 1, true}, 2},
                                                 {{1, 0, true}, 2}}));
}

} // namespace
