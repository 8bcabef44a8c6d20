//===- VSlotMoves.cpp - Moves to earlier idle slots of the V placement ----===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "VSlots.h"

using namespace mlir::pipe;

namespace {
/// Activations that are alive, and W that could run.
struct Memory {
  int32_t alive = 0, pending = 0;

  /// Runs one slot. Where W have no slots of their own (`lazy`), an idle slot
  /// runs one that is pending.
  void step(SlotKind kind, bool lazy) {
    if (isForward(kind))
      ++alive;
    else if (isInputGradient(kind))
      ++pending;
    else if (kind == SlotKind::W || (lazy && pending > 0))
      --alive, --pending;
  }
};

class Mover {
public:
  Mover(std::vector<RankSlots> &ranks, bool lazy)
      : ranks(ranks), lazy(lazy), placed(ranks.size()) {
    for (const RankSlots &rank : ranks) {
      Memory memory;
      for (VSlot slot : rank.slots) {
        memory.step(slot.kind, lazy);
        cap = std::max(cap, memory.alive);
      }
    }
  }

  void run();

private:
  /// What of a rank is placed already: its slots up to the present one, the
  /// memory after each, and when its I run, in order.
  struct Placed {
    std::vector<SlotKind> kinds;
    std::vector<Memory> memory;
    std::vector<int32_t> inputGradients;

    Memory getMemoryBefore(size_t time) const {
      return time > 0 ? memory[time - 1] : Memory();
    }
  };

  enum class Phase { First, Steady, Last };

  bool isMovable(size_t r, VSlot slot);
  bool fits(const Placed &rank, SlotKind kind, size_t time) const;
  int32_t findTime(int32_t now, size_t r, VSlot slot) const;
  void idle(Placed &rank, int32_t until) const;
  void place(int32_t time, size_t r, VSlot slot);

  std::vector<RankSlots> &ranks;
  bool lazy;
  int32_t cap = 0;
  Phase phase = Phase::First;
  std::vector<Placed> placed;
};
} // namespace

bool Mover::isMovable(size_t r, VSlot slot) {
  if (phase == Phase::First && slot.kind == SlotKind::I0 && r == 0)
    phase = Phase::Steady;
  if (phase != Phase::Steady)
    return phase == Phase::Last || !lazy;
  if (slot.kind == SlotKind::F0 && static_cast<size_t>(slot.index) + 1 ==
                                       ranks[0].getStarts(SlotKind::F0).size())
    phase = Phase::Last;
  return false;
}

/// Would the memory do if the present action ran in the idle slot `time`? Later
/// slots than the present one need no look: in them W are never further behind
/// than without the move.
bool Mover::fits(const Placed &rank, SlotKind kind, size_t time) const {
  Memory memory = rank.getMemoryBefore(time);
  memory.step(kind, lazy);
  for (size_t t = time + 1; memory.alive <= cap && t < rank.kinds.size(); ++t)
    memory.step(rank.kinds[t], lazy);
  return memory.alive <= cap;
}

/// Returns the first idle slot before `now` in which an action can run; `now`
/// if there is none.
int32_t Mover::findTime(int32_t now, size_t r, VSlot slot) const {
  const Placed &rank = placed[r];
  int32_t last = getLastNeeded(ranks, r, slot);
  if (slot.kind == SlotKind::W)
    last = std::max(last, rank.inputGradients[static_cast<size_t>(slot.index)]);
  for (int32_t time = last + 1; time < now; ++time)
    if (rank.kinds[static_cast<size_t>(time)] == SlotKind::Idle &&
        fits(rank, slot.kind, static_cast<size_t>(time)))
      return time;
  return now;
}

/// Appends idle slots up to `until`, which is not one of them.
void Mover::idle(Placed &rank, int32_t until) const {
  for (size_t time = rank.kinds.size(); time < static_cast<size_t>(until);
       ++time) {
    Memory memory = rank.getMemoryBefore(time);
    memory.step(SlotKind::Idle, lazy);
    rank.kinds.push_back(SlotKind::Idle);
    rank.memory.push_back(memory);
  }
}

void Mover::place(int32_t time, size_t r, VSlot slot) {
  Placed &rank = placed[r];
  idle(rank, time + 1);
  ranks[r].getStarts(slot.kind)[static_cast<size_t>(slot.index)] = time;
  rank.kinds[static_cast<size_t>(time)] = slot.kind;
  for (auto t = static_cast<size_t>(time); t < rank.kinds.size(); ++t) {
    rank.memory[t] = rank.getMemoryBefore(t);
    rank.memory[t].step(rank.kinds[t], lazy);
  }
  std::vector<int32_t> &list = rank.inputGradients;
  if (isInputGradient(slot.kind))
    list.insert(std::upper_bound(list.begin(), list.end(), time), time);
}

void Mover::run() {
  forEachAction(ranks, [&](int32_t now, size_t r, VSlot slot) {
    int32_t time = now;
    if (isMovable(r, slot)) {
      idle(placed[r], now);
      time = findTime(now, r, slot);
    }
    place(time, r, slot);
  });
}

void mlir::pipe::moveToIdleSlots(std::vector<RankSlots> &ranks,
                                 bool withWeightGradients) {
  if (withWeightGradients)
    for (RankSlots &rank : ranks)
      rank.putWeightGradients();
  Mover(ranks, /*lazy=*/!withWeightGradients).run();
  for (RankSlots &rank : ranks) {
    rank.fill();
    if (!withWeightGradients)
      rank.putWeightGradients();
  }
  squeeze(ranks);
  for (RankSlots &rank : ranks)
    rank.removeWeightGradients();
}
