//===- CheckMutationsTest.cpp - The check agrees with a naive one ---------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ScheduleTestUtils.h"

#include <algorithm>
#include <map>
#include <random>

using namespace mlir::pipe;

namespace {
/// A second, naive implementation of the rules, for small schedules: counts
/// actions in a map and runs ranks until nothing moves.
class NaiveCheck {
public:
  NaiveCheck(const Schedule &schedule, const std::vector<TaskEdge> &edges)
      : schedule(schedule), edges(edges) {}

  bool isLegal() { return isCovered() && finishes(); }

private:
  using Task = std::tuple<int32_t, ActionKind, int32_t>;

  bool isCovered() {
    std::map<Task, int> count;
    for (int64_t rank = 0; rank < schedule.ranks; ++rank)
      for (const Action &a : schedule.actions[static_cast<size_t>(rank)]) {
        if (a.stage < 0 || a.stage >= schedule.numStages() ||
            a.microBatch < 0 || a.microBatch >= schedule.microBatches ||
            schedule.placement[static_cast<size_t>(a.stage)] != rank)
          return false;
        ++count[{a.stage, a.kind, a.microBatch}];
      }
    for (int32_t s = 0; s < schedule.numStages(); ++s)
      for (int32_t m = 0; m < schedule.microBatches; ++m) {
        auto get = [&](ActionKind kind) { return count[{s, kind, m}]; };
        int b = get(ActionKind::Backward), i = get(ActionKind::InputGradient),
            w = get(ActionKind::WeightGradient);
        bool whole = b == 1 && i == 0 && w == 0;
        bool halves = b == 0 && i == 1 && w == 1;
        bool none = b == 0 && i == 0 && w == 0 && !schedule.isTraining();
        if (get(ActionKind::Forward) != 1 || !(whole || halves || none))
          return false;
      }
    return true;
  }

  /// Is `kind`, as an edge names it, done by the action kind `actual`?
  static bool stands(ActionKind kind, ActionKind actual) {
    using enum ActionKind;
    return kind == actual || (kind == Backward && actual == InputGradient) ||
           (isBackwardKind(kind) && actual == Backward);
  }

  bool isDone(int32_t stage, ActionKind kind, int32_t m) const {
    for (const auto &[task, unused] : done)
      if (std::get<0>(task) == stage && std::get<2>(task) == m &&
          stands(kind, std::get<1>(task)))
        return true;
    return false;
  }

  bool isReady(const Action &a) const {
    using enum ActionKind;
    if (a.kind != Forward && !isDone(a.stage, Forward, a.microBatch))
      return false;
    if (a.kind == WeightGradient &&
        !isDone(a.stage, InputGradient, a.microBatch))
      return false;
    for (const TaskEdge &edge : edges) {
      bool within = edge.fromStage == edge.toStage && a.kind == Backward &&
                    edge.fromKind != Forward;
      if (edge.toStage == a.stage && stands(edge.toKind, a.kind) && !within &&
          !isDone(edge.fromStage, edge.fromKind, a.microBatch))
        return false;
    }
    return true;
  }

  bool finishes() {
    std::vector<size_t> next(schedule.actions.size(), 0);
    for (bool moved = true; moved;) {
      moved = false;
      for (size_t rank = 0; rank < next.size(); ++rank)
        while (next[rank] < schedule.actions[rank].size() &&
               isReady(schedule.actions[rank][next[rank]])) {
          const Action &a = schedule.actions[rank][next[rank]++];
          done[{a.stage, a.kind, a.microBatch}] = 1;
          moved = true;
        }
    }
    for (size_t rank = 0; rank < next.size(); ++rank)
      if (next[rank] < schedule.actions[rank].size())
        return false;
    return true;
  }

  const Schedule &schedule;
  const std::vector<TaskEdge> &edges;
  std::map<Task, int> done;
};

/// Compares both checks and counts their verdicts.
struct Comparison {
  std::vector<TaskEdge> edges;
  int numLegal = 0;
  int numIllegal = 0;

  void compare(const Schedule &schedule) {
    auto error = checkSchedule(schedule, edges);
    bool legal = NaiveCheck(schedule, edges).isLegal();
    ++(legal ? numLegal : numIllegal);
    ASSERT_EQ(!error, legal)
        << toString(schedule) << (error ? error->toString() : "no error");
  }
};
} // namespace

static constexpr ActionKind kKinds[] = {
    ActionKind::Forward, ActionKind::Backward, ActionKind::InputGradient,
    ActionKind::WeightGradient};

static std::vector<Schedule> getBases() {
  // Halves and wholes mixed, V placement.
  Schedule mixed = fromCsv("0F0,0F1,3F0,3I0,3F1,3W0,3B1,0I0,0B1,0W0\n"
                           "1F0,2F0,1F1,2F1,2B0,1I0,1W0,2I1,1B1,2W1\n");
  return {generate("gpipe", 2, 2), generate("1f1b", 3, 2),
          generate("interleaved-1f1b", 2, 2, 2),
          generate("forward-only", 2, 3, 2), mixed};
}

