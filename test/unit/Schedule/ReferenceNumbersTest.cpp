//===- ReferenceNumbersTest.cpp - Numbers of simulated schedules ----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Generators/Common.h"
#include "ScheduleTestUtils.h"

#include <sstream>

using namespace mlir::pipe;

namespace {
struct ReferenceRow {
  int64_t ranks = 0, microBatches = 0;
  std::string name;
  int64_t virtualStages = 0, makespan = 0, idle = 0;
  std::vector<int64_t> spanIdle, peak;
};
} // namespace

// P M schedule V | makespan, idle of every rank | idle within the span of each
// rank | peak of each rank. F = I = W = 1, no latency. "zbv/closed" is the rule
// of zbv also where it has fewer micro-batches than it is made for.
static constexpr const char *kRows = R"(
1 4 gpipe 1 | 12 0 | 0 | 4
1 4 1f1b 1 | 12 0 | 0 | 1
1 4 eager-1f1b 1 | 12 0 | 0 | 1
1 4 zb-h1 1 | 12 0 | 0 | 1
1 4 zb-h2 1 | 12 0 | 0 | 1
1 4 interleaved-1f1b 2 | 24 0 | 0 | 2
1 4 looped-bfs 2 | 24 0 | 0 | 8
1 4 interleaved-zb 2 | 24 0 | 0 | 2
1 4 zbv/closed 2 | 24 0 | 0 | 2
1 4 dualpipev 2 | 24 0 | 0 | 3
2 8 gpipe 1 | 27 3 | 3 0 | 8 8
2 8 1f1b 1 | 27 3 | 3 0 | 2 1
2 8 eager-1f1b 1 | 27 3 | 3 0 | 3 1
2 8 zb-h1 1 | 25 1 | 1 0 | 2 2
2 8 zb-h2 1 | 25 1 | 0 0 | 3 3
2 8 interleaved-1f1b 2 | 51 3 | 3 0 | 5 3
2 8 looped-bfs 2 | 51 3 | 3 0 | 16 16
2 8 interleaved-zb 2 | 49 1 | 1 0 | 4 4
2 8 zbv/closed 2 | 49 1 | 0 0 | 4 4
2 8 v-half 2 | 49 1 | 1 0 | 4 4
2 8 v-min 2 | 51 3 | 3 2 | 3 4
2 8 dualpipev 2 | 49 1 | 1 0 | 5 5
4 2 gpipe 1 | 15 9 | 9 6 3 0 | 2 2 2 2
4 2 1f1b 1 | 15 9 | 9 6 3 0 | 2 2 2 1
4 2 eager-1f1b 1 | 15 9 | 9 6 3 0 | 2 2 2 1
4 2 zb-h1 1 | 11 5 | 5 4 2 0 | 2 2 2 2
4 2 zb-h2 1 | 11 5 | 5 4 2 0 | 2 2 2 2
4 2 interleaved-1f1b 2 | 27 15 | 15 12 9 6 | 4 4 4 3
4 2 looped-bfs 2 | 27 15 | 15 12 9 6 | 4 4 4 4
4 2 interleaved-zb 2 | 19 7 | 7 6 5 4 | 4 4 4 4
4 2 zbv/closed 2 | 22 10 | 10 8 6 4 | 3 4 4 4
4 2 v-half 2 | 22 10 | 10 8 6 4 | 3 4 4 4
4 2 v-min 2 | 23 11 | 11 9 7 6 | 3 4 4 4
4 8 gpipe 1 | 33 9 | 9 6 3 0 | 8 8 8 8
4 8 1f1b 1 | 33 9 | 9 6 3 0 | 4 3 2 1
4 8 eager-1f1b 1 | 33 9 | 9 6 3 0 | 7 5 3 1
4 8 zb-h1 1 | 27 3 | 3 2 1 0 | 4 4 4 4
4 8 zb-h2 1 | 27 3 | 0 0 0 0 | 7 7 7 7
4 8 interleaved-1f1b 2 | 57 9 | 9 6 3 0 | 11 9 7 5
4 8 looped-bfs 2 | 57 9 | 9 6 3 0 | 16 16 16 16
4 8 interleaved-zb 2 | 51 3 | 3 2 1 0 | 8 8 8 8
4 8 zbv/closed 2 | 51 3 | 0 0 0 0 | 8 8 8 8
4 8 v-half 2 | 53 5 | 5 3 3 2 | 6 6 6 6
4 8 v-min 2 | 59 11 | 11 9 7 6 | 4 4 4 4
4 8 dualpipev 2 | 51 3 | 3 2 1 0 | 9 9 9 9
4 16 gpipe 1 | 57 9 | 9 6 3 0 | 16 16 16 16
4 16 1f1b 1 | 57 9 | 9 6 3 0 | 4 3 2 1
4 16 eager-1f1b 1 | 57 9 | 9 6 3 0 | 7 5 3 1
4 16 zb-h1 1 | 51 3 | 3 2 1 0 | 4 4 4 4
4 16 zb-h2 1 | 51 3 | 0 0 0 0 | 7 7 7 7
4 16 interleaved-1f1b 2 | 105 9 | 9 6 3 0 | 11 9 7 5
4 16 looped-bfs 2 | 105 9 | 9 6 3 0 | 32 32 32 32
4 16 interleaved-zb 2 | 99 3 | 3 2 1 0 | 8 8 8 8
4 16 zbv/closed 2 | 99 3 | 0 0 0 0 | 8 8 8 8
4 16 v-half 2 | 101 5 | 5 3 3 2 | 6 6 6 6
4 16 v-min 2 | 107 11 | 11 9 7 6 | 4 4 4 4
4 16 dualpipev 2 | 99 3 | 3 2 1 0 | 9 9 9 9
8 8 gpipe 1 | 45 21 | 21 18 15 12 9 6 3 0 | 8 8 8 8 8 8 8 8
8 8 1f1b 1 | 45 21 | 21 18 15 12 9 6 3 0 | 8 7 6 5 4 3 2 1
8 8 eager-1f1b 1 | 45 21 | 21 18 15 12 9 6 3 0 | 8 8 8 8 7 5 3 1
8 8 zb-h1 1 | 31 7 | 7 6 5 4 3 2 1 0 | 8 8 8 8 8 8 8 8
8 8 zb-h2 1 | 34 10 | 7 7 7 7 6 4 2 0 | 8 8 8 8 8 8 8 8
8 8 interleaved-1f1b 2 | 69 21 | 21 18 15 12 9 6 3 0 | 16 16 16 16 15 13 11 9
8 8 looped-bfs 2 | 69 21 | 21 18 15 12 9 6 3 0 | 16 16 16 16 16 16 16 16
8 8 interleaved-zb 2 | 55 7 | 7 6 5 4 3 2 1 0 | 16 16 16 16 16 16 16 16
8 8 zbv/closed 2 | 62 14 | 14 12 10 8 6 4 2 0 | 9 10 11 12 13 14 15 16
8 8 v-half 2 | 65 17 | 17 15 13 11 9 7 6 6 | 9 10 10 10 10 10 10 10
8 8 v-min 2 | 75 27 | 27 25 23 21 19 17 15 14 | 7 8 8 8 8 8 8 8
8 16 gpipe 1 | 69 21 | 21 18 15 12 9 6 3 0 | 16 16 16 16 16 16 16 16
8 16 1f1b 1 | 69 21 | 21 18 15 12 9 6 3 0 | 8 7 6 5 4 3 2 1
8 16 eager-1f1b 1 | 69 21 | 21 18 15 12 9 6 3 0 | 15 13 11 9 7 5 3 1
8 16 zb-h1 1 | 55 7 | 7 6 5 4 3 2 1 0 | 8 8 8 8 8 8 8 8
8 16 zb-h2 1 | 55 7 | 0 0 0 0 0 0 0 0 | 15 15 15 15 15 15 15 15
8 16 interleaved-1f1b 2 | 117 21 | 21 18 15 12 9 6 3 0 | 23 21 19 17 15 13 11 9
8 16 looped-bfs 2 | 117 21 | 21 18 15 12 9 6 3 0 | 32 32 32 32 32 32 32 32
8 16 interleaved-zb 2 | 103 7 | 7 6 5 4 3 2 1 0 | 16 16 16 16 16 16 16 16
8 16 zbv/closed 2 | 103 7 | 0 0 0 0 0 0 0 0 | 16 16 16 16 16 16 16 16
8 16 v-half 2 | 113 17 | 17 15 13 11 9 7 7 6 | 10 10 10 10 10 10 10 10
8 16 v-min 2 | 123 27 | 27 25 23 21 19 17 15 14 | 7 8 8 8 8 8 8 8
8 16 dualpipev 2 | 103 7 | 7 6 5 4 3 2 1 0 | 17 17 17 17 17 17 17 17
)";

