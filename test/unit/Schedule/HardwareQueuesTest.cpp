//===- HardwareQueuesTest.cpp - How many queues a device needs ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ScheduleTestUtils.h"

#include "pipe/Schedule/Transfers/HardwareQueues.h"
#include "pipe/Schedule/Transfers/Rendezvous.h"

#include <map>
#include <random>

using namespace mlir::pipe;
using Kind = CommunicationItem::Kind;

namespace {
/// Looks at everything again and again until nothing changes.
class NaiveQueues {
public:
  NaiveQueues(const CommunicationSchedule &communication, size_t queues)
      : lists(communication.items), schedule(communication.schedule),
        queues(queues), position(lists.size(), 0) {}

  bool canEnd() {
    for (bool moved = true; moved;) {
      moved = false;
      for (size_t rank = 0; rank < lists.size(); ++rank)
        moved |= startOne(rank) || runOne(rank);
    }
    size_t numItems = 0, numPassed = 0;
    for (size_t rank = 0; rank < lists.size(); ++rank) {
      numItems += lists[rank].size();
      numPassed += position[rank];
      for (size_t i = 0; i < position[rank]; ++i)
        if (lists[rank][i].isTransfer() && !isDone(rank, i))
          return false;
    }
    return numItems == numPassed;
  }

private:
  /// A transfer by the stage that sends, kind and micro-batch.
  using Name = std::tuple<int, ActionKind, int>;

  static Name getName(const CommunicationItem &item) {
    int stage = item.action.stage;
    if (item.kind == Kind::Receive)
      stage += item.action.kind == ActionKind::Forward ? -1 : 1;
    return {stage, item.action.kind, item.action.microBatch};
  }

  bool isDone(size_t rank, size_t i) const {
    auto it = started.find(getName(lists[rank][i]));
    return it != started.end() && it->second.size() == 2;
  }

  bool startOne(size_t rank) {
    size_t open = 0;
    for (size_t i = 0; i < position[rank]; ++i) {
      const CommunicationItem &item = lists[rank][i];
      if (!item.isTransfer() || isDone(rank, i))
        continue;
      if (open++ < queues &&
          started[getName(item)].insert(item.kind == Kind::Send).second)
        return true;
    }
    return false;
  }

  bool runOne(size_t rank) {
    size_t &at = position[rank];
    if (at == lists[rank].size())
      return false;
    const CommunicationItem &item = lists[rank][at];
    if (!item.isTransfer() && !canRun(rank, item.action))
      return false;
    ++at;
    return true;
  }

  /// A receive of what the action reads stands somewhere before it, if any.
  bool canRun(size_t rank, Action action) const {
    if (action.kind == ActionKind::WeightGradient ||
        action.kind == ActionKind::Update)
      return true;
    if (action.kind == ActionKind::InputGradient)
      action.kind = ActionKind::Backward;
    for (size_t i = 0; i < position[rank]; ++i)
      if (lists[rank][i].kind == Kind::Receive &&
          lists[rank][i].action == action && !isDone(rank, i))
        return false;
    return true;
  }

  const std::vector<std::vector<CommunicationItem>> &lists;
  const Schedule &schedule;
  size_t queues;
  std::vector<size_t> position;
  std::map<Name, std::set<bool>> started;
};

int64_t countNaively(const CommunicationSchedule &communication) {
  if (!communication.hasTransfers())
    return 0;
  int64_t queues = 1;
  while (!NaiveQueues(communication, static_cast<size_t>(queues)).canEnd())
    ++queues;
  return queues;
}
} // namespace

TEST(HardwareQueues, AgreeWithANaiveMachine) {
  int numCases = 0;
  std::map<int64_t, int> counts;
  for (const ScheduleInfo &info : getScheduleRegistry())
    for (int64_t ranks : {1, 2, 3, 4})
      for (int64_t m : {1, 2, 3, 6})
        for (int64_t v : {1, 2}) {
          Result<Schedule> schedule =
              generateSchedule(info.name, {ranks, m, v});
          if (!schedule)
            continue;
          SCOPED_TRACE(std::string(info.name) + " P" + std::to_string(ranks) +
                       " M" + std::to_string(m) + " V" + std::to_string(v));
          for (ReceiveOrder order :
               {ReceiveOrder::ByProducer, ReceiveOrder::ByConsumer,
                ReceiveOrder::BySender}) {
            auto communication = addCommunication(*schedule, order);
            ASSERT_TRUE(communication);
            if (!communication->hasTransfers())
              continue;
            Result<int64_t> count = countHardwareQueues(*communication);
            ASSERT_TRUE(count) << count.getError().toString();
            EXPECT_EQ(*count, countNaively(*communication));
            ++counts[*count];
            ++numCases;
          }
        }
  EXPECT_GE(numCases, 500);
  EXPECT_GE(counts.size(), 3u);
}

