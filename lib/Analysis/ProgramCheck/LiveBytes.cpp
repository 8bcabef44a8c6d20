//===- LiveBytes.cpp - Peaks of live slots and bytes ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LiveBytes.h"

#include <algorithm>

using namespace mlir::pipe::check;

void LiveBytes::add(int32_t buffer, int32_t first, int32_t last) {
  BufferRole role = state.model.programs[rank].buffers[buffer].role;
  if (role != BufferRole::Local && role != BufferRole::Received)
    return;
  events.push_back({2 * int64_t(first), buffer});
  events.push_back({2 * int64_t(last) + 1, buffer});
}

RankFacts LiveBytes::summarize() {
  const std::vector<ProgramBuffer> &buffers =
      state.model.programs[rank].buffers;
  RankFacts facts;
  facts.numActions = static_cast<int64_t>(state.traces[rank].size());
  facts.maxLiveSlots.assign(buffers.size(), 0);
  for (const ProgramBuffer &buffer : buffers) {
    if (buffer.role == BufferRole::Parameter)
      facts.parameterBytes += buffer.slotBytes;
    if (buffer.role == BufferRole::Gradient)
      facts.gradientBytes += buffer.slotBytes;
  }
  std::sort(events.begin(), events.end(),
            [](const Event &a, const Event &b) { return a.time < b.time; });
  std::vector<int64_t> liveSlots(buffers.size(), 0);
  int64_t local = 0, received = 0, peakLocal = 0, peakBoth = 0;
  for (const Event &event : events) {
    const ProgramBuffer &buffer = buffers[event.buffer];
    int64_t sign = event.time % 2 ? -1 : 1;
    (buffer.role == BufferRole::Local ? local : received) +=
        sign * buffer.slotBytes;
    int64_t &slots = liveSlots[event.buffer];
    slots += sign;
    int64_t &maxSlots = facts.maxLiveSlots[event.buffer];
    maxSlots = std::max(maxSlots, slots);
    peakLocal = std::max(peakLocal, local);
    peakBoth = std::max(peakBoth, local + received);
  }
  int64_t fixed = facts.parameterBytes + facts.gradientBytes;
  facts.peakLiveBytes = fixed + peakLocal;
  facts.peakLiveBytesWithReceived = fixed + peakBoth;
  return facts;
}
