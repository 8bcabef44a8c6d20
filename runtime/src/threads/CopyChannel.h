//===- CopyChannel.h - Channel that copies ----------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_THREADS_COPYCHANNEL_H
#define PIPERT_SRC_THREADS_COPYCHANNEL_H

#include "../Channel.h"
#include "../ReceiveTable.h"

#include <cstring>
#include <deque>
#include <mutex>
#include <vector>

namespace mlir::pipert {

/// How a channel reaches the memory of messages.
class MessageMemory {
public:
  virtual ~MessageMemory() = default;
  virtual void copy(void *destination, const void *source, uint64_t bytes) {
    if (bytes != 0)
      std::memcpy(destination, source, bytes);
  }
  /// Nobody may read a message of `bytes` bytes at `data` any more.
  virtual void forget(void *data, uint64_t bytes) {
    (void)data;
    (void)bytes;
  }
};

/// A channel with the meanings of "done" that other transports have: with
/// `numBuffers` 0 a send is done when a receive is posted (rendezvous), else
/// when one of `numBuffers` buffers is free (eager). Whoever comes last copies,
/// under a lock: for tests, and for ranks of one process where others are in
/// another. A send never has to wait for room.
class CopyChannel final : public SendEnd, public ReceiveEnd {
public:
  CopyChannel(uint32_t index, int32_t capacity, int32_t numBuffers,
              MessageMemory &memory, Doorbell &sender, Doorbell &receiver);

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
  uint64_t getNumAllocations() const override { return numAllocations; }

private:
  /// A message that no receive has taken; `copy` is set once it is in a buffer.
  struct Pending {
    Message message;
    uint64_t sequence = 0;
    bool buffered = false;
    std::vector<char> copy;
  };

  /// Does every copy that can be done. The lock is held.
  void progress();
  void deliver(Pending &pending);

  MessageMemory &memory;
  Doorbell &sender;
  Doorbell &receiver;
  const uint32_t numBuffers;
  std::mutex mutex;
  uint64_t numSent = 0;
  uint64_t numDone = 0; ///< Sends are done in order.
  uint32_t numBuffered = 0;
  std::deque<Pending> pending;
  ReceiveTable receives;
  uint64_t bytesCopied = 0;
  uint64_t numAllocations = 0;
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_THREADS_COPYCHANNEL_H
