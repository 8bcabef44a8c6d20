//===- BackwardSplitTest.cpp - I and W against their definition -----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Partition/BackwardSplit.h"

#include "gtest/gtest.h"

#include <algorithm>
#include <optional>
#include <random>
#include <set>

using namespace mlir::pipe;

namespace {
/// Draws a body with up to three arguments, a parameter and eleven ops of one
/// or two results.
BackwardBody drawBody(std::mt19937 &random) {
  BackwardBody body;
  for (size_t i = 0, n = 1 + random() % 3; i < n; ++i)
    body.values.push_back({});
  body.values.push_back({-1, /*isParameter=*/true});
  for (size_t i = 0, n = random() % 12; i < n; ++i) {
    BackwardOp op;
    for (size_t r = 0, reads = 1 + random() % 2; r < reads; ++r)
      op.reads.push_back(static_cast<int32_t>(random() % body.values.size()));
    op.isPinned = random() % 8 == 0;
    for (size_t r = 0, results = 1 + random() % 2; r < results; ++r)
      body.values.push_back(
          {static_cast<int32_t>(i), false, random() % 4 != 0});
    body.ops.push_back(op);
  }
  for (size_t i = 0, n = random() % 7; i < n; ++i) {
    auto value = static_cast<int32_t>(random() % body.values.size());
    if (body.values[value].canBeHanded)
      body.results.push_back({value, random() % 3 == 0});
  }
  return body;
}

/// Every op that is needed for `value`, by following reads.
void addSlice(const BackwardBody &body, int32_t value, std::set<int32_t> &ops) {
  int32_t maker = body.values[value].maker;
  if (maker < 0 || !ops.insert(maker).second)
    return;
  for (int32_t read : body.ops[maker].reads)
    addSlice(body, read, ops);
}

/// I as the definition says it: the smallest set that holds the slice of what
/// is sent, and with an op of unknown effects all those before it.
std::set<int32_t> getInputOps(const BackwardBody &body) {
  std::set<int32_t> ops;
  bool isSent = false;
  for (const BackwardResult &result : body.results)
    if (result.isSent) {
      isSent = true;
      addSlice(body, result.value, ops);
    }
  for (size_t size = 0; isSent && size != ops.size();) {
    size = ops.size();
    int32_t last = -1;
    for (int32_t op : ops)
      if (body.ops[op].isPinned)
        last = op;
    for (int32_t op = 0; op < last; ++op)
      if (body.ops[op].isPinned) {
        ops.insert(op);
        for (int32_t read : body.ops[op].reads)
          addSlice(body, read, ops);
      }
  }
  return ops;
}

bool isFree(const BackwardBody &body, int32_t value) {
  int32_t maker = body.values[value].maker;
  if (maker < 0)
    return body.values[value].isParameter;
  return !body.ops[maker].isPinned &&
         std::all_of(body.ops[maker].reads.begin(), body.ops[maker].reads.end(),
                     [&](int32_t read) { return isFree(body, read); });
}

/// Runs `half` on values that are there at its start. Returns false if it reads
/// what is not there.
bool run(const BackwardBody &body, const BackwardHalf &half,
         std::set<int32_t> &there, std::multiset<int32_t> &runs) {
  for (int32_t op : half.ops) {
    for (int32_t read : body.ops[op].reads)
      if (!there.count(read))
        return false;
    runs.insert(op);
    for (size_t v = 0; v < body.values.size(); ++v)
      if (body.values[v].maker == op)
        there.insert(static_cast<int32_t>(v));
  }
  return std::all_of(
      half.results.begin(), half.results.end(),
      [&](int32_t result) { return there.count(body.results[result].value); });
}

std::set<int32_t> toSet(const std::vector<int32_t> &list) {
  return {list.begin(), list.end()};
}

/// Checks a split against the definition. Returns what is wrong.
std::optional<std::string> check(const BackwardBody &body,
                                 const BackwardSplit &split) {
  if (toSet(split.input.ops) != getInputOps(body))
    return "I is not the slice of what is sent";
  std::multiset<int32_t> runs;
  std::set<int32_t> inInput = toSet(split.input.arguments);
  if (!run(body, split.input, inInput, runs))
    return "I reads what is not there";
  std::set<int32_t> inWeight = toSet(split.weight.arguments);
  for (int32_t value : split.handed) {
    if (!inInput.count(value) || body.values[value].maker < 0)
      return "I hands over what it does not make";
    if (!body.values[value].canBeHanded || isFree(body, value))
      return "hands over what W should compute";
    inWeight.insert(value);
  }
  if (!run(body, split.weight, inWeight, runs))
    return "W reads what is not there";
  for (size_t op = 0; op < body.ops.size(); ++op)
    if (body.ops[op].isPinned && runs.count(static_cast<int32_t>(op)) != 1)
      return "an op of unknown effects runs not once";
  int32_t last = -1;
  for (const std::vector<int32_t> *ops : {&split.input.ops, &split.weight.ops})
    for (int32_t op : *ops)
      if (body.ops[op].isPinned) {
        if (op < last)
          return "ops of unknown effects change their order";
        last = op;
      }
  for (size_t i = 0; i < body.results.size(); ++i) {
    auto result = static_cast<int32_t>(i);
    const BackwardResult &r = body.results[i];
    int32_t maker = body.values[r.value].maker;
    bool fromInput = r.isSent || (maker >= 0 && inInput.count(r.value));
    const auto &wanted = fromInput ? split.input : split.weight;
    const auto &other = fromInput ? split.weight : split.input;
    if (!toSet(wanted.results).count(result) ||
        toSet(other.results).count(result))
      return "a result is in the wrong half";
  }
  return std::nullopt;
}

/// True when W without `op` could still do its work: the op is not needed.
bool isSuperfluous(const BackwardBody &body, const BackwardSplit &split,
                   int32_t op) {
  BackwardHalf less = split.weight;
  std::erase(less.ops, op);
  std::set<int32_t> there = toSet(split.weight.arguments);
  there.insert(split.handed.begin(), split.handed.end());
  std::multiset<int32_t> runs;
  return !body.ops[op].isPinned && run(body, less, there, runs);
}

TEST(BackwardSplit, AgreesWithTheDefinition) {
  std::mt19937 random(5);
  int numSplit = 0, numHanded = 0, numRefused = 0;
  for (int round = 0; round < 20000; ++round) {
    BackwardBody body = drawBody(random);
    BackwardSplit split = splitBackward(body);
    if (split.unhandable >= 0) {
      // Made by an op of unknown effects in I, and no tensor.
      const BackwardValue &value = body.values[split.unhandable];
      EXPECT_FALSE(value.canBeHanded);
      EXPECT_TRUE(body.ops[value.maker].isPinned);
      EXPECT_TRUE(getInputOps(body).count(value.maker));
      ++numRefused;
      continue;
    }
    std::optional<std::string> error = check(body, split);
    ASSERT_FALSE(error) << *error << " in round " << round;
    for (int32_t op : split.weight.ops)
      ASSERT_FALSE(isSuperfluous(body, split, op)) << "round " << round;
    numSplit += !split.input.isEmpty() && !split.weight.isEmpty();
    numHanded += !split.handed.empty();
  }
  EXPECT_GE(numSplit, 4000);
  EXPECT_GE(numHanded, 1000);
  EXPECT_GE(numRefused, 50);
}

TEST(BackwardSplit, TheFirstStageHasNoInputGradient) {
  BackwardBody body;
  body.values = {{}, {0}};
  body.ops = {{{0}}};
  body.results = {{1, false}};
  BackwardSplit split = splitBackward(body);
  EXPECT_TRUE(split.input.isEmpty());
  EXPECT_EQ(split.weight.ops, std::vector<int32_t>{0});
}

TEST(BackwardSplit, WithoutWeightsAllIsInputGradient) {
  BackwardBody body;
  body.values = {{}, {0}};
  body.ops = {{{0}}};
  body.results = {{1, true}, {1, false}};
  BackwardSplit split = splitBackward(body);
  EXPECT_TRUE(split.weight.isEmpty());
  EXPECT_EQ(split.input.results, (std::vector<int32_t>{0, 1}));
}
} // namespace
