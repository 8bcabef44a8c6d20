//===- ExhaustiveSearch.cpp - The optimum of small problems ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ExhaustiveSearch.h"

#include <algorithm>

using namespace mlir::pipe;

ExhaustiveSearch::ExhaustiveSearch(const Schedule &shape, bool splitBackward,
                                   int64_t cap)
    : split(splitBackward), numStages(shape.placement.size()),
      microBatches(static_cast<size_t>(shape.microBatches)),
      cap(static_cast<size_t>(cap)), numKinds(splitBackward ? 3 : 2),
      stagesOfRank(static_cast<size_t>(shape.ranks)) {
  for (size_t stage = 0; stage < numStages; ++stage)
    stagesOfRank[static_cast<size_t>(shape.placement[stage])].push_back(stage);
  uint64_t weight = 1;
  for (size_t stage = 0; stage < numStages; ++stage)
    for (size_t kind = 0; kind < numKinds; ++kind) {
      weights.push_back(weight);
      weight *= (!split && kind == 1 ? 2 * microBatches : microBatches) + 1;
    }
  weights.push_back(weight);
}

double ExhaustiveSearch::countStates(int64_t numStages, int64_t microBatches,
                                     bool splitBackward) {
  auto m = static_cast<double>(microBatches) + 1;
  double each = splitBackward ? m * m * m : m * (2 * m - 1);
  double count = 1;
  for (int64_t stage = 0; stage < numStages; ++stage)
    count *= each;
  return count;
}

void ExhaustiveSearch::decode(uint64_t state, Counters &counters) const {
  for (size_t i = weights.size() - 1; i-- > 0; state %= weights[i])
    counters[i] = static_cast<uint8_t>(state / weights[i]);
}

void ExhaustiveSearch::visit(const Counters &counters) {
  uint64_t state = 0;
  for (size_t i = 0; i < counters.size(); ++i)
    state += counters[i] * weights[i];
  if (seen[state])
    return;
  seen[state] = true;
  next.push_back(state);
}

size_t ExhaustiveSearch::getKept(const Counters &counters, size_t rank) const {
  size_t kept = 0;
  for (size_t stage : stagesOfRank[rank]) {
    const uint8_t *each = &counters[stage * numKinds];
    kept += each[0] - (split ? each[2] : each[1] / 2u);
  }
  return kept;
}

/// `kind` counts F, I, W or F, B.
bool ExhaustiveSearch::mayStart(const Counters &before, size_t stage,
                                size_t kind) const {
  const uint8_t *each = &before[stage * numKinds];
  size_t perBackward = split ? 1 : 2;
  if (kind == 0)
    return each[0] < microBatches &&
           (stage == 0 || before[(stage - 1) * numKinds] > each[0]);
  if (kind == 2)
    return each[2] < each[1];
  size_t index = each[1] / perBackward;
  return index < each[0] &&
         (stage + 1 == numStages ||
          before[(stage + 1) * numKinds + 1] / perBackward > index);
}

/// Tries all that `rank` can do in one unit of time, then the ranks behind it.
void ExhaustiveSearch::startRank(size_t rank, const Counters &before,
                                 Counters &after) {
  if (rank == stagesOfRank.size())
    return visit(after);
  auto start = [&](size_t stage, size_t kind) {
    ++after[stage * numKinds + kind];
    startRank(rank + 1, before, after);
    --after[stage * numKinds + kind];
  };
  // A whole backward that began goes on.
  if (!split)
    for (size_t stage : stagesOfRank[rank])
      if (before[stage * numKinds + 1] % 2 == 1)
        return start(stage, 1);
  bool full = getKept(before, rank) >= cap;
  bool hasWeightGradient = false;
  for (size_t stage : stagesOfRank[rank])
    for (size_t kind = 0; kind < numKinds; ++kind)
      if ((kind != 0 || !full) && mayStart(before, stage, kind)) {
        start(stage, kind);
        hasWeightGradient |= kind == 2;
      }
  // W is never worse than nothing.
  if (!hasWeightGradient)
    startRank(rank + 1, before, after);
}

int64_t ExhaustiveSearch::run() {
  seen.assign(weights.back(), false);
  Counters counters(numStages * numKinds), after;
  visit(counters);
  uint64_t last = weights.back() - 1;
  for (int64_t time = 0; !next.empty(); ++time) {
    if (seen[last])
      return time;
    std::vector<uint64_t> states;
    states.swap(next);
    for (uint64_t state : states) {
      decode(state, counters);
      after = counters;
      startRank(0, counters, after);
    }
  }
  return -1;
}
