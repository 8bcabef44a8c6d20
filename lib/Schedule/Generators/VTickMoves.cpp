//===- VTickMoves.cpp - Moves to earlier idle ticks of the V placement ----===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "VTicks.h"

#include <utility>

using namespace mlir::pipe;

namespace {
/// Activations that are alive, and (if `lazy`, see below) W that could run.
struct Memory {
  int32_t alive = 0, pending = 0;

  friend bool operator==(const Memory &, const Memory &) = default;

  /// Runs one tick. Where W have no ticks of their own (`lazy`), an idle tick
  /// runs one that is pending.
  void advance(TickKind kind, bool lazy) {
    if (isForward(kind))
      ++alive;
    else if (isInputGradient(kind))
      ++pending;
    else if (kind == TickKind::W || (lazy && pending > 0))
      --alive, --pending;
  }
};

class Mover {
public:
  Mover(std::vector<RankTicks> &ranks, bool lazy)
      : ranks(ranks), lazy(lazy), placed(ranks.size()) {
    for (const RankTicks &rank : ranks) {
      Memory memory;
      for (VTick tick : rank.ticks) {
        memory.advance(tick.kind, lazy);
        cap = std::max(cap, memory.alive);
      }
    }
  }

  void run();

private:
  /// What of a rank is placed already: its ticks up to the present one, the
  /// memory after each, and when its I run, in order.
  struct Placed {
    std::vector<TickKind> kinds;
    std::vector<Memory> memory;
    std::vector<int32_t> inputGradients;
    /// tick -> itself if it is idle, else a later tick that is not after the
    /// next idle one.
    std::vector<size_t> next;

    Memory getMemoryBefore(size_t time) const {
      return time > 0 ? memory[time - 1] : Memory();
    }
    size_t findIdle(size_t time);
  };

  enum class Phase { First, Steady, Last };

  bool isMovable(size_t r, VTick tick);
  size_t findExcess(const Placed &rank, TickKind kind, size_t time) const;
  int32_t findTime(int32_t now, size_t r, VTick tick);
  void idle(Placed &rank, int32_t until) const;
  void updateMemory(Placed &rank, size_t time) const;
  void place(int32_t time, size_t r, VTick tick);

  std::vector<RankTicks> &ranks;
  bool lazy;
  int32_t cap = 0;
  Phase phase = Phase::First;
  std::vector<Placed> placed;
};
} // namespace

bool Mover::isMovable(size_t r, VTick tick) {
  if (phase == Phase::First && tick.kind == TickKind::I0 && r == 0)
    phase = Phase::Steady;
  if (phase != Phase::Steady)
    return phase == Phase::Last || !lazy;
  if (tick.kind == TickKind::F0 && static_cast<size_t>(tick.index) + 1 ==
                                       ranks[0].getStarts(TickKind::F0).size())
    phase = Phase::Last;
  return false;
}

/// Returns the first idle tick from `time` on; the number of ticks if all are
/// taken.
size_t Mover::Placed::findIdle(size_t time) {
  size_t idle = time;
  while (idle < next.size() && next[idle] != idle)
    idle = next[idle];
  // What was passed by points to the result: later searches are short.
  while (time < idle)
    time = std::exchange(next[time], idle);
  return idle;
}

/// Returns the first tick with too many activations if the present action ran
/// in the idle tick `time`; the number of ticks if there is none. Later ticks
/// than the present one need no look: in them W are never further behind than
/// without the move.
size_t Mover::findExcess(const Placed &rank, TickKind kind, size_t time) const {
  if (!lazy && !isForward(kind))
    return rank.kinds.size();
  Memory memory = rank.getMemoryBefore(time);
  memory.advance(kind, lazy);
  while (memory.alive <= cap && ++time < rank.kinds.size())
    memory.advance(rank.kinds[time], lazy);
  return time;
}

/// Returns the first idle tick before `now` in which an action can run; `now`
/// if there is none.
int32_t Mover::findTime(int32_t now, size_t r, VTick tick) {
  Placed &rank = placed[r];
  int32_t last = getLastNeeded(ranks, r, tick);
  if (tick.kind == TickKind::W)
    last = std::max(last, rank.inputGradients[static_cast<size_t>(tick.index)]);
  size_t time = rank.findIdle(static_cast<size_t>(last + 1));
  while (time < rank.kinds.size()) {
    size_t excess = findExcess(rank, tick.kind, time);
    if (excess >= rank.kinds.size())
      return static_cast<int32_t>(time);
    // A tick between the two leaves no fewer activations at the excess.
    time = rank.findIdle(excess + 1);
  }
  return now;
}

/// Appends idle ticks up to `until`, which is not one of them.
void Mover::idle(Placed &rank, int32_t until) const {
  for (size_t time = rank.kinds.size(); time < static_cast<size_t>(until);
       ++time) {
    Memory memory = rank.getMemoryBefore(time);
    memory.advance(TickKind::Idle, lazy);
    rank.kinds.push_back(TickKind::Idle);
    rank.memory.push_back(memory);
    rank.next.push_back(time);
  }
}

/// Brings the memory from tick `time` on up to date.
void Mover::updateMemory(Placed &rank, size_t time) const {
  TickKind kind = rank.kinds[time];
  if (!lazy) {
    int32_t change = isForward(kind) - (kind == TickKind::W);
    for (size_t t = time; change != 0 && t < rank.memory.size(); ++t)
      rank.memory[t].alive += change;
    return;
  }
  Memory memory = rank.getMemoryBefore(time);
  for (size_t t = time; t < rank.memory.size(); ++t) {
    memory.advance(rank.kinds[t], lazy);
    // From here on all is as it was.
    if (memory == rank.memory[t])
      return;
    rank.memory[t] = memory;
  }
}

void Mover::place(int32_t time, size_t r, VTick tick) {
  Placed &rank = placed[r];
  idle(rank, time + 1);
  ranks[r].getStarts(tick.kind)[static_cast<size_t>(tick.index)] = time;
  rank.kinds[static_cast<size_t>(time)] = tick.kind;
  rank.next[static_cast<size_t>(time)] = static_cast<size_t>(time) + 1;
  updateMemory(rank, static_cast<size_t>(time));
  std::vector<int32_t> &list = rank.inputGradients;
  if (isInputGradient(tick.kind))
    list.insert(std::upper_bound(list.begin(), list.end(), time), time);
}

void Mover::run() {
  forEachAction(ranks, [&](int32_t now, size_t r, VTick tick) {
    int32_t time = now;
    if (isMovable(r, tick)) {
      idle(placed[r], now);
      time = findTime(now, r, tick);
    }
    place(time, r, tick);
  });
}

void mlir::pipe::moveToIdleTicks(std::vector<RankTicks> &ranks,
                                 bool withWeightGradients) {
  if (withWeightGradients)
    for (RankTicks &rank : ranks)
      rank.putWeightGradients();
  Mover(ranks, /*lazy=*/!withWeightGradients).run();
  for (RankTicks &rank : ranks) {
    rank.fill();
    if (!withWeightGradients)
      rank.putWeightGradients();
  }
  squeeze(ranks);
  for (RankTicks &rank : ranks)
    rank.removeWeightGradients();
}
