//===- InstructionsTest.cpp - What each rank does, in order ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CheckInstructions.h"

#include "pipe/Schedule/Core/Roll.h"
#include "pipe/Schedule/Generators/Registry.h"

#include "gtest/gtest.h"

#include <map>
#include <tuple>

using namespace mlir::pipe;

namespace {

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
            auto instructions = expandSchedule(*schedule, flow);
            checkInstructions(*schedule, flow, instructions);
            EXPECT_TRUE(bool(countSlots(*schedule, flow, instructions)));
          }
        }
}

/// The runs of one rank as actions.
std::vector<Action> getRuns(const std::vector<Instruction> &instructions,
                            const Dataflow &flow) {
  std::vector<Action> runs;
  for (const Instruction &instruction : instructions)
    if (instruction.kind == InstructionKind::Run)
      runs.push_back({flow.tasks[instruction.object].stage,
                      flow.tasks[instruction.object].kind,
                      static_cast<int32_t>(instruction.microBatch)});
  return runs;
}

TEST(ExpandSchedule, BackwardRunsBothHalvesAndMissingTasksNothing) {
  using enum ActionKind;
  Result<Schedule> schedule = generateSchedule("1f1b", {2, 2, 1});
  ASSERT_TRUE(bool(schedule));
  Dataflow flow = makeChain(*schedule, /*isSplit=*/true);
  auto instructions = expandSchedule(*schedule, flow);
  EXPECT_EQ(getRuns(instructions[0], flow),
            (std::vector<Action>{{0, Forward, 0},
                                 {0, Forward, 1},
                                 {0, WeightGradient, 0},
                                 {0, WeightGradient, 1}}));
  EXPECT_EQ(getRuns(instructions[1], flow),
            (std::vector<Action>{{1, Forward, 0},
                                 {1, InputGradient, 0},
                                 {1, WeightGradient, 0},
                                 {1, Forward, 1},
                                 {1, InputGradient, 1},
                                 {1, WeightGradient, 1}}));
}

/// Items written down.
size_t countItems(const std::vector<RolledPart> &parts) {
  size_t count = 0;
  for (const RolledPart &part : parts)
    count += part.items.size() + countItems(part.parts);
  return count;
}

/// The size of a rank's program: actions in loops count once.
size_t countRolled(const std::vector<Instruction> &instructions) {
  std::map<std::tuple<InstructionKind, int32_t, int64_t>, int32_t> ids;
  std::vector<RollItem> items;
  for (const Instruction &instruction : instructions) {
    auto key =
        std::make_tuple(instruction.kind, instruction.object, instruction.peer);
    auto id = static_cast<int32_t>(ids.size());
    items.push_back(
        {ids.try_emplace(key, id).first->second, instruction.microBatch});
  }
  return countItems(roll(items));
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
        for (const std::vector<Instruction> &instructions :
             expandSchedule(*schedule, flow))
          sizes.back().push_back(countRolled(instructions));
      }
      if (sizes.size() != 2)
        continue;
      ++numSchedules;
      EXPECT_EQ(sizes[0], sizes[1]) << info.name << " P" << ranks;
    }
  EXPECT_GE(numSchedules, 50u);
}

} // namespace
