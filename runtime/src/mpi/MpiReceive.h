//===- MpiReceive.h - The receiver's end ------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_MPI_MPIRECEIVE_H
#define PIPERT_SRC_MPI_MPIRECEIVE_H

#include "../ReceiveTable.h"
#include "Envelope.h"
#include "MpiEnd.h"

#include <array>
#include <vector>

namespace mlir::pipert {

/// The receiver's end. Receives for the next envelopes are with MPI all the
/// time. Data that are not inside are received into the memory of the post,
/// once the envelope has come and fits it; whoever comes first does it, the
/// rank's thread or the poller's.
class MpiReceive final : public ReceiveEnd, public MpiEnd {
public:
  MpiReceive(const MpiRoute &route, const ChannelPlan &plan, Doorbell &receiver,
             ControlPlane &control);
  ~MpiReceive() override;

  Ticket post(const Message &expected) override;
  Arrival tryReceive(Ticket ticket, Received &received) override;
  bool release(Ticket ticket) override;
  uint64_t getNumReleased() override;
  uint64_t getNumOpen() override;
  uint64_t getBytesCopied() const override { return bytesCopied; }
  uint64_t getNumAllocations() const override {
    return receives.getNumAllocations() - 1; // The first is not late.
  }

  Polled move() override;
  void halt() override;

private:
  static constexpr size_t numIncoming = 4;

  struct Incoming {
    pipert_mpi_request_t request = {};
    Envelope envelope;
  };

  // The mutex is held.
  /// Gives MPI receives for as many envelopes as there is room for.
  void expect();
  /// Receives what has come. Returns whether a receive has its message.
  bool progress();
  /// Takes the next envelope. Returns whether a receive has its message, which
  /// does not fit, or is inside.
  bool open(int32_t size);
  bool startData(char *data);
  bool isDataDone();
  void finish();
  /// Ends all receives that are with MPI; false if one goes on.
  bool cancelAll();

  Doorbell &receiver;
  ReceiveTable receives;
  /// A ring: envelope i is at i modulo its size.
  std::unique_ptr<std::array<Incoming, numIncoming>> ring;
  uint64_t numExpected = 0; ///< Envelopes that MPI was given a receive for.
  uint64_t numOpened = 0;   ///< Envelopes that have come and were taken.
  uint64_t numReceived = 0;
  Message message;                         ///< What the last envelope says.
  std::vector<pipert_mpi_request_t> parts; ///< Of its data.
  size_t numPartsDone = 0;
  uint64_t bytesCopied = 0;
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_MPI_MPIRECEIVE_H
