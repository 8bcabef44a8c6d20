//===- ScheduleCsvCopiesTest.cpp - Copies of the model in CSV -------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ScheduleTestUtils.h"

using namespace mlir::pipe;

static std::string getMessage(std::string_view text) {
  Result<Schedule> schedule = parseScheduleCsv(text, "my.csv");
  return schedule ? "" : schedule.getError().toString();
}

TEST(ScheduleCsvCopies, Read) {
  Schedule schedule = fromCsv("0F0a,1F1b,1B1b,0B0a\n0F1b,1F0a,1B0a,0B1b\n");
  EXPECT_EQ(schedule.placement, (std::vector<int64_t>{0, 1}));
  EXPECT_EQ(schedule.otherPlacements,
            (std::vector<std::vector<int64_t>>{{1, 0}}));
  EXPECT_EQ(schedule.copyOfMicroBatch, (std::vector<int32_t>{0, 1}));
  EXPECT_EQ(schedule.virtualStages, 1);
  EXPECT_EQ(schedule.microBatches, 2);
  EXPECT_EQ(check(schedule), "");
  EXPECT_EQ(writeScheduleCsv(schedule),
            "0F0a,1F1b,1B1b,0B0a\n0F1b,1F0a,1B0a,0B1b\n");
}

TEST(ScheduleCsvCopies, ThreeCopiesInAnyOrder) {
  Schedule schedule = fromCsv("0F2c,0F0b\n0F1a\n");
  EXPECT_EQ(schedule.placement, (std::vector<int64_t>{1}));
  EXPECT_EQ(schedule.otherPlacements,
            (std::vector<std::vector<int64_t>>{{0}, {0}}));
  EXPECT_EQ(schedule.copyOfMicroBatch, (std::vector<int32_t>{1, 0, 2}));
  EXPECT_EQ(check(schedule), "");
}

// Letters that all are the same say nothing.
TEST(ScheduleCsvCopies, OneCopy) {
  EXPECT_EQ(fromCsv("0F0a,0B0a,0U0a\n"), fromCsv("0F0,0B0,0U0\n"));
  EXPECT_EQ(writeScheduleCsv(fromCsv("0F0a\n")), "0F0\n");
}

TEST(ScheduleCsvCopies, RegisteredOnesSurvive) {
  for (const ScheduleInfo &info : getScheduleRegistry()) {
    if (info.copies == 1)
      continue;
    for (int64_t ranks : {2, 4, 6, 8})
      for (int64_t m : {2, 3, 4, 7, 16}) {
        Schedule schedule = generate(info.name, ranks, m);
        ASSERT_EQ(schedule.numCopies(), info.copies);
        Schedule copy = fromCsv(writeScheduleCsv(schedule));
        copy.name = schedule.name;
        EXPECT_EQ(copy, schedule) << info.name;
      }
  }
}

TEST(ScheduleCsvCopies, Errors) {
  struct {
    std::string_view text, message;
  } cases[] = {
      {"0F0a,1F0a\n1F1b,0F1b,1F0b\n",
       "my.csv:2:3: '1F0b' puts micro-batch 0 into copy b of the "
       "model, but a cell before it into copy a"},
      {"0F0a,1F0a\n1F1b,,0F1\n",
       "my.csv:2:3: '0F1' names no copy of the model, but cells "
       "before it do, as in 0F3a"},
      {"0F0,1F0\n1F1b,0F1\n", "my.csv:2:1: '1F1b' names a copy of "
                              "the model, but cells before it do not"},
      {"0F0a,1F0a\n1F1b\n", "my.csv: no rank has stage 0 of copy b of the "
                            "model, but some copy has a stage 1"},
      {"0F0b\n", "my.csv: no rank has stage 0 of copy a of the model, but some "
                 "copy has a stage 0"},
      {"0F0a,0Ub\n", "my.csv:1:2: '0Ub' must name a micro-batch: "
                     "cells name copies of the model"},
      {"0F0a\n0F1a\n", "my.csv:2:1: '0F1a' puts stage 0 of copy a "
                       "on rank 1, but row 1 has it on rank 0"},
      {"0F0a,0RECV_F0b", "my.csv:1:2: '0RECV_F0b' puts "
                         "micro-batch 0 into copy b of the model, but a cell "
                         "before it into copy a"},
      {"0F0a,0RECV_F0", "my.csv:1:2: '0RECV_F0' names no copy of "
                        "the model, but cells before it do, as in 0F3a"},
  };
  for (const auto &[text, message] : cases)
    EXPECT_EQ(getMessage(text), message) << text;
}

// Many copies of many stages cannot ask for a big table.
TEST(ScheduleCsvCopies, SizeIsBounded) {
  std::string text;
  for (int copy = 0; copy < 26; ++copy)
    text += "99F" + std::to_string(copy) + static_cast<char>('a' + copy) + ",";
  text += std::string(80, ',');
  EXPECT_EQ(getMessage(text),
            "my.csv:1:3: '99F2c' has a stage that is too big: the "
            "cells before it have not half as many of them");
}

// A micro-batch that no cell has belongs to no copy: the check names it.
TEST(ScheduleCsvCopies, MissingMicroBatch) {
  Schedule schedule = fromCsv("0F0a,1F0a,,\n1F2b,0F2b\n");
  EXPECT_EQ(schedule.copyOfMicroBatch, (std::vector<int32_t>{0, 0, 1}));
  EXPECT_EQ(check(schedule),
            "rank 0 has no 0F1: stage 0 must run each of the 3 micro-batches "
            "once\n"
            "  note: no rank runs micro-batch 1 forward; the largest one is "
            "named by rank 1, position 0: 1F2");
}
