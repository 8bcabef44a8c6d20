//===- Transport.h - How messages get from rank to rank ------- -*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_TRANSPORT_H
#define PIPERT_SRC_TRANSPORT_H

#include "Channel.h"
#include "ControlPlane.h"
#include "Device.h"

#include <memory>
#include <string>

namespace mlir::pipert {

/// What the caller asked for; see pipert_world_options_t.
struct TransportOptions {
  int32_t buffering = PIPERT_BUFFERING_HANDOVER;
  int32_t eagerBuffers = 1;
  std::string device = "cuda";
  uint64_t deviceSeed = 0;
};

/// One way to run the ranks of a world: what their memory is and how messages
/// get from one to another. A transport is a folder beside this file and a line
/// in Transports.def; it passes the suite Conformance of test/runtime. See
/// docs/AddingATransport.md.
class Transport {
public:
  virtual ~Transport() = default;

  /// Whether a message is copied, so that the receiver needs memory for it.
  /// Otherwise it reads the sender's.
  virtual bool copiesMessages() const = 0;
  /// Whether kernels may read and write the caller's inputs and outputs.
  virtual bool reachesCallerMemory() const = 0;
  /// Null where there is none, which pipert_last_error() tells.
  virtual std::unique_ptr<Device> createDevice(int32_t rank) = 0;
  /// Whether the two ends of a channel may be in two processes.
  virtual bool connectsProcesses() const = 0;
  /// Called once by all processes, when they have agreed on what is run and
  /// before the first channel is made.
  virtual pipert_status_t open(ControlPlane &) { return PIPERT_OK; }
  /// Called at the end by a process whose run is good, before it goes out of
  /// the run; the channels are still there.
  virtual void close(ControlPlane &) {}
  /// Called when a run has failed: once this returns, the transport's own
  /// threads neither read nor write what messages are sent from or received in,
  /// which belongs to the caller again. Maybe called more than once.
  virtual void halt() {}
  /// Makes the ends of a channel that are in this process. `sender` and
  /// `receiver` are the doorbells of the two ranks, null where the rank is in
  /// another process: never without connectsProcesses(). All processes make
  /// their channels in the order of the indices, so that the two of a channel
  /// may exchange what they need to connect through `control`.
  virtual pipert_status_t createChannel(const ChannelPlan &plan,
                                        Doorbell *sender, Doorbell *receiver,
                                        ControlPlane &control,
                                        ChannelEnds &ends) = 0;
};

/// Makes the transport called `name`, or returns null if there is none.
std::unique_ptr<Transport> createTransport(const std::string &name,
                                           const TransportOptions &options);

} // namespace mlir::pipert

#endif // PIPERT_SRC_TRANSPORT_H
