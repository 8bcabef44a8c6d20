//===- SocketChannel.cpp - A channel between two processes ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SocketChannel.h"
#include "../Clock.h"

#include <algorithm>

using namespace mlir::pipert;

/// Calls of the system that one end makes before others have their turn. The
/// rank's thread makes one for a send, so that it goes on while a large message
/// moves.
static constexpr int callsOfSend = 1, callsOfPost = 4, callsOfThread = 32;

/// How long a lost connection waits for a better reason than that.
static constexpr int64_t lossNs = 1'000'000'000;

//===----------------------------------------------------------------------===//
// Both ends
//===----------------------------------------------------------------------===//

void SocketEnd::lose() {
  socket.close();
  lostSince = now();
}

void SocketEnd::reportLoss() {
  int32_t other = local == plan.from ? plan.to : plan.from;
  {
    std::lock_guard lock(mutex);
    if (lostSince == 0 || isReported || now() - lostSince < lossNs)
      return;
    isReported = true;
  }
  (void)control.abort({PIPERT_PEER_FAILED, local,
                       "lost the connection to rank " + std::to_string(other)});
}

//===----------------------------------------------------------------------===//
// Sender
//===----------------------------------------------------------------------===//

SocketSend::SocketSend(std::shared_ptr<IoLoop> loop, const ChannelPlan &plan,
                       Socket connection, Doorbell &sender,
                       ControlPlane &control)
    : SendEnd(plan.index), SocketEnd(std::move(loop), plan, plan.from, control),
      sender(sender) {
  socket = std::move(connection);
  this->loop->add(*this);
}

SocketSend::~SocketSend() { loop->remove(*this); }

bool SocketSend::write(int maxCalls) {
  bool isAnyDone = false;
  for (int i = 0; i < maxCalls && !queue.empty() && socket; ++i) {
    const Pending &first = queue.front();
    const char *data = static_cast<const char *>(first.message.data);
    const size_t all = MessageHeader::size + first.message.bytes;
    Moved moved =
        written < MessageHeader::size
            ? writeTwo(socket, first.header + written,
                       MessageHeader::size - written, data, first.message.bytes)
            : writeSome(socket, data + (written - MessageHeader::size),
                        all - written);
    if (moved.ended)
      lose();
    if (moved.bytes == 0)
      break;
    written += moved.bytes;
    if (written < all)
      continue;
    queue.pop_front();
    written = 0;
    ++numDone;
    isAnyDone = true;
  }
  return isAnyDone;
}

bool SocketSend::trySend(const Message &message, Ticket &ticket) {
  bool isRest = false;
  {
    std::lock_guard lock(mutex);
    Pending &pending = queue.emplace_back();
    pending.message = message;
    MessageHeader{plan.index, message.bytes, message.microBatch,
                  uint32_t(numSent)}
        .write(pending.header);
    ++numSent;
    ticket = {1, uint32_t(numSent) & Ticket::maxGeneration};
    // What was begun earlier is with the thread.
    if (queue.size() == 1) {
      (void)write(callsOfSend);
      isRest = !queue.empty();
    }
  }
  if (isRest)
    loop->wake();
  return true;
}

bool SocketSend::isSendDone(Ticket ticket) {
  std::lock_guard lock(mutex);
  // How many sends later than this one are done, modulo 2^28.
  uint32_t later =
      (uint32_t(numDone) - ticket.generation) & Ticket::maxGeneration;
  return later <= Ticket::maxGeneration / 2;
}

int64_t SocketSend::getMicroBatch(Ticket ticket) {
  std::lock_guard lock(mutex);
  uint64_t number = numDone;
  for (const Pending &pending : queue)
    if ((uint32_t(++number) & Ticket::maxGeneration) == ticket.generation)
      return pending.message.microBatch;
  return -1;
}

void SocketSend::addTo(std::vector<pollfd> &entries) {
  std::lock_guard lock(mutex);
  if (!queue.empty() && socket)
    entries.push_back({socket.get(), POLLOUT, 0});
}

void SocketSend::move() {
  bool isAnyDone = false;
  {
    std::lock_guard lock(mutex);
    isAnyDone = write(callsOfThread);
  }
  if (isAnyDone)
    sender.ring(getSendReason());
  reportLoss();
}

