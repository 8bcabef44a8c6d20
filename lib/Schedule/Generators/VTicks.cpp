//===- VTicks.cpp - Schedules of the V placement as ticks of equal length -===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "VTicks.h"

using namespace mlir::pipe;

void RankTicks::fill() {
  int32_t end = 0;
  for (const auto &list : starts)
    end = list.empty() ? end : std::max(end, list.back() + 1);
  ticks.assign(static_cast<size_t>(end), VTick());
  for (size_t kind = 0; kind < kNumTickKinds; ++kind)
    for (size_t i = 0; i < starts[kind].size(); ++i)
      ticks[static_cast<size_t>(starts[kind][i])] = {
          static_cast<TickKind>(kind), static_cast<int32_t>(i)};
}

void RankTicks::removeWeightGradients() {
  getStarts(TickKind::W).clear();
  fill();
}

void RankTicks::putWeightGradients() {
  int32_t pending = 0, next = 0;
  for (size_t time = 0; time < ticks.size() || pending > 0; ++time) {
    if (time == ticks.size())
      ticks.emplace_back();
    VTick &tick = ticks[time];
    pending += isInputGradient(tick.kind);
    if (tick.kind != TickKind::Idle || pending == 0)
      continue;
    --pending;
    tick = {TickKind::W, next++};
    getStarts(TickKind::W).push_back(static_cast<int32_t>(time));
  }
}

int32_t mlir::pipe::getLastNeeded(const std::vector<RankTicks> &ranks, size_t r,
                                  VTick tick) {
  using enum TickKind;
  auto index = static_cast<size_t>(tick.index);
  int32_t last = -1;
  if ((tick.kind == F0 || tick.kind == I1) && r > 0)
    last = ranks[r - 1].getStarts(tick.kind)[index];
  if ((tick.kind == F1 || tick.kind == I0) && r + 1 < ranks.size())
    last = ranks[r + 1].getStarts(tick.kind)[index];
  // The kinds are in the order in which a micro-batch runs them.
  if (tick.kind != F0 && tick.kind != W)
    last = std::max(last,
                    ranks[r].starts[static_cast<size_t>(tick.kind) - 1][index]);
  if (index > 0)
    last = std::max(last, ranks[r].getStarts(tick.kind)[index - 1]);
  return last;
}

void mlir::pipe::squeeze(std::vector<RankTicks> &ranks) {
  std::vector<int32_t> free(ranks.size(), 0);
  forEachAction(ranks, [&](int32_t, size_t r, VTick tick) {
    int32_t start = std::max(free[r], getLastNeeded(ranks, r, tick) + 1);
    ranks[r].getStarts(tick.kind)[static_cast<size_t>(tick.index)] = start;
    free[r] = start + 1;
  });
  for (RankTicks &rank : ranks)
    rank.fill();
}
