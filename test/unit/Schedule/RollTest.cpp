//===- RollTest.cpp - Loops in action lists -------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Core/Roll.h"

#include "ScheduleTestUtils.h"

#include <algorithm>
#include <iostream>
#include <limits>
#include <random>
#include <set>

using namespace mlir::pipe;

using Items = std::vector<RollItem>;
using Parts = std::vector<RolledPart>;

namespace mlir::pipe {
static void PrintTo(const RolledPart &part, std::ostream *os) {
  *os << part.count << " times by " << part.stride << "/" << part.groupStride
      << ":";
  for (const RollItem &item : part.items)
    *os << " " << item.id << "/" << item.microBatch << "/" << item.group;
  for (const RolledPart &inner : part.parts) {
    *os << " (";
    PrintTo(inner, os);
    *os << ")";
  }
}
} // namespace mlir::pipe

/// Items in text; a loop counts two more.
static int64_t getTextSize(const Parts &parts) {
  int64_t size = 0;
  for (const RolledPart &part : parts)
    size += static_cast<int64_t>(part.items.size()) + getTextSize(part.parts) +
            (part.count > 1 ? 2 : 0);
  return size;
}

/// A rank's actions with a receive before and a send after each, as programs
/// have them. Groups of micro-batches are of `groupSize`.
static Items getItems(const std::vector<Action> &actions,
                      int64_t groupSize = 1'000'000) {
  Items items;
  for (const Action &a : actions) {
    int32_t id = (a.stage * kNumActionKinds + static_cast<int32_t>(a.kind)) * 3;
    for (int32_t i = 0; i < 3; ++i)
      items.push_back({id + i, a.microBatch, a.microBatch / groupSize});
  }
  return items;
}

TEST(Roll, Empty) {
  EXPECT_TRUE(roll({}).empty());
  EXPECT_TRUE(unroll({}).empty());
}

TEST(Roll, StraightLine) {
  EXPECT_EQ(roll({{3, 5}, {4, 5}}), (Parts{{1, 0, {{3, 5}, {4, 5}}}}));
}

// A loop that does not make the text smaller is not made.
TEST(Roll, LoopsMustPay) {
  EXPECT_EQ(roll({{0, 0}, {0, 1}, {0, 2}}),
            (Parts{{1, 0, {{0, 0}, {0, 1}, {0, 2}}}}));
  EXPECT_EQ(roll({{0, 0}, {0, 1}, {0, 2}, {0, 3}}), (Parts{{4, 1, {{0, 0}}}}));
  Items twoPairs = {{0, 0}, {1, 0}, {0, 1}, {1, 1}};
  EXPECT_EQ(roll(twoPairs), (Parts{{1, 0, twoPairs}}));
  EXPECT_EQ(roll({{0, 0}, {1, 0}, {2, 0}, {0, 1}, {1, 1}, {2, 1}}),
            (Parts{{2, 1, {{0, 0}, {1, 0}, {2, 0}}}}));
}

// Warm-up, steady state and cool-down of 1F1B on the first of five ranks.
TEST(Roll, OneForwardOneBackward) {
  Items items;
  Schedule schedule = generate("1f1b", 5, 32);
  for (const Action &a : schedule.actions[0])
    items.push_back({static_cast<int32_t>(a.kind), a.microBatch});
  EXPECT_EQ(
      roll(items),
      (Parts{{4, 1, {{0, 0}}}, {28, 1, {{0, 4}, {1, 0}}}, {4, 1, {{1, 28}}}}));
}

