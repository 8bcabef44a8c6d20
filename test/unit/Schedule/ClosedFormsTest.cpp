//===- ClosedFormsTest.cpp - Makespan and peak against their formulas -----===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ScheduleTestUtils.h"

#include <random>

using namespace mlir::pipe;

/// Calls `visit(schedule)` for P up to 64, M up to 1024 and V up to 8: all
/// small cases, the corners, and random ones (the same on every machine).
template <class Visitor>
static void forEachSample(std::string_view name, Visitor visit) {
  const ScheduleInfo &info = *lookupSchedule(name);
  forEachInGrid(info, 6, 13, 4, visit);
  for (int64_t m : {1, 2, 63, 64, 127, 128, 1024})
    for (int64_t v : {1, 2, 8})
      if (m * v <= 1024)
        visitDefined(info, {64, m, v}, visit);
  for (int64_t ranks : {1, 2, 3})
    for (int64_t v : {1, 2, 8})
      visitDefined(info, {ranks, 1024, v}, visit);
  std::mt19937_64 random(5);
  for (int sample = 0; sample < 400; ++sample) {
    auto pick = [&](uint64_t most) {
      return static_cast<int64_t>(random() % most) + 1;
    };
    ScheduleParameters parameters = {pick(64), pick(1024), pick(8)};
    if (parameters.ranks * parameters.microBatches * parameters.virtualStages <=
        12000)
      visitDefined(info, parameters, visit);
  }
}

/// What a closed form says of a schedule with F = I = W = 1: the idle time up
/// to the end of the slowest rank, and for each rank its idle time between its
/// first and last action (-1: not said) and its peak.
struct ClosedForm {
  int64_t idle;
  std::vector<int64_t> spanIdle, peak;
};

template <class SpanIdle, class Peak>
static ClosedForm makeForm(const Schedule &schedule, int64_t idle,
                           SpanIdle spanIdle, Peak peak) {
  ClosedForm form = {idle, {}, {}};
  for (int64_t rank = 0; rank < schedule.ranks; ++rank) {
    form.spanIdle.push_back(spanIdle(rank));
    form.peak.push_back(peak(rank));
  }
  return form;
}

static void expectForm(const Schedule &schedule, const ClosedForm &form) {
  Timeline timeline = simulateChain(schedule, 1, 1, 1);
  std::vector<int64_t> spanIdle, peak;
  for (int64_t rank = 0; rank < schedule.ranks; ++rank) {
    EXPECT_EQ(timeline.getIdle(rank), form.idle) << rank;
    bool said = form.spanIdle[static_cast<size_t>(rank)] >= 0;
    spanIdle.push_back(said ? timeline.getSpanIdle(rank) : -1);
    peak.push_back(timeline.getPeakActivations(rank));
  }
  EXPECT_EQ(spanIdle, form.spanIdle);
  EXPECT_EQ(peak, form.peak);
}

/// Is the makespan `ticks` times F + I + W, whatever these are? (I and W only
/// count together where the backward is whole.)
static void expectTicks(const Schedule &schedule, int64_t ticks) {
  for (auto [f, i, w] : {std::tuple{1, 1, 0}, {3, 2, 5}, {7, 1, 1}})
    EXPECT_EQ(simulateChain(schedule, f, i, w).makespan, ticks * (f + i + w));
}

static int64_t getGroupSize(const Schedule &s) {
  int64_t groups = std::max<int64_t>(1, s.microBatches / s.ranks);
  return (s.microBatches + groups - 1) / groups;
}

static auto fallsWithRank(const Schedule &s, int64_t step) {
  return [&s, step](int64_t rank) { return step * (s.ranks - 1 - rank); };
}

static auto always(int64_t value) {
  return [value](int64_t) { return value; };
}

TEST(ClosedForms, GPipe) {
  forEachSample("gpipe", [](const Schedule &s) {
    expectTicks(s, s.microBatches + s.ranks - 1);
    expectForm(s, makeForm(s, 3 * (s.ranks - 1), fallsWithRank(s, 3),
                           always(s.microBatches)));
  });
}

