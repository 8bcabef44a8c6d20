//===- CheckInstructions.h - Do instructions move what they must?  -*- C++
//-*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_SCHEDULE_CHECKINSTRUCTIONS_H
#define PIPE_TEST_UNIT_SCHEDULE_CHECKINSTRUCTIONS_H

#include "ChainDataflow.h"

#include "gtest/gtest.h"

#include <map>
#include <set>
#include <tuple>

namespace mlir::pipe {

/// Every message is received once, in the order of its channel, and each
/// received value is there before it is read and released after the last read.
inline void
checkInstructions(const Schedule &schedule, const Dataflow &flow,
                  const std::vector<std::vector<Instruction>> &instructions) {
  using Message = std::pair<int32_t, int64_t>;
  std::map<std::tuple<int64_t, int64_t, bool>, std::vector<Message>> sent, got;
  for (int64_t rank = 0; rank < schedule.ranks; ++rank) {
    std::set<Message> held, posted;
    for (const Instruction &instruction : instructions[rank]) {
      Message message{instruction.object, instruction.microBatch};
      switch (instruction.kind) {
      case InstructionKind::Send:
        sent[{rank, instruction.peer, flow.isActivation(instruction.object)}]
            .push_back(message);
        break;
      case InstructionKind::Post:
        got[{instruction.peer, rank, flow.isActivation(instruction.object)}]
            .push_back(message);
        EXPECT_TRUE(held.insert(message).second);
        EXPECT_TRUE(posted.insert(message).second);
        break;
      case InstructionKind::Wait:
        EXPECT_EQ(posted.erase(message), 1u);
        break;
      case InstructionKind::Release:
        EXPECT_EQ(held.erase(message), 1u);
        break;
      case InstructionKind::Run:
        for (int32_t value : flow.tasks[instruction.object].reads) {
          int32_t maker = flow.values[value].maker;
          if (maker >= 0 &&
              flow.getRank(maker, flow.getCopy(instruction.microBatch)) !=
                  rank) {
            EXPECT_TRUE(held.count({value, instruction.microBatch}));
            EXPECT_FALSE(posted.count({value, instruction.microBatch}));
          }
        }
        break;
      case InstructionKind::Zero:
      case InstructionKind::Update:
        break; // The rank's own.
      case InstructionKind::Acquire:
        break;
      }
    }
    EXPECT_TRUE(held.empty());
  }
  EXPECT_EQ(sent, got);
}

} // namespace mlir::pipe

#endif // PIPE_TEST_UNIT_SCHEDULE_CHECKINSTRUCTIONS_H