//===----------------------------------------------------------------------===//
// Receiver
//===----------------------------------------------------------------------===//

SocketReceive::SocketReceive(std::shared_ptr<IoLoop> loop,
                             const ChannelPlan &plan, Doorbell &receiver,
                             ControlPlane &control)
    : ReceiveEnd(plan.index),
      SocketEnd(std::move(loop), plan, plan.to, control), receiver(receiver),
      receives(2 * uint32_t(plan.capacity)) {
  this->loop->add(*this);
}

SocketReceive::~SocketReceive() { loop->remove(*this); }

void SocketReceive::attach(Socket &connection) {
  {
    std::lock_guard lock(mutex);
    if (socket || lostSince != 0)
      return;
    socket = std::move(connection);
  }
  loop->wake();
}

bool SocketReceive::beginMessage() {
  const Message &expected = receives.front()->received.expected;
  // Every message of a channel comes from one sender, in order.
  isCorrupt = !MessageHeader::read(header, message) ||
              message.channel != plan.index ||
              message.sequence != uint32_t(numReceived);
  isStuck = isCorrupt || message.bytes != expected.bytes ||
            message.microBatch != expected.microBatch;
  if (isStuck && !isCorrupt)
    receives.popFront({nullptr, message.bytes, message.microBatch}, nullptr,
                      numReceived);
  return !isStuck;
}

bool SocketReceive::read(int maxCalls) {
  bool hasCome = false;
  int calls = 0;
  while (receives.front() && socket && !isStuck) {
    if (got >= MessageHeader::size &&
        got == MessageHeader::size + message.bytes) {
      void *data = const_cast<void *>(receives.front()->received.expected.data);
      receives.popFront({nullptr, message.bytes, message.microBatch}, data,
                        numReceived++);
      bytesCopied += message.bytes;
      got = 0;
      hasCome = true;
      continue;
    }
    if (calls++ == maxCalls)
      break;
    char *data = static_cast<char *>(
        const_cast<void *>(receives.front()->received.expected.data));
    const bool isHeader = got < MessageHeader::size;
    Moved moved =
        isHeader ? readSome(socket, header + got, MessageHeader::size - got)
                 : readSome(socket, data + (got - MessageHeader::size),
                            MessageHeader::size + message.bytes - got);
    if (moved.ended)
      lose();
    if (moved.bytes == 0)
      break;
    got += moved.bytes;
    if (isHeader && got == MessageHeader::size)
      hasCome |= !beginMessage();
  }
  return hasCome;
}

Ticket SocketReceive::post(const Message &expected) {
  Ticket ticket;
  bool mustWake = false;
  {
    std::lock_guard lock(mutex);
    // The thread looks at the socket already if a receive was waiting.
    mustWake = !receives.front();
    ticket = receives.post(expected);
    (void)read(callsOfPost);
    mustWake &= receives.front() != nullptr;
  }
  if (mustWake)
    loop->wake();
  return ticket;
}

Arrival SocketReceive::tryReceive(Ticket ticket, Received &received) {
  std::lock_guard lock(mutex);
  Arrival arrival = receives.look(ticket, received);
  if (arrival != Arrival::Pending)
    return arrival;
  (void)read(callsOfThread);
  return receives.look(ticket, received);
}

bool SocketReceive::release(Ticket ticket) {
  std::lock_guard lock(mutex);
  return receives.release(ticket);
}

uint64_t SocketReceive::getNumReleased() {
  std::lock_guard lock(mutex);
  return receives.getNumReleased();
}

uint64_t SocketReceive::getNumOpen() {
  std::lock_guard lock(mutex);
  return receives.getNumOpen();
}

void SocketReceive::addTo(std::vector<pollfd> &entries) {
  std::lock_guard lock(mutex);
  if (receives.front() && socket && !isStuck)
    entries.push_back({socket.get(), POLLIN, 0});
}

void SocketReceive::move() {
  bool hasCome = false, isBad = false;
  {
    std::lock_guard lock(mutex);
    hasCome = read(callsOfThread);
    isBad = isCorrupt && !std::exchange(isReported, true);
  }
  if (hasCome)
    receiver.ring(getRecvReason());
  if (isBad)
    (void)control.abort({PIPERT_MISMATCH, plan.to,
                         "what came from rank " + std::to_string(plan.from) +
                             " is no message"});
  reportLoss();
}