static Schedule generateRow(const ReferenceRow &row) {
  if (row.name == "zbv/closed")
    return makeClosedZeroBubbleV(
        {row.ranks, row.microBatches, row.virtualStages});
  return generate(row.name, row.ranks, row.microBatches, row.virtualStages);
}

static ReferenceRow parseRow(const std::string &line) {
  std::istringstream is(line);
  ReferenceRow row;
  std::string bar;
  is >> row.ranks >> row.microBatches >> row.name >> row.virtualStages >> bar >>
      row.makespan >> row.idle >> bar;
  for (auto *list : {&row.spanIdle, &row.peak}) {
    list->resize(static_cast<size_t>(row.ranks));
    for (int64_t &value : *list)
      is >> value;
    if (list == &row.spanIdle)
      is >> bar;
  }
  EXPECT_TRUE(is && (is >> std::ws).eof()) << line;
  return row;
}

TEST(ReferenceNumbers, EqualCosts) {
  std::istringstream lines(kRows);
  std::string line;
  while (std::getline(lines, line)) {
    if (line.empty())
      continue;
    SCOPED_TRACE(line);
    ReferenceRow row = parseRow(line);
    Timeline timeline = simulateChain(generateRow(row), 1, 1, 1);
    EXPECT_EQ(timeline.makespan, row.makespan);
    for (int64_t rank = 0; rank < row.ranks; ++rank) {
      EXPECT_EQ(timeline.getIdle(rank), row.idle) << rank;
      auto i = static_cast<size_t>(rank);
      EXPECT_EQ(timeline.getSpanIdle(rank), row.spanIdle[i]) << rank;
      EXPECT_EQ(timeline.getPeakActivations(rank), row.peak[i]) << rank;
    }
  }
}

