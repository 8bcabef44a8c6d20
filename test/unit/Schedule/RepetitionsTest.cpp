//===- RepetitionsTest.cpp - All repetitions of short lists ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Core/Repetitions.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <tuple>

using namespace mlir::pipe;

using Range = std::tuple<int64_t, int64_t, int64_t>;

/// All maximal repetitions by trying every period.
static std::set<Range> findNaively(const std::vector<RollItem> &items) {
  auto size = static_cast<int64_t>(items.size());
  std::set<Range> found;
  std::set<std::pair<int64_t, int64_t>> seen;
  for (int64_t period = 1; 2 * period <= size; ++period) {
    auto getStride = [&](int64_t i) {
      const RollItem &a = items[static_cast<size_t>(i)];
      const RollItem &b = items[static_cast<size_t>(i + period)];
      return std::pair(a.id == b.id, b.microBatch - a.microBatch);
    };
    for (int64_t begin = 0; begin + period < size;) {
      int64_t end = begin;
      while (end + period < size && getStride(end).first &&
             getStride(end) == getStride(begin))
        ++end;
      if (end - begin >= period && seen.insert({begin, end + period}).second)
        found.insert({begin, end + period, period});
      begin = std::max(end, begin + 1);
    }
  }
  return found;
}

static void compare(const std::vector<RollItem> &items) {
  std::set<Range> found;
  for (const Repetition &r : findRepetitions(items))
    EXPECT_TRUE(found.insert({r.begin, r.end, r.period}).second);
  ASSERT_EQ(found, findNaively(items));
}

TEST(Repetitions, Short) {
  compare({});
  compare({{0, 0}});
  compare({{0, 0}, {0, 5}});
  EXPECT_EQ(findRepetitions({{1, 0}, {2, 0}, {1, 3}, {2, 3}}).size(), 1u);
  EXPECT_TRUE(findRepetitions({{1, 0}, {2, 0}, {1, 3}, {2, 4}}).empty());
}

// Every list of up to 8 items over two ids and two micro-batches.
TEST(Repetitions, AllSmallLists) {
  for (int64_t size = 0; size <= 8; ++size)
    for (int64_t code = 0; code < (int64_t(1) << (2 * size)); ++code) {
      std::vector<RollItem> items;
      for (int64_t i = 0; i < size; ++i)
        items.push_back({static_cast<int32_t>(code >> (2 * i) & 1),
                         code >> (2 * i + 1) & 1});
      ASSERT_NO_FATAL_FAILURE(compare(items));
    }
}

TEST(Repetitions, RandomLists) {
  std::mt19937 random(5);
  for (int trial = 0; trial < 2000; ++trial) {
    std::vector<RollItem> items;
    size_t size = random() % 60;
    while (items.size() < size) {
      // Blocks copied with a shift, so that there is something to find.
      size_t from = items.empty() ? 0 : random() % items.size();
      int64_t shift = static_cast<int64_t>(random() % 5) - 2;
      if (items.empty() || random() % 3 == 0) {
        items.push_back({static_cast<int32_t>(random() % 3),
                         static_cast<int64_t>(random() % 3)});
        continue;
      }
      size_t count = items.size() - from;
      for (size_t i = 0; i < count; ++i)
        items.push_back(
            {items[from + i].id, items[from + i].microBatch + shift});
    }
    ASSERT_NO_FATAL_FAILURE(compare(items));
  }
}
