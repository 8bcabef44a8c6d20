//===- UcxChannel.cpp - A channel between two processes -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "UcxChannel.h"
#include "../Clock.h"

using namespace mlir::pipert;

/// How long a lost connection waits for a better reason than that.
static constexpr int64_t lossNs = 1'000'000'000;

//===----------------------------------------------------------------------===//
// Both ends
//===----------------------------------------------------------------------===//

void UcxEnd::begin(UcxTransfer &transfer, ucs_status_ptr_t result) {
  transfer.ucx = &ucx;
  transfer.state = UCS_PTR_IS_PTR(result)                 ? UcxTransfer::Moving
                   : UCS_PTR_RAW_STATUS(result) == UCS_OK ? UcxTransfer::Done
                                                          : UcxTransfer::Lost;
}

void UcxEnd::reportOnce(pipert_status_t status, const std::string &reason) {
  if (!std::exchange(isReported, true))
    (void)control.abort({status, local, reason});
}

void UcxEnd::reportLoss(bool isLost) {
  if (!isLost)
    return;
  if (lostSince == 0)
    lostSince = now();
  if (now() - lostSince < lossNs)
    return;
  int32_t other = local == plan.from ? plan.to : plan.from;
  reportOnce(PIPERT_PEER_FAILED,
             "lost the connection to rank " + std::to_string(other));
}

//===----------------------------------------------------------------------===//
// Sender
//===----------------------------------------------------------------------===//

UcxSend::UcxSend(std::shared_ptr<UcxWorker> worker, const ChannelPlan &plan,
                 UcxPeer &peer, uint16_t channel, Doorbell &sender,
                 ControlPlane &control)
    : SendEnd(plan.index),
      UcxEnd(std::move(worker), plan, plan.from, sender, control), peer(peer),
      channel(channel) {
  this->worker->add(*this);
}

UcxSend::~UcxSend() {
  worker->remove(*this);
  // UCX would read what is freed now.
  if (!queue.empty())
    worker->abandon();
}

bool UcxSend::trySend(const Message &message, Ticket &ticket) {
  std::lock_guard lock(worker->mutex);
  UcxTag tag = {channel, uint16_t(numSent), int32_t(message.microBatch)};
  Pending &pending = queue.emplace_back();
  pending.microBatch = message.microBatch;
  ++numSent;
  ticket = {1, uint32_t(numSent) & Ticket::maxGeneration};
  if (tag.microBatch != message.microBatch) {
    reportOnce(PIPERT_INVALID_ARGUMENT,
               "a message has micro-batch " +
                   std::to_string(message.microBatch) +
                   ", which the transport 'ucx' cannot send");
    return true;
  }
  ucp_request_param_t parameters = {};
  parameters.op_attr_mask =
      UCP_OP_ATTR_FIELD_CALLBACK | UCP_OP_ATTR_FIELD_USER_DATA;
  parameters.user_data = &pending.transfer;
  parameters.cb.send = [](void *request, ucs_status_t status, void *transfer) {
    static_cast<UcxTransfer *>(transfer)->end(request, status);
  };
  begin(pending.transfer,
        ucx.ucp_tag_send_nbx(peer.endpoint, message.data, message.bytes,
                             tag.pack(), &parameters));
  (void)settle();
  return true;
}

bool UcxSend::settle() {
  bool isAnyDone = false;
  for (; !queue.empty() && queue.front().transfer.state == UcxTransfer::Done;
       queue.pop_front()) {
    ++numDone;
    isAnyDone = true;
  }
  return isAnyDone;
}

bool UcxSend::isDone(Ticket ticket) const {
  // How many sends later than this one are done, modulo 2^28.
  uint32_t later =
      (uint32_t(numDone) - ticket.generation) & Ticket::maxGeneration;
  return later <= Ticket::maxGeneration / 2;
}

bool UcxSend::isSendDone(Ticket ticket) {
  std::lock_guard lock(worker->mutex);
  if (isDone(ticket))
    return true;
  worker->progress(bell);
  return isDone(ticket);
}

int64_t UcxSend::getMicroBatch(Ticket ticket) {
  std::lock_guard lock(worker->mutex);
  uint64_t number = numDone;
  for (const Pending &pending : queue)
    if ((uint32_t(++number) & Ticket::maxGeneration) == ticket.generation)
      return pending.microBatch;
  return -1;
}

