//===- ObeyedTransfersTest.cpp - Transfers of a schedule's own ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CheckInstructions.h"

#include "pipe/Schedule/Generators/Registry.h"
#include "pipe/Schedule/Transfers/Rendezvous.h"

#include "gtest/gtest.h"

#include <random>

using namespace mlir::pipe;

namespace {

/// The transfers and actions of a rank as items say them: messages that items
/// speak of, by the stage that makes them, at their places between the actions.
std::vector<std::string> describeItems(const CommunicationSchedule &given,
                                       size_t rank) {
  std::vector<std::string> lines;
  for (const CommunicationItem &item : given.items[rank])
    lines.push_back(toString(item));
  return lines;
}

/// The same of instructions of a chain without skips.
std::vector<std::string>
describeInstructions(const std::vector<Instruction> &list,
                     const Dataflow &flow) {
  std::vector<std::string> lines;
  for (const Instruction &instruction : list) {
    bool isRun = instruction.kind == InstructionKind::Run;
    bool isSend = instruction.kind == InstructionKind::Send;
    if (!isRun && !isSend && instruction.kind != InstructionKind::Post)
      continue;
    const DataflowTask &task =
        flow.tasks[isRun ? instruction.object
                         : flow.values[instruction.object].maker];
    CommunicationItem item;
    item.action = {task.stage, task.kind,
                   static_cast<int32_t>(instruction.microBatch)};
    if (!isRun) {
      bool isForward = task.kind == ActionKind::Forward;
      item.kind = isSend ? CommunicationItem::Kind::Send
                         : CommunicationItem::Kind::Receive;
      item.action.kind = isForward ? task.kind : ActionKind::Backward;
      if (!isSend)
        item.action.stage += isForward ? 1 : -1;
    }
    lines.push_back(toString(item));
  }
  return lines;
}

/// Moves one in four sends down and receives up by up to `most` items, which
/// keeps them behind what makes a value and before what reads it, and those of
/// one channel in order.
void moveTransfers(CommunicationSchedule &communication, size_t most,
                   std::mt19937 &random) {
  using Kind = CommunicationItem::Kind;
  auto isOneChannel = [](const CommunicationItem &a,
                         const CommunicationItem &b) {
    return a.kind == b.kind && a.peer == b.peer &&
           a.action.kind == b.action.kind;
  };
  for (std::vector<CommunicationItem> &list : communication.items)
    for (size_t i = 0; i < list.size(); ++i) {
      if (!list[i].isTransfer() || random() % 4 != 0)
        continue;
      bool isSend = list[i].kind == Kind::Send;
      size_t at = i;
      for (size_t count = random() % (most + 1); count > 0; --count) {
        if (isSend ? at + 1 == list.size() : at == 0)
          break;
        size_t next = isSend ? at + 1 : at - 1;
        if (isOneChannel(list[at], list[next]))
          break;
        std::swap(list[at], list[next]);
        at = next;
      }
    }
}

TEST(ExpandSchedule, TransfersOfTheScheduleAreObeyed) {
  std::mt19937 random(11);
  size_t numObeyed = 0, numMoved = 0;
  for (const ScheduleInfo &info : getScheduleRegistry())
    for (ReceiveOrder order :
         {ReceiveOrder::ByProducer, ReceiveOrder::ByConsumer,
          ReceiveOrder::BySender})
      for (size_t most : {0, 1, 1, 2, 3, 8}) {
        Result<Schedule> schedule =
            generateSchedule(info.name, {4, 8, info.defaultVirtualStages});
        if (!schedule)
          continue;
        auto given = addCommunication(*schedule, order);
        ASSERT_TRUE(bool(given));
        moveTransfers(*given, most, random);
        if (checkRendezvous(*given, QueueModel::EdgeKind))
          continue;
        SCOPED_TRACE(std::string(info.name) + " moved by " +
                     std::to_string(most));
        // A chain says nothing but what items say.
        Dataflow chain = makeChainDataflow(*schedule);
        bool isWhole = true;
        for (const std::vector<Action> &list : schedule->actions)
          for (const Action &action : list)
            isWhole &= action.kind != ActionKind::Update &&
                       (action.kind != ActionKind::Backward ||
                        !TaskNumbers(chain).isSplit(action.stage));
        auto plain = expandSchedule(*given, chain);
        for (size_t rank = 0; isWhole && rank < plain.size(); ++rank)
          EXPECT_EQ(describeInstructions(plain[rank], chain),
                    describeItems(*given, rank));
        // Values that items do not speak of come with the others.
        Dataflow flow = makeChain(*schedule, schedule->hasSplitBackward());
        auto instructions = expandSchedule(*given, flow);
        checkInstructions(*schedule, flow, instructions);
        EXPECT_TRUE(bool(countSlots(*schedule, flow, instructions)));
        ++numObeyed;
        numMoved += most > 0;
      }
  EXPECT_GE(numObeyed, 100u);
  EXPECT_GE(numMoved, 50u);
}

} // namespace
