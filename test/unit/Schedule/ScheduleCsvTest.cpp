//===- ScheduleCsvTest.cpp - Schedules as CSV -----------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ScheduleTestUtils.h"

#include <random>

using namespace mlir::pipe;

static std::string getMessage(std::string_view text) {
  Result<Schedule> schedule = parseScheduleCsv(text, "my.csv");
  return schedule ? "" : schedule.getError().toString();
}

TEST(ScheduleCsv, Write) {
  EXPECT_EQ(writeScheduleCsv(generate("1f1b", 2, 2)),
            "0F0,0F1,0B0,0B1\n1F0,1B0,1F1,1B1\n");
}

// As PyTorch writes them: idle cells, carriage returns.
TEST(ScheduleCsv, ReadPyTorch) {
  Schedule schedule = fromCsv("0F0,0F1,,,0B0,,0B1\r\n,1F0,1B0,1F1,1B1,,\r\n");
  Schedule expected = generate("1f1b", 2, 2);
  expected.name = "test.csv";
  EXPECT_EQ(schedule, expected);
}

TEST(ScheduleCsv, ReadOtherForms) {
  Schedule expected = fromCsv("0F0,0B0\n1F0,1B0\n");
  EXPECT_EQ(fromCsv("0F0,0B0\n1F0,1B0"), expected);
  EXPECT_EQ(fromCsv(" 0F0 ,\t0B0\n1F0, 1B0\n\n\n"), expected);
  EXPECT_EQ(fromCsv("\"0F0\",\"0B0\"\n1F0,\"1B0\"\n"), expected);
  EXPECT_EQ(fromCsv("\xEF\xBB\xBF"
                    "0F0,0B0\n1F0,1B0\n"),
            expected);
  EXPECT_EQ(fromCsv("00F00,0B0\n1F0,1B0\n"), expected);
}

// What PyTorch lets overlap is taken in order; both have the place of the cell.
TEST(ScheduleCsv, Pairs) {
  std::string_view text = "0F0,0F1,0B0,0B1\n1F0,( 1F1 ;1B0)OVERLAP_F_B,,1B1\n";
  EXPECT_EQ(fromCsv(text), fromCsv("0F0,0F1,0B0,0B1\n1F0,1F1,1B0,1B1\n"));
  Result<ScheduleCsvFile> file = parseScheduleCsvFile(text, "my.csv");
  ASSERT_TRUE(file);
  EXPECT_EQ(file->actionColumns[1], (std::vector<int32_t>{1, 2, 2, 4}));
}

TEST(ScheduleCsv, AllKinds) {
  using enum ActionKind;
  Schedule schedule =
      fromCsv("0F0,0I0,0W0,0F1,0B1,0U1,0U\n# versions: stash\n");
  EXPECT_EQ(schedule.actions[0],
            (std::vector<Action>{{0, Forward, 0},
                                 {0, InputGradient, 0},
                                 {0, WeightGradient, 0},
                                 {0, Forward, 1},
                                 {0, Backward, 1},
                                 {0, Update, 1},
                                 {0, Update, kNoMicroBatch}}));
  EXPECT_EQ(schedule.microBatches, 2);
  EXPECT_EQ(writeScheduleCsv(schedule),
            "0F0,0I0,0W0,0F1,0B1,0U1,0U\n# versions: stash\n");
}

TEST(ScheduleCsv, PlacementIsWhereStagesAre) {
  Schedule schedule = fromCsv("3F0,0F0\n1F0,2F0\n4F0\n");
  EXPECT_EQ(schedule.placement, (std::vector<int64_t>{0, 1, 1, 0, 2}));
  EXPECT_EQ(schedule.ranks, 3);
  EXPECT_EQ(schedule.virtualStages, 2);
  EXPECT_FALSE(schedule.isTraining());
}

