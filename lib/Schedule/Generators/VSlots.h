//===- VSlots.h - Ranks as rows of slots ------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_SCHEDULE_GENERATORS_VSLOTS_H
#define PIPE_LIB_SCHEDULE_GENERATORS_VSLOTS_H

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace mlir::pipe {

/// What a rank with the chunks s0 and s1 runs in a slot. W are of both chunks
/// together: their order among each other is decided at the end.
enum class SlotKind : uint8_t { F0, F1, I1, I0, W, Idle };
inline constexpr size_t kNumSlotKinds = 5;

struct VSlot {
  SlotKind kind = SlotKind::Idle;
  int32_t index = 0; ///< the micro-batch; of W its number on this rank
};

inline bool isForward(SlotKind kind) {
  return kind == SlotKind::F0 || kind == SlotKind::F1;
}
inline bool isInputGradient(SlotKind kind) {
  return kind == SlotKind::I0 || kind == SlotKind::I1;
}

/// A rank: what each slot runs, and in which slot each action is.
struct RankSlots {
  std::vector<VSlot> slots;
  std::array<std::vector<int32_t>, kNumSlotKinds> starts;

  std::vector<int32_t> &getStarts(SlotKind kind) {
    return starts[static_cast<size_t>(kind)];
  }
  const std::vector<int32_t> &getStarts(SlotKind kind) const {
    return starts[static_cast<size_t>(kind)];
  }

  /// Sets `slots` from `starts`.
  void fill();
  void removeWeightGradients();
  /// Runs W in idle slots, first in, first out, and the rest at the end.
  void putWeightGradients();
};

/// Calls `visit(time, rank, slot)` for all actions, by time, then by rank.
template <class Visitor>
void forEachAction(const std::vector<RankSlots> &ranks, Visitor visit) {
  size_t end = 0;
  for (const RankSlots &rank : ranks)
    end = std::max(end, rank.slots.size());
  for (size_t time = 0; time < end; ++time)
    for (size_t r = 0; r < ranks.size(); ++r)
      if (time < ranks[r].slots.size() &&
          ranks[r].slots[time].kind != SlotKind::Idle)
        visit(static_cast<int32_t>(time), r, ranks[r].slots[time]);
}

/// Returns the last slot that must have run before an action, or -1: the same
/// task of the rank before, the task before of this rank, and the same task of
/// the micro-batch before. What W waits for is left to the caller.
int32_t getLastNeeded(const std::vector<RankSlots> &ranks, size_t r,
                      VSlot slot);

/// Starts all actions as soon as possible, in the given order.
void squeeze(std::vector<RankSlots> &ranks);

/// Moves actions outside of the steady phase to earlier idle slots, as long as
/// no rank then keeps more activations than the one that keeps most does now;
/// then squeezes. The steady phase begins when the first micro-batch returns to
/// rank 0 and ends when the last one enters a rank.
///
/// With weight gradients in slots of their own both the first and the last
/// phase change; without, only the last one, and W run in idle slots. There
/// must be no W in the slots, and there are none afterwards.
void moveToIdleSlots(std::vector<RankSlots> &ranks, bool withWeightGradients);

} // namespace mlir::pipe

#endif // PIPE_LIB_SCHEDULE_GENERATORS_VSLOTS_H
