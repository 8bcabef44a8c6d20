//===- UcxChannel.h - A channel between two processes -----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_UCX_UCXCHANNEL_H
#define PIPERT_SRC_UCX_UCXCHANNEL_H

#include "../Channel.h"
#include "../ControlPlane.h"
#include "../ReceiveTable.h"
#include "UcxWorker.h"

#include <deque>

namespace mlir::pipert {

/// What the 64 bits of a tag say of a message; its size UCX tells itself.
///
///   channel 16 | sequence 16 | micro-batch 32
struct UcxTag {
  static constexpr uint32_t maxChannel = 0xffff;
  static constexpr ucp_tag_t channelMask = ucp_tag_t(maxChannel) << 48;

  uint16_t channel = 0;  ///< As the receiver's process counts them.
  uint16_t sequence = 0; ///< Of the message, modulo 2^16.
  int32_t microBatch = 0;

  ucp_tag_t pack() const {
    return ucp_tag_t(channel) << 48 | ucp_tag_t(sequence) << 32 |
           uint32_t(microBatch);
  }
  static UcxTag unpack(ucp_tag_t tag) {
    return {uint16_t(tag >> 48), uint16_t(tag >> 32), int32_t(uint32_t(tag))};
  }
};

/// What UCX does with the memory of a message.
struct UcxTransfer {
  enum State : uint8_t { None, Moving, Done, Lost };
  State state = None;
  const UcxLibrary *ucx = nullptr;

  /// What UCX calls when it has returned `request` and is done with it.
  void end(void *request, ucs_status_t status) {
    state = status == UCS_OK ? Done : Lost;
    ucx->ucp_request_free(request);
  }
};

/// What the two ends have in common.
class UcxEnd : public UcxUser {
public:
  UcxEnd(std::shared_ptr<UcxWorker> worker, const ChannelPlan &plan,
         int32_t local, Doorbell &bell, ControlPlane &control)
      : worker(std::move(worker)), ucx(this->worker->ucx), plan(plan),
        local(local), bell(bell), control(control) {}

protected:
  /// Sets `transfer` to what became of a call of UCX.
  void begin(UcxTransfer &transfer, ucs_status_ptr_t result);
  /// Called in `move`: ends the run if the other process is lost for long;
  /// usually the control plane has told why by then.
  void reportLoss(bool isLost);
  /// Ends the run for a reason that cannot wait.
  void reportOnce(pipert_status_t status, const std::string &reason);

  const std::shared_ptr<UcxWorker> worker;
  const UcxLibrary &ucx;
  const ChannelPlan plan;
  const int32_t local; ///< The rank of this end.
  Doorbell &bell;      ///< Of that rank.

private:
  ControlPlane &control;
  int64_t lostSince = 0; ///< 0: it is not lost.
  bool isReported = false;
};

/// The sender's end. UCX copies small messages at once; it tells the receiver
/// of large ones, which reads them from the sender's memory.
class UcxSend final : public SendEnd, public UcxEnd {
public:
  /// `channel` is the number that the receiver has told.
  UcxSend(std::shared_ptr<UcxWorker> worker, const ChannelPlan &plan,
          UcxPeer &peer, uint16_t channel, Doorbell &sender,
          ControlPlane &control);
  ~UcxSend() override;

  bool trySend(const Message &message, Ticket &ticket) override;
  bool isSendDone(Ticket ticket) override;
  int64_t getMicroBatch(Ticket ticket) override;
  uint64_t getNumSent() const override { return numSent; }

  void move() override;

private:
  struct Pending {
    int64_t microBatch = 0;
    UcxTransfer transfer;
  };

  bool isDone(Ticket ticket) const;
  /// Takes what is done from the queue; returns whether there was any.
  bool settle();

  UcxPeer &peer;
  const uint16_t channel;
  std::deque<Pending> queue; ///< Not done, or behind one that is not.
  uint64_t numSent = 0;
  uint64_t numDone = 0; ///< Sends are done in order.
};

/// The receiver's end. A message stays with UCX until a receive is posted for
/// it; then it is compared with that, and comes into the memory of the post.
class UcxReceive final : public ReceiveEnd, public UcxEnd {
public:
  UcxReceive(std::shared_ptr<UcxWorker> worker, const ChannelPlan &plan,
             uint16_t channel, Doorbell &receiver, ControlPlane &control);
  ~UcxReceive() override;

  Ticket post(const Message &expected) override;
  Arrival tryReceive(Ticket ticket, Received &received) override;
  bool release(Ticket ticket) override;
  uint64_t getNumReleased() override;
  uint64_t getNumOpen() override;
  uint64_t getBytesCopied() const override { return bytesCopied; }
  uint64_t getNumAllocations() const override {
    return receives.getNumAllocations() - 1; // The first is not late.
  }

  void move() override;

private:
  /// Gives posted receives what has come, the lock is held. Returns whether
  /// one has got its message.
  bool advance();
  /// Looks for the next message, and starts to receive it; false if there is
  /// none, or it is none of this receive.
  bool beginMessage();

  const uint16_t channel;
  ReceiveTable receives;
  Message message;      ///< The one that comes.
  UcxTransfer transfer; ///< Of that.
  uint64_t numReceived = 0;
  uint64_t bytesCopied = 0;
  bool isStuck = false; ///< After a mismatch nothing is received.
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_UCX_UCXCHANNEL_H