static std::vector<TaskEdge> getEdges(const Schedule &schedule, bool skips) {
  auto edges = getChainEdges(schedule.numStages(), schedule.isTraining());
  if (!skips)
    return edges;
  auto last = static_cast<int32_t>(schedule.numStages() - 1);
  edges.push_back({0, ActionKind::Forward, last, ActionKind::Forward, 8});
  if (schedule.isTraining()) {
    edges.push_back({0, ActionKind::Forward, last, ActionKind::Backward, 8});
    edges.push_back(
        {last, ActionKind::WeightGradient, 0, ActionKind::InputGradient, 8});
    edges.push_back(
        {last, ActionKind::InputGradient, 0, ActionKind::WeightGradient, 8});
  }
  return edges;
}

/// Calls `visit` with every schedule that differs in one place.
template <class Visitor>
static void forEachMutation(const Schedule &base, Visitor visit) {
  for (size_t rank = 0; rank < base.actions.size(); ++rank) {
    const auto &list = base.actions[rank];
    for (size_t i = 0; i < list.size(); ++i) {
      Schedule mutated = base;
      auto &actions = mutated.actions[rank];
      auto restore = [&] { mutated = base; };
      for (size_t j = 0; j < i; ++j, restore()) {
        std::swap(actions[i], actions[j]);
        visit(mutated);
      }
      for (int32_t s = -1; s <= base.numStages(); ++s)
        for (int32_t m = -1; m <= base.microBatches; ++m)
          for (ActionKind kind : kKinds) {
            actions[i] = {s, kind, m};
            visit(mutated);
          }
      restore();
      actions.erase(actions.begin() + static_cast<ptrdiff_t>(i));
      visit(mutated);
      Schedule without = mutated;
      for (size_t other = 0; other < base.actions.size(); ++other)
        for (size_t at = 0; at <= without.actions[other].size(); ++at) {
          mutated = without;
          auto &target = mutated.actions[other];
          target.insert(target.begin() + static_cast<ptrdiff_t>(at), list[i]);
          visit(mutated);
        }
    }
  }
}

TEST(CheckMutations, EverySingleMutation) {
  for (bool skips : {false, true})
    for (const Schedule &base : getBases()) {
      Comparison comparison{getEdges(base, skips)};
      comparison.compare(base);
      EXPECT_EQ(comparison.numLegal, 1) << toString(base);
      forEachMutation(base, [&](const Schedule &mutated) {
        if (!testing::Test::HasFatalFailure())
          comparison.compare(mutated);
      });
      EXPECT_GT(comparison.numLegal, 10);
      EXPECT_GT(comparison.numIllegal, 100);
    }
}

// All orders of all ranks: every deadlock that two ranks can have.
TEST(CheckMutations, EveryOrderOfTwoRanks) {
  for (std::string_view csv : {"0F0,0F1,0B0,0B1\n1F0,1F1,1B0,1B1\n",
                               "0F0,0I0,0W0,2F0,2B0\n1F0,1B0,3F0,3I0,3W0\n"}) {
    Schedule schedule = fromCsv(csv);
    Comparison comparison{getEdges(schedule, false)};
    auto less = [](const Action &a, const Action &b) {
      return toString(a) < toString(b);
    };
    for (auto &list : schedule.actions)
      std::sort(list.begin(), list.end(), less);
    auto &first = schedule.actions[0];
    auto &second = schedule.actions[1];
    do
      do
        comparison.compare(schedule);
      while (std::next_permutation(second.begin(), second.end(), less));
    while (std::next_permutation(first.begin(), first.end(), less));
    EXPECT_GT(comparison.numLegal, 0);
    EXPECT_GT(comparison.numIllegal, 100);
  }
}

// Swaps of any two actions of a rank, several at once, with random edges.
TEST(CheckMutations, RandomOrdersAndEdges) {
  std::mt19937 random(7);
  auto pick = [&](size_t size) { return random() % size; };
  for (const Schedule &base : getBases()) {
    int numLegal = 0;
    for (int trial = 0; trial < 2000; ++trial) {
      Comparison comparison{getEdges(base, pick(2))};
      auto stages = static_cast<size_t>(base.numStages());
      for (size_t i = pick(3); i > 0; --i) {
        TaskEdge edge{static_cast<int32_t>(pick(stages)), ActionKind::Forward,
                      static_cast<int32_t>(pick(stages)), ActionKind::Forward,
                      0};
        if (base.isTraining()) {
          edge.fromKind = kKinds[pick(4)];
          edge.toKind = kKinds[pick(4)];
        }
        if (edge.fromStage != edge.toStage)
          comparison.edges.push_back(edge);
      }
      Schedule mutated = base;
      for (size_t i = pick(4); i > 0; --i) {
        auto &list = mutated.actions[pick(mutated.actions.size())];
        size_t at = pick(list.size() - 1);
        std::swap(list[at], list[at + 1]);
      }
      ASSERT_NO_FATAL_FAILURE(comparison.compare(mutated));
      numLegal += comparison.numLegal;
    }
    EXPECT_GT(numLegal, 100);
    EXPECT_LT(numLegal, 1900);
  }
}
