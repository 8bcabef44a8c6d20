//===- VSlots.cpp - Schedules of the V placement as slots of equal length -===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "VSlots.h"

using namespace mlir::pipe;

void RankSlots::fill() {
  int32_t end = 0;
  for (const auto &list : starts)
    end = list.empty() ? end : std::max(end, list.back() + 1);
  slots.assign(static_cast<size_t>(end), VSlot());
  for (size_t kind = 0; kind < kNumSlotKinds; ++kind)
    for (size_t i = 0; i < starts[kind].size(); ++i)
      slots[static_cast<size_t>(starts[kind][i])] = {
          static_cast<SlotKind>(kind), static_cast<int32_t>(i)};
}

void RankSlots::removeWeightGradients() {
  getStarts(SlotKind::W).clear();
  fill();
}

void RankSlots::putWeightGradients() {
  int32_t pending = 0, next = 0;
  for (size_t time = 0; time < slots.size() || pending > 0; ++time) {
    if (time == slots.size())
      slots.emplace_back();
    VSlot &slot = slots[time];
    pending += isInputGradient(slot.kind);
    if (slot.kind != SlotKind::Idle || pending == 0)
      continue;
    --pending;
    slot = {SlotKind::W, next++};
    getStarts(SlotKind::W).push_back(static_cast<int32_t>(time));
  }
}

int32_t mlir::pipe::getLastNeeded(const std::vector<RankSlots> &ranks, size_t r,
                                  VSlot slot) {
  using enum SlotKind;
  auto index = static_cast<size_t>(slot.index);
  int32_t last = -1;
  if ((slot.kind == F0 || slot.kind == I1) && r > 0)
    last = ranks[r - 1].getStarts(slot.kind)[index];
  if ((slot.kind == F1 || slot.kind == I0) && r + 1 < ranks.size())
    last = ranks[r + 1].getStarts(slot.kind)[index];
  // The kinds are in the order in which a micro-batch runs them.
  if (slot.kind != F0 && slot.kind != W)
    last = std::max(last,
                    ranks[r].starts[static_cast<size_t>(slot.kind) - 1][index]);
  if (index > 0)
    last = std::max(last, ranks[r].getStarts(slot.kind)[index - 1]);
  return last;
}

void mlir::pipe::squeeze(std::vector<RankSlots> &ranks) {
  std::vector<int32_t> free(ranks.size(), 0);
  forEachAction(ranks, [&](int32_t, size_t r, VSlot slot) {
    int32_t start = std::max(free[r], getLastNeeded(ranks, r, slot) + 1);
    ranks[r].getStarts(slot.kind)[static_cast<size_t>(slot.index)] = start;
    free[r] = start + 1;
  });
  for (RankSlots &rank : ranks)
    rank.fill();
}