TEST(Roll, StridesOfAnyKind) {
  EXPECT_EQ(roll({{0, 9}, {0, 7}, {0, 5}, {0, 3}, {0, 1}}),
            (Parts{{5, -2, {{0, 9}}}}));
  EXPECT_EQ(roll({{0, 0}, {0, 4}, {0, 8}, {0, 12}}), (Parts{{4, 4, {{0, 0}}}}));
  EXPECT_EQ(roll({{0, 6}, {0, 6}, {0, 6}, {0, 6}}), (Parts{{4, 0, {{0, 6}}}}));
  // Two micro-batches a repetition.
  Items items;
  for (int64_t m = 0; m < 10; m += 2)
    for (RollItem item : Items{{0, m}, {0, m + 1}, {1, m + 1}, {1, m}})
      items.push_back(item);
  EXPECT_EQ(roll(items), (Parts{{5, 2, {{0, 0}, {0, 1}, {1, 1}, {1, 0}}}}));
}

// Groups of micro-batches that are updated one by one: within a group the
// number of the group stays, from one group to the next both go on.
TEST(Roll, GroupsAreLoopsOfLoops) {
  Items items;
  for (int64_t g = 0; g < 3; ++g) {
    for (int64_t m = 6 * g; m < 6 * g + 6; ++m) {
      items.push_back({0, m, g});
      items.push_back({1, m, g});
    }
    items.push_back({2, 6 * g + 5, g});
  }
  RolledPart pairs{6, 1, {{0, 0}, {1, 0}}}, update{1, 0, {{2, 5}}};
  EXPECT_EQ(roll(items), (Parts{{3, 6, {}, {pairs, update}, 1}}));
  // No loop goes from one group to another that is not as long.
  items = {{0, 0, 0}, {0, 1, 0}, {0, 2, 0}, {0, 3, 1}, {0, 4, 1}};
  EXPECT_EQ(roll(items), (Parts{{1, 0, items}}));
  // Groups of one.
  items = {{0, 0, 0}, {0, 1, 1}, {0, 2, 2}, {0, 3, 3}};
  EXPECT_EQ(roll(items), (Parts{{4, 1, {{0, 0}}, {}, 1}}));
}

// An item that stays while others shift cannot be part of a loop.
TEST(Roll, FixedItemKeepsApart) {
  Items items = {{0, 0}, {9, 0}, {0, 1}, {9, 0},
                 {0, 2}, {9, 0}, {0, 3}, {9, 0}};
  EXPECT_EQ(roll(items), (Parts{{1, 0, items}}));
  items = {{0, 0}, {0, 1}, {0, 2}, {0, 3}, {9, 0}};
  EXPECT_EQ(roll(items), (Parts{{4, 1, {{0, 0}}}, {1, 0, {{9, 0}}}}));
}

TEST(Roll, ExtremeMicroBatches) {
  int64_t low = std::numeric_limits<int64_t>::min();
  int64_t high = std::numeric_limits<int64_t>::max();
  for (const Items &items :
       {Items{{0, low}, {0, high}, {0, low}, {0, high}},
        Items{{0, high}, {0, low}, {0, low + 1}, {0, low + 2}, {0, low + 3}}})
    EXPECT_EQ(unroll(roll(items)), items);
}

/// The smallest text of each prefix by trying every loop at every place; what a
/// period of a loop takes is `getBody(begin, end)`.
template <typename GetBody>
static std::vector<int64_t> getSmallestTexts(const Items &items,
                                             GetBody getBody) {
  auto size = static_cast<int64_t>(items.size());
  std::vector<int64_t> best(items.size() + 1, 0);
  auto at = [&](int64_t i) { return items[static_cast<size_t>(i)]; };
  for (int64_t end = 1; end <= size; ++end) {
    int64_t smallest = best[static_cast<size_t>(end - 1)] + 1;
    for (int64_t period = 1; 2 * period <= end; ++period) {
      auto isShifted = [&](int64_t i) {
        const RollItem &a = at(end - 1 - period), &b = at(end - 1);
        return at(i).id == at(i + period).id &&
               at(i + period).microBatch - at(i).microBatch ==
                   b.microBatch - a.microBatch &&
               at(i + period).group - at(i).group == b.group - a.group;
      };
      for (int64_t begin = end - period - 1; begin >= 0 && isShifted(begin);
           --begin)
        if (end - begin > period && (end - begin) % period == 0)
          smallest = std::min(smallest, best[static_cast<size_t>(begin)] +
                                            getBody(begin, begin + period) + 2);
    }
    best[static_cast<size_t>(end)] = smallest;
  }
  return best;
}

