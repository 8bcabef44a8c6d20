//===- RendezvousTest.cpp - Which schedules hang under which queues -------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ScheduleTestUtils.h"

#include "pipe/Schedule/Transfers/Rendezvous.h"

#include <map>

using namespace mlir::pipe;
using Kind = CommunicationItem::Kind;

TEST(QueueModels, Names) {
  for (QueueModel model : kQueueModels) {
    Result<QueueModel> parsed = parseQueueModel(toString(model));
    ASSERT_TRUE(parsed);
    EXPECT_EQ(*parsed, model);
  }
  Result<QueueModel> unknown = parseQueueModel("edges");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.getError().message,
            "unknown queue model 'edges'; known models: edge-kind, edge, pair, "
            "rank, blocking");
}

namespace {
/// How many schedules of a grid hang, receives being right before the actions
/// that read them.
struct Hangs {
  int of = 0;
  std::map<QueueModel, int> count;
};

/// The published counts are of this grid.
Hangs countHangs(std::string_view name, int64_t minV, int64_t maxV,
                 int64_t minMicroBatches = 1) {
  Hangs hangs;
  for (int64_t ranks = 2; ranks <= 6; ++ranks)
    for (int64_t m = minMicroBatches; m <= 7; ++m)
      for (int64_t v = minV; v <= maxV; ++v) {
        Result<Schedule> schedule = generateSchedule(name, {ranks, m, v});
        if (!schedule) // odd P with two copies of the model
          continue;
        ++hangs.of;
        for (QueueModel model : kQueueModels)
          hangs.count[model] += checkRendezvous(*schedule, model).has_value();
      }
  return hangs;
}
} // namespace

// With one micro-batch nothing is ever in the way.
TEST(RendezvousTable, OneMicroBatchNeverHangs) {
  for (const ScheduleInfo &info : getScheduleRegistry()) {
    SCOPED_TRACE(std::string(info.name));
    int64_t v = info.defaultVirtualStages;
    for (int64_t ranks : {1, 2, 3, 4})
      for (QueueModel model : kQueueModels)
        if (auto schedule = generateSchedule(info.name, {ranks, 1, v})) {
          EXPECT_FALSE(checkRendezvous(*schedule, model));
        }
  }
}

// One queue for each directed edge and kind never hangs.
TEST(RendezvousTable, EdgeKindNeverHangs) {
  for (const ScheduleInfo &info : getScheduleRegistry()) {
    SCOPED_TRACE(std::string(info.name));
    int64_t v = info.defaultVirtualStages;
    EXPECT_EQ(countHangs(info.name, v, v).count[QueueModel::EdgeKind], 0);
  }
}

// GPipe never hangs; looped BFS and forwards with several chunks sometimes; all
// others as soon as there are two micro-batches.
TEST(RendezvousTable, FewQueues) {
  using enum QueueModel;
  for (const ScheduleInfo &info : getScheduleRegistry()) {
    SCOPED_TRACE(std::string(info.name));
    int64_t v = info.defaultVirtualStages;
    if (info.name == "gpipe" || (!info.training && v == 1)) {
      Hangs hangs = countHangs(info.name, v, v);
      EXPECT_EQ(hangs.count[Pair] + hangs.count[Rank] + hangs.count[Blocking],
                0);
    } else if (info.name != "looped-bfs" && info.training) {
      Hangs hangs = countHangs(info.name, v, v, /*minMicroBatches=*/2);
      for (QueueModel model : {Pair, Rank, Blocking})
        EXPECT_EQ(hangs.count[model], hangs.of) << toString(model);
    }
  }
  for (std::string_view name : {"looped-bfs", "forward-only"}) {
    SCOPED_TRACE(std::string(name));
    Hangs hangs = countHangs(name, 2, 3);
    EXPECT_EQ(hangs.of, 70);
    EXPECT_EQ(hangs.count[Pair], 12);
    EXPECT_EQ(hangs.count[Rank], 40);
    EXPECT_EQ(hangs.count[Blocking], 40);
  }
}