TEST(ScheduleCsv, BadCells) {
  struct {
    std::string_view text, message;
  } cases[] = {
      {"0F0,0X0\n", "my.csv:1:2: '0X0' is not an action such as "
                    "0F3: expected F, B, I, W or U after the stage"},
      {"0F0\nF1\n", "my.csv:2:1: 'F1' is not an action such as "
                    "0F3: expected the number of the stage"},
      {"0F0,,0F", "my.csv:1:3: '0F' is not an action such as 0F3: "
                  "expected the number of the micro-batch"},
      {"0F-1", "my.csv:1:1: '0F-1' is not an action such as 0F3: "
               "expected the number of the micro-batch"},
      {"-1F0", "my.csv:1:1: '-1F0' is not an action such as 0F3: "
               "expected the number of the stage"},
      {"+1F0", "my.csv:1:1: '+1F0' is not an action such as 0F3: "
               "expected the number of the stage"},
      {"0F0X", "my.csv:1:1: '0F0X' is not an action such as 0F3: "
               "nothing may follow the micro-batch, or the letter of a copy of "
               "the model behind it"},
      {"0F0 0B0", "my.csv:1:1: '0F0 0B0' is not an action such as "
                  "0F3: nothing may follow the micro-batch, or the letter of a "
                  "copy of the model behind it"},
      {"0f0", "my.csv:1:1: '0f0' is not an action such as 0F3: "
              "expected F, B, I, W or U after the stage"},
      {"0F0;0F1", "my.csv:1:1: '0F0;0F1' is not an action such as "
                  "0F3: nothing may follow the micro-batch, or the letter of a "
                  "copy of the model behind it"},
      {"0F0,0SEND_X0",
       "my.csv:1:2: '0SEND_X0' is no transfer such as 0SEND_F3: "
       "expected SEND_F, SEND_B, RECV_F or RECV_B after the stage"},
      {"0F0,0SEND_F", "my.csv:1:2: '0SEND_F' is not an action such "
                      "as 0F3: expected the number of the micro-batch"},
      {"0F0,UNSHARD", "my.csv:1:2: 'UNSHARD' is not an action such "
                      "as 0F3: expected the number of the stage"},
      {"(0F0;0B1)",
       "my.csv:1:1: '(0F0;0B1)' is no pair such as (1F1;1B0)OVERLAP_F_B"},
      {"0F0,(0F1;0SEND_F0)OVERLAP_F_B",
       "my.csv:1:2: '(0F1;0SEND_F0)OVERLAP_F_B' is no pair such as "
       "(1F1;1B0)OVERLAP_F_B: '0SEND_F0' is no action"},
      {"(0F1;)OVERLAP_F_B",
       "my.csv:1:1: '(0F1;)OVERLAP_F_B' is no pair such as "
       "(1F1;1B0)OVERLAP_F_B: '' is not an action such as 0F3: expected the "
       "number of the stage"},
      {"0F0\n1F0,(1F1;0B0)OVERLAP_F_B",
       "my.csv:2:2: '(1F1;0B0)OVERLAP_F_B' puts stage 0 on rank 1, but row 1 "
       "has it on rank 0; name the copy of the model where there are several, "
       "as in 0B0b"},
      {"0F\xC3\xA4", "my.csv:1:1: '0F?\?' is not an action such as 0F3: "
                     "expected the number of the micro-batch"},
      {std::string_view("0F\x01\0\x7f", 5),
       "my.csv:1:1: '0F??"
       "?' is not an action such as 0F3: "
       "expected the number of the micro-batch"},
      {"0F0aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
       "my.csv:1:1: '0F0aaaaaaaaaaaaaaaaaaaaaaaaaaaaa...' is not "
       "an action such as 0F3: nothing may follow the micro-batch, or the "
       "letter of a copy of the model behind it"},
  };
  for (const auto &[text, message] : cases)
    EXPECT_EQ(getMessage(text), message) << text;
}