// Receives that stand anywhere before their readers.
TEST(HardwareQueues, AgreeWithANaiveMachineOnReceivesMovedUp) {
  std::mt19937_64 random(3);
  for (int round = 0; round < 400; ++round) {
    auto communication =
        addCommunication(generate(round % 2 ? "1f1b" : "gpipe",
                                  2 + static_cast<int64_t>(random() % 3),
                                  1 + static_cast<int64_t>(random() % 5)),
                         ReceiveOrder::BySender);
    ASSERT_TRUE(communication);
    for (auto &list : communication->items)
      for (size_t i = 1; i < list.size(); ++i)
        if (list[i].kind == Kind::Receive && random() % 2)
          for (size_t to = random() % i, at = i; at > to; --at)
            if (list[at - 1].kind != Kind::Receive)
              std::swap(list[at], list[at - 1]);
    Result<int64_t> count = countHardwareQueues(*communication);
    ASSERT_TRUE(count) << count.getError().toString();
    EXPECT_EQ(*count, countNaively(*communication));
    for (int64_t queues = 1; queues <= *count + 1; ++queues)
      EXPECT_EQ(checkHardwareQueues(*communication, queues).has_value(),
                queues < *count);
  }
}

// One queue is what the queue model "rank" has.
TEST(HardwareQueues, OneQueueIsTheModelOfOneQueueARank) {
  for (const ScheduleInfo &info : getScheduleRegistry())
    for (int64_t m : {1, 2, 5, 8}) {
      Result<Schedule> schedule = generateSchedule(info.name, {4, m, 2});
      if (!schedule)
        continue;
      auto communication = addCommunication(*schedule, ReceiveOrder::BySender);
      ASSERT_TRUE(communication);
      EXPECT_EQ(checkHardwareQueues(*communication, 1).has_value(),
                checkRendezvous(*communication, QueueModel::Rank).has_value())
          << info.name << " M" << m;
    }
}

TEST(HardwareQueues, ReceivesBySenderMeet) {
  for (const ScheduleInfo &info : getScheduleRegistry())
    for (int64_t m : {1, 2, 5, 8}) {
      Result<Schedule> schedule = generateSchedule(info.name, {4, m, 2});
      if (!schedule)
        continue;
      auto communication = addCommunication(*schedule, ReceiveOrder::BySender);
      ASSERT_TRUE(communication);
      EXPECT_FALSE(checkRendezvous(*communication, QueueModel::EdgeKind))
          << info.name << " M" << m;
    }
}

TEST(HardwareQueues, SayWhoWaitsForWhom) {
  CommunicationSchedule communication = {generate("1f1b", 2, 3), {}};
  auto error = checkHardwareQueues(communication, 1);
  ASSERT_TRUE(error);
  EXPECT_EQ(
      error->toString(),
      "deadlock with 1 hardware queue a rank, where at least 2 are needed: "
      "transfers wait for each other in a circle\n"
      "  note: rank 0, position 4: 0RECV_B0 waits for a queue of the rank; it "
      "has 0SEND_F1 at position 3, which waits for rank 1 to start 1RECV_F1\n"
      "  note: rank 1, position 4: 1RECV_F1 waits for a queue of the rank; it "
      "has 1SEND_B0 at position 3, which waits for rank 0 to start 0RECV_B0\n"
      "  note: the schedule has no sends and receives of its own: positions "
      "are "
      "those after they were put where programs have them");
}

// A send that stands behind an action that waits for it.
TEST(HardwareQueues, NoNumberIsEnoughForACircle) {
  auto communication =
      addCommunication(generate("1f1b", 2, 1), ReceiveOrder::BySender);
  ASSERT_TRUE(communication);
  EXPECT_EQ(*countHardwareQueues(*communication), 1);
  auto &list = communication->items[0];
  std::rotate(list.begin() + 1, list.begin() + 2, list.end());
  Result<int64_t> count = countHardwareQueues(*communication);
  ASSERT_FALSE(count);
  EXPECT_EQ(count.getError().toString(),
            "transfers wait for each other in a circle with any number of "
            "hardware queues\n"
            "  note: rank 0, position 3: 0SEND_F0 is behind 0B0 at position 2, "
            "which waits for 0RECV_B0 at position 1\n"
            "  note: rank 1, position 3: 1SEND_B0 is behind 1F0 at position 1, "
            "which waits for 1RECV_F0 at position 0");
  auto error = checkHardwareQueues(*communication, 5);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->message, count.getError().message);
}
