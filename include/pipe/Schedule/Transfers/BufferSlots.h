//===- BufferSlots.h - How many slots each buffer needs ------- -*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SCHEDULE_TRANSFERS_BUFFERSLOTS_H
#define PIPE_SCHEDULE_TRANSFERS_BUFFERSLOTS_H

#include "pipe/Schedule/Core/Result.h"
#include "pipe/Schedule/Transfers/Instructions.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace mlir::pipe {

/// A value's buffer on one rank.
struct BufferSlots {
  int64_t rank;
  int32_t value;
  bool isReceived;
  int64_t slots;
};

/// Returns the smallest number of slots of every buffer but those of inputs and
/// gradients. Micro-batch m lives in slot m mod K, from the start of its maker
/// to the end of its last reader on any rank in the schedule's timeline with
/// F = 1, B = 2, I = W = 1, and to the task before its last send: with fewer
/// slots some rank would wait although the schedule does not. What is received
/// lives from its post to its release.
/// \errors those of `simulate`.
Result<std::vector<BufferSlots>>
countSlots(const Schedule &schedule, const Dataflow &dataflow,
           const std::vector<std::vector<Instruction>> &instructions);

/// Returns the smallest K for which intervals [first, second) of indices that
/// are equal modulo K do not overlap; 1 for none.
int64_t getSmallestRing(const std::vector<std::pair<int64_t, int64_t>> &lives);

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_TRANSFERS_BUFFERSLOTS_H