TEST(ScheduleCsv, NumbersTooBig) {
  EXPECT_EQ(getMessage("0F0,0F99999999999999999999"),
            "my.csv:1:2: '0F99999999999999999999' has a "
            "micro-batch that is too big: the file can have only 2 actions");
  EXPECT_EQ(getMessage("2147483648F0"),
            "my.csv:1:1: '2147483648F0' has a stage that is too "
            "big: the file can have only 1 actions");
  EXPECT_EQ(getMessage("0F0,0F2"),
            "my.csv:1:2: '0F2' has a micro-batch that is too big: "
            "the file can have only 2 actions");
  EXPECT_EQ(getMessage("0F0,0F1"), "");
}

TEST(ScheduleCsv, BadStages) {
  EXPECT_EQ(getMessage("0F0,1F0\n1F1\n"),
            "my.csv:2:1: '1F1' puts stage 1 on rank 1, but row 1 "
            "has it on rank 0; name the copy of the model where there are "
            "several, as in 1F1b");
  EXPECT_EQ(getMessage("0F0\n2F0\n3F0\n2F1\n"),
            "my.csv:4:1: '2F1' puts stage 2 on rank 3, but row 2 "
            "has it on rank 1; name the copy of the model where there are "
            "several, as in 2F1b");
  EXPECT_EQ(getMessage("0F0\n2F0,2B0\n"),
            "my.csv: no rank has stage 1, but there is a stage 2");
  EXPECT_EQ(getMessage("0F0\n,,\n1F0\n"),
            "my.csv:2: row 2 has no actions; rank 1 needs at least one stage");
  EXPECT_EQ(getMessage(""),
            "my.csv:1: row 1 has no actions; rank 0 needs at least one stage");
}

TEST(ScheduleCsv, TooManyCells) {
  EXPECT_EQ(getMessage(std::string(kMaxScheduleCells, ',')),
            "my.csv: schedule is too big: it has 16000001 cells, more than "
            "kMaxScheduleCells = 16000000");
  EXPECT_EQ(getMessage(std::string(kMaxScheduleCells - 1, ',')),
            "my.csv:1: row 1 has no actions; rank 0 needs at least one stage");
}

// Numbers stay below the limit of actions however many empty cells there are.
TEST(ScheduleCsv, NumbersInHugeFiles) {
  std::string text = "4000000F0" + std::string(kMaxScheduleActions + 10, ',');
  EXPECT_EQ(getMessage(text), "my.csv:1:1: '4000000F0' has a "
                              "stage that is too big: the file can have only "
                              "4000000 actions");
}

TEST(ScheduleCsv, NumberOfRows) {
  EXPECT_TRUE(parseScheduleCsv("0F0\n1F0\n", "my.csv", 2));
  Result<Schedule> schedule = parseScheduleCsv("0F0\n1F0\n", "my.csv", 3);
  ASSERT_FALSE(schedule);
  EXPECT_EQ(schedule.getError().toString(),
            "my.csv: there are 2 rows, but 3 ranks are asked for");
}

// Whatever bytes come: an error or a schedule that can be written and checked.
TEST(ScheduleCsv, RandomBytes) {
  std::mt19937 random(11);
  constexpr std::string_view kAlphabet = "0123FBIWU,,,\n\n 9x-ab";
  constexpr std::string_view kCells[] = {"0F0", "0B0", "1F0", "1B0", "0F1",
                                         "1F1", ",",   ",",   ",",   "\n"};
  int numRead = 0;
  for (int trial = 0; trial < 20'000; ++trial) {
    std::string text;
    for (size_t i = random() % 24; i > 0; --i)
      if (trial % 2)
        text += kAlphabet[random() % kAlphabet.size()];
      else
        text += kCells[random() % std::size(kCells)];
    Result<Schedule> schedule = parseScheduleCsv(text, "x");
    if (!schedule)
      continue;
    if (!check(*schedule).empty())
      continue;
    ++numRead;
    Result<Schedule> again = parseScheduleCsv(writeScheduleCsv(*schedule), "x");
    ASSERT_TRUE(again) << text;
    EXPECT_EQ(*again, *schedule);
  }
  EXPECT_GT(numRead, 10);
}
