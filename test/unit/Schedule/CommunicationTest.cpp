//===- CommunicationTest.cpp - Schedules with sends and receives ----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ScheduleTestUtils.h"

#include "pipe/Schedule/Transfers/Communication.h"

#include <set>

using namespace mlir::pipe;
using Kind = CommunicationItem::Kind;

static CommunicationSchedule
communicate(const Schedule &schedule,
            ReceiveOrder order = ReceiveOrder::ByProducer) {
  auto result = addCommunication(schedule, order);
  EXPECT_TRUE(result) << (result ? "" : result.getError().toString());
  return result ? *result : CommunicationSchedule();
}

TEST(Communication, ByProducer) {
  EXPECT_EQ(writeCommunicationCsv(communicate(generate("1f1b", 2, 2))),
            "0F0,0SEND_F0,0F1,0SEND_F1,0RECV_B0,0B0,0RECV_B1,0B1\n"
            "1RECV_F0,1F0,1RECV_F1,1B0,1SEND_B0,1F1,1B1,1SEND_B1\n");
}

TEST(Communication, ByConsumer) {
  EXPECT_EQ(writeCommunicationCsv(
                communicate(generate("1f1b", 2, 2), ReceiveOrder::ByConsumer)),
            "0F0,0SEND_F0,0F1,0SEND_F1,0RECV_B0,0B0,0RECV_B1,0B1\n"
            "1RECV_F0,1F0,1B0,1SEND_B0,1RECV_F1,1F1,1B1,1SEND_B1\n");
}

// The turn of a V needs no transfer; I sends the gradient, W nothing.
TEST(Communication, VPlacement) {
  Schedule schedule =
      fromCsv("0F0,3F0,3I0,3W0,0I0,0W0\n1F0,2F0,2I0,2W0,1I0,1W0\n");
  EXPECT_EQ(
      writeCommunicationCsv(communicate(schedule, ReceiveOrder::ByConsumer)),
      "0F0,0SEND_F0,3RECV_F0,3F0,3I0,3SEND_B0,3W0,0RECV_B0,0I0,0W0\n"
      "1RECV_F0,1F0,2F0,2SEND_F0,2RECV_B0,2I0,2W0,1I0,1SEND_B0,1W0\n");
}

TEST(Communication, TwoCopies) {
  Schedule schedule = fromCsv("0F0a,1F1b,1B1b,0B0a\n0F1b,1F0a,1B0a,0B1b\n");
  EXPECT_EQ(
      writeCommunicationCsv(communicate(schedule, ReceiveOrder::ByConsumer)),
      "0F0a,0SEND_F0a,1RECV_F1b,1F1b,1B1b,1SEND_B1b,0RECV_B0a,0B0a\n"
      "0F1b,0SEND_F1b,1RECV_F0a,1F0a,1B0a,1SEND_B0a,0RECV_B1b,0B1b\n");
}

TEST(Communication, OneRankHasNone) {
  EXPECT_FALSE(communicate(generate("1f1b", 1, 3)).hasTransfers());
  EXPECT_TRUE(communicate(generate("1f1b", 2, 1)).hasTransfers());
}

TEST(Communication, RefusesWhatIsIllegal) {
  for (auto order : {ReceiveOrder::ByProducer, ReceiveOrder::ByConsumer}) {
    auto result = addCommunication(fromCsv("0B0,0F0\n"), order);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.getError().message, "rank 0, position 0: 0B0 runs before "
                                         "0F0 at position 1, which it needs");
  }
}

namespace {
class EveryCommunication : public testing::TestWithParam<ScheduleInfo> {
public:
  /// Calls `visit(communication)` for both orders over a grid.
  template <class Visitor>
  void forEach(Visitor visit) {
    for (int64_t ranks = 1; ranks <= 5; ++ranks)
      for (int64_t m : {1, 2, 3, 5, 8})
        for (auto order : {ReceiveOrder::ByProducer, ReceiveOrder::ByConsumer})
          if (auto schedule = generateSchedule(
                  GetParam().name, {ranks, m, GetParam().defaultVirtualStages}))
            visit(communicate(*schedule, order), order);
  }
};
} // namespace

