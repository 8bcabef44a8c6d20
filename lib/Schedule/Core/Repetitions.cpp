//===- Repetitions.cpp - Where a list of items repeats itself -------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Repetitions.h"

#include <algorithm>
#include <numeric>
#include <tuple>

using namespace mlir::pipe;

RollStride mlir::pipe::getStride(const RollItem &a, const RollItem &b) {
  auto subtract = [](int64_t from, int64_t what) {
    return static_cast<int64_t>(static_cast<uint64_t>(from) -
                                static_cast<uint64_t>(what));
  };
  return {subtract(b.microBatch, a.microBatch), subtract(b.group, a.group)};
}

/// Returns for each pair of neighbours (i, i + 1) a number that is the same for
/// pairs with the same ids and the same stride from one to the other. Two
/// ranges of items are shifted copies of each other exactly if their first ids
/// and the numbers of their pairs agree.
static std::vector<int32_t> numberPairs(const std::vector<RollItem> &items) {
  size_t count = items.empty() ? 0 : items.size() - 1;
  auto getKey = [&](size_t i) {
    return std::tuple(items[i].id, items[i + 1].id,
                      getStride(items[i], items[i + 1]));
  };
  std::vector<size_t> order(count);
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(),
            [&](size_t a, size_t b) { return getKey(a) < getKey(b); });
  std::vector<int32_t> numbers(count);
  int32_t number = -1;
  for (size_t i = 0; i < count; ++i) {
    number += i == 0 || getKey(order[i - 1]) != getKey(order[i]);
    numbers[order[i]] = number;
  }
  return numbers;
}

/// Returns for each position the length of the longest common prefix of the
/// suffix that starts there and the whole text (0 at position 0).
static std::vector<int64_t> matchPrefix(const std::vector<int32_t> &text) {
  auto size = static_cast<int64_t>(text.size());
  std::vector<int64_t> match(text.size(), 0);
  int64_t begin = 0;
  int64_t end = 0;
  auto at = [&](int64_t i) { return text[static_cast<size_t>(i)]; };
  for (int64_t i = 1; i < size; ++i) {
    int64_t length =
        i < end ? std::min(end - i, match[static_cast<size_t>(i - begin)]) : 0;
    while (i + length < size && at(length) == at(i + length))
      ++length;
    match[static_cast<size_t>(i)] = length;
    if (i + length > end) {
      begin = i;
      end = i + length;
    }
  }
  return match;
}

namespace {
class RepetitionFinder {
public:
  explicit RepetitionFinder(const std::vector<RollItem> &items)
      : items(items), pairs(numberPairs(items)) {}

  /// Finds the repetitions that lie in [low, high), found by halves and, for
  /// those across the middle, by comparing all items with the middle one.
  void find(int64_t low, int64_t high);
  std::vector<Repetition> take();

private:
  void findAcross(int64_t low, int64_t middle, int64_t high);
  void add(int64_t index, int64_t period, int64_t forward, int64_t backward);
  bool repeats(int64_t index, int64_t period, RollStride stride) const;
  const RollItem &at(int64_t i) const { return items[static_cast<size_t>(i)]; }

  const std::vector<RollItem> &items;
  std::vector<int32_t> pairs;
  std::vector<Repetition> found;
};
} // namespace

void RepetitionFinder::find(int64_t low, int64_t high) {
  if (high - low < 2)
    return;
  int64_t middle = low + (high - low) / 2;
  find(low, middle);
  find(middle, high);
  findAcross(low, middle, high);
}

void RepetitionFinder::findAcross(int64_t low, int64_t middle, int64_t high) {
  constexpr int32_t kSeparator = -1;
  auto first = pairs.begin() + low;
  auto pivot = pairs.begin() + middle;
  auto last = pairs.begin() + high - 1;
  // Pairs from the middle to the right, against those from each item on.
  std::vector<int32_t> text(pivot, last);
  text.push_back(kSeparator);
  text.insert(text.end(), first, last);
  std::vector<int64_t> rightMatch = matchPrefix(text);
  auto rightBase = static_cast<size_t>(high - middle);
  // Pairs from the middle to the left, against those up to each item.
  text.assign(std::make_reverse_iterator(pivot),
              std::make_reverse_iterator(first));
  text.push_back(kSeparator);
  text.insert(text.end(), std::make_reverse_iterator(last),
              std::make_reverse_iterator(first));
  std::vector<int64_t> leftMatch = matchPrefix(text);
  auto leftBase = static_cast<size_t>(middle - low + 1);

  for (int64_t i = low; i < high; ++i) {
    if (i == middle || at(i).id != at(middle).id)
      continue;
    // The match of items is one longer than the match of their pairs.
    int64_t forward = 1;
    if (i + 1 < high)
      forward += rightMatch[rightBase + static_cast<size_t>(i - low)];
    int64_t backward = 1;
    if (i > low)
      backward += leftMatch[leftBase + static_cast<size_t>(high - 1 - i)];
    add(std::min(i, middle), std::abs(i - middle), forward, backward);
  }
}

/// Adds the repetition in which item `index` is followed by its copy one period
/// later, as are `forward` items from it on and `backward` items up to it.
void RepetitionFinder::add(int64_t index, int64_t period, int64_t forward,
                           int64_t backward) {
  int64_t begin = index - backward + 1;
  int64_t end = index + forward + period;
  if (end - begin < 2 * period)
    return;
  // Found with the larger range that holds it.
  RollStride stride = getStride(at(index), at(index + period));
  if (repeats(begin - 1, period, stride) ||
      repeats(end - period, period, stride))
    return;
  found.push_back({begin, end, period});
}

bool RepetitionFinder::repeats(int64_t index, int64_t period,
                               RollStride stride) const {
  if (index < 0 || index + period >= static_cast<int64_t>(items.size()))
    return false;
  return at(index).id == at(index + period).id &&
         getStride(at(index), at(index + period)) == stride;
}

std::vector<Repetition> RepetitionFinder::take() {
  auto getKey = [](const Repetition &r) {
    return std::tuple(r.begin, r.end, r.period);
  };
  std::sort(found.begin(), found.end(), [&](const auto &a, const auto &b) {
    return getKey(a) < getKey(b);
  });
  // Periods of the same items are multiples of the smallest (Fine and Wilf).
  auto isSame = [](const Repetition &a, const Repetition &b) {
    return a.begin == b.begin && a.end == b.end;
  };
  found.erase(std::unique(found.begin(), found.end(), isSame), found.end());
  return std::move(found);
}

std::vector<Repetition>
mlir::pipe::findRepetitions(const std::vector<RollItem> &items) {
  RepetitionFinder finder(items);
  finder.find(0, static_cast<int64_t>(items.size()));
  return finder.take();
}
