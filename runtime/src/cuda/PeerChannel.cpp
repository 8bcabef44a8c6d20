//===- PeerChannel.cpp - Messages from GPU to GPU -------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PeerChannel.h"

#include <cstring>

using namespace mlir::pipert;
using namespace mlir::pipert::cuda;

PeerChannel::PeerChannel(uint32_t index, int32_t capacity, Fleet &fleet,
                         CudaDevice &from, CudaDevice &to, Doorbell &sender,
                         Doorbell &receiver)
    : SendEnd(index), ReceiveEnd(index), fleet(fleet), from(from), to(to),
      sender(sender), receiver(receiver), slots(size_t(capacity)),
      receives(2 * uint32_t(capacity)) {
  for (Slot &slot : slots) {
    slot.sent = from.makeEvent();
    slot.copied = to.makeEvent();
  }
  to.makeStream(stream);
}

PeerChannel::~PeerChannel() {
  if (stream && !fleet.drain(to.getGpu(), stream))
    return;
  const Driver &driver = to.getGpu().driver;
  for (Slot &slot : slots) {
    driver.cuEventDestroy(slot.sent);
    driver.cuEventDestroy(slot.copied);
  }
  for (Event event : posted)
    driver.cuEventDestroy(event);
  if (stream)
    driver.cuStreamDestroy(stream);
}

//===----------------------------------------------------------------------===//
// Copies
//===----------------------------------------------------------------------===//

void PeerChannel::copy(Slot &slot, void *target, Event postedEvent) {
  const Message &message = slot.message;
  bytesCopied += message.bytes;
  if (!to.getGpu().hasCode()) {
    std::memcpy(target, message.data, message.bytes);
    return;
  }
  to.copyFromPeer(stream, {slot.sent, postedEvent}, target, from, message.data,
                  message.bytes, slot.copied);
}

void PeerChannel::progress() {
  while (numMatched < numSent && receives.front()) {
    Slot &slot = getSlot(++numMatched);
    ReceiveTable::Entry &entry = *receives.front();
    const Message &expected = entry.received.expected;
    const size_t place = receives.getPlace(entry);
    void *target = const_cast<void *>(expected.data);
    if (expected.bytes != slot.message.bytes ||
        expected.microBatch != slot.message.microBatch)
      target = nullptr; // A mismatch; nothing is written.
    else if (expected.bytes != 0)
      copy(slot, target, posted[place]);
    matched[place] = numMatched;
    receives.popFront(slot.message, target, numMatched - 1);
  }
}

//===----------------------------------------------------------------------===//
// The sender
//===----------------------------------------------------------------------===//

bool PeerChannel::settle(uint64_t number) {
  if (number > numMatched)
    return false;
  Slot &slot = getSlot(number);
  if (slot.number == number && !slot.isAwaited) {
    slot.isAwaited = true;
    from.waitFor(slot.copied);
  }
  return true;
}

bool PeerChannel::trySend(const Message &message, Ticket &ticket) {
  {
    std::lock_guard lock(mutex);
    Slot &slot = getSlot(numSent + 1);
    if (slot.number != 0 && !settle(slot.number))
      return false;
    from.record(slot.sent);
    slot.message = message;
    slot.number = ++numSent;
    slot.isAwaited = false;
    ticket = {1, uint32_t(numSent) & Ticket::maxGeneration};
    progress();
  }
  receiver.ring(getRecvReason());
  return true;
}

uint64_t PeerChannel::find(Ticket ticket) {
  const uint32_t age =
      (uint32_t(numSent) - ticket.generation) & Ticket::maxGeneration;
  return age < slots.size() && age < numSent ? numSent - age : 0;
}

bool PeerChannel::isSendDone(Ticket ticket) {
  std::lock_guard lock(mutex);
  const uint64_t number = find(ticket);
  return number == 0 || settle(number);
}

int64_t PeerChannel::getMicroBatch(Ticket ticket) {
  std::lock_guard lock(mutex);
  const uint64_t number = find(ticket);
  return number == 0 ? -1 : getSlot(number).message.microBatch;
}

//===----------------------------------------------------------------------===//
// The receiver
//===----------------------------------------------------------------------===//

Ticket PeerChannel::post(const Message &expected) {
  Ticket ticket;
  {
    std::lock_guard lock(mutex);
    ticket = receives.post(expected);
    while (posted.size() <= ticket.entry) {
      posted.push_back(to.makeEvent());
      matched.push_back(0);
    }
    to.record(posted[ticket.entry]);
    progress();
  }
  sender.ring(getSendReason());
  return ticket;
}

Arrival PeerChannel::tryReceive(Ticket ticket, Received &received) {
  std::lock_guard lock(mutex);
  const Arrival arrival = receives.look(ticket, received);
  // If a later message has the slot, its copy comes behind this one.
  if (arrival == Arrival::Arrived && received.sent.bytes != 0)
    to.waitFor(getSlot(matched[ticket.entry]).copied);
  return arrival;
}

bool PeerChannel::release(Ticket ticket) {
  std::lock_guard lock(mutex);
  return receives.release(ticket);
}

uint64_t PeerChannel::getNumReleased() {
  std::lock_guard lock(mutex);
  return receives.getNumReleased();
}

uint64_t PeerChannel::getNumOpen() {
  std::lock_guard lock(mutex);
  return receives.getNumOpen();
}
