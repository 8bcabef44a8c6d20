//===- VPattern.cpp - Periodic schedules of the V placement ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "VPattern.h"

#include "Common.h"

#include <algorithm>

using namespace mlir::pipe;

namespace {
/// What a slot runs. W are of both chunks together until the end.
enum SlotKind : int8_t { kF0, kF1, kI1, kI0, kW, kIdle };
constexpr int kNumKinds = 5;

struct Slot {
  SlotKind kind = kIdle;
  int32_t index = 0; ///< micro-batch; of W its number on this rank
};

/// A rank as slots of equal length, and where to find each action.
struct RankSlots {
  std::vector<Slot> slots;
  std::array<std::vector<int32_t>, kNumKinds> starts;

  Slot get(size_t time) const {
    return time < slots.size() ? slots[time] : Slot();
  }
  /// Sets `slots` from `starts`.
  void fill();
  /// Removes the W.
  void removeWeightGradients();
  /// Runs W in idle slots, first in, first out, and the rest at the end.
  void putWeightGradients();
};

/// Activations that are alive, and W that could run.
struct Memory {
  int32_t alive = 0, pending = 0;

  /// Runs one slot. Where W have no slots of their own (`lazy`), an idle slot
  /// runs one that is pending.
  void step(SlotKind kind, bool lazy) {
    if (kind == kF0 || kind == kF1)
      ++alive;
    else if (kind == kI1 || kind == kI0)
      ++pending;
    else if (kind == kW || (lazy && pending > 0))
      --alive, --pending;
  }
};
} // namespace

void RankSlots::fill() {
  int32_t end = 0;
  for (const auto &list : starts)
    end = list.empty() ? end : std::max(end, list.back() + 1);
  slots.assign(static_cast<size_t>(end), Slot());
  for (int kind = 0; kind < kNumKinds; ++kind)
    for (size_t i = 0; i < starts[static_cast<size_t>(kind)].size(); ++i)
      slots[static_cast<size_t>(starts[static_cast<size_t>(kind)][i])] = {
          static_cast<SlotKind>(kind), static_cast<int32_t>(i)};
}

void RankSlots::removeWeightGradients() {
  starts[kW].clear();
  fill();
}

void RankSlots::putWeightGradients() {
  int32_t pending = 0, next = 0;
  for (size_t time = 0; time < slots.size() || pending > 0; ++time) {
    if (time == slots.size())
      slots.emplace_back();
    Slot &slot = slots[time];
    pending += slot.kind == kI1 || slot.kind == kI0;
    if (slot.kind != kIdle || pending == 0)
      continue;
    --pending;
    slot = {kW, next++};
    starts[kW].push_back(static_cast<int32_t>(time));
  }
}

/// Calls `visit(time, rank, slot)` for all actions, by time, then by rank.
template <class Visitor>
static void forEachAction(const std::vector<RankSlots> &ranks, Visitor visit) {
  size_t end = 0;
  for (const RankSlots &rank : ranks)
    end = std::max(end, rank.slots.size());
  for (size_t time = 0; time < end; ++time)
    for (size_t r = 0; r < ranks.size(); ++r)
      if (Slot slot = ranks[r].get(time); slot.kind != kIdle)
        visit(static_cast<int32_t>(time), r, slot);
}

/// Returns the last slot that must have run before an action, or -1: the same
/// task of the rank before, the task before of this rank, and the same task of
/// the micro-batch before. What W waits for is left to the caller.
static int32_t getLastNeeded(const std::vector<RankSlots> &ranks, size_t r,
                             Slot slot) {
  auto index = static_cast<size_t>(slot.index);
  int32_t last = -1;
  if ((slot.kind == kF0 || slot.kind == kI1) && r > 0)
    last = ranks[r - 1].starts[slot.kind][index];
  if ((slot.kind == kF1 || slot.kind == kI0) && r + 1 < ranks.size())
    last = ranks[r + 1].starts[slot.kind][index];
  if (slot.kind != kF0 && slot.kind != kW)
    last = std::max(last,
                    ranks[r].starts[static_cast<size_t>(slot.kind) - 1][index]);
  if (index > 0)
    last = std::max(last, ranks[r].starts[slot.kind][index - 1]);
  return last;
}

/// Starts all actions as soon as possible in the given order.
static void squeeze(std::vector<RankSlots> &ranks) {
  std::vector<int32_t> free(ranks.size(), 0);
  forEachAction(ranks, [&](int32_t, size_t r, Slot slot) {
    int32_t start = std::max(free[r], getLastNeeded(ranks, r, slot) + 1);
    ranks[r].starts[slot.kind][static_cast<size_t>(slot.index)] = start;
    free[r] = start + 1;
  });
  for (RankSlots &rank : ranks)
    rank.fill();
}