// P = 4, M = 8. A stage takes 8 units in all: V chunks of 8 / V; the latencies
// are 0, 1/4, 1/2 and 1 of a stage.
TEST(ReferenceNumbers, Latency) {
  struct {
    const char *name;
    int64_t virtualStages;
    std::vector<int64_t> makespans;
  } rows[] = {
      {"gpipe", 1, {264, 276, 288, 312}},
      {"1f1b", 1, {264, 296, 328, 392}},
      {"eager-1f1b", 1, {264, 276, 288, 312}},
      {"interleaved-1f1b", 1, {264, 276, 288, 312}},
      {"zb-h1", 1, {216, 240, 264, 328}},
      {"zb-h2", 1, {216, 222, 228, 240}},
      {"interleaved-1f1b", 2, {228, 256, 284, 368}},
      {"looped-bfs", 2, {228, 240, 252, 292}},
      {"interleaved-zb", 2, {204, 236, 288, 408}},
      {"zbv", 2, {204, 230, 260, 332}},
      {"v-half", 2, {212, 256, 316, 436}},
      {"v-min", 2, {236, 316, 396, 556}},
      {"dualpipev", 2, {204, 236, 272, 360}},
  };
  for (const auto &row : rows) {
    Schedule schedule = generate(row.name, 4, 8, row.virtualStages);
    int64_t cost = 8 / row.virtualStages;
    for (size_t i = 0; i < 4; ++i)
      EXPECT_EQ(simulateChain(schedule, cost, cost, cost,
                              std::vector<int64_t>{0, 2, 4, 8}[i])
                    .makespan,
                row.makespans[i])
          << row.name << " column " << i;
  }
}

// Where list scheduling takes over from a closed form, it is as fast as known.
TEST(ReferenceNumbers, FewMicroBatches) {
  struct {
    const char *name;
    int64_t ranks, microBatches, virtualStages, makespan;
  } rows[] = {{"zbv", 4, 4, 2, 27},       {"zbv", 8, 8, 2, 55},
              {"zbv", 8, 4, 2, 39},       {"dualpipev", 8, 8, 2, 55},
              {"dualpipev", 8, 4, 2, 39}, {"dualpipe", 8, 8, 1, 27},
              {"dualpipe", 8, 20, 1, 63}};
  for (const auto &[name, ranks, m, v, makespan] : rows)
    EXPECT_EQ(simulateChain(generate(name, ranks, m, v), 1, 1, 1).makespan,
              makespan)
        << name << " " << ranks << " " << m;
}

// Idle time of the waves of hanayo in eighths of a forward of 1/P of the model,
// with 1, 2 and 4 waves; the backward takes twice the forward.
TEST(ReferenceNumbers, Hanayo) {
  struct {
    int64_t ranks, microBatches, idle[3];
  } rows[] = {{4, 4, {48, 26, 13}},
              {4, 8, {68, 38, 19}},
              {8, 8, {112, 60, 30}},
              {8, 16, {164, 98, 49}}};
  for (const auto &[ranks, m, idle] : rows)
    for (int64_t i = 0; i < 3; ++i) {
      int64_t v = int64_t(2) << i;
      Timeline timeline =
          simulateChain(generate("hanayo", ranks, m, v), 8, 8, 8);
      EXPECT_EQ(timeline.getIdle(0), v * idle[i]) << ranks << " " << m;
    }
}
