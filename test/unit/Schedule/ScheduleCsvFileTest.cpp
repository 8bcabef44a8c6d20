//===- ScheduleCsvFileTest.cpp - Transfers, rows and columns in CSV -------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ScheduleTestUtils.h"

using namespace mlir::pipe;
using Kind = CommunicationItem::Kind;

static std::string checkFile(std::string_view text,
                             QueueModel model = QueueModel::EdgeKind) {
  Result<ScheduleCsvFile> file = parseScheduleCsvFile(text, "my.csv");
  if (!file)
    return file.getError().toString();
  auto error = checkScheduleCsvFile(*file, model);
  return error ? error->toString() : "";
}

// As PyTorch writes it: transfers, idle cells, and what frees parameters.
constexpr std::string_view kPyTorch =
    "0UNSHARD,0F0,0SEND_F0,0F1,0SEND_F1,,0RECV_B0,\"0B0\", 0RECV_B1,0B1,"
    "0RESHARD,0REDUCE_GRAD\r\n"
    "1UNSHARD,1RECV_F0,1F0,1RECV_F1,1B0,1SEND_B0,1F1,1B1,1SEND_B1,,"
    "1REDUCE_GRAD0,\r\n";

TEST(ScheduleCsvFile, ReadPyTorch) {
  Result<ScheduleCsvFile> file = parseScheduleCsvFile(kPyTorch, "my.csv");
  ASSERT_TRUE(file) << file.getError().toString();
  auto expected = addCommunication(generate("1f1b", 2, 2));
  ASSERT_TRUE(expected);
  EXPECT_EQ(file->communication.items, expected->items);
  EXPECT_EQ(file->getSchedule().actions, expected->schedule.actions);
  EXPECT_EQ(file->getSchedule().name, "my.csv");
  EXPECT_EQ(file->actionColumns,
            (std::vector<std::vector<int32_t>>{{2, 4, 8, 10}, {3, 5, 7, 8}}));
  EXPECT_EQ(file->itemColumns,
            (std::vector<std::vector<int32_t>>{{2, 3, 4, 5, 7, 8, 9, 10},
                                               {2, 3, 4, 5, 6, 7, 8, 9}}));
  EXPECT_EQ(checkFile(kPyTorch, QueueModel::Blocking), "");
}

// The plain reader leaves out what is no action.
TEST(ScheduleCsvFile, PlainReader) {
  Result<Schedule> schedule = parseScheduleCsv(kPyTorch, "1f1b");
  ASSERT_TRUE(schedule);
  EXPECT_EQ(*schedule, generate("1f1b", 2, 2));
}

TEST(ScheduleCsvFile, PeersComeFromThePlacement) {
  Result<ScheduleCsvFile> file = parseScheduleCsvFile(
      "1RECV_F0,1F0,1B0,1SEND_B0\n0F0,0SEND_F0,0RECV_B0,0B0\n", "x");
  ASSERT_TRUE(file);
  const auto &items = file->communication.items;
  using enum ActionKind;
  EXPECT_EQ(items[0][0],
            (CommunicationItem{Kind::Receive, {1, Forward, 0}, 1}));
  EXPECT_EQ(items[0][3], (CommunicationItem{Kind::Send, {1, Backward, 0}, 1}));
  EXPECT_EQ(items[1][1], (CommunicationItem{Kind::Send, {0, Forward, 0}, 0}));
  EXPECT_EQ(items[1][2],
            (CommunicationItem{Kind::Receive, {0, Backward, 0}, 0}));
}

TEST(ScheduleCsvFile, BadTransfers) {
  struct {
    std::string_view text, message;
  } cases[] = {
      {"0F0,1SEND_F0\n1RECV_F0,1F0\n",
       "my.csv:1:2: '1SEND_F0' is a transfer of stage 1, which is "
       "not on this rank but on rank 1"},
      {"0F0,,0SEND_B0\n1RECV_F0,1F0\n",
       "my.csv:1:3: '0SEND_B0' has no other end: there is no "
       "stage -1"},
      {"0F0\n1F0,1SEND_F0\n", "my.csv:2:2: '1SEND_F0' has no other "
                              "end: there is no stage 2"},
      {"0F0,0SEND_F1\n1F0\n",
       "my.csv:1:2: '0SEND_F1' is a transfer of stage 0 and "
       "micro-batch 1, but the actions have 2 stages and 1 micro-batches"},
      {"0F0,2SEND_F0\n1F0\n",
       "my.csv:1:2: '2SEND_F0' is a transfer of stage 2 and "
       "micro-batch 0, but the actions have 2 stages and 1 micro-batches"},
      {"0SEND_F0\n1F0\n",
       "my.csv:1: row 1 has no actions; rank 0 needs at least one stage"},
  };
  for (const auto &[text, message] : cases)
    EXPECT_EQ(checkFile(text), message) << text;
}

// Rows and columns as an editor shows them, empty cells counted.
TEST(ScheduleCsvFile, ErrorsOfTheScheduleHaveRowAndColumn) {
  EXPECT_EQ(checkFile("0F0,,0F1\n1F0,,,1F1,,1F1\n"),
            "rank 1, position 2: 1F1 repeats what rank 1 did at position 1 "
            "(1F1)\n"
            "  note: my.csv:2:6: 1F1\n"
            "  note: my.csv:2:4: 1F1");
  EXPECT_EQ(checkFile("0UNSHARD,0F0,,0B0,0F1,0B1\n1F1,,1B1,1F0,1B0\n"),
            "schedule 'my.csv' deadlocks: ranks wait for each other in a "
            "circle\n"
            "  note: rank 0 at position 1 (0B0) waits for 1B0, which rank 1 "
            "has at position 3\n"
            "  note: rank 1 at position 0 (1F1) waits for 0F1, which rank 0 "
            "has at position 2\n"
            "  note: my.csv:1:4: 0B0\n"
            "  note: my.csv:2:1: 1F1");
}

TEST(ScheduleCsvFile, ErrorsOfTransfersHaveRowAndColumn) {
  EXPECT_EQ(checkFile("0F0,0SEND_F0\n1F0,,1RECV_F0\n"),
            "rank 1, position 1: 1RECV_F0 comes after 1F0 at position 0, which "
            "reads the value\n"
            "  note: my.csv:2:3: 1RECV_F0\n"
            "  note: my.csv:2:1: 1F0");
}

// Positions are those of a list that the file does not have; rows and columns
// are those of the actions that the added transfers belong to.
TEST(ScheduleCsvFile, DeadlockOfAddedTransfers) {
  std::string text =
      checkFile("0F0,,0F1,0B0,0B1\n1F0,1B0,1F1,1B1\n", QueueModel::Rank);
  EXPECT_NE(text.find("deadlock with queue model 'rank'"), std::string::npos);
  EXPECT_NE(text.find("\n  note: my.csv:1:3: 0F1\n"
                      "  note: my.csv:2:2: 1B0"),
            std::string::npos)
      << text;
  EXPECT_EQ(checkFile("0F0,,0F1,0B0,0B1\n1F0,1B0,1F1,1B1\n"), "");
}

TEST(ScheduleCsvFile, CopiesAreNamedInNotes) {
  EXPECT_EQ(checkFile("0F0a,1F1b,1B1b\n0F1b,1F0a,1B0a,0B1b,0B1b\n"),
            "rank 1, position 4: 0B1 repeats what rank 1 did at position 3 "
            "(0B1)\n"
            "  note: my.csv:2:5: 0B1b\n"
            "  note: my.csv:2:4: 0B1b");
}