/// Of lines and loops that are not nested.
static std::vector<int64_t> getSmallestFlatTexts(const Items &items) {
  return getSmallestTexts(
      items, [](int64_t begin, int64_t end) { return end - begin; });
}

/// With loops in loops.
static int64_t getSmallestText(const Items &items) {
  std::vector<std::vector<int64_t>> from;
  for (size_t begin = 0; begin < items.size(); ++begin)
    from.push_back(getSmallestFlatTexts(
        {items.begin() + static_cast<int64_t>(begin), items.end()}));
  return getSmallestTexts(items,
                          [&](int64_t begin, int64_t end) {
                            return from[static_cast<size_t>(begin)]
                                       [static_cast<size_t>(end - begin)];
                          })
      .back();
}

/// A list that repeats `body` with a random stride.
static Items repeat(const Items &body, std::mt19937 &random) {
  size_t count = 1 + random() % 6;
  int64_t stride = static_cast<int64_t>(random() % 5) - 2;
  auto groupStride = static_cast<int64_t>(random() % 2);
  Items items;
  for (size_t q = 0; q < count; ++q)
    for (const RollItem &item : body)
      items.push_back({item.id,
                       item.microBatch + static_cast<int64_t>(q) * stride,
                       item.group + static_cast<int64_t>(q) * groupStride});
  return items;
}

static Items makeBody(std::mt19937 &random) {
  Items body;
  for (size_t i = 0, period = 1 + random() % 5; i < period; ++i)
    body.push_back({static_cast<int32_t>(random() % 3),
                    static_cast<int64_t>(random() % 4),
                    static_cast<int64_t>(random() % 2)});
  return body;
}

static void append(Items &items, const Items &more) {
  items.insert(items.end(), more.begin(), more.end());
}

static void checkForm(const Parts &parts, bool isInLoop) {
  for (size_t i = 0; i < parts.size(); ++i) {
    const RolledPart &part = parts[i];
    EXPECT_GE(part.count, 1);
    EXPECT_NE(part.items.empty(), part.parts.empty());
    EXPECT_TRUE(part.parts.empty() || (part.count > 1 && !isInLoop));
    checkForm(part.parts, /*isInLoop=*/true);
    if (part.count == 1) {
      EXPECT_EQ(part.stride, 0);
      EXPECT_EQ(part.groupStride, 0);
      EXPECT_TRUE(i == 0 || parts[i - 1].count > 1) << "lines are one part";
    }
  }
}

// Exact, small, and well formed on lists with and without structure.
TEST(Roll, RandomLists) {
  std::mt19937 random(1);
  size_t numNested = 0, numSmallest = 0, numTrials = 1500;
  for (size_t trial = 0; trial < numTrials; ++trial) {
    Items items;
    size_t size = random() % 60;
    while (items.size() < size) {
      Items body = repeat(makeBody(random), random);
      if (random() % 3 == 0) {
        append(body, makeBody(random));
        body = repeat(body, random);
      }
      append(items, body);
    }
    if (items.size() > 60)
      items.resize(60);
    Parts parts = roll(items);
    ASSERT_EQ(unroll(parts), items);
    checkForm(parts, /*isInLoop=*/false);
    int64_t text = getTextSize(parts), smallest = getSmallestText(items),
            flat = getSmallestFlatTexts(items).back();
    ASSERT_LE(smallest, text);
    ASSERT_LE(text, flat);
    numNested += text < flat;
    numSmallest += text == smallest;
  }
  std::cout << numNested << " of " << numTrials
            << " lists are smaller with loops in loops, and " << numSmallest
            << " as small as they can be\n";
  EXPECT_GE(numNested, numTrials / 10);
  EXPECT_GE(numSmallest, numTrials * 9 / 10);
}

