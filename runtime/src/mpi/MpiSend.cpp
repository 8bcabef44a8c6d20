//===- MpiSend.cpp - The sender's end -------------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MpiSend.h"

#include <algorithm>

using namespace mlir::pipert;

MpiSend::MpiSend(const MpiRoute &route, const ChannelPlan &plan,
                 Doorbell &sender, ControlPlane &control)
    : SendEnd(plan.index), MpiEnd(route, plan, plan.from, control),
      sender(sender) {
  poller->add(*this);
}

MpiSend::~MpiSend() {
  poller->remove(*this);
  halt();
  // MPI may still read what is here, as after an aborted run.
  for (; numOpen > 0; --numOpen)
    (void)ring[first++ % ring.size()].release();
}

/// What nobody receives cannot be taken back.
void MpiSend::halt() {
  std::lock_guard lock(library->mutex);
  progress();
  isStopped = true;
}

MpiSend::Outgoing &MpiSend::push() {
  if (numOpen == ring.size()) {
    std::rotate(ring.begin(), ring.begin() + ptrdiff_t(first), ring.end());
    first = 0;
    ring.push_back(std::make_unique<Outgoing>());
  }
  return *ring[(first + numOpen++) % ring.size()];
}

void MpiSend::start(Outgoing &outgoing, const Message &message) {
  outgoing.microBatch = message.microBatch;
  outgoing.numDone = 0;
  outgoing.requests.resize(1);
  int32_t size = outgoing.envelope.pack(message);
  if (!send(outgoing.envelope.bytes, uint64_t(size), /*isData=*/false,
            outgoing.requests[0]) ||
      Envelope::isInside(message.bytes))
    return;
  const char *data = static_cast<const char *>(message.data);
  for (uint64_t sent = 0; sent < message.bytes; sent += library->maxPart)
    if (!send(data + sent, std::min(message.bytes - sent, library->maxPart),
              /*isData=*/true, outgoing.requests.emplace_back()))
      return;
}

void MpiSend::progress() {
  while (numOpen > 0 && !isStopped) {
    Outgoing &outgoing = *ring[first];
    int32_t bytes = 0;
    while (outgoing.numDone < outgoing.requests.size()) {
      if (!test(outgoing.requests[outgoing.numDone], bytes))
        return;
      ++outgoing.numDone;
    }
    first = (first + 1) % ring.size();
    --numOpen;
    numDone.fetch_add(1, std::memory_order_seq_cst);
  }
}

bool MpiSend::trySend(const Message &message, Ticket &ticket) {
  bool isOpen = false;
  {
    std::lock_guard lock(library->mutex);
    ++numSent;
    ticket = {1, uint32_t(numSent) & Ticket::maxGeneration};
    if (!isStopped)
      start(push(), message);
    progress();
    isOpen = numOpen > 0;
  }
  if (isOpen)
    poller->wake();
  return true;
}

bool MpiSend::isSendDone(Ticket ticket) {
  auto isDone = [&] {
    // How many sends later than this one are done, modulo 2^28.
    uint32_t later =
        (uint32_t(numDone.load()) - ticket.generation) & Ticket::maxGeneration;
    return later <= Ticket::maxGeneration / 2;
  };
  if (isDone())
    return true;
  std::lock_guard lock(library->mutex);
  progress();
  return isDone();
}

int64_t MpiSend::getMicroBatch(Ticket ticket) {
  std::lock_guard lock(library->mutex);
  uint64_t number = numDone.load();
  for (size_t i = 0; i < numOpen; ++i)
    if ((uint32_t(++number) & Ticket::maxGeneration) == ticket.generation)
      return ring[(first + i) % ring.size()]->microBatch;
  return -1;
}

Polled MpiSend::move() {
  Polled polled;
  {
    std::lock_guard lock(library->mutex);
    uint64_t before = numDone.load();
    progress();
    polled = {numOpen > 0 && !isStopped, numDone.load() != before};
  }
  if (polled.hasMoved)
    sender.ring(getSendReason());
  reportError();
  return polled;
}
