//===- BackwardSplit.cpp - Backward as I and W ----------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Partition/BackwardSplit.h"

#include <algorithm>

using namespace mlir::pipe;

namespace {
class Splitter {
public:
  explicit Splitter(const BackwardBody &body)
      : body(body), inInput(body.ops.size()), inWeight(body.ops.size()),
        isFree(body.ops.size()) {}

  BackwardSplit run() {
    markFree();
    markInput();
    markWeight();
    for (int32_t op = 0; op < numOps(); ++op) {
      if (inInput[op])
        split.input.ops.push_back(op);
      if (inWeight[op])
        split.weight.ops.push_back(op);
    }
    for (size_t i = 0; i < body.results.size(); ++i)
      (isInInput(body.results[i]) ? split.input : split.weight)
          .results.push_back(static_cast<int32_t>(i));
    collectArguments(split.input);
    collectArguments(split.weight);
    collectHanded();
    return std::move(split);
  }

private:
  int32_t numOps() const { return static_cast<int32_t>(body.ops.size()); }
  int32_t getMaker(int32_t value) const { return body.values[value].maker; }
  bool isMadeInInput(int32_t value) const {
    return getMaker(value) >= 0 && inInput[getMaker(value)];
  }

  /// I yields what is sent, and what it makes anyway.
  bool isInInput(const BackwardResult &result) const {
    return result.isSent || isMadeInInput(result.value);
  }

  void markFree() {
    for (int32_t op = 0; op < numOps(); ++op)
      isFree[op] = !body.ops[op].isPinned &&
                   std::all_of(body.ops[op].reads.begin(),
                               body.ops[op].reads.end(), [&](int32_t value) {
                                 int32_t maker = getMaker(value);
                                 return maker < 0
                                            ? body.values[value].isParameter
                                            : isFree[maker];
                               });
  }

  void markInput() {
    bool isSent = false;
    for (const BackwardResult &result : body.results)
      if (result.isSent) {
        isSent = true;
        if (int32_t maker = getMaker(result.value); maker >= 0)
          inInput[maker] = true;
      }
    if (!isSent)
      return;
    // Backwards, so that an op's readers are known when it is reached.
    bool isAfterPinned = false;
    for (int32_t op = numOps() - 1; op >= 0; --op) {
      if (isAfterPinned && body.ops[op].isPinned)
        inInput[op] = true;
      if (!inInput[op])
        continue;
      isAfterPinned |= body.ops[op].isPinned;
      for (int32_t value : body.ops[op].reads)
        if (int32_t maker = getMaker(value); maker >= 0)
          inInput[maker] = true;
    }
  }

  /// Makes `value` there in W.
  void useInWeight(int32_t value) {
    int32_t maker = getMaker(value);
    if (maker < 0)
      return;
    bool canCopy = isFree[maker] || !body.values[value].canBeHanded;
    if (!inInput[maker] || (canCopy && !body.ops[maker].isPinned))
      inWeight[maker] = true;
    else if (!body.values[value].canBeHanded)
      split.unhandable = value;
  }

  void markWeight() {
    for (const BackwardResult &result : body.results)
      if (!isInInput(result))
        useInWeight(result.value);
    for (int32_t op = numOps() - 1; op >= 0; --op) {
      inWeight[op] = inWeight[op] || (body.ops[op].isPinned && !inInput[op]);
      if (inWeight[op])
        for (int32_t value : body.ops[op].reads)
          useInWeight(value);
    }
  }

  /// The values that `half` reads or yields, as a flag for each.
  std::vector<bool> getUses(const BackwardHalf &half) const {
    std::vector<bool> uses(body.values.size());
    for (int32_t op : half.ops)
      for (int32_t value : body.ops[op].reads)
        uses[value] = true;
    for (int32_t result : half.results)
      uses[body.results[result].value] = true;
    return uses;
  }

  void collectArguments(BackwardHalf &half) const {
    std::vector<bool> uses = getUses(half);
    for (size_t value = 0; value < uses.size(); ++value)
      if (uses[value] && body.values[value].maker < 0)
        half.arguments.push_back(static_cast<int32_t>(value));
  }

  void collectHanded() {
    std::vector<bool> uses = getUses(split.weight);
    for (size_t value = 0; value < uses.size(); ++value) {
      int32_t maker = body.values[value].maker;
      if (uses[value] && maker >= 0 && inInput[maker] && !inWeight[maker])
        split.handed.push_back(static_cast<int32_t>(value));
    }
  }

  const BackwardBody &body;
  std::vector<bool> inInput, inWeight, isFree;
  BackwardSplit split;
};
} // namespace

BackwardSplit mlir::pipe::splitBackward(const BackwardBody &body) {
  return Splitter(body).run();
}
