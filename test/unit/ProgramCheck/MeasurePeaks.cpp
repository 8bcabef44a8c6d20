//===- MeasurePeaks.cpp - Peaks of live memory, counted slot by slot ------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Interpreter.h"
#include "Unroll.h"

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::test;

namespace {
/// What an event does to one slot.
struct Touch {
  bool fills = false, reads = false, sends = false, waits = false,
       releases = false;
};
} // namespace

/// The buffer that an action other than a run or a drain is about.
static Value getBuffer(Operation *op) {
  return op->getOperand(isa<SendOp, PostOp>(op) ? 1 : 0);
}

static Touch getTouch(const Event &event, BufferOp buffer, int64_t slot) {
  Touch touch;
  int64_t slots = buffer.getType().getSlots();
  auto isHere = [&](Value value) {
    return value.getDefiningOp() == buffer && event.m % slots == slot;
  };
  if (auto run = dyn_cast<RunOp>(event.op)) {
    for (auto [value, number] : llvm::zip_equal(run.getIns(), event.ins))
      touch.reads |= value.getDefiningOp() == buffer && number % slots == slot;
    for (auto [index, value] : llvm::enumerate(run.getOuts()))
      if (value.getDefiningOp() == buffer && event.outs[index] % slots == slot)
        (run.getMode(index) == WriteMode::Write ? touch.fills : touch.reads) =
            true;
  } else if (auto copy = dyn_cast<CopyOp>(event.op)) {
    touch.reads = copy.getFrom().getDefiningOp() == buffer &&
                  event.ins[0] % slots == slot;
  } else if (isa<DrainOp>(event.op)) {
    touch.waits = true;
  } else if (isHere(getBuffer(event.op))) {
    touch.fills = isa<PostOp>(event.op);
    touch.sends = isa<SendOp>(event.op);
    touch.reads = isa<SendOp, AddOp, WaitOp>(event.op);
    touch.waits = isa<AcquireOp>(event.op);
    touch.releases = isa<ReleaseOp>(event.op);
  }
  return touch;
}

/// Returns the last event at which the value that event `first` put into the
/// slot is needed.
static size_t getLastUse(const std::vector<Event> &events, size_t first,
                         BufferOp buffer, int64_t slot) {
  size_t last = first;
  bool isSent = false;
  for (size_t i = first + 1; i < events.size(); ++i) {
    Touch touch = getTouch(events[i], buffer, slot);
    if (touch.fills)
      break;
    if (touch.reads || touch.releases || (touch.waits && isSent))
      last = i;
    isSent = touch.sends || (isSent && !touch.waits);
    if (touch.releases)
      break;
  }
  return last;
}

std::vector<Peaks> mlir::pipe::test::measurePeaks(PipelineOp pipeline) {
  std::vector<Peaks> peaks(pipeline.getSchedule().getRanks());
  for (ProgramOp program : pipeline.getBody().getOps<ProgramOp>()) {
    std::vector<Event> events = *unrollProgram(program);
    Peaks &peak = peaks[program.getRank()];
    std::vector<int64_t> local(events.size() + 1), received(events.size() + 1);
    int64_t fixed = 0;
    for (BufferOp buffer : program.getBody().getOps<BufferOp>()) {
      int64_t bytes = *buffer.getType().getSlotBytes();
      BufferKind kind = buffer.getKind();
      if (kind == BufferKind::Parameter || kind == BufferKind::Gradient ||
          kind == BufferKind::State || kind == BufferKind::Hyper)
        fixed += bytes * buffer.getType().getSlots();
      if (kind != BufferKind::Local && kind != BufferKind::Received)
        continue;
      std::vector<int64_t> live(events.size());
      for (int64_t slot = 0; slot < buffer.getType().getSlots(); ++slot)
        for (size_t i = 0; i < events.size(); ++i)
          if (getTouch(events[i], buffer, slot).fills)
            for (size_t j = i; j <= getLastUse(events, i, buffer, slot); ++j)
              ++live[j];
      for (size_t i = 0; i < events.size(); ++i) {
        (kind == BufferKind::Local ? local : received)[i] += live[i] * bytes;
        peak.slots[buffer] = std::max(peak.slots[buffer], live[i]);
      }
    }
    for (size_t i = 0; i <= events.size(); ++i) {
      peak.local = std::max(peak.local, fixed + local[i]);
      peak.withReceived =
          std::max(peak.withReceived, fixed + local[i] + received[i]);
    }
  }
  return peaks;
}