// The asynchronous ones have the order of 1F1B.
TEST(ClosedForms, OneForwardOneBackward) {
  for (const char *name : {"1f1b", "pipedream", "pipedream-2bw"})
    forEachSample(name, [](const Schedule &s) {
      expectTicks(s, s.microBatches + s.ranks - 1);
      expectForm(s, makeForm(s, 3 * (s.ranks - 1), fallsWithRank(s, 3),
                             [&](int64_t rank) {
                               return std::min(s.microBatches, s.ranks - rank);
                             }));
    });
}

TEST(ClosedForms, EagerOneForwardOneBackward) {
  forEachSample("eager-1f1b", [](const Schedule &s) {
    expectTicks(s, s.microBatches + s.ranks - 1);
    expectForm(
        s,
        makeForm(s, 3 * (s.ranks - 1), fallsWithRank(s, 3), [&](int64_t rank) {
          return std::min(s.microBatches, 2 * (s.ranks - 1 - rank) + 1);
        }));
  });
}

TEST(ClosedForms, Interleaved) {
  forEachSample("interleaved-1f1b", [](const Schedule &s) {
    int64_t count = s.microBatches * s.virtualStages;
    auto peak = [&](int64_t rank) {
      return std::min(count, 2 * (s.ranks - 1 - rank) +
                                 (s.virtualStages - 1) * getGroupSize(s) + 1);
    };
    // With fewer micro-batches than ranks more idle time cannot be avoided.
    if (s.microBatches >= s.ranks) {
      expectTicks(s, count + s.ranks - 1);
      expectForm(s, makeForm(s, 3 * (s.ranks - 1), fallsWithRank(s, 3), peak));
      return;
    }
    Timeline timeline = simulateChain(s, 1, 1, 1);
    EXPECT_GE(timeline.makespan, 3 * (count + s.ranks - 1));
    expectForm(s, makeForm(s, timeline.getIdle(0), always(-1), peak));
  });
}

TEST(ClosedForms, LoopedBreadthFirst) {
  forEachSample("looped-bfs", [](const Schedule &s) {
    int64_t count = s.microBatches * s.virtualStages;
    if (s.microBatches < s.ranks)
      return;
    expectTicks(s, count + s.ranks - 1);
    expectForm(
        s, makeForm(s, 3 * (s.ranks - 1), fallsWithRank(s, 3), always(count)));
  });
}

// The idle time is (P - 1)(tF + tI - tW) as long as W is no longer than F and
// I.
static void expectZeroBubbleIdle(const Schedule &s) {
  for (auto [f, i, w] : {std::tuple{1, 1, 1}, {3, 3, 2}, {5, 5, 0}}) {
    EXPECT_EQ(simulateChain(s, f, i, w).getIdle(0),
              (s.ranks - 1) * (f + i - w));
  }
}

TEST(ClosedForms, ZeroBubbleH1) {
  forEachSample("zb-h1", [](const Schedule &s) {
    auto peak = always(std::min(s.microBatches, s.ranks));
    if (s.microBatches >= s.ranks) {
      expectZeroBubbleIdle(s);
      expectForm(s, makeForm(s, s.ranks - 1, fallsWithRank(s, 1), peak));
    } else {
      int64_t idle = simulateChain(s, 1, 1, 1).getIdle(0);
      EXPECT_GE(idle, s.ranks - 1);
      expectForm(s, makeForm(s, idle, always(-1), peak));
    }
  });
}

TEST(ClosedForms, ZeroBubbleH2) {
  forEachSample("zb-h2", [](const Schedule &s) {
    int64_t peak = std::min(s.microBatches, 2 * s.ranks - 1);
    if (s.microBatches >= 2 * s.ranks - 1)
      expectForm(s, makeForm(s, s.ranks - 1, always(0), always(peak)));
    else
      expectForm(s, makeForm(s, simulateChain(s, 1, 1, 1).getIdle(0),
                             always(-1), always(peak)));
  });
}