// One queue for each directed edge: safe where all values on an edge are of one
// kind or are read in the order in which they are made.
TEST(RendezvousTable, DirectedEdges) {
  auto count = [](std::string_view name, int64_t minV, int64_t maxV) {
    return countHangs(name, minV, maxV).count[QueueModel::Edge];
  };
  for (std::string_view name :
       {"gpipe", "1f1b", "eager-1f1b", "zb-h1", "zb-h2", "forward-only"})
    EXPECT_EQ(count(name, 1, 1), 0) << name;
  EXPECT_EQ(count("looped-bfs", 2, 3), 0);
  // Only with two ranks, where both kinds share an edge.
  EXPECT_GT(count("interleaved-1f1b", 2, 2), 0);
  EXPECT_GT(count("interleaved-zb", 2, 2), 0);
  for (std::string_view name : {"interleaved-1f1b", "interleaved-zb"})
    for (int64_t ranks : {3, 4, 5})
      for (int64_t m = 1; m <= 9; ++m)
        EXPECT_FALSE(
            checkRendezvous(generate(name, ranks, m, 2), QueueModel::Edge))
            << name;
  EXPECT_TRUE(
      checkRendezvous(generate("interleaved-1f1b", 2, 5, 2), QueueModel::Edge));
  EXPECT_FALSE(
      checkRendezvous(generate("interleaved-1f1b", 2, 4, 2), QueueModel::Edge));
  EXPECT_TRUE(checkRendezvous(generate("zbv", 4, 8, 2), QueueModel::Edge));
  EXPECT_TRUE(
      checkRendezvous(generate("dualpipev", 4, 8, 2), QueueModel::Edge));
  EXPECT_FALSE(checkRendezvous(generate("dualpipe", 4, 8), QueueModel::Edge));
  EXPECT_TRUE(checkRendezvous(generate("dualpipe", 6, 12), QueueModel::Edge));
  // V-Half of its authors: 0F2 is made before 3I0 and read after it.
  Schedule vHalf = fromCsv(
      "0F0,0F1,0F2,3F0,3I0,3W0,3F1,0I0,3I1,3W1,3F2,0W0,0F3,0I1,3I2,3W2,3F3,"
      "3I3,0I2,3W3,0I3,0W1,0W2,0W3\n"
      "1F0,2F0,1F1,2F1,2I0,2W0,1I0,1W0,1F2,2F2,2I1,1I1,2W1,1F3,1W1,2F3,2I2,"
      "1I2,2I3,1I3,2W2,2W3,1W2,1W3\n");
  EXPECT_TRUE(checkRendezvous(vHalf, QueueModel::Edge));
  EXPECT_FALSE(checkRendezvous(vHalf, QueueModel::EdgeKind));
}

// All transfers in one global order: no queues can hang.
TEST(RendezvousTable, GlobalOrderNeverHangs) {
  for (const ScheduleInfo &info : getScheduleRegistry())
    for (int64_t ranks = 1; ranks <= 5; ++ranks)
      for (int64_t m : {1, 2, 3, 5, 8, 11}) {
        Result<Schedule> schedule =
            generateSchedule(info.name, {ranks, m, info.defaultVirtualStages});
        if (!schedule)
          continue;
        auto communication = addCommunication(*schedule);
        ASSERT_TRUE(communication);
        for (QueueModel model : kQueueModels) {
          auto error = checkRendezvous(*communication, model);
          EXPECT_FALSE(error) << info.name << " " << error->toString();
        }
      }
}

/// Returns the message for lists with transfers.
static std::string checkCells(std::string_view csv,
                              QueueModel model = QueueModel::EdgeKind) {
  Result<ScheduleCsvFile> file = parseScheduleCsvFile(csv, "test.csv");
  if (!file)
    return file.getError().toString();
  auto error = checkRendezvous(file->communication, model);
  return error ? error->toString() : "";
}

TEST(RendezvousMessages, MissingEnds) {
  EXPECT_EQ(checkCells("0F0,0SEND_F0\n1RECV_F0,1F0\n"), "");
  EXPECT_EQ(checkCells("0F0,0SEND_F0,0F1,0SEND_F1\n1RECV_F0,1F0,1F1\n"),
            "rank 0, position 3: 0SEND_F1 has no receive: rank 1 has no "
            "1RECV_F1");
  EXPECT_EQ(checkCells("0F0,0SEND_F0,0F1\n1RECV_F0,1F0,1RECV_F1,1F1\n"),
            "rank 1, position 2: 1RECV_F1 has no send: rank 0 has no "
            "0SEND_F1");
  EXPECT_EQ(checkCells("0F0,0SEND_F0,0F1\n1RECV_F0,1F0,1F1\n"),
            "rank 0, position 2: 0F1 makes a value for stage 1, but rank 0 has "
            "no 0SEND_F1 and rank 1 has no 1RECV_F1");
  EXPECT_EQ(checkCells("0F0,0SEND_F0,0SEND_F0\n1RECV_F0,1F0\n"),
            "rank 0, position 2: 0SEND_F0 repeats what is at position 1");
}

