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
#include <span>

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
/// O(log n) repetitions on average, so this is O(n log n). The periods in which
/// loops are looked for have O(n log n) items in all: O(n log^2 n).
class TextMinimizer {
public:
  TextMinimizer(std::span<const RollItem> items, bool mayNest)
      : items(items.begin(), items.end()), mayNest(mayNest),
        cost(items.size() + 1, 0), pieces(items.size() + 1) {
    solve();
  }

  int64_t getCost() const { return cost.back(); }
  std::vector<RolledPart> collect() const;

private:
  /// The last piece of a prefix: items [begin, i), once or in a loop.
  struct Piece {
    int64_t begin = 0;
    int64_t period = 0; ///< 0: one straight item
    bool isNested = false;
  };
  /// A repetition that reaches the current position, with the cheapest begin of
  /// a loop for each phase of its period.
  struct Active {
    Repetition repetition;
    std::vector<int64_t> bestBegin;
    int64_t phase = 0;
    /// Cost of the period with which it begins, as a line or rolled.
    int64_t firstPeriod;
  };

  void solve();
  Active activate(const Repetition &repetition) const;
  void extend(Active &active, int64_t i);
  RolledPart makeLoop(int64_t end) const;
  int64_t costOf(int64_t i) const { return cost[static_cast<size_t>(i)]; }
  std::span<const RollItem> getPeriod(int64_t begin, int64_t period) const {
    return std::span(items).subspan(static_cast<size_t>(begin),
                                    static_cast<size_t>(period));
  }

  std::vector<RollItem> items;
  bool mayNest;
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
  // Only the first phase is tried as a loop of loops: all would take time in
  // the square of the period.
  int64_t line = period * kItemCost;
  int64_t body = active.phase == 0 ? active.firstPeriod : line;
  active.phase = (active.phase + 1) % period;
  int64_t total = getCost(best) + body + kLoopItems * kItemCost;
  if (total < costOf(i)) {
    cost[static_cast<size_t>(i)] = total;
    pieces[static_cast<size_t>(i)] = {best, period, body < line};
  }
}

TextMinimizer::Active
TextMinimizer::activate(const Repetition &repetition) const {
  int64_t period = repetition.period;
  Active active{repetition,
                std::vector<int64_t>(static_cast<size_t>(period), -1),
                /*phase=*/0, period * kItemCost};
  if (mayNest && period > kLoopItems + 1)
    active.firstPeriod = TextMinimizer(getPeriod(repetition.begin, period),
                                       /*mayNest=*/false)
                             .getCost();
  return active;
}

void TextMinimizer::solve() {
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
      active.push_back(activate(*next));
    for (Active &each : active)
      extend(each, i);
  }
}

/// Returns the loop that ends before item `end`.
RolledPart TextMinimizer::makeLoop(int64_t end) const {
  auto [begin, period, isNested] = pieces[static_cast<size_t>(end)];
  std::span<const RollItem> body = getPeriod(begin, period);
  RollStride stride =
      getStride(body.front(), items[static_cast<size_t>(begin + period)]);
  RolledPart loop{(end - begin) / period, stride.microBatch};
  loop.groupStride = stride.group;
  if (isNested)
    loop.parts = TextMinimizer(body, /*mayNest=*/false).collect();
  else
    loop.items.assign(body.begin(), body.end());
  return loop;
}

std::vector<RolledPart> TextMinimizer::collect() const {
  std::vector<RolledPart> parts;
  bool inLine = false;
  for (auto i = static_cast<int64_t>(items.size()); i > 0;) {
    const Piece &piece = pieces[static_cast<size_t>(i)];
    if (piece.period > 0) {
      parts.push_back(makeLoop(i));
    } else {
      if (!inLine)
        parts.push_back({});
      parts.back().items.push_back(items[static_cast<size_t>(piece.begin)]);
    }
    inLine = piece.period == 0;
    i = piece.begin;
  }
  // Lines were collected from their end.
  for (RolledPart &part : parts)
    if (part.count == 1)
      std::reverse(part.items.begin(), part.items.end());
  std::reverse(parts.begin(), parts.end());
  return parts;
}

std::vector<RolledPart> mlir::pipe::roll(const std::vector<RollItem> &items) {
  return TextMinimizer(items, /*mayNest=*/true).collect();
}

/// Returns a + q * stride, wrapping around.
static int64_t shift(int64_t a, int64_t q, int64_t stride) {
  return static_cast<int64_t>(static_cast<uint64_t>(a) +
                              static_cast<uint64_t>(q) *
                                  static_cast<uint64_t>(stride));
}

std::vector<RollItem> mlir::pipe::unroll(const std::vector<RolledPart> &parts) {
  std::vector<RollItem> items;
  for (const RolledPart &part : parts) {
    const std::vector<RollItem> body =
        part.parts.empty() ? part.items : unroll(part.parts);
    for (int64_t q = 0; q < part.count; ++q)
      for (const RollItem &item : body)
        items.push_back({item.id, shift(item.microBatch, q, part.stride),
                         shift(item.group, q, part.groupStride)});
  }
  return items;
}
