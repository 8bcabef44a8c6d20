//===- ScheduleFilesTest.cpp - Schedules that no generator makes yet, from files
//-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ScheduleTestUtils.h"

using namespace mlir::pipe;

namespace {
/// Published schedules with F = I = W = 1. Makespan and peaks (chunk units) are
/// those of their papers and formulas.
struct ScheduleFile {
  const char *name;
  std::string rows; ///< cells apart by blanks
  int64_t makespan;
  std::vector<int64_t> peak;
};
} // namespace

static const ScheduleFile kFiles[] = {
    {"eager 1F1B, P = 4, M = 6",
     "0F0 0F1 0F2 0F3 0F4 0F5 0B0 0B1 0B2 0B3 0B4 0B5\n"
     "1F0 1F1 1F2 1F3 1F4 1B0 1F5 1B1 1B2 1B3 1B4 1B5\n"
     "2F0 2F1 2F2 2B0 2F3 2B1 2F4 2B2 2F5 2B3 2B4 2B5\n"
     "3F0 3B0 3F1 3B1 3F2 3B2 3F3 3B3 3F4 3B4 3F5 3B5\n",
     27,
     {6, 5, 3, 1}},
    {"ZB-H1, P = 4, M = 6: halves of the backward",
     "0F0 0F1 0F2 0F3 0I0 0W0 0F4 0I1 0W1 0F5 0I2 0W2 0I3 0W3 0I4 0W4 0I5 0W5\n"
     "1F0 1F1 1F2 1I0 1F3 1I1 1W0 1F4 1I2 1W1 1F5 1I3 1W2 1I4 1W3 1I5 1W4 1W5\n"
     "2F0 2F1 2I0 2F2 2I1 2F3 2I2 2W0 2F4 2I3 2W1 2F5 2I4 2W2 2I5 2W3 2W4 2W5\n"
     "3F0 3I0 3F1 3I1 3F2 3I2 3F3 3I3 3W0 3F4 3I4 3W1 3F5 3I5 3W2 3W3 3W4 "
     "3W5\n",
     21,
     {4, 4, 4, 4}},
    {"looped BFS, P = 2, M = 4, V = 2",
     "0F0 0F1 0F2 0F3 2F0 2F1 2F2 2F3 2B3 2B2 2B1 2B0 0B3 0B2 0B1 0B0\n"
     "1F0 1F1 1F2 1F3 3F0 3F1 3F2 3F3 3B3 3B2 3B1 3B0 1B3 1B2 1B1 1B0\n",
     27,
     {8, 8}},
    {"interleaved ZB, P = 2, M = 4, V = 2",
     "0F0 0F1 2F0 2F1 2I0 2W0 0F2 2I1 2W1 0F3 0I0 0W0 2F2 0I1 0W1 2F3 2I2 2W2 "
     "2I3 2W3 0I2 0W2 0I3 0W3\n"
     "1F0 1F1 3F0 3I0 3F1 3I1 3W0 1F2 1I0 3W1 1F3 1I1 1W0 3F2 3I2 1W1 3F3 3I3 "
     "3W2 1I2 3W3 1I3 1W2 1W3\n",
     25,
     {4, 4}},
    {"ZBV, P = 2, M = 4: V placement",
     "0F0 0F1 0F2 3F0 3I0 3W0 3F1 3I1 3W1 0F3 0I0 0W0 3F2 3I2 3W2 0I1 0W1 3F3 "
     "3I3 3W3 0I2 0W2 0I3 0W3\n"
     "1F0 2F0 1F1 2F1 2I0 2W0 1F2 1I0 1W0 2F2 2I1 2W1 1F3 1I1 1W1 2F3 2I2 2W2 "
     "1I2 2I3 1I3 1W2 2W3 1W3\n",
     25,
     {4, 4}},
    {"DualPipeV, P = 2, M = 4: whole backwards and halves",
     "0F0 0F1 0F2 3F0 3I0 3W0 3F1 0F3 3B1 3F2 0B0 3B2 3F3 0B1 3B3 0I2 0W2 0I3 "
     "0W3\n"
     "1F0 2F0 1F1 2F1 1F2 2B0 2F2 1B0 1F3 2B1 2F3 1B1 2B2 1B2 2I3 1I3 2W3 "
     "1W3\n",
     25,
     {5, 5}},
};

TEST(ScheduleFiles, LegalAndAsFastAsPublished) {
  for (const ScheduleFile &file : kFiles) {
    SCOPED_TRACE(file.name);
    std::string csv = file.rows;
    std::replace(csv.begin(), csv.end(), ' ', ',');
    Schedule schedule = fromCsv(csv);
    EXPECT_EQ(check(schedule), "");
    EXPECT_EQ(writeScheduleCsv(schedule), csv);
    Timeline timeline = simulateChain(schedule, 1, 1, 1);
    EXPECT_EQ(timeline.makespan, file.makespan);
    for (int64_t rank = 0; rank < schedule.ranks; ++rank)
      EXPECT_EQ(timeline.getPeakActivations(rank),
                file.peak[static_cast<size_t>(rank)]);
  }
}