namespace {
/// Moves actions of the first and the last phase to earlier idle slots.
class Reorder {
public:
  Reorder(std::vector<RankSlots> &ranks, bool withWeightGradients)
      : ranks(ranks), lazy(!withWeightGradients), placed(ranks.size()) {
    for (RankSlots &rank : ranks) {
      if (!lazy)
        rank.putWeightGradients();
      Memory memory;
      for (Slot slot : rank.slots) {
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
  };

  enum class Phase { First, Steady, Last };

  bool isMovable(size_t r, Slot slot);
  bool fits(const Placed &rank, SlotKind kind, size_t time) const;
  int32_t findTime(int32_t now, size_t r, Slot slot) const;
  void place(int32_t time, int32_t now, size_t r, Slot slot);
  void advance(Placed &rank, int32_t now) const;

  std::vector<RankSlots> &ranks;
  bool lazy;
  int32_t cap = 0;
  Phase phase = Phase::First;
  std::vector<Placed> placed;
};
} // namespace

/// The steady phase begins when the first micro-batch returns to rank 0 and
/// ends when the last one enters a rank.
bool Reorder::isMovable(size_t r, Slot slot) {
  if (phase == Phase::First && slot.kind == kI0 && r == 0)
    phase = Phase::Steady;
  if (phase != Phase::Steady)
    return phase == Phase::Last || !lazy;
  if (slot.kind == kF0 &&
      static_cast<size_t>(slot.index) + 1 == ranks[0].starts[kF0].size())
    phase = Phase::Last;
  return false;
}

/// Would the memory do if the present action ran in the idle slot `time`? Later
/// slots than the present one need no look: in them W are never further behind
/// than without the move.
bool Reorder::fits(const Placed &rank, SlotKind kind, size_t time) const {
  Memory memory = time > 0 ? rank.memory[time - 1] : Memory();
  memory.step(kind, lazy);
  for (size_t t = time + 1; memory.alive <= cap && t < rank.kinds.size(); ++t)
    memory.step(rank.kinds[t], lazy);
  return memory.alive <= cap;
}

int32_t Reorder::findTime(int32_t now, size_t r, Slot slot) const {
  const Placed &rank = placed[r];
  int32_t last = getLastNeeded(ranks, r, slot);
  if (slot.kind == kW)
    last = std::max(last, rank.inputGradients[static_cast<size_t>(slot.index)]);
  for (int32_t time = last + 1; time < now; ++time)
    if (rank.kinds[static_cast<size_t>(time)] == kIdle &&
        fits(rank, slot.kind, static_cast<size_t>(time)))
      return time;
  return now;
}

/// Brings the slots of a rank up to `now`, excluded.
void Reorder::advance(Placed &rank, int32_t now) const {
  while (rank.kinds.size() < static_cast<size_t>(now)) {
    Memory memory = rank.memory.empty() ? Memory() : rank.memory.back();
    memory.step(kIdle, lazy);
    rank.kinds.push_back(kIdle);
    rank.memory.push_back(memory);
  }
}

void Reorder::place(int32_t time, int32_t now, size_t r, Slot slot) {
  Placed &rank = placed[r];
  advance(rank, now + 1);
  ranks[r].starts[slot.kind][static_cast<size_t>(slot.index)] = time;
  rank.kinds[static_cast<size_t>(time)] = slot.kind;
  for (auto t = static_cast<size_t>(time); t < rank.kinds.size(); ++t) {
    rank.memory[t] = t > 0 ? rank.memory[t - 1] : Memory();
    rank.memory[t].step(rank.kinds[t], lazy);
  }
  auto &list = rank.inputGradients;
  if (slot.kind == kI1 || slot.kind == kI0)
    list.insert(std::upper_bound(list.begin(), list.end(), time), time);
}

void Reorder::run() {
  forEachAction(ranks, [&](int32_t now, size_t r, Slot slot) {
    int32_t time = now;
    if (isMovable(r, slot)) {
      advance(placed[r], now);
      time = findTime(now, r, slot);
    }
    place(time, now, r, slot);
  });
  for (RankSlots &rank : ranks) {
    rank.fill();
    if (lazy)
      rank.putWeightGradients();
  }
  squeeze(ranks);
  for (RankSlots &rank : ranks)
    rank.removeWeightGradients();
}

/// Writes the actions of a rank, with W in idle slots, those of s1 first.
static void appendActions(const RankSlots &rank, int64_t s0, int64_t s1,
                          std::vector<Action> &actions) {
  using enum ActionKind;
  int64_t weights0 = 0, weights1 = 0, inputs0 = 0, inputs1 = 0;
  auto appendWeightGradient = [&]() {
    if (weights1 < inputs1)
      append(actions, s1, WeightGradient, weights1++);
    else if (weights0 < inputs0)
      append(actions, s0, WeightGradient, weights0++);
  };
  for (Slot slot : rank.slots) {
    if (slot.kind == kIdle) {
      appendWeightGradient();
      continue;
    }
    bool isForward = slot.kind == kF0 || slot.kind == kF1;
    append(actions, slot.kind == kF0 || slot.kind == kI0 ? s0 : s1,
           isForward ? Forward : InputGradient, slot.index);
    inputs0 += slot.kind == kI0;
    inputs1 += slot.kind == kI1;
  }
  while (weights0 < inputs0 || weights1 < inputs1)
    appendWeightGradient();
}

Schedule
mlir::pipe::makePatternSchedule(std::string_view name,
                                const ScheduleParameters &parameters,
                                const std::vector<VPattern> &patterns) {
  constexpr int64_t kPeriod = 6;
  std::vector<RankSlots> ranks(patterns.size());
  for (size_t r = 0; r < ranks.size(); ++r) {
    for (size_t kind = 0; kind < patterns[r].size(); ++kind)
      for (int64_t i = 0; i < parameters.microBatches; ++i)
        ranks[r].starts[kind].push_back(
            static_cast<int32_t>(patterns[r][kind] + kPeriod * i));
    ranks[r].fill();
  }
  for (bool withWeightGradients : {true, false})
    Reorder(ranks, withWeightGradients).run();

  Schedule schedule = makeEmptySchedule(name, parameters, PlacementKind::Wave);
  for (size_t r = 0; r < ranks.size(); ++r)
    appendActions(ranks[r], static_cast<int64_t>(r),
                  2 * parameters.ranks - 1 - static_cast<int64_t>(r),
                  schedule.actions[r]);
  return schedule;
}