// The text of every rank of every schedule is the same for M = 8PV and for any
// larger multiple of P.
TEST(Roll, TextDoesNotGrowWithMicroBatches) {
  for (const ScheduleInfo &info : getScheduleRegistry())
    for (int64_t ranks : {1, 2, 4, 8})
      for (int64_t v = 1; v <= 3; ++v) {
        if (!isDefined(info, {ranks, 1, v}))
          continue;
        SCOPED_TRACE(std::string(info.name) + " P=" + std::to_string(ranks) +
                     " V=" + std::to_string(v));
        auto getSizes = [&](int64_t m) {
          std::vector<int64_t> sizes;
          Schedule schedule = generate(info.name, ranks, m, v);
          for (const auto &list : schedule.actions) {
            Items items = getItems(list, ranks);
            Parts parts = roll(items);
            EXPECT_EQ(unroll(parts), items);
            sizes.push_back(getTextSize(parts));
          }
          return sizes;
        };
        auto expected = getSizes(8 * ranks * v);
        EXPECT_EQ(getSizes(1024), expected);
        EXPECT_EQ(getSizes(4096), expected);
      }
}

// The text of a rank does not grow with the ranks either, where long periods
// are made of shorter ones with the same stride.
TEST(Roll, TextDoesNotGrowWithRanks) {
  // In these, actions with different strides take turns, or ranks turn around
  // as often as there are ranks.
  const std::set<std::string_view> growing = {"v-half", "v-min", "dualpipe",
                                              "dualpipev", "hanayo"};
  for (const ScheduleInfo &info : getScheduleRegistry())
    for (int64_t groups : {2, 4, 8}) {
      auto getLargest = [&](int64_t ranks) {
        Schedule schedule = generate(info.name, ranks, groups * ranks,
                                     info.defaultVirtualStages);
        int64_t largest = 0;
        for (const auto &list : schedule.actions)
          largest = std::max(largest, getTextSize(roll(getItems(list, ranks))));
        return largest;
      };
      if (!growing.count(info.name)) {
        EXPECT_EQ(getLargest(16), getLargest(32)) << info.name << " " << groups;
      }
    }
}

// Where P does not divide M the text still has a bound.
TEST(Roll, TextIsBoundedForAnyM) {
  for (int64_t m : {1021, 1022, 1023, 1025, 2043, 4095}) {
    Schedule schedule = generate("interleaved-1f1b", 4, m, 2);
    for (const auto &list : schedule.actions)
      EXPECT_LE(getTextSize(roll(getItems(list))), 200) << m;
  }
}

// 200000 items of the kinds that are hard for such algorithms: a quadratic one
// would take minutes, this takes a second in all.
TEST(Roll, LargeLists) {
  constexpr int64_t kSize = 200'000;
  std::mt19937 random(2);
  std::vector<std::pair<const char *, Items>> lists(7);
  std::string fibonacci = "a", previous = "b";
  while (fibonacci.size() < kSize)
    previous = std::exchange(fibonacci, fibonacci + previous);
  const char *names[] = {"equal",     "ascending", "random",      "binary",
                         "fibonacci", "squares",   "long periods"};
  for (size_t k = 0; k < lists.size(); ++k)
    lists[k].first = names[k];
  for (int64_t i = 0; i < kSize; ++i) {
    auto bit = static_cast<int32_t>(random() & 1);
    auto any = static_cast<int32_t>(random() % 1000);
    lists[0].second.push_back({0, 0});
    lists[1].second.push_back({0, i});
    lists[2].second.push_back({any, any});
    lists[3].second.push_back({bit, 0});
    lists[4].second.push_back({fibonacci[static_cast<size_t>(i)], 0});
    lists[5].second.push_back({0, i * i});
    lists[6].second.push_back({static_cast<int32_t>(i % 50'000), i / 50'000});
  }
  for (const auto &[name, items] : lists) {
    EXPECT_EQ(unroll(roll(items)), items) << name;
  }
}
