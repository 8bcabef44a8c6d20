//===- ReferenceNumbersTest.cpp - Numbers of simulated schedules ----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ScheduleTestUtils.h"

using namespace mlir::pipe;

namespace {
/// F = I = W = 1 for a chunk, no latency.
struct ReferenceRow {
  int64_t ranks, microBatches;
  const char *name;
  int64_t virtualStages, makespan, idle;
  std::vector<int64_t> spanIdle, peak;
};
} // namespace

static const ReferenceRow kRows[] = {
    {1, 4, "gpipe", 1, 12, 0, {0}, {4}},
    {1, 4, "1f1b", 1, 12, 0, {0}, {1}},
    {1, 4, "interleaved-1f1b", 2, 24, 0, {0}, {2}},
    {2, 8, "gpipe", 1, 27, 3, {3, 0}, {8, 8}},
    {2, 8, "1f1b", 1, 27, 3, {3, 0}, {2, 1}},
    {2, 8, "interleaved-1f1b", 2, 51, 3, {3, 0}, {5, 3}},
    {4, 2, "gpipe", 1, 15, 9, {9, 6, 3, 0}, {2, 2, 2, 2}},
    {4, 2, "1f1b", 1, 15, 9, {9, 6, 3, 0}, {2, 2, 2, 1}},
    {4, 2, "interleaved-1f1b", 2, 27, 15, {15, 12, 9, 6}, {4, 4, 4, 3}},
    {4, 8, "gpipe", 1, 33, 9, {9, 6, 3, 0}, {8, 8, 8, 8}},
    {4, 8, "1f1b", 1, 33, 9, {9, 6, 3, 0}, {4, 3, 2, 1}},
    {4, 8, "interleaved-1f1b", 2, 57, 9, {9, 6, 3, 0}, {11, 9, 7, 5}},
    {4, 16, "gpipe", 1, 57, 9, {9, 6, 3, 0}, {16, 16, 16, 16}},
    {4, 16, "1f1b", 1, 57, 9, {9, 6, 3, 0}, {4, 3, 2, 1}},
    {4, 16, "interleaved-1f1b", 2, 105, 9, {9, 6, 3, 0}, {11, 9, 7, 5}},
    {8,
     8,
     "gpipe",
     1,
     45,
     21,
     {21, 18, 15, 12, 9, 6, 3, 0},
     {8, 8, 8, 8, 8, 8, 8, 8}},
    {8,
     8,
     "1f1b",
     1,
     45,
     21,
     {21, 18, 15, 12, 9, 6, 3, 0},
     {8, 7, 6, 5, 4, 3, 2, 1}},
    {8,
     8,
     "interleaved-1f1b",
     2,
     69,
     21,
     {21, 18, 15, 12, 9, 6, 3, 0},
     {16, 16, 16, 16, 15, 13, 11, 9}},
    {8,
     16,
     "gpipe",
     1,
     69,
     21,
     {21, 18, 15, 12, 9, 6, 3, 0},
     {16, 16, 16, 16, 16, 16, 16, 16}},
    {8,
     16,
     "1f1b",
     1,
     69,
     21,
     {21, 18, 15, 12, 9, 6, 3, 0},
     {8, 7, 6, 5, 4, 3, 2, 1}},
    {8,
     16,
     "interleaved-1f1b",
     2,
     117,
     21,
     {21, 18, 15, 12, 9, 6, 3, 0},
     {23, 21, 19, 17, 15, 13, 11, 9}},
};

TEST(ReferenceNumbers, EqualCosts) {
  for (const ReferenceRow &row : kRows) {
    SCOPED_TRACE(std::string(row.name) + " P=" + std::to_string(row.ranks) +
                 " M=" + std::to_string(row.microBatches));
    Timeline timeline = simulateChain(
        generate(row.name, row.ranks, row.microBatches, row.virtualStages), 1,
        1, 1);
    EXPECT_EQ(timeline.makespan, row.makespan);
    for (int64_t rank = 0; rank < row.ranks; ++rank) {
      EXPECT_EQ(timeline.getIdle(rank), row.idle);
      auto i = static_cast<size_t>(rank);
      EXPECT_EQ(timeline.getSpanIdle(rank), row.spanIdle[i]);
      EXPECT_EQ(timeline.getPeakActivations(rank), row.peak[i]);
    }
  }
}

// P = 4, M = 8; a stage of 1/P of the model takes 4 a task, a chunk of half of
// it 2; latencies 0, 1/4, 1/2 and 1 of the forward of a stage.
TEST(ReferenceNumbers, Latency) {
  struct {
    const char *name;
    int64_t virtualStages, cost;
    std::vector<int64_t> makespans;
  } rows[] = {{"gpipe", 1, 4, {132, 138, 144, 156}},
              {"1f1b", 1, 4, {132, 148, 164, 196}},
              {"interleaved-1f1b", 1, 4, {132, 138, 144, 156}},
              {"interleaved-1f1b", 2, 2, {114, 128, 142, 184}}};
  constexpr int64_t kLatencies[] = {0, 1, 2, 4};
  for (const auto &row : rows) {
    Schedule schedule = generate(row.name, 4, 8, row.virtualStages);
    for (size_t i = 0; i < 4; ++i)
      EXPECT_EQ(
          simulateChain(schedule, row.cost, row.cost, row.cost, kLatencies[i])
              .makespan,
          row.makespans[i])
          << row.name << " latency " << kLatencies[i];
  }
}