TEST(ClosedForms, InterleavedZeroBubble) {
  forEachSample("interleaved-zb", [](const Schedule &s) {
    auto peak =
        always(std::min(s.microBatches * s.virtualStages,
                        (s.virtualStages - 1) * getGroupSize(s) + s.ranks));
    if (s.microBatches >= s.ranks)
      expectForm(s, makeForm(s, s.ranks - 1, fallsWithRank(s, 1), peak));
    else
      expectForm(s, makeForm(s, simulateChain(s, 1, 1, 1).getIdle(0),
                             always(-1), peak));
  });
}

// Also with the list schedule of few micro-batches the rank that is slowest
// waits only for the first micro-batch, as long as there is one for each rank.
TEST(ClosedForms, ZeroBubbleV) {
  forEachSample("zbv", [](const Schedule &s) {
    if (s.microBatches >= 2 * s.ranks - 1)
      return expectForm(
          s, makeForm(s, s.ranks - 1, always(0), always(2 * s.ranks)));
    Timeline timeline = simulateChain(s, 1, 1, 1);
    EXPECT_GE(timeline.getIdle(0), s.ranks - 1);
    for (int64_t rank = 0; rank < s.ranks; ++rank)
      EXPECT_LE(timeline.getPeakActivations(rank),
                2 * std::min(s.ranks, s.microBatches));
    if (s.microBatches == s.ranks) {
      EXPECT_EQ(timeline.getIdle(0), s.ranks - 1);
    }
  });
}

/// Checks the idle time for M >= 2P, and the largest peak of any rank.
static void expectIdleAndPeak(const Schedule &s, int64_t idle, int64_t peak) {
  Timeline timeline = simulateChain(s, 1, 1, 1);
  int64_t largest = 0;
  for (int64_t rank = 0; rank < s.ranks; ++rank)
    largest = std::max(largest, timeline.getPeakActivations(rank));
  if (s.microBatches >= 2 * s.ranks) {
    EXPECT_EQ(timeline.getIdle(0), std::max(s.ranks - 1, idle));
    EXPECT_EQ(largest, peak);
  } else {
    EXPECT_GE(timeline.getIdle(0), s.ranks - 1);
    EXPECT_LE(largest, peak);
  }
}

// Half of the memory and of the idle time of 1F1B, which has 6(P - 1) of
// chunks.
TEST(ClosedForms, VHalf) {
  forEachSample("v-half", [](const Schedule &s) {
    bool even = s.ranks % 2 == 0;
    expectIdleAndPeak(s, 3 * s.ranks - (even ? 7 : 4),
                      s.ranks + (even ? 2 : 1));
  });
}

TEST(ClosedForms, VMin) {
  forEachSample("v-min", [](const Schedule &s) {
    expectIdleAndPeak(s, 4 * s.ranks - (s.ranks % 3 == 0 ? 7 : 5),
                      2 * ((s.ranks + 4) / 3));
  });
}

TEST(ClosedForms, DualPipe) {
  forEachSample("dualpipev", [](const Schedule &s) {
    if (s.microBatches >= 2 * s.ranks)
      expectForm(s, makeForm(s, s.ranks - 1, fallsWithRank(s, 1),
                             always(2 * s.ranks + 1)));
  });
  forEachSample("dualpipe", [](const Schedule &s) {
    Timeline timeline = simulateChain(s, 1, 1, 1);
    if (s.microBatches >= 2 * s.ranks && s.microBatches % 2 == 0)
      return expectForm(
          s, makeForm(s, s.ranks / 2 - 1, always(-1), always(s.ranks + 1)));
    for (int64_t rank = 0; rank < s.ranks; ++rank)
      EXPECT_LE(timeline.getPeakActivations(rank), s.ranks + 1);
  });
}

