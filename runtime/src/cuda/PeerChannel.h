//===- PeerChannel.h - Messages from GPU to GPU -----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_CUDA_PEERCHANNEL_H
#define PIPERT_SRC_CUDA_PEERCHANNEL_H

#include "../Channel.h"
#include "../ReceiveTable.h"
#include "CudaDevice.h"

#include <mutex>
#include <vector>

namespace mlir::pipert::cuda {

/// Copies a message into the receiver's buffer on a stream of the channel,
/// which whoever comes second queues, sender or receiver. It waits for what the
/// sender had queued before it sent, and for what the receiver had before it
/// posted; the streams of the ranks wait for it where they go on with the data.
/// No host thread waits for a GPU.
///
/// Without device code the data are the host's, and are copied at once.
class PeerChannel final : public SendEnd, public ReceiveEnd {
public:
  PeerChannel(uint32_t index, int32_t capacity, Fleet &fleet, CudaDevice &from,
              CudaDevice &to, Doorbell &sender, Doorbell &receiver);
  ~PeerChannel();

  bool trySend(const Message &message, Ticket &ticket) override;
  bool isSendDone(Ticket ticket) override;
  int64_t getMicroBatch(Ticket ticket) override;
  uint64_t getNumSent() const override { return numSent; }

  Ticket post(const Message &expected) override;
  Arrival tryReceive(Ticket ticket, Received &received) override;
  bool release(Ticket ticket) override;

  uint64_t getNumReleased() override;
  uint64_t getNumOpen() override;
  uint64_t getBytesCopied() const override { return bytesCopied; }
  uint64_t getNumAllocations() const override {
    return receives.getNumAllocations();
  }

private:
  /// A place for a send; they are taken in turn.
  struct Slot {
    Message message;
    uint64_t number = 0; ///< Of the send, from 1.
    bool isAwaited = true;
    Event sent = nullptr, copied = nullptr;
  };

  Slot &getSlot(uint64_t number) { return slots[number % slots.size()]; }
  /// Whether the send `number` was matched; then the sender's stream waits for
  /// its copy. The lock is held.
  bool settle(uint64_t number);
  /// The number of the send with this ticket, if no later one has its slot.
  uint64_t find(Ticket ticket);
  /// Copies all that can be. The lock is held.
  void progress();
  void copy(Slot &slot, void *target, Event posted);

  Fleet &fleet;
  CudaDevice &from;
  CudaDevice &to;
  Doorbell &sender;
  Doorbell &receiver;
  Stream stream = nullptr; ///< On the receiver's GPU.

  std::mutex mutex;
  std::vector<Slot> slots;
  uint64_t numSent = 0;
  uint64_t numMatched = 0;
  ReceiveTable receives;
  std::vector<Event> posted;     ///< By entry of `receives`.
  std::vector<uint64_t> matched; ///< By entry: the number of the send.
  uint64_t bytesCopied = 0;
};

} // namespace mlir::pipert::cuda

#endif // PIPERT_SRC_CUDA_PEERCHANNEL_H
