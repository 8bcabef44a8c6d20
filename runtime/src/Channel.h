//===- Channel.h - The FIFO from one rank to another ------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_CHANNEL_H
#define PIPERT_SRC_CHANNEL_H

#include "Doorbell.h"
#include "pipert/pipert.h"

#include <cstdint>
#include <memory>

namespace mlir::pipert {

/// What a sender says about a message, or a receiver expects of one.
struct Message {
  const void *data = nullptr; ///< Sender's bytes, or where they are received.
  uint64_t bytes = 0;
  int64_t microBatch = 0;
};

/// Names one send or one receive of a channel: an entry of the table that the
/// end keeps of them, and a `generation` that tells apart the uses of the
/// entry. They fit 20 and 28 bits and are not both 0.
struct Ticket {
  static constexpr uint32_t maxEntry = (1u << 20) - 1;
  static constexpr uint32_t maxGeneration = (1u << 28) - 1;

  uint32_t entry = 0;
  uint32_t generation = 0;

  static uint32_t getNextGeneration(uint32_t generation) {
    return generation == maxGeneration ? 1 : generation + 1;
  }
};

/// Messages in flight that a channel may be made for. A channel starts with
/// room for twice as many receives.
inline constexpr int32_t maxCapacity = 1 << 19;

enum class Arrival { Pending, Arrived, Mismatch, Unknown };

/// What a receive got.
struct Received {
  void *data = nullptr;
  Message expected;      ///< Set from the post on.
  Message sent;          ///< As the sender said, also after a mismatch.
  uint64_t sequence = 0; ///< Place of the message in the channel's order.
};

/// Kinds of channels that the world makes between replicas of a rank, beside
/// those of pipert_channel_kind_t.
inline constexpr int32_t addendChannel = 2, sumChannel = 3;

/// A channel of the world: the FIFO from one rank to another for one kind of
/// message. All processes know all of them, under the same numbers.
struct ChannelPlan {
  uint32_t index = 0; ///< Unique in the world.
  int32_t from = 0;   ///< The sending rank.
  int32_t to = 0;     ///< The receiving rank.
  int32_t kind = 0;   ///< A pipert_channel_kind_t, or one of the above.
  int32_t capacity = 0;
};

/// The sender's end of a channel. Called by the sending rank's thread only; no
/// function blocks. Rings the receiver after every change that it may be
/// waiting for.
class SendEnd {
public:
  explicit SendEnd(uint32_t channelIndex) : reason(2 * channelIndex + 2) {}
  virtual ~SendEnd() = default;

  /// What the sender waits for.
  WaitReason getSendReason() const { return reason; }

  /// Starts a send; false when as many messages as the capacity are in flight.
  virtual bool trySend(const Message &message, Ticket &ticket) = 0;
  /// Whether the data of a send may be written again.
  virtual bool isSendDone(Ticket ticket) = 0;
  /// The micro-batch of a send that is not done.
  virtual int64_t getMicroBatch(Ticket ticket) = 0;
  /// Number of messages that were sent; the next one's sequence number.
  virtual uint64_t getNumSent() const = 0;

private:
  const WaitReason reason;
};

/// The receiver's end of a channel. Called by the receiving rank's thread only;
/// no function blocks. Rings the sender after every change that it may be
/// waiting for.
class ReceiveEnd {
public:
  explicit ReceiveEnd(uint32_t channelIndex) : reason(2 * channelIndex + 3) {}
  virtual ~ReceiveEnd() = default;

  /// What the receiver waits for.
  WaitReason getRecvReason() const { return reason; }

  /// Posts a receive for the next message.
  virtual Ticket post(const Message &expected) = 0;
  /// Asks for the message of a posted receive; it may be asked for again.
  /// Sets `received.expected` unless the ticket is unknown, and the rest when
  /// a message is there.
  virtual Arrival tryReceive(Ticket ticket, Received &received) = 0;
  /// Gives a message back; false if the ticket is no received message.
  virtual bool release(Ticket ticket) = 0;

  // While the rank runs nothing.
  /// Number of messages that were released since the channel was made.
  virtual uint64_t getNumReleased() = 0;
  /// Number of receives that were posted and not yet released.
  virtual uint64_t getNumOpen() = 0;
  virtual uint64_t getBytesCopied() const = 0;
  virtual uint64_t getNumAllocations() const = 0;

private:
  const WaitReason reason;
};

/// The ends of a channel that are in this process; null: the rank of that end
/// is in another one. Both may be one object.
struct ChannelEnds {
  std::shared_ptr<SendEnd> send;
  std::shared_ptr<ReceiveEnd> receive;
};

/// Why a rank's thread or the caller sleeps outside of the channels.
inline constexpr WaitReason waitForStep = 1;

} // namespace mlir::pipert

#endif // PIPERT_SRC_CHANNEL_H
