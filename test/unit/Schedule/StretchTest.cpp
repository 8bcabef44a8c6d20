//===- StretchTest.cpp - Steady states that are repeated ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Generators/Stretch.h"
#include "Generators/Common.h"
#include "Generators/VPattern.h"
#include "ScheduleTestUtils.h"

using namespace mlir::pipe;

TEST(Stretch, RepeatsTheMiddle) {
  Schedule schedule = fromCsv("0F0,0F1,0B0,0F2,0B1,0F3,0B2,0B3\n"
                              "1F0,1B0,1F1,1B1,1F2,1B2,1F3,1B3\n");
  auto longer = stretch(schedule, 6, 1);
  ASSERT_TRUE(longer);
  EXPECT_EQ(toString(*longer),
            "rank 0: 0F0 0F1 0B0 0F2 0B1 0F3 0B2 0F4 0B3 0F5 0B4 0B5\n"
            "rank 1: 1F0 1B0 1F1 1B1 1F2 1B2 1F3 1B3 1F4 1B4 1F5 1B5\n");
  EXPECT_EQ(longer->microBatches, 6);
  EXPECT_EQ(*stretch(schedule, 4, 1), schedule);
}

TEST(Stretch, NothingWithoutRepetition) {
  EXPECT_FALSE(stretch(fromCsv("0F0,0F1,0F2,0F3,0B0,0B1,0B2,0B3\n"), 6, 1));
  EXPECT_FALSE(stretch(fromCsv("0F0,0B0\n"), 2, 1));
  // The second rank does not repeat.
  EXPECT_FALSE(stretch(fromCsv("0F0,0B0,0F1,0B1,0F2,0B2,0F3,0B3\n"
                               "1F0,1F1,1F2,1F3,1B0,1B1,1B2,1B3\n"),
                       5, 1));
}

// A stretched schedule is the one that would be made for all micro-batches.
TEST(Stretch, EqualsTheWholeSchedule) {
  for (int64_t ranks = 1; ranks <= 18; ++ranks)
    for (int64_t m : {2 * ranks + 7, 2 * ranks + 8, 5 * ranks + 9}) {
      SCOPED_TRACE(std::to_string(ranks) + " " + std::to_string(m));
      ScheduleParameters parameters = {ranks, m, 2};
      EXPECT_EQ(generate("v-half", ranks, m, 2),
                makeWholePatternSchedule("v-half", parameters,
                                         getVHalfPatterns(ranks)));
      EXPECT_EQ(generate("v-min", ranks, m, 2),
                makeWholePatternSchedule("v-min", parameters,
                                         getVMinPatterns(ranks)));
    }
  for (int64_t ranks : {1, 2, 3, 4, 5, 8, 9, 16})
    for (int64_t m : {9 * ranks, 9 * ranks + 1, 13 * ranks - 1})
      EXPECT_EQ(generate("hanayo", ranks, m, 2),
                *makeWholeHanayo({ranks, m, 2}))
          << ranks << " " << m;
}
