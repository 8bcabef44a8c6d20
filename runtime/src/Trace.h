//===- Trace.h - The events of one rank -------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_TRACE_H
#define PIPERT_SRC_TRACE_H

#include "Clock.h"
#include "pipert/pipert.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>
#include <vector>

namespace mlir::pipert {

/// What an event says beside its times.
struct EventSubject {
  pipert_event_kind_t kind;
  int32_t index = 0;
  int64_t microBatch = -1;
  uint64_t sequence = 0;
  uint64_t bytes = 0;
};

/// The latest events of a rank, in a ring that is allocated once. Written by
/// the rank's thread, read by any thread at any time: what is being overwritten
/// meanwhile is left out.
class Trace {
public:
  /// Keeps `capacity` events; 0: none.
  explicit Trace(int64_t capacity)
      : numSlots(capacity ? uint64_t(capacity) + 1 : 0),
        slots(std::make_unique<Slot[]>(numSlots)) {}

  bool isEnabled() const { return numSlots != 0; }

  // By the rank's thread.

  /// A step begins now; events that follow are of it.
  void beginStep() {
    lastTime = stepStart = now();
    firstOfStep.store(numEnded.load(std::memory_order_relaxed),
                      std::memory_order_relaxed);
  }
  /// Something begins now. It is the latest event until it ends, or for ever
  /// if it never does.
  void begin(const EventSubject &subject) {
    if (!isEnabled())
      return;
    lastTime = now();
    open = {subject, lastTime};
    write(subject, lastTime, PIPERT_EVENT_NOT_ENDED);
  }
  /// What has begun last ends now.
  void end() {
    if (!isEnabled())
      return;
    lastTime = now();
    slots[position][endWord].store(uint64_t(lastTime),
                                   std::memory_order_release);
    finish();
  }
  /// Something has ended that was not the latest event; what is open stays the
  /// latest.
  void record(const EventSubject &subject, int64_t start, int64_t end) {
    if (!isEnabled())
      return;
    const bool isOpen = numBegun.load(std::memory_order_relaxed) !=
                        numEnded.load(std::memory_order_relaxed);
    if (!isOpen)
      return add(subject, start, end);
    numMoves.fetch_add(1, std::memory_order_acq_rel);
    add(subject, start, end);
    write(open.subject, open.start, PIPERT_EVENT_NOT_ENDED);
    numMoves.fetch_add(1, std::memory_order_acq_rel);
  }
  /// Something that takes no time has happened at `time`.
  void mark(const EventSubject &subject, int64_t time) {
    if (!isEnabled())
      return;
    lastTime = time;
    add(subject, time, time);
  }
  /// Something has happened right behind the event before it: a reading of the
  /// clock costs more than the rest of an event.
  void markBehind(const EventSubject &subject) {
    if (isEnabled())
      add(subject, lastTime, lastTime);
  }
  void endStep() {
    if (!isEnabled())
      return;
    lastTime = now();
    record({PIPERT_EVENT_STEP}, stepStart, lastTime);
  }

  // By any thread.

  /// The events of the last step that are kept, or with `allSteps` those of
  /// earlier ones, too; at most the last `most`. What has not ended is the last
  /// one.
  std::vector<pipert_event_t> read(bool allSteps,
                                   uint64_t most = UINT64_MAX) const;
  /// Events of the last step that have been overwritten.
  uint64_t getNumDropped() const {
    uint64_t count = numEnded.load() - firstOfStep.load();
    return isEnabled() && count >= numSlots ? count - (numSlots - 1) : 0;
  }

private:
  static constexpr size_t numWords = 6, endWord = 1;
  /// Start, end, micro-batch, kind and index, sequence, bytes. Words that are
  /// stored with release are seen after the counters that were before them.
  using Slot = std::array<std::atomic<uint64_t>, numWords>;

  void write(const EventSubject &subject, int64_t start, int64_t end) {
    const uint64_t words[numWords] = {uint64_t(start),
                                      uint64_t(end),
                                      uint64_t(subject.microBatch),
                                      uint64_t(subject.kind) << 32 |
                                          uint32_t(subject.index),
                                      subject.sequence,
                                      subject.bytes};
    for (size_t i = 0; i < numWords; ++i)
      slots[position][i].store(words[i], std::memory_order_release);
    numBegun.store(numEnded.load(std::memory_order_relaxed) + 1,
                   std::memory_order_release);
  }
  void finish() {
    numEnded.store(numBegun.load(std::memory_order_relaxed),
                   std::memory_order_release);
    if (++position == numSlots)
      position = 0;
  }
  void add(const EventSubject &subject, int64_t start, int64_t end) {
    write(subject, start, end);
    finish();
  }
  pipert_event_t getEvent(uint64_t number) const;

  const uint64_t numSlots; ///< One more than is kept: one is being written.
  const std::unique_ptr<Slot[]> slots;
  uint64_t position = 0; ///< numEnded % numSlots.
  int64_t stepStart = 0, lastTime = 0;
  struct {
    EventSubject subject = {PIPERT_EVENT_TASK};
    int64_t start = 0;
  } open; ///< What has begun last.
  /// Event n, counted from the first one ever, is in slot n % numSlots.
  std::atomic<uint64_t> numBegun{0};
  std::atomic<uint64_t> numEnded{0};
  std::atomic<uint64_t> firstOfStep{0};
  /// Odd: the open event is on its way to the next slot.
  std::atomic<uint64_t> numMoves{0};
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_TRACE_H