TEST(RendezvousMessages, Order) {
  EXPECT_EQ(checkCells("0SEND_F0,0F0\n1RECV_F0,1F0\n"),
            "rank 0, position 0: 0SEND_F0 sends the value of 0F0 at position 1 "
            "before it is made");
  EXPECT_EQ(checkCells("0F0,0SEND_F0\n1F0,1RECV_F0\n"),
            "rank 1, position 1: 1RECV_F0 comes after 1F0 at position 0, which "
            "reads the value");
}

TEST(RendezvousMessages, WrongPlaces) {
  EXPECT_EQ(checkCells("0F0,0SEND_F0,1RECV_F0,1F0\n2F0\n"),
            "rank 0, position 1: 0SEND_F0 has both ends on rank 0: a value "
            "used on its own rank needs no transfer");
  EXPECT_EQ(checkCells("0F0,0RECV_B0\n1RECV_F0,1F0\n"),
            "rank 0, position 1: 0RECV_B0 moves a gradient, but the schedule "
            "'test.csv' has no backward actions");
  auto made = addCommunication(generate("1f1b", 3, 2));
  ASSERT_TRUE(made);
  auto getMessage = [&](auto change) {
    CommunicationSchedule changed = *made;
    change(changed.items[1]);
    auto error = checkRendezvous(changed, QueueModel::EdgeKind);
    return error ? error->toString() : "";
  };
  ASSERT_EQ(toString(made->items[1][0]), "1RECV_F0");
  EXPECT_EQ(getMessage([](auto &list) { list[0].peer = 2; }),
            "rank 1, position 0: 1RECV_F0 names rank 2 as its other end, but "
            "stage 0 is placed on rank 0");
  EXPECT_EQ(getMessage([](auto &list) { list[0].action.stage = 2; }),
            "rank 1, position 0: 2RECV_F0 is on the wrong rank: stage 2 is "
            "placed on rank 2");
  EXPECT_EQ(getMessage([](auto &list) { list[0].action.stage = 0; }),
            "rank 1, position 0: 0RECV_F0 needs a stage -1, but the schedule "
            "has 3 stages");
  EXPECT_EQ(getMessage([](auto &list) { list[0].action.microBatch = 2; }),
            "rank 1, position 0: 1RECV_F2 names micro-batch 2, but the "
            "schedule has 2 micro-batches");
  EXPECT_EQ(getMessage([](auto &list) {
              list[0].action.kind = ActionKind::WeightGradient;
            }),
            "rank 1, position 0: 1RECV_W0 must move a value of F or of B");
  EXPECT_EQ(getMessage([](auto &list) {
              list.pop_back();
              list.pop_back();
            }),
            "the list with transfers of rank 1 lacks 1B1 of the schedule");
  EXPECT_EQ(getMessage([](auto &list) { list.push_back(list[1]); }),
            "the list with transfers of rank 1 has 1F0 where the schedule has "
            "no more actions");
  EXPECT_EQ(getMessage([](auto &list) { list.assign(100, list[0]); }),
            "the list with transfers of rank 1 lacks 1F0 of the schedule");
}

TEST(RendezvousMessages, DifferentOrders) {
  EXPECT_EQ(
      checkCells("0F0,0SEND_F0,0F1,0SEND_F1\n1RECV_F1,1RECV_F0,1F0,1F1\n"),
      "deadlock with queue model 'edge-kind': the two ends of the queue of "
      "activations from rank 0 to rank 1 have its transfers in different "
      "orders\n"
      "  note: rank 1, position 0: 1RECV_F1 waits for rank 0, which has "
      "0SEND_F1 at position 3 behind 0SEND_F0 at position 1 in the queue of "
      "activations from rank 0 to rank 1\n"
      "  note: rank 0, position 1: 0SEND_F0 waits for rank 1, which has "
      "1RECV_F0 at position 1 behind 1RECV_F1 at position 0 in the queue of "
      "activations from rank 0 to rank 1");
}

