//===- Roll.cpp - Action lists as loops -----------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Core/Roll.h"

#include "Repetitions.h"

#include <algorithm>

using namespace mlir::pipe;

// The cost of a rolled list is its text first and the repetitions of its loops
// second, both in one number.
static constexpr int64_t kItemCost = int64_t(1) << 32;
static constexpr int64_t kRepetitionCost = 1;
/// Text of a loop besides its items (the loop itself, its bounds, its end), in
/// items.
static constexpr int64_t kLoopItems = 2;

namespace {
/// Covers the items by loops and straight items such that the text is smallest.
///
/// cost[i] is the smallest cost of the first i items; the last piece of it is
/// one straight item, or a loop that lies in a repetition. A position lies in
/// O(log n) repetitions on average, so this is O(n log n).
class TextMinimizer {
public:
  explicit TextMinimizer(const std::vector<RollItem> &items)
      : items(items), cost(items.size() + 1, 0), pieces(items.size() + 1) {}

  std::vector<RolledPart> solve();

private:
  /// The last piece of a prefix: items [begin, i), once or in a loop.
  struct Piece {
    int64_t begin = 0;
    int64_t period = 0; ///< 0: one straight item
  };
  /// A repetition that reaches the current position, with the cheapest begin of
  /// a loop for each phase of its period.
  struct Active {
    Repetition repetition;
    std::vector<int64_t> bestBegin;
    int64_t phase = 0;
  };

  void extend(Active &active, int64_t i);
  std::vector<RolledPart> collect() const;
  int64_t costOf(int64_t i) const { return cost[static_cast<size_t>(i)]; }

  const std::vector<RollItem> &items;
  std::vector<int64_t> cost;
  std::vector<Piece> pieces;
};
} // namespace

/// Considers loops of two or more periods that end before item `i`.
void TextMinimizer::extend(Active &active, int64_t i) {
  int64_t period = active.repetition.period;
  // The begins of one phase compare alike for all ends, so the best is kept.
  auto getCost = [&](int64_t begin) {
    return costOf(begin) + (i - begin) / period * kRepetitionCost;
  };
  int64_t &best = active.bestBegin[static_cast<size_t>(active.phase)];
  int64_t latest = i - 2 * period;
  if (best < 0 || getCost(latest) < getCost(best))
    best = latest;
  active.phase = (active.phase + 1) % period;
  int64_t total = getCost(best) + (period + kLoopItems) * kItemCost;
  if (total < costOf(i)) {
    cost[static_cast<size_t>(i)] = total;
    pieces[static_cast<size_t>(i)] = {best, period};
  }
}

std::vector<RolledPart> TextMinimizer::solve() {
  std::vector<Repetition> repetitions = findRepetitions(items);
  // A loop in one that is too short to be worth its cost cannot pay.
  std::erase_if(repetitions, [](const Repetition &r) {
    return r.end - r.begin <= r.period + kLoopItems;
  });
  auto getFirstEnd = [](const Repetition &r) { return r.begin + 2 * r.period; };
  std::sort(repetitions.begin(), repetitions.end(),
            [&](const Repetition &a, const Repetition &b) {
              return std::pair(getFirstEnd(a), a.period) <
                     std::pair(getFirstEnd(b), b.period);
            });

  std::vector<Active> active;
  auto next = repetitions.begin();
  for (int64_t i = 1; i <= static_cast<int64_t>(items.size()); ++i) {
    cost[static_cast<size_t>(i)] = costOf(i - 1) + kItemCost;
    pieces[static_cast<size_t>(i)] = {i - 1, 0};
    std::erase_if(active,
                  [&](const Active &a) { return a.repetition.end < i; });
    for (; next != repetitions.end() && getFirstEnd(*next) == i; ++next)
      active.push_back(
          {*next, std::vector<int64_t>(static_cast<size_t>(next->period), -1)});
    for (Active &each : active)
      extend(each, i);
  }
  return collect();
}

std::vector<RolledPart> TextMinimizer::collect() const {
  std::vector<RolledPart> parts;
  bool inLine = false;
  for (auto i = static_cast<int64_t>(items.size()); i > 0;) {
    auto [begin, period] = pieces[static_cast<size_t>(i)];
    auto first = items.begin() + begin;
    if (period > 0) {
      auto stride = static_cast<uint64_t>(first[period].microBatch) -
                    static_cast<uint64_t>(first->microBatch);
      parts.push_back({(i - begin) / period,
                       static_cast<int64_t>(stride),
                       {first, first + period}});
    } else {
      if (!inLine)
        parts.push_back({});
      parts.back().items.push_back(*first);
    }
    inLine = period == 0;
    i = begin;
  }
  // Lines were collected from their end.
  for (RolledPart &part : parts)
    if (part.count == 1)
      std::reverse(part.items.begin(), part.items.end());
  std::reverse(parts.begin(), parts.end());
  return parts;
}

std::vector<RolledPart> mlir::pipe::roll(const std::vector<RollItem> &items) {
  return TextMinimizer(items).solve();
}

std::vector<RollItem> mlir::pipe::unroll(const std::vector<RolledPart> &parts) {
  std::vector<RollItem> items;
  for (const RolledPart &part : parts)
    for (int64_t q = 0; q < part.count; ++q)
      for (const RollItem &item : part.items) {
        uint64_t shift =
            static_cast<uint64_t>(q) * static_cast<uint64_t>(part.stride);
        items.push_back(
            {item.id, static_cast<int64_t>(
                          static_cast<uint64_t>(item.microBatch) + shift)});
      }
  return items;
}