void UcxSend::move() {
  if (settle())
    bell.ring(getSendReason());
  reportLoss(peer.isLost || (!queue.empty() && queue.front().transfer.state ==
                                                   UcxTransfer::Lost));
}

//===----------------------------------------------------------------------===//
// Receiver
//===----------------------------------------------------------------------===//

UcxReceive::UcxReceive(std::shared_ptr<UcxWorker> worker,
                       const ChannelPlan &plan, uint16_t channel,
                       Doorbell &receiver, ControlPlane &control)
    : ReceiveEnd(plan.index),
      UcxEnd(std::move(worker), plan, plan.to, receiver, control),
      channel(channel), receives(2 * uint32_t(plan.capacity)) {
  this->worker->add(*this);
}

UcxReceive::~UcxReceive() {
  worker->remove(*this);
  // UCX would write what is freed now.
  if (transfer.state == UcxTransfer::Moving)
    worker->abandon();
}

bool UcxReceive::beginMessage() {
  ucp_tag_recv_info_t info;
  if (!ucx.ucp_tag_probe_nb(worker->getHandle(), UcxTag{channel, 0, 0}.pack(),
                            UcxTag::channelMask, /*remove=*/0, &info))
    return false;
  UcxTag tag = UcxTag::unpack(info.sender_tag);
  const Message &expected = receives.front()->received.expected;
  message = {nullptr, info.length, tag.microBatch};
  // Every message of a channel comes from one sender, in order.
  if (tag.sequence != uint16_t(numReceived)) {
    isStuck = true;
    reportOnce(PIPERT_MISMATCH, "what came from rank " +
                                    std::to_string(plan.from) +
                                    " is no message");
    return false;
  }
  if (message.bytes != expected.bytes ||
      message.microBatch != expected.microBatch) {
    isStuck = true;
    receives.popFront(message, nullptr, numReceived);
    return false;
  }
  ucp_request_param_t parameters = {};
  parameters.op_attr_mask =
      UCP_OP_ATTR_FIELD_CALLBACK | UCP_OP_ATTR_FIELD_USER_DATA;
  parameters.user_data = &transfer;
  parameters.cb.recv = [](void *request, ucs_status_t status,
                          const ucp_tag_recv_info_t *, void *transfer) {
    static_cast<UcxTransfer *>(transfer)->end(request, status);
  };
  begin(transfer,
        ucx.ucp_tag_recv_nbx(worker->getHandle(),
                             const_cast<void *>(expected.data), expected.bytes,
                             info.sender_tag, ~ucp_tag_t(0), &parameters));
  return true;
}

bool UcxReceive::advance() {
  bool hasCome = false;
  while (receives.front() && !isStuck) {
    if (transfer.state == UcxTransfer::None && !beginMessage())
      return hasCome || isStuck;
    if (transfer.state != UcxTransfer::Done)
      break;
    void *data = const_cast<void *>(receives.front()->received.expected.data);
    receives.popFront(message, data, numReceived++);
    bytesCopied += message.bytes;
    transfer.state = UcxTransfer::None;
    hasCome = true;
  }
  return hasCome;
}

Ticket UcxReceive::post(const Message &expected) {
  std::lock_guard lock(worker->mutex);
  Ticket ticket = receives.post(expected);
  (void)advance();
  return ticket;
}

Arrival UcxReceive::tryReceive(Ticket ticket, Received &received) {
  std::lock_guard lock(worker->mutex);
  Arrival arrival = receives.look(ticket, received);
  if (arrival != Arrival::Pending)
    return arrival;
  worker->progress(bell);
  return receives.look(ticket, received);
}

bool UcxReceive::release(Ticket ticket) {
  std::lock_guard lock(worker->mutex);
  return receives.release(ticket);
}

uint64_t UcxReceive::getNumReleased() {
  std::lock_guard lock(worker->mutex);
  return receives.getNumReleased();
}

uint64_t UcxReceive::getNumOpen() {
  std::lock_guard lock(worker->mutex);
  return receives.getNumOpen();
}

void UcxReceive::move() {
  if (advance())
    bell.ring(getRecvReason());
  reportLoss(transfer.state == UcxTransfer::Lost);
}