// Sends and receives of 1F1B cross each other.
TEST(RendezvousMessages, FewQueues) {
  std::string_view csv =
      "0F0,0SEND_F0,0F1,0SEND_F1,0RECV_B0,0B0,0RECV_B1,0B1\n"
      "1RECV_F0,1F0,1B0,1SEND_B0,1RECV_F1,1F1,1B1,1SEND_B1\n";
  EXPECT_EQ(checkCells(csv, QueueModel::Edge), "");
  auto getExpected = [](std::string model, std::string reason,
                        std::string first, std::string second) {
    return "deadlock with queue model '" + model + "': " + reason +
           "\n  note: rank 0, position 3: 0SEND_F1 waits for rank 1, which has "
           "1RECV_F1 at position 4 behind 1SEND_B0 at position 3" +
           first +
           "\n  note: rank 1, position 3: 1SEND_B0 waits for rank 0, which has "
           "0RECV_B0 at position 4 behind 0SEND_F1 at position 3" +
           second;
  };
  std::string circle = "sends and receives wait for each other in a circle";
  std::string pair = "the queue of ranks 0 and 1";
  EXPECT_EQ(checkCells(csv, QueueModel::Pair),
            getExpected("pair",
                        "the two ends of " + pair +
                            " have its transfers in different orders",
                        " in " + pair, " in " + pair));
  EXPECT_EQ(checkCells(csv, QueueModel::Rank),
            getExpected("rank", circle, " in the queue of rank 1",
                        " in the queue of rank 0"));
  EXPECT_EQ(checkCells(csv, QueueModel::Blocking),
            getExpected("blocking", circle, "", ""));
}

// A circle through an action that waits for its receive.
TEST(RendezvousMessages, CircleThroughAnAction) {
  auto error = checkRendezvous(generate("zbv", 2, 4, 2), QueueModel::Edge);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->message, "deadlock with queue model 'edge': sends and "
                            "receives wait for each other in a circle");
  ASSERT_EQ(error->notes.size(), 4u);
  EXPECT_EQ(error->notes[0],
            "rank 1, position 9: 2I0 waits for 2RECV_B0 at position 8");
  EXPECT_EQ(error->notes[1],
            "rank 1, position 8: 2RECV_B0 waits for rank 0, which has 3SEND_B0 "
            "at position 9 behind 0SEND_F2 at position 5 in the queue from "
            "rank 0 to rank 1");
  EXPECT_EQ(error->notes[2],
            "rank 0, position 5: 0SEND_F2 waits for rank 1, which has 1RECV_F2 "
            "at position 11 behind 2I0 at position 9");
  EXPECT_EQ(error->notes[3],
            "the schedule has no sends and receives of its own: positions are "
            "those after each receive was put right before the action that "
            "reads the value");
  // 2I0, and the actions of 2RECV_B0 and 0SEND_F2, in the plain schedule.
  EXPECT_EQ(error->places, (std::vector<ErrorPlace>{{1, 4}, {1, 4}, {0, 2}}));
}

TEST(RendezvousMessages, CircleOfThreeRanks) {
  std::string_view csv = "0F0,0SEND_F0,0F1,3RECV_F0,0SEND_F1,3F0,3RECV_F1,3F1\n"
                         "1RECV_F0,1F0,1RECV_F1,1SEND_F0,1F1,1SEND_F1\n"
                         "2RECV_F0,2F0,2SEND_F0,2RECV_F1,2F1,2SEND_F1\n";
  for (auto model : {QueueModel::EdgeKind, QueueModel::Edge, QueueModel::Pair})
    EXPECT_EQ(checkCells(csv, model), "");
  EXPECT_EQ(checkCells(csv, QueueModel::Rank),
            "deadlock with queue model 'rank': sends and receives wait for "
            "each other in a circle\n"
            "  note: rank 0, position 3: 3RECV_F0 waits for rank 2, which has "
            "2SEND_F0 at position 2 behind 2F0 at position 1\n"
            "  note: rank 2, position 1: 2F0 waits for 2RECV_F0 at position 0\n"
            "  note: rank 2, position 0: 2RECV_F0 waits for rank 1, which has "
            "1SEND_F0 at position 3 behind 1RECV_F1 at position 2 in the queue "
            "of rank 1\n"
            "  note: rank 1, position 2: 1RECV_F1 waits for rank 0, which has "
            "0SEND_F1 at position 4 behind 3RECV_F0 at position 3 in the queue "
            "of rank 0");
}

TEST(RendezvousMessages, LargeScheduleIsChecked) {
  Schedule schedule = generate("1f1b", 64, 1024);
  EXPECT_FALSE(checkRendezvous(schedule, QueueModel::EdgeKind));
  EXPECT_TRUE(checkRendezvous(schedule, QueueModel::Rank));
}

TEST(RendezvousMessages, AnIllegalScheduleIsFoundFirst) {
  auto error = checkRendezvous(fromCsv("0B0,0F0\n"), QueueModel::Rank);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->message, "rank 0, position 0: 0B0 runs before 0F0 at "
                            "position 1, which it needs");
}
