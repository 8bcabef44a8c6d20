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

RankFacts mlir::pipe::check::summarizeLives(const CheckState &state,
                                            int64_t rank) {
  const std::vector<ProgramBuffer> &buffers =
      state.model.programs[rank].buffers;
  RankFacts facts;
  facts.numActions = static_cast<int64_t>(state.traces[rank].size());
  facts.maxLiveSlots.assign(buffers.size(), 0);
  for (const ProgramBuffer &buffer : buffers) {
    if (buffer.role == BufferRole::Parameter)
      facts.parameterBytes += buffer.slots * buffer.slotBytes;
    if (buffer.role == BufferRole::Gradient)
      facts.gradientBytes += buffer.slots * buffer.slotBytes;
    if (buffer.role == BufferRole::State || buffer.role == BufferRole::Hyper)
      facts.stateBytes += buffer.slots * buffer.slotBytes;
  }
  // Bytes of a slot of all buffers that one stands for. That they fit 63 bits
  // was found when slots were numbered.
  const std::vector<int32_t> &standIn = state.followed[rank].standIn;
  std::vector<int64_t> slotBytes(buffers.size(), 0);
  for (size_t b = 0; b < buffers.size(); ++b)
    slotBytes[standIn[b]] += buffers[b].slotBytes;
  std::vector<int64_t> liveSlots(buffers.size(), 0);
  int64_t local = 0, received = 0, peakLocal = 0, peakBoth = 0;
  auto count = [&](const SlotLife &life, int64_t sign) {
    int32_t owner = state.slots[rank].owner[life.slot];
    const ProgramBuffer &buffer = buffers[owner];
    (buffer.role == BufferRole::Local ? local : received) +=
        sign * slotBytes[owner];
    int64_t &slots = liveSlots[owner];
    slots += sign;
    facts.maxLiveSlots[owner] = std::max(facts.maxLiveSlots[owner], slots);
    peakLocal = std::max(peakLocal, local);
    peakBoth = std::max(peakBoth, local + received);
  };
  sweepLives(
      state, rank, [&](const SlotLife &life) { count(life, 1); },
      [&](const SlotLife &life) { count(life, -1); });
  for (size_t b = 0; b < buffers.size(); ++b)
    facts.maxLiveSlots[b] = facts.maxLiveSlots[standIn[b]];
  int64_t fixed = facts.parameterBytes + facts.gradientBytes + facts.stateBytes;
  facts.peakLiveBytes = fixed + peakLocal;
  facts.peakLiveBytesWithReceived = fixed + peakBoth;
  return facts;
}
