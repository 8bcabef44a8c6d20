//===- SocketChannel.h - A channel between two processes --------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_SOCKETS_SOCKETCHANNEL_H
#define PIPERT_SRC_SOCKETS_SOCKETCHANNEL_H

#include "../Channel.h"
#include "../ControlPlane.h"
#include "../ReceiveTable.h"
#include "IoLoop.h"
#include "Wire.h"

#include <deque>
#include <memory>
#include <mutex>

namespace mlir::pipert {

/// What the two ends have in common: a connection of their own, so that a
/// message which nobody has asked for yet holds up no other channel, and the
/// thread that goes on with what the ranks' threads have begun.
class SocketEnd : public IoUser {
public:
  SocketEnd(std::shared_ptr<IoLoop> loop, const ChannelPlan &plan,
            int32_t local, ControlPlane &control)
      : loop(std::move(loop)), plan(plan), local(local), control(control) {}

protected:
  /// The connection has ended although it is needed; `mutex` is held.
  void lose();
  /// Ends the run if the connection is lost for long: usually the control plane
  /// has told why by then. Without the lock.
  void reportLoss();

  const std::shared_ptr<IoLoop> loop;
  const ChannelPlan plan;
  const int32_t local; ///< The rank of this end.
  ControlPlane &control;
  std::mutex mutex; ///< Guards what follows.
  Socket socket;
  int64_t lostSince = 0; ///< 0: it is not lost.
  bool isReported = false;
};

/// The sender's end. A message is written as far as the socket takes it at
/// once, so a small one is done when it is sent; the thread writes the rest
/// from the sender's memory.
class SocketSend final : public SendEnd, public SocketEnd {
public:
  SocketSend(std::shared_ptr<IoLoop> loop, const ChannelPlan &plan,
             Socket socket, Doorbell &sender, ControlPlane &control);
  ~SocketSend() override;

  bool trySend(const Message &message, Ticket &ticket) override;
  bool isSendDone(Ticket ticket) override;
  int64_t getMicroBatch(Ticket ticket) override;
  uint64_t getNumSent() const override { return numSent; }

  void addTo(std::vector<pollfd> &entries) override;
  void move() override;

private:
  /// Calls the system `maxCalls` times at most; the lock is held. Returns
  /// whether a send is done.
  bool write(int maxCalls);

  struct Pending {
    Message message;
    char header[MessageHeader::size];
  };

  Doorbell &sender;
  std::deque<Pending> queue;
  size_t written = 0; ///< Of the first one, with its header.
  uint64_t numSent = 0;
  uint64_t numDone = 0; ///< Sends are done in order.
};

/// The receiver's end. A message is read into the memory of the receive that
/// was posted for it, and stays in the socket until there is one; whoever comes
/// first reads, the rank's thread or the other.
class SocketReceive final : public ReceiveEnd, public SocketEnd {
public:
  SocketReceive(std::shared_ptr<IoLoop> loop, const ChannelPlan &plan,
                Doorbell &receiver, ControlPlane &control);
  ~SocketReceive() override;
  /// The sender has connected; others are ignored.
  void attach(Socket &connection);

  Ticket post(const Message &expected) override;
  Arrival tryReceive(Ticket ticket, Received &received) override;
  bool release(Ticket ticket) override;
  uint64_t getNumReleased() override;
  uint64_t getNumOpen() override;
  uint64_t getBytesCopied() const override { return bytesCopied; }
  uint64_t getNumAllocations() const override {
    return receives.getNumAllocations() - 1; // The first is not late.
  }

  void addTo(std::vector<pollfd> &entries) override;
  void move() override;

private:
  /// Calls the system `maxCalls` times at most; the lock is held. Returns
  /// whether a message has come.
  bool read(int maxCalls);
  /// The header is there. Returns whether the message is to be read.
  bool beginMessage();

  Doorbell &receiver;
  ReceiveTable receives;
  char header[MessageHeader::size];
  MessageHeader message;
  uint64_t got = 0; ///< Of header and message.
  uint64_t numReceived = 0;
  uint64_t bytesCopied = 0;
  bool isStuck = false;   ///< After a mismatch nothing is read.
  bool isCorrupt = false; ///< What came is no message.
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_SOCKETS_SOCKETCHANNEL_H
