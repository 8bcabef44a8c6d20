//===- ReceiveTable.h - The posted receives of one channel ------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_RECEIVETABLE_H
#define PIPERT_SRC_RECEIVETABLE_H

#include "Channel.h"

#include <vector>

namespace mlir::pipert {

/// Receives of one channel from post to release. Posted receives form a queue;
/// messages match its head, so the order is that of the posts. Used by the
/// receiving thread only. Entries are reused; the table grows (and counts an
/// allocation) only when more receives are open than ever before.
class ReceiveTable {
public:
  struct Entry {
    enum State : uint8_t { Free, Posted, Arrived, Mismatch };
    State state = Free;
    uint32_t generation = 0;
    uint32_t next = none; ///< In the free list or the queue of posts.
    Ticket send;          ///< The sender's name of the message.
    Received received;
  };
  static constexpr uint32_t none = ~uint32_t(0);

  explicit ReceiveTable(uint32_t size) { grow(size); }

  Ticket post(const Message &expected) {
    if (freeHead == none)
      grow(entries.size());
    uint32_t index = freeHead;
    Entry &entry = entries[index];
    freeHead = entry.next;
    entry.next = none;
    entry.state = Entry::Posted;
    entry.received.expected = expected;
    entry.generation = Ticket::getNextGeneration(entry.generation);
    (queueHead == none ? queueHead : entries[queueTail].next) = index;
    queueTail = index;
    ++numOpen;
    return {index, entry.generation};
  }

  /// The entry of a ticket, or null if there is no such open receive.
  Entry *find(Ticket ticket) {
    if (ticket.entry >= entries.size())
      return nullptr;
    Entry &entry = entries[ticket.entry];
    bool known =
        entry.state != Entry::Free && entry.generation == ticket.generation;
    return known ? &entry : nullptr;
  }

  /// What ReceiveEnd::tryReceive answers of a receive.
  Arrival look(Ticket ticket, Received &received) {
    const Entry *entry = find(ticket);
    if (!entry)
      return Arrival::Unknown;
    if (entry->state == Entry::Posted) {
      received.expected = entry->received.expected;
      return Arrival::Pending;
    }
    received = entry->received;
    return entry->state == Entry::Arrived ? Arrival::Arrived
                                          : Arrival::Mismatch;
  }

  /// Frees a receive that has its message; false if there is no such one.
  bool release(Ticket ticket) {
    Entry *entry = find(ticket);
    if (!entry || entry->state == Entry::Posted)
      return false;
    free(*entry);
    return true;
  }

  /// The oldest receive without a message, or null.
  Entry *front() { return queueHead == none ? nullptr : &entries[queueHead]; }

  /// The entry of its ticket.
  size_t getPlace(const Entry &entry) const {
    return size_t(&entry - entries.data());
  }

  /// Gives the oldest receive its message.
  void popFront(const Message &sent, void *data, uint64_t sequence) {
    Entry &entry = entries[queueHead];
    queueHead = entry.next;
    Received &received = entry.received;
    bool fits = received.expected.bytes == sent.bytes &&
                received.expected.microBatch == sent.microBatch;
    entry.state = fits ? Entry::Arrived : Entry::Mismatch;
    received.data = data;
    received.sent = sent;
    received.sequence = sequence;
  }

  void free(Entry &entry) {
    entry.state = Entry::Free;
    entry.next = freeHead;
    freeHead = uint32_t(&entry - entries.data());
    --numOpen;
    ++numReleased;
  }

  uint64_t getNumOpen() const { return numOpen; }
  uint64_t getNumReleased() const { return numReleased; }
  uint64_t getNumAllocations() const { return numAllocations; }

private:
  void grow(size_t count) {
    uint32_t first = uint32_t(entries.size());
    entries.resize(entries.size() + count);
    ++numAllocations;
    for (uint32_t i = uint32_t(entries.size()); i-- > first;) {
      entries[i].next = freeHead;
      freeHead = i;
    }
  }

  std::vector<Entry> entries;
  uint32_t freeHead = none;
  uint32_t queueHead = none;
  uint32_t queueTail = none;
  uint64_t numOpen = 0;
  uint64_t numReleased = 0;
  uint64_t numAllocations = 0;
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_RECEIVETABLE_H
