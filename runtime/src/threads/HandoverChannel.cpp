//===- HandoverChannel.cpp - Channel that hands pointers over -------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "HandoverChannel.h"

#include <bit>

using namespace mlir::pipert;

HandoverChannel::HandoverChannel(uint32_t index, int32_t capacity,
                                 Doorbell &sender, Doorbell &receiver,
                                 std::unique_ptr<HandoverHooks> hooks)
    : SendEnd(index), ReceiveEnd(index), sender(sender), receiver(receiver),
      hooks(std::move(hooks)), mask(std::bit_ceil(uint64_t(capacity)) - 1),
      ring(std::make_unique<RingEntry[]>(mask + 1)),
      flags(std::make_unique<Flag[]>(capacity)), sends(capacity),
      receives(2 * uint32_t(capacity)) {
  freeFlags.reserve(capacity);
  for (int32_t i = capacity; i-- > 0;)
    freeFlags.push_back(uint32_t(i));
}

bool HandoverChannel::reclaim(uint32_t flag) {
  Send &send = sends[flag];
  if (!send.inFlight ||
      flags[flag].released.load(std::memory_order_seq_cst) != send.generation)
    return false;
  if (hooks)
    hooks->onReclaim(flag);
  send.inFlight = false;
  freeFlags.push_back(flag);
  return true;
}

void HandoverChannel::reclaim() {
  for (uint32_t flag = 0; flag < sends.size(); ++flag)
    reclaim(flag);
}

bool HandoverChannel::trySend(const Message &message, Ticket &ticket) {
  if (freeFlags.empty()) {
    reclaim();
    if (freeFlags.empty())
      return false;
  }
  uint32_t flag = freeFlags.back();
  freeFlags.pop_back();
  Send &send = sends[flag];
  send.inFlight = true;
  send.microBatch = message.microBatch;
  send.generation = Ticket::getNextGeneration(send.generation);
  ticket = {flag, send.generation};

  RingEntry &entry = ring[numSent & mask];
  entry.message = message;
  entry.ticket = ticket;
  ++numSent;
  if (hooks)
    hooks->onSend(flag);
  entry.tag.store(numSent, std::memory_order_seq_cst);
  receiver.ring(getRecvReason());
  return true;
}

bool HandoverChannel::isSendDone(Ticket ticket) {
  if (ticket.entry >= sends.size())
    return true;
  const Send &send = sends[ticket.entry];
  // Another generation, or no flight: it was reclaimed before.
  return send.generation != ticket.generation || !send.inFlight ||
         reclaim(ticket.entry);
}

Ticket HandoverChannel::post(const Message &expected) {
  return receives.post(expected);
}

bool HandoverChannel::match() {
  if (!receives.front())
    return false;
  RingEntry &entry = ring[numMatched & mask];
  if (entry.tag.load(std::memory_order_seq_cst) != numMatched + 1)
    return false;
  receives.front()->send = entry.ticket;
  receives.popFront(entry.message, const_cast<void *>(entry.message.data),
                    numMatched);
  ++numMatched;
  return true;
}

Arrival HandoverChannel::tryReceive(Ticket ticket, Received &received) {
  Arrival arrival = receives.look(ticket, received);
  while (arrival == Arrival::Pending && match())
    arrival = receives.look(ticket, received);
  if (hooks && arrival == Arrival::Arrived)
    hooks->onReceive(receives.find(ticket)->send.entry);
  return arrival;
}

bool HandoverChannel::release(Ticket ticket) {
  ReceiveTable::Entry *entry = receives.find(ticket);
  if (!entry || entry->state == ReceiveTable::Entry::Posted)
    return false;
  if (hooks)
    hooks->onRelease(entry->send.entry);
  flags[entry->send.entry].released.store(entry->send.generation,
                                          std::memory_order_seq_cst);
  receives.free(*entry);
  sender.ring(getSendReason());
  return true;
}
