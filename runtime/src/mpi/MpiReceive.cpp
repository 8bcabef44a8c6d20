//===- MpiReceive.cpp - The receiver's end --------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MpiReceive.h"
#include "../Clock.h"

#include <algorithm>
#include <utility>

using namespace mlir::pipert;

/// How long receives that are cancelled may go on.
static constexpr int64_t cancelNs = 1'000'000'000;

MpiReceive::MpiReceive(const MpiRoute &route, const ChannelPlan &plan,
                       Doorbell &receiver, ControlPlane &control)
    : ReceiveEnd(plan.index), MpiEnd(route, plan, plan.to, control),
      receiver(receiver), receives(2 * uint32_t(plan.capacity)),
      ring(std::make_unique<std::array<Incoming, numIncoming>>()) {
  {
    std::lock_guard lock(library->mutex);
    expect();
  }
  poller->add(*this);
}

bool MpiReceive::cancelAll() {
  if (library->isSpoilt())
    return false;
  std::vector<pipert_mpi_request_t> open;
  for (; numPartsDone < parts.size(); ++numPartsDone)
    open.push_back(parts[numPartsDone]);
  for (; numOpened < numExpected; ++numOpened)
    open.push_back((*ring)[numOpened % numIncoming].request);
  for (pipert_mpi_request_t &request : open)
    if (library->mpi.cancel(&request) != 0)
      return false;
  int64_t end = now() + cancelNs;
  while (!open.empty()) {
    int32_t isDone = 0, bytes = 0;
    if (library->mpi.test(&open.back(), &isDone, &bytes) != 0 || now() > end)
      return false;
    if (isDone)
      open.pop_back();
  }
  return true;
}

MpiReceive::~MpiReceive() {
  poller->remove(*this);
  halt();
}

void MpiReceive::halt() {
  std::lock_guard lock(library->mutex);
  isStopped = true;
  if (!ring || cancelAll())
    return;
  (void)ring.release(); // MPI may still write there.
  library->spoil();
}

void MpiReceive::expect() {
  while (numExpected < numOpened + numIncoming && !isStopped) {
    Incoming &incoming = (*ring)[numExpected % numIncoming];
    if (receive(incoming.envelope.bytes, sizeof(incoming.envelope.bytes),
                /*isData=*/false, incoming.request))
      ++numExpected;
  }
}

bool MpiReceive::startData(char *data) {
  parts.clear();
  numPartsDone = 0;
  for (uint64_t got = 0; got < message.bytes; got += library->maxPart)
    if (!receive(data + got, std::min(message.bytes - got, library->maxPart),
                 /*isData=*/true, parts.emplace_back()))
      return false;
  return true;
}

bool MpiReceive::open(int32_t size) {
  Envelope &envelope = (*ring)[numOpened++ % numIncoming].envelope;
  if (!envelope.unpack(size, message)) {
    stop(PIPERT_MISMATCH,
         "what came from rank " + std::to_string(plan.from) + " is no message");
    return false;
  }
  const Message &expected = receives.front()->received.expected;
  if (message.bytes != expected.bytes ||
      message.microBatch != expected.microBatch) {
    receives.popFront(message, nullptr, numReceived);
    isStopped = true; // The receiver ends the run.
    return true;
  }
  char *data = static_cast<char *>(const_cast<void *>(expected.data));
  if (!Envelope::isInside(message.bytes)) {
    (void)startData(data);
    return false;
  }
  if (message.bytes != 0)
    std::memcpy(data, envelope.getData(), message.bytes);
  finish();
  return true;
}

void MpiReceive::finish() {
  void *data = const_cast<void *>(receives.front()->received.expected.data);
  receives.popFront(message, data, numReceived++);
  bytesCopied += message.bytes;
}

bool MpiReceive::isDataDone() {
  for (; numPartsDone < parts.size(); ++numPartsDone) {
    int32_t bytes = 0;
    if (!test(parts[numPartsDone], bytes))
      return false;
    uint64_t expected = std::min(
        message.bytes - numPartsDone * library->maxPart, library->maxPart);
    if (uint64_t(bytes) == expected)
      continue;
    stop(PIPERT_MISMATCH,
         "what came from rank " + std::to_string(plan.from) + " is no message");
    return false;
  }
  return true;
}

bool MpiReceive::progress() {
  bool hasCome = false;
  while (receives.front() && !isStopped) {
    if (!parts.empty()) {
      if (!isDataDone())
        break;
      parts.clear();
      finish();
      hasCome = true;
      continue;
    }
    int32_t size = 0;
    if (numOpened == numExpected)
      expect();
    if (!test((*ring)[numOpened % numIncoming].request, size))
      break;
    hasCome |= open(size);
  }
  return hasCome;
}

Ticket MpiReceive::post(const Message &expected) {
  Ticket ticket;
  bool isOpen = false;
  {
    std::lock_guard lock(library->mutex);
    ticket = receives.post(expected);
    expect();
    (void)progress();
    isOpen = receives.front() != nullptr;
  }
  if (isOpen)
    poller->wake();
  return ticket;
}

Arrival MpiReceive::tryReceive(Ticket ticket, Received &received) {
  std::lock_guard lock(library->mutex);
  Arrival arrival = receives.look(ticket, received);
  if (arrival != Arrival::Pending)
    return arrival;
  (void)progress();
  return receives.look(ticket, received);
}

bool MpiReceive::release(Ticket ticket) {
  std::lock_guard lock(library->mutex);
  return receives.release(ticket);
}

uint64_t MpiReceive::getNumReleased() {
  std::lock_guard lock(library->mutex);
  return receives.getNumReleased();
}

uint64_t MpiReceive::getNumOpen() {
  std::lock_guard lock(library->mutex);
  return receives.getNumOpen();
}

Polled MpiReceive::move() {
  Polled polled;
  {
    std::lock_guard lock(library->mutex);
    polled.hasMoved = progress();
    polled.isOpen = receives.front() && !isStopped;
  }
  if (polled.hasMoved)
    receiver.ring(getRecvReason());
  reportError();
  return polled;
}
