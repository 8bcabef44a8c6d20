//===- HandoverChannel.h - Channel that hands pointers over -----*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_THREADS_HANDOVERCHANNEL_H
#define PIPERT_SRC_THREADS_HANDOVERCHANNEL_H

#include "../Channel.h"
#include "../ReceiveTable.h"

#include <atomic>
#include <memory>
#include <vector>

namespace mlir::pipert {

/// Told of each message by its flag, where the data are written and read later
/// than the host says. By the sender: a message is about to go out, and it has
/// come back. By the receiver: it is there, and it is about to go back.
class HandoverHooks {
public:
  virtual ~HandoverHooks() = default;
  virtual void onSend(uint32_t flag) = 0;
  virtual void onReclaim(uint32_t flag) = 0;
  virtual void onReceive(uint32_t flag) = 0;
  virtual void onRelease(uint32_t flag) = 0;
};

/// A lock-free single-producer single-consumer FIFO of pointers.
///
/// The sender writes a message into the ring and publishes it with the tag
/// `sequence + 1`. Every message in flight also owns a flag, in which the
/// receiver stores the send's generation to give it back; flags are taken from
/// a free list, so messages may be released in any order and the ring never
/// waits for an old one: it holds `capacity` entries or more, and a message is
/// sent only when one of the `capacity` flags is free.
class HandoverChannel final : public SendEnd, public ReceiveEnd {
public:
  HandoverChannel(uint32_t index, int32_t capacity, Doorbell &sender,
                  Doorbell &receiver,
                  std::unique_ptr<HandoverHooks> hooks = nullptr);

  bool trySend(const Message &message, Ticket &ticket) override;
  bool isSendDone(Ticket ticket) override;
  int64_t getMicroBatch(Ticket ticket) override {
    return sends[ticket.entry].microBatch;
  }
  uint64_t getNumSent() const override { return numSent; }

  Ticket post(const Message &expected) override;
  Arrival tryReceive(Ticket ticket, Received &received) override;
  bool release(Ticket ticket) override;

  uint64_t getNumReleased() override { return receives.getNumReleased(); }
  uint64_t getNumOpen() override { return receives.getNumOpen(); }
  uint64_t getBytesCopied() const override { return 0; }
  uint64_t getNumAllocations() const override {
    return receives.getNumAllocations();
  }

private:
  struct alignas(64) RingEntry {
    std::atomic<uint64_t> tag{0}; ///< Sequence number + 1 of the message here.
    Message message;
    Ticket ticket;
  };
  struct alignas(64) Flag {
    std::atomic<uint32_t> released{0}; ///< Generation given back last.
  };
  /// What the sender knows of a flag.
  struct Send {
    uint32_t generation = 0;
    bool inFlight = false;
    int64_t microBatch = 0;
  };

  /// Moves the flags that the receiver gave back to the free list.
  void reclaim();
  bool reclaim(uint32_t flag);
  /// Gives the next message in the ring to the oldest receive, if both exist.
  bool match();

  Doorbell &sender;
  Doorbell &receiver;
  const std::unique_ptr<HandoverHooks> hooks; ///< Null: nobody listens.
  uint64_t mask;
  std::unique_ptr<RingEntry[]> ring;
  std::unique_ptr<Flag[]> flags;

  // The sender's.
  alignas(64) uint64_t numSent = 0;
  std::vector<Send> sends;
  std::vector<uint32_t> freeFlags;

  // The receiver's.
  alignas(64) uint64_t numMatched = 0;
  ReceiveTable receives;
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_THREADS_HANDOVERCHANNEL_H
