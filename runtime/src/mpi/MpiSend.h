//===- MpiSend.h - The sender's end -----------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_MPI_MPISEND_H
#define PIPERT_SRC_MPI_MPISEND_H

#include "Envelope.h"
#include "MpiEnd.h"

#include <atomic>
#include <vector>

namespace mlir::pipert {

/// The sender's end. The requests of a message are started at once; the message
/// is done when they are, and those before it.
class MpiSend final : public SendEnd, public MpiEnd {
public:
  MpiSend(const MpiRoute &route, const ChannelPlan &plan, Doorbell &sender,
          ControlPlane &control);
  ~MpiSend() override;

  bool trySend(const Message &message, Ticket &ticket) override;
  bool isSendDone(Ticket ticket) override;
  int64_t getMicroBatch(Ticket ticket) override;
  uint64_t getNumSent() const override { return numSent; }

  Polled move() override;
  void halt() override;

private:
  /// A message whose requests are not done.
  struct Outgoing {
    Envelope envelope;
    int64_t microBatch = 0;
    std::vector<pipert_mpi_request_t> requests;
    size_t numDone = 0; ///< Of the requests, from the first on.
  };

  /// The mutex is held.
  Outgoing &push();
  void start(Outgoing &outgoing, const Message &message);
  /// Notices which messages are done; the mutex is held.
  void progress();

  Doorbell &sender;
  /// A ring: `numOpen` messages from the place `first` on.
  std::vector<std::unique_ptr<Outgoing>> ring;
  size_t first = 0, numOpen = 0;
  uint64_t numSent = 0;
  /// Sends are done in order. Written under the mutex.
  std::atomic<uint64_t> numDone{0};
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_MPI_MPISEND_H
