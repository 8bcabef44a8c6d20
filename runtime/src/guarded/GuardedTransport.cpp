//===- GuardedTransport.cpp - Finds touches behind the runtime ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Ranks as threads, as in the transport "threads", but nothing is shared: every
// message is copied into memory of the receiver, kernels get copies of the
// caller's inputs, and the memory of a rank can be touched only by a kernel
// while it runs and only in the segments that it was given. What a kernel
// leaves in the workspace, and messages that were released, become NaN.
//
//===----------------------------------------------------------------------===//

#include "../Transport.h"
#include "../host/HostDevice.h"
#include "GuardedMemory.h"

using namespace mlir::pipert;

namespace {
class GuardedDevice final : public HostDevice {
public:
  GuardedDevice(GuardedMemory &memory, int32_t rank)
      : memory(memory), rank(rank) {}

  void *allocate(int32_t space, uint64_t bytes, uint64_t alignment,
                 const std::string &name) override {
    if (space != PIPERT_MEMORY_DEVICE)
      return HostDevice::allocate(space, bytes, alignment, name);
    return memory.allocate(bytes, alignment,
                           name + " of rank " + std::to_string(rank));
  }
  void free(void *data) override {
    if (!memory.free(data))
      HostDevice::free(data);
  }
  bool isIntact(const void *data, uint64_t bytes) const override {
    return memory.has(data) ? memory.isIntact(data)
                            : HostDevice::isIntact(data, bytes);
  }
  pipert_status_t copy(void *destination, const void *source,
                       uint64_t bytes) override {
    memory.copy(destination, source, bytes);
    return PIPERT_OK;
  }
  void setScratch(void *data, uint64_t bytes) override {
    scratch = data;
    scratchBytes = bytes;
  }
  void launch(const Kernel &kernel, void *const *arguments,
              int32_t numArguments) override {
    for (int32_t i = 0; i < numArguments; ++i)
      memory.open(arguments[i]);
    HostDevice::launch(kernel, arguments, numArguments);
    for (int32_t i = 0; i < numArguments; ++i)
      memory.close(arguments[i]);
    memory.forget(scratch, scratchBytes);
  }

private:
  GuardedMemory &memory;
  const int32_t rank;
  void *scratch = nullptr;
  uint64_t scratchBytes = 0;
};

class GuardedTransport final : public Transport {
public:
  bool copiesMessages() const override { return true; }
  bool reachesCallerMemory() const override { return false; }

  std::unique_ptr<Device> createDevice(int32_t rank) override {
    return std::make_unique<GuardedDevice>(memory, rank);
  }

  bool connectsProcesses() const override { return false; }

  pipert_status_t createChannel(const ChannelPlan &plan, Doorbell *sender,
                                Doorbell *receiver, ControlPlane &,
                                ChannelEnds &ends) override {
    auto channel = std::make_shared<CopyChannel>(plan.index, plan.capacity,
                                                 /*numBuffers=*/0, memory,
                                                 *sender, *receiver);
    ends = {channel, channel};
    return PIPERT_OK;
  }

private:
  GuardedMemory memory;
};
} // namespace

namespace mlir::pipert {
std::unique_ptr<Transport> create_guarded(const TransportOptions &) {
  return std::make_unique<GuardedTransport>();
}
} // namespace mlir::pipert
