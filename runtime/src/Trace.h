//===- Trace.h - The events of one rank -------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_TRACE_H
#define PIPERT_SRC_TRACE_H

#include "pipert/pipert.h"

#include <memory>

namespace mlir::pipert {

/// A ring of events that is allocated once; when it is full, the oldest are
/// overwritten. Written by the rank's thread, read between runs.
class Trace {
public:
  explicit Trace(int64_t capacity)
      : capacity(uint64_t(capacity)),
        events(capacity ? std::make_unique<pipert_event_t[]>(capacity)
                        : nullptr) {}

  bool isEnabled() const { return capacity != 0; }

  void record(pipert_event_kind_t kind, int32_t index, int64_t microBatch,
              int64_t start, int64_t end, uint64_t sequence) {
    events[position] = {start, end, microBatch, kind, index, sequence};
    if (++position == capacity)
      position = 0;
    ++count;
  }

  void clear() { position = count = 0; }

  uint64_t size() const { return count < capacity ? count : capacity; }
  uint64_t getNumDropped() const { return count - size(); }

  /// The event `index` places after the oldest one kept.
  const pipert_event_t &get(uint64_t index) const {
    uint64_t oldest = count <= capacity ? 0 : position;
    return events[(oldest + index) % capacity];
  }

private:
  uint64_t capacity;
  uint64_t position = 0;
  uint64_t count = 0;
  std::unique_ptr<pipert_event_t[]> events;
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_TRACE_H
