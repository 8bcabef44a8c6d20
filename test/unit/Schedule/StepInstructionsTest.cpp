//===- StepInstructionsTest.cpp - What each rank does once a step ---------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Transfers/StepInstructions.h"

#include "gtest/gtest.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <tuple>

using namespace mlir::pipe;

namespace {
using enum InstructionKind;
using List = std::vector<Instruction>;

/// Tasks on random ranks that read values of tasks before them, and values that
/// no task makes, which lie where they are read.
Dataflow makeRandomFlow(int64_t ranks, std::mt19937_64 &random) {
  auto draw = [&](size_t bound) { return random() % bound; };
  Dataflow flow;
  size_t numTasks = 1 + draw(9);
  for (size_t t = 0; t < numTasks; ++t) {
    auto task = static_cast<int32_t>(t);
    flow.tasks.push_back(
        {ActionKind::Update, 0, {static_cast<int64_t>(draw(ranks))}, {}, {}});
    auto read = [&](int32_t value) {
      std::vector<int32_t> &reads = flow.tasks.back().reads;
      if (std::find(reads.begin(), reads.end(), value) != reads.end())
        return;
      reads.push_back(value);
      flow.values[value].readers.push_back(task);
    };
    std::vector<int32_t> made;
    for (size_t v = 0; v < flow.values.size(); ++v)
      if (flow.values[v].maker >= 0)
        made.push_back(static_cast<int32_t>(v));
    for (size_t i = 0, count = draw(4); i < count && !made.empty(); ++i)
      read(made[draw(made.size())]);
    if (draw(2)) {
      flow.values.push_back({-1, {}, false});
      read(static_cast<int32_t>(flow.values.size()) - 1);
    }
    for (size_t i = 0, count = draw(3); i < count; ++i) {
      flow.tasks.back().writes.push_back(
          static_cast<int32_t>(flow.values.size()));
      flow.values.push_back({task, {}, false});
    }
  }
  return flow;
}

/// The only list that a rank may have, by what is said of it: at each of its
/// tasks all there is to do is looked for anew.
List expectList(const Dataflow &flow, int64_t rank) {
  List list;
  auto getRank = [&](int32_t task) { return flow.tasks[task].ranks[0]; };
  auto isReadOn = [&](int32_t value, int64_t reader) {
    for (int32_t task : flow.values[value].readers)
      if (getRank(task) == reader)
        return true;
    return false;
  };
  auto has = [&](InstructionKind kind, int32_t object) {
    for (const Instruction &i : list)
      if (i.kind == kind && i.object == object)
        return true;
    return false;
  };
  // What `peer` sends here, in its order.
  auto getComing = [&](int64_t peer) {
    std::vector<int32_t> coming;
    for (size_t t = 0; t < flow.tasks.size(); ++t)
      for (int32_t value : flow.tasks[t].writes)
        if (getRank(static_cast<int32_t>(t)) == peer && isReadOn(value, rank))
          coming.push_back(value);
    return coming;
  };
  for (size_t t = 0; t < flow.tasks.size(); ++t) {
    auto task = static_cast<int32_t>(t);
    if (getRank(task) != rank)
      continue;
    auto isRemote = [&](int32_t value) {
      int32_t maker = flow.values[value].maker;
      return maker >= 0 && getRank(maker) != rank;
    };
    for (int32_t value : flow.tasks[t].reads) {
      if (!isRemote(value))
        continue;
      int64_t peer = getRank(flow.values[value].maker);
      for (int32_t coming : getComing(peer)) {
        if (has(Post, value))
          break;
        if (!has(Post, coming))
          list.push_back({Post, coming, peer, 0});
      }
      if (!has(Wait, value))
        list.push_back({Wait, value, -1, 0});
    }
    list.push_back({Run, task, -1, 0});
    for (int32_t value : flow.tasks[t].writes) {
      std::set<int64_t> readers;
      for (int32_t reader : flow.values[value].readers)
        if (getRank(reader) != rank)
          readers.insert(getRank(reader));
      for (int64_t reader : readers)
        list.push_back({Send, value, reader, 0});
    }
    for (int32_t value : flow.tasks[t].reads) {
      bool isLast = isRemote(value);
      for (int32_t reader : flow.values[value].readers)
        isLast &= getRank(reader) != rank || reader <= task;
      if (isLast)
        list.push_back({Release, value, -1, 0});
    }
  }
  return list;
}

/// Executes the lists in every order, where a send is done when its receive is
/// posted.
class EveryOrder {
public:
  EveryOrder(const Dataflow &flow, const std::vector<List> &lists)
      : flow(flow), lists(lists) {}

  /// Returns what went wrong, or "".
  std::string run() {
    explore(std::vector<size_t>(lists.size(), 0));
    return fault;
  }

private:
  using Positions = std::vector<size_t>;
  using Channel = std::pair<int64_t, int64_t>;