INSTANTIATE_TEST_SUITE_P(Registry, EveryCommunication,
                         testing::ValuesIn(getScheduleRegistry()),
                         [](const auto &info) {
                           std::string name(info.param.name);
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

// Nothing but receives stands between an action and its send.
TEST_P(EveryCommunication, SendsFollowTheirAction) {
  forEach([](const CommunicationSchedule &communication, ReceiveOrder) {
    for (const auto &list : communication.items) {
      const CommunicationItem *last = nullptr;
      for (const CommunicationItem &item : list) {
        if (item.kind == Kind::Compute)
          last = &item;
        if (item.kind != Kind::Send)
          continue;
        ASSERT_NE(last, nullptr);
        EXPECT_EQ(last->action.stage, item.action.stage);
        EXPECT_EQ(last->action.microBatch, item.action.microBatch);
        EXPECT_EQ(last->action.kind == ActionKind::Forward,
                  item.action.kind == ActionKind::Forward);
      }
    }
  });
}

TEST_P(EveryCommunication, SurvivesCsv) {
  forEach([](const CommunicationSchedule &communication, ReceiveOrder) {
    // Cells of one copy of the model only are read as those of the only one.
    if (communication.schedule.microBatches <
        communication.schedule.numCopies())
      return;
    std::string csv = writeCommunicationCsv(communication);
    Result<ScheduleCsvFile> file = parseScheduleCsvFile(csv, "x");
    ASSERT_TRUE(file) << file.getError().toString();
    file->communication.schedule.name = communication.schedule.name;
    EXPECT_EQ(file->communication.items, communication.items);
    EXPECT_EQ(writeCommunicationCsv(file->communication), csv);
    // The plain reader sees the same schedule.
    Result<Schedule> plain = parseScheduleCsv(csv, communication.schedule.name);
    ASSERT_TRUE(plain);
    EXPECT_EQ(*plain, file->communication.schedule);
    EXPECT_EQ(plain->actions, communication.schedule.actions);
  });
}

/// Returns the most values that a rank received and did not read yet, if
/// receives complete where they stand.
static int countBuffers(const CommunicationSchedule &communication) {
  int most = 0;
  for (const auto &list : communication.items) {
    std::set<std::pair<int32_t, std::pair<bool, int32_t>>> held;
    for (const CommunicationItem &item : list) {
      const Action &a = item.action;
      std::pair key = {a.stage,
                       std::pair{a.kind == ActionKind::Forward, a.microBatch}};
      if (item.kind == Kind::Receive)
        held.insert(key);
      else if (item.kind == Kind::Compute &&
               a.kind != ActionKind::WeightGradient)
        held.erase(key);
      most = std::max(most, static_cast<int>(held.size()));
    }
  }
  return most;
}

// The price of the global order is small where all stages take equally long.
TEST(Communication, GlobalOrderNeedsFewBuffers) {
  struct {
    const char *name;
    int64_t virtualStages;
    int buffers;
  } cases[] = {{"1f1b", 1, 3},          {"zb-h1", 1, 3},
               {"zb-h2", 1, 3},         {"zbv", 2, 3},
               {"dualpipev", 2, 3},     {"interleaved-1f1b", 2, 4},
               {"interleaved-zb", 2, 6}};
  for (const auto &[name, v, buffers] : cases)
    for (int64_t ranks = 2; ranks <= 6; ++ranks) {
      Schedule schedule = generate(name, ranks, 4 * ranks, v);
      EXPECT_LE(countBuffers(communicate(schedule)), buffers)
          << name << " P=" << ranks;
      EXPECT_EQ(countBuffers(communicate(schedule, ReceiveOrder::ByConsumer)),
                1);
    }
}
