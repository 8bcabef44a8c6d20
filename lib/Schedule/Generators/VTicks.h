//===- VTicks.h - Ranks as rows of ticks ------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_SCHEDULE_GENERATORS_VTICKS_H
#define PIPE_LIB_SCHEDULE_GENERATORS_VTICKS_H

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace mlir::pipe {

/// What a rank with the chunks s0 and s1 runs in a tick. W are of both chunks
/// together: their order among each other is decided at the end.
enum class TickKind : uint8_t { F0, F1, I1, I0, W, Idle };
inline constexpr size_t kNumTickKinds = 5;

struct VTick {
  TickKind kind = TickKind::Idle;
  int32_t index = 0; ///< the micro-batch; of W its number on this rank
};

inline bool isForward(TickKind kind) {
  return kind == TickKind::F0 || kind == TickKind::F1;
}
inline bool isInputGradient(TickKind kind) {
  return kind == TickKind::I0 || kind == TickKind::I1;
}

/// A rank: what each tick runs, and in which tick each action is.
struct RankTicks {
  std::vector<VTick> ticks;
  std::array<std::vector<int32_t>, kNumTickKinds> starts;

  std::vector<int32_t> &getStarts(TickKind kind) {
    return starts[static_cast<size_t>(kind)];
  }
  const std::vector<int32_t> &getStarts(TickKind kind) const {
    return starts[static_cast<size_t>(kind)];
  }

  /// Sets `ticks` from `starts`.
  void fill();
  void removeWeightGradients();
  /// Runs W in idle ticks, first in, first out, and the rest at the end.
  void putWeightGradients();
};

/// Calls `visit(time, rank, tick)` for all actions, by time, then by rank.
template <class Visitor>
void forEachAction(const std::vector<RankTicks> &ranks, Visitor visit) {
  size_t end = 0;
  for (const RankTicks &rank : ranks)
    end = std::max(end, rank.ticks.size());
  for (size_t time = 0; time < end; ++time)
    for (size_t r = 0; r < ranks.size(); ++r)
      if (time < ranks[r].ticks.size() &&
          ranks[r].ticks[time].kind != TickKind::Idle)
        visit(static_cast<int32_t>(time), r, ranks[r].ticks[time]);
}

/// Returns the last tick that must have run before an action, or -1: the same
/// task of the rank before, the task before of this rank, and the same task of
/// the micro-batch before. What W waits for is left to the caller.
int32_t getLastNeeded(const std::vector<RankTicks> &ranks, size_t r,
                      VTick tick);

/// Starts all actions as soon as possible, in the given order.
void squeeze(std::vector<RankTicks> &ranks);

/// Moves actions outside of the steady phase to earlier idle ticks, as long as
/// no rank then keeps more activations than the one that keeps most does now;
/// then squeezes. The steady phase begins when the first micro-batch returns to
/// rank 0 and ends when the last one enters a rank.
///
/// With weight gradients in ticks of their own both the first and the last
/// phase change; without, only the last one, and W run in idle ticks. There
/// must be no W in the ticks, and there are none afterwards.
void moveToIdleTicks(std::vector<RankTicks> &ranks, bool withWeightGradients);

} // namespace mlir::pipe

#endif // PIPE_LIB_SCHEDULE_GENERATORS_VTICKS_H
