//===- Trace.cpp - The latest events of a rank ----------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Trace.h"

using namespace mlir::pipert;

pipert_event_t Trace::getEvent(uint64_t number) const {
  const Slot &slot = slots[number % numSlots];
  uint64_t words[numWords];
  for (size_t i = 0; i < numWords; ++i)
    words[i] = slot[i].load(std::memory_order_acquire);
  return {int64_t(words[0]), int64_t(words[1]),
          int64_t(words[2]), int32_t(words[3] >> 32),
          int32_t(words[3]), words[4],
          words[5]};
}

std::vector<pipert_event_t> Trace::read(bool allSteps, uint64_t most) const {
  std::vector<pipert_event_t> events;
  if (!isEnabled())
    return events;
  const uint64_t moves = numMoves.load(std::memory_order_acquire);
  const uint64_t end = numBegun.load(std::memory_order_acquire);
  const uint64_t kept = std::min(most, numSlots - 1);
  const uint64_t first =
      std::max(allSteps ? 0 : firstOfStep.load(), end - std::min(end, kept));
  for (uint64_t number = first; number < end; ++number)
    events.push_back(getEvent(number));
  if (!events.empty() &&
      (moves % 2 != 0 || moves != numMoves.load(std::memory_order_acquire)))
    events.pop_back(); // Where the open one was.
  // The thread may be writing the event behind those that have begun.
  const uint64_t last = numBegun.load(std::memory_order_acquire);
  const uint64_t firstWhole = last + 1 - std::min(last + 1, numSlots);
  if (firstWhole > first)
    events.erase(events.begin(),
                 events.begin() + int64_t(std::min<uint64_t>(firstWhole - first,
                                                             events.size())));
  return events;
}