TEST(ClosedForms, Chimera) {
  forEachSample("chimera", [](const Schedule &s) {
    Timeline equal = simulateChain(s, 1, 1, 0);
    Timeline timeline = simulateChain(s, 1, 1, 1);
    if (s.microBatches % s.ranks == 0)
      for (int64_t rank = 0; rank < s.ranks; ++rank) {
        EXPECT_EQ(equal.getIdle(rank), s.ranks - 2);
        EXPECT_EQ(timeline.getIdle(rank),
                  (s.ranks - 2) * (1 + s.microBatches / s.ranks));
        int64_t fromEnd = std::min(rank, s.ranks - 1 - rank);
        EXPECT_EQ(timeline.getPeakActivations(rank), s.ranks / 2 + 1 + fromEnd);
      }
  });
}

TEST(ClosedForms, Hanayo) {
  forEachSample("hanayo", [](const Schedule &s) {
    Timeline timeline = simulateChain(s, 1, 1, 1);
    int64_t most = s.virtualStages * std::min(s.ranks, s.microBatches);
    for (int64_t rank = 0; rank < s.ranks; ++rank)
      EXPECT_LE(timeline.getPeakActivations(rank), most);
    // W = 1, M = P: 2(P - 1) of a stage, that is twice as many chunks.
    if (s.virtualStages == 2 && s.microBatches == s.ranks) {
      EXPECT_LE(timeline.getIdle(0), 4 * (s.ranks - 1));
    }
  });
}

TEST(ClosedForms, ForwardOnly) {
  forEachSample("forward-only", [](const Schedule &s) {
    Timeline timeline = simulateChain(s, 5, 0, 0);
    if (s.microBatches >= s.ranks || s.virtualStages == 1) {
      EXPECT_EQ(timeline.makespan,
                5 * (s.microBatches * s.virtualStages + s.ranks - 1));
    }
    for (int64_t rank = 0; rank < s.ranks; ++rank)
      EXPECT_EQ(timeline.getPeakActivations(rank), 1);
  });
}

/// Calls `visit(rank, action, updates)` for each F and B; `updates` have run on
/// the rank before.
template <class Visitor>
static void forEachUse(const Schedule &schedule, Visitor visit) {
  for (int64_t rank = 0; rank < schedule.ranks; ++rank) {
    int64_t updates = 0;
    for (const Action &action : schedule.actions[static_cast<size_t>(rank)])
      if (action.kind == ActionKind::Update)
        ++updates;
      else
        visit(rank, action, updates);
  }
}

// The version of the weights that a forward sees, and how old it is when its
// backward runs.
TEST(ClosedForms, PipeDreamVersions) {
  forEachInGrid(*lookupSchedule("pipedream"), 7, 20, 1, [](const Schedule &s) {
    forEachUse(s, [&](int64_t rank, const Action &action, int64_t updates) {
      int64_t m = action.microBatch, behind = s.ranks - 1 - rank;
      int64_t seen = std::max<int64_t>(0, m - behind);
      if (action.kind == ActionKind::Forward) {
        EXPECT_EQ(updates, seen);
      } else {
        EXPECT_EQ(updates - seen, std::min(m, behind));
      }
    });
  });
}

// Two versions do: each use sees the present one or the one before.
TEST(ClosedForms, PipeDream2BWVersions) {
  forEachInGrid(
      *lookupSchedule("pipedream-2bw"), 7, 30, 1, [](const Schedule &s) {
        forEachUse(s, [&](int64_t, const Action &action, int64_t updates) {
          int64_t seen = std::max<int64_t>(0, action.microBatch / s.ranks - 1);
          EXPECT_TRUE(updates == seen || updates == seen + 1)
              << toString(action) << " " << updates;
        });
        for (const auto &list : s.actions) {
          int64_t updates = 0;
          for (const Action &action : list)
            updates += action.kind == ActionKind::Update;
          EXPECT_EQ(updates, (s.microBatches + s.ranks - 1) / s.ranks);
        }
      });
}