  /// Sends or posts of a channel in the first `end` instructions of a list.
  std::vector<int32_t> getTransfers(InstructionKind kind, Channel channel,
                                    size_t end) const {
    bool isSend = kind == Send;
    std::vector<int32_t> values;
    for (size_t i = 0; i < end; ++i) {
      const Instruction &each =
          lists[isSend ? channel.first : channel.second][i];
      if (each.kind == kind &&
          each.peer == (isSend ? channel.second : channel.first))
        values.push_back(each.object);
    }
    return values;
  }

  /// Whether rank `r` may go on. A send starts a transfer and goes on; behind
  /// its list a rank waits until all of them have a receive.
  bool mayGo(const Positions &at, int64_t r) {
    if (at[r] == lists[r].size()) {
      for (int64_t peer = 0; peer < static_cast<int64_t>(lists.size()); ++peer)
        if (getTransfers(Send, {r, peer}, at[r]).size() !=
            getTransfers(Post, {r, peer},
                         std::min(at[peer], lists[peer].size()))
                .size())
          return false;
      return true;
    }
    const Instruction &next = lists[r][at[r]];
    if (next.kind != Wait)
      return true;
    // The n-th receive of a channel gets what the n-th send sends.
    Channel channel{flow.tasks[flow.values[next.object].maker].ranks[0], r};
    std::vector<int32_t> posts = getTransfers(Post, channel, at[r]);
    std::vector<int32_t> sends =
        getTransfers(Send, channel,
                     std::min(at[channel.first], lists[channel.first].size()));
    auto index =
        std::find(posts.begin(), posts.end(), next.object) - posts.begin();
    if (index >= static_cast<int64_t>(sends.size()))
      return false;
    if (sends[index] != next.object)
      fault = "a receive gets another value";
    return true;
  }

  void explore(const Positions &start) {
    std::vector<Positions> stack{start};
    std::set<Positions> seen{start};
    while (!stack.empty() && fault.empty()) {
      Positions at = stack.back();
      stack.pop_back();
      bool isEnd = true, isStuck = true;
      for (size_t r = 0; r < lists.size(); ++r) {
        if (at[r] > lists[r].size())
          continue;
        isEnd = false;
        if (!mayGo(at, static_cast<int64_t>(r)))
          continue;
        isStuck = false;
        Positions next = at;
        ++next[r];
        if (seen.insert(next).second)
          stack.push_back(next);
      }
      if (!isEnd && isStuck)
        fault = "stuck";
    }
  }

  const Dataflow &flow;
  const std::vector<List> &lists;
  std::string fault;
};

/// Whether each message is asked for, waited for, read and released, in this
/// order and once.
bool isHeldWhileRead(const Dataflow &flow, const List &list, int64_t rank) {
  std::map<int32_t, InstructionKind> last;
  auto follow = [&](int32_t value, InstructionKind before,
                    InstructionKind kind) {
    auto it = last.find(value);
    bool isRight = it != last.end() && it->second == before;
    last[value] = kind;
    return isRight;
  };
  for (const Instruction &each : list) {
    if (each.kind == Post && !last.try_emplace(each.object, Post).second)
      return false;
    if (each.kind == Wait && !follow(each.object, Post, Wait))
      return false;
    if (each.kind == Release && !follow(each.object, Wait, Release))
      return false;
    if (each.kind == Run)
      for (int32_t value : flow.tasks[each.object].reads)
        if (int32_t maker = flow.values[value].maker;
            maker >= 0 && flow.tasks[maker].ranks[0] != rank &&
            !follow(value, Wait, Wait))
          return false;
  }
  return std::all_of(last.begin(), last.end(),
                     [](auto &pair) { return pair.second == Release; });
}

TEST(StepInstructions, AreThoseOfANaiveList) {
  std::mt19937_64 random(41);
  size_t numMessages = 0;
  for (int i = 0; i < 2000; ++i) {
    int64_t ranks = 1 + static_cast<int64_t>(random() % 4);
    Dataflow flow = makeRandomFlow(ranks, random);
    std::vector<List> lists = expandStep(flow, ranks);
    ASSERT_EQ(lists.size(), static_cast<size_t>(ranks));
    for (int64_t rank = 0; rank < ranks; ++rank) {
      ASSERT_EQ(lists[rank], expectList(flow, rank)) << i;
      for (const Instruction &each : lists[rank])
        numMessages += each.kind == Send;
    }
  }
  EXPECT_GE(numMessages, 2000u);
}

TEST(StepInstructions, EndInEveryOrder) {
  std::mt19937_64 random(42);
  for (int i = 0; i < 300; ++i) {
    int64_t ranks = 2 + static_cast<int64_t>(random() % 2);
    Dataflow flow = makeRandomFlow(ranks, random);
    std::vector<List> lists = expandStep(flow, ranks);
    ASSERT_EQ(EveryOrder(flow, lists).run(), "") << i;
    for (int64_t rank = 0; rank < ranks; ++rank)
      ASSERT_TRUE(isHeldWhileRead(flow, lists[rank], rank)) << i;
  }
}
} // namespace
