//===- CopyChannel.cpp - Channel that copies, for tests -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CopyChannel.h"

using namespace mlir::pipert;

CopyChannel::CopyChannel(uint32_t index, int32_t capacity, int32_t numBuffers,
                         MessageMemory &memory, Doorbell &sender,
                         Doorbell &receiver)
    : SendEnd(index), ReceiveEnd(index), memory(memory), sender(sender),
      receiver(receiver), numBuffers(uint32_t(numBuffers)),
      receives(2 * uint32_t(capacity)) {}

void CopyChannel::deliver(Pending &source) {
  ReceiveTable::Entry &entry = *receives.front();
  const Message &message = source.message;
  const void *data = source.buffered ? source.copy.data() : message.data;
  void *target = const_cast<void *>(entry.received.expected.data);
  if (entry.received.expected.bytes != message.bytes) {
    target = nullptr; // A mismatch; nothing is written.
  } else if (message.bytes != 0) {
    memory.copy(target, data, message.bytes);
    bytesCopied += message.bytes;
  }
  receives.popFront(message, target, source.sequence);
}

void CopyChannel::progress() {
  while (!pending.empty() && receives.front()) {
    Pending &first = pending.front();
    if (first.buffered)
      --numBuffered;
    else
      ++numDone;
    deliver(first);
    pending.pop_front();
  }
  for (Pending &next : pending) {
    if (next.buffered)
      continue;
    if (numBuffered == numBuffers)
      break;
    next.copy.resize(next.message.bytes);
    memory.copy(next.copy.data(), next.message.data, next.message.bytes);
    next.buffered = true;
    bytesCopied += next.message.bytes;
    ++numAllocations;
    ++numBuffered;
    ++numDone;
  }
}

bool CopyChannel::trySend(const Message &message, Ticket &ticket) {
  {
    std::lock_guard lock(mutex);
    pending.push_back({message, numSent++, false, {}});
    ticket = {1, uint32_t(numSent) & Ticket::maxGeneration};
    progress();
  }
  receiver.ring(getRecvReason());
  return true;
}

bool CopyChannel::isSendDone(Ticket ticket) {
  std::lock_guard lock(mutex);
  // How many sends later than this one are done, modulo 2^28.
  uint32_t later =
      (uint32_t(numDone) - ticket.generation) & Ticket::maxGeneration;
  return later <= Ticket::maxGeneration / 2;
}

int64_t CopyChannel::getMicroBatch(Ticket ticket) {
  std::lock_guard lock(mutex);
  for (const Pending &send : pending)
    if ((uint32_t(send.sequence + 1) & Ticket::maxGeneration) ==
        ticket.generation)
      return send.message.microBatch;
  return -1;
}

Ticket CopyChannel::post(const Message &expected) {
  Ticket ticket;
  {
    std::lock_guard lock(mutex);
    ticket = receives.post(expected);
    progress();
  }
  sender.ring(getSendReason());
  return ticket;
}

Arrival CopyChannel::tryReceive(Ticket ticket, Received &received) {
  std::lock_guard lock(mutex);
  return receives.look(ticket, received);
}

bool CopyChannel::release(Ticket ticket) {
  {
    std::lock_guard lock(mutex);
    Received received;
    if (receives.look(ticket, received) == Arrival::Arrived)
      memory.forget(received.data, received.sent.bytes);
    if (!receives.release(ticket))
      return false;
  }
  sender.ring(getSendReason());
  return true;
}

uint64_t CopyChannel::getNumReleased() {
  std::lock_guard lock(mutex);
  return receives.getNumReleased();
}

uint64_t CopyChannel::getNumOpen() {
  std::lock_guard lock(mutex);
  return receives.getNumOpen();
}
