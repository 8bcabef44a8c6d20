//===- ClosedFormsTest.cpp - Makespan and peak against their formulas -----===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ScheduleTestUtils.h"

using namespace mlir::pipe;

static const ScheduleInfo &get(std::string_view name) {
  return *lookupSchedule(name);
}

/// Checks the makespan for several costs (tF, tI, tW), tB = tI + tW.
static void expectMakespan(const Schedule &schedule, int64_t slots) {
  for (auto [f, i, w] : {std::tuple{1, 1, 1}, {1, 1, 0}, {3, 2, 5}, {7, 1, 1}})
    EXPECT_EQ(simulateChain(schedule, f, i, w).makespan, slots * (f + i + w));
}

TEST(ClosedForms, GPipe) {
  forEachInGrid(get("gpipe"), 8, 33, 1, [](const Schedule &schedule) {
    int64_t m = schedule.microBatches;
    expectMakespan(schedule, m + schedule.ranks - 1);
    Timeline timeline = simulateChain(schedule, 1, 1, 1);
    for (int64_t rank = 0; rank < schedule.ranks; ++rank) {
      EXPECT_EQ(timeline.getPeakActivations(rank), m);
      EXPECT_EQ(timeline.getIdle(rank), 3 * (schedule.ranks - 1));
      EXPECT_EQ(timeline.getSpanIdle(rank), 3 * (schedule.ranks - 1 - rank));
    }
  });
}

TEST(ClosedForms, OneForwardOneBackward) {
  forEachInGrid(get("1f1b"), 8, 33, 1, [](const Schedule &schedule) {
    int64_t m = schedule.microBatches;
    expectMakespan(schedule, m + schedule.ranks - 1);
    Timeline timeline = simulateChain(schedule, 1, 1, 1);
    for (int64_t rank = 0; rank < schedule.ranks; ++rank) {
      EXPECT_EQ(timeline.getPeakActivations(rank),
                std::min(m, schedule.ranks - rank));
      EXPECT_EQ(timeline.getIdle(rank), 3 * (schedule.ranks - 1));
      EXPECT_EQ(timeline.getSpanIdle(rank), 3 * (schedule.ranks - 1 - rank));
    }
  });
}

TEST(ClosedForms, Interleaved) {
  forEachInGrid(get("interleaved-1f1b"), 8, 33, 4, [](const Schedule &s) {
    int64_t groups = std::max<int64_t>(1, s.microBatches / s.ranks);
    int64_t groupSize = (s.microBatches + groups - 1) / groups;
    int64_t count = s.microBatches * s.virtualStages;
    Timeline timeline = simulateChain(s, 1, 1, 1);
    for (int64_t rank = 0; rank < s.ranks; ++rank) {
      EXPECT_EQ(timeline.getPeakActivations(rank),
                std::min(count, 2 * (s.ranks - 1 - rank) +
                                    (s.virtualStages - 1) * groupSize + 1));
      if (s.microBatches >= s.ranks) {
        EXPECT_EQ(timeline.getSpanIdle(rank), 3 * (s.ranks - 1 - rank));
      }
    }
    // With fewer micro-batches than ranks more idle time cannot be avoided.
    if (s.microBatches >= s.ranks)
      expectMakespan(s, count + s.ranks - 1);
    else
      EXPECT_GE(timeline.makespan, 3 * (count + s.ranks - 1));
  });
}

TEST(ClosedForms, ForwardOnly) {
  forEachInGrid(get("forward-only"), 8, 33, 4, [](const Schedule &s) {
    Timeline timeline = simulateChain(s, 5, 0, 0);
    if (s.microBatches >= s.ranks || s.virtualStages == 1) {
      EXPECT_EQ(timeline.makespan,
                5 * (s.microBatches * s.virtualStages + s.ranks - 1));
    }
    for (int64_t rank = 0; rank < s.ranks; ++rank)
      EXPECT_EQ(timeline.getPeakActivations(rank), 1);
  });
}
