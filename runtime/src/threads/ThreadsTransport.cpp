//===- ThreadsTransport.cpp - Ranks that share their memory ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../Transport.h"
#include "../host/HostDevice.h"
#include "CopyChannel.h"
#include "HandoverChannel.h"

using namespace mlir::pipert;

namespace {
/// A thread a rank. Messages are handed over as pointers, or for tests copied.
class ThreadsTransport final : public Transport {
public:
  explicit ThreadsTransport(const TransportOptions &options)
      : options(options) {}

  bool copiesMessages() const override {
    return options.buffering != PIPERT_BUFFERING_HANDOVER;
  }
  bool reachesCallerMemory() const override { return true; }

  std::unique_ptr<Device> createDevice(int32_t) override {
    return std::make_unique<HostDevice>();
  }

  bool connectsProcesses() const override { return false; }

  pipert_status_t createChannel(const ChannelPlan &plan, Doorbell *sender,
                                Doorbell *receiver, ControlPlane &,
                                ChannelEnds &ends) override {
    if (!copiesMessages()) {
      auto channel = std::make_shared<HandoverChannel>(
          plan.index, plan.capacity, *sender, *receiver);
      ends = {channel, channel};
      return PIPERT_OK;
    }
    bool isEager = options.buffering == PIPERT_BUFFERING_EAGER;
    auto channel = std::make_shared<CopyChannel>(
        plan.index, plan.capacity, isEager ? options.eagerBuffers : 0, memory,
        *sender, *receiver);
    ends = {channel, channel};
    return PIPERT_OK;
  }

private:
  const TransportOptions options;
  MessageMemory memory;
};
} // namespace

namespace mlir::pipert {
std::unique_ptr<Transport> create_threads(const TransportOptions &options) {
  return std::make_unique<ThreadsTransport>(options);
}
} // namespace mlir::pipert
