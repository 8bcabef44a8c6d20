//===- CudaTransport.cpp - Ranks on the GPUs of this process --------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../Error.h"
#include "../Transport.h"
#include "CudaDevice.h"
#include "EventHooks.h"
#include "PeerChannel.h"

using namespace mlir::pipert;
using namespace mlir::pipert::cuda;

namespace {
/// Rank r is on GPU r modulo their number. Messages between ranks of one GPU
/// are handed over; others are copied from GPU to GPU.
class CudaTransport final : public Transport {
public:
  explicit CudaTransport(const TransportOptions &options) {
    fleet.platform =
        openPlatform(options.device, options.deviceSeed, fleet.error);
    fleet.gpus.resize(size_t(fleet.platform.numGpus));
  }

  bool copiesMessages() const override { return fleet.gpus.size() > 1; }
  bool reachesCallerMemory() const override { return false; }

  std::unique_ptr<Device> createDevice(int32_t rank) override {
    std::string error = fleet.error;
    std::unique_ptr<CudaDevice> device;
    if (error.empty()) {
      const size_t ordinal = size_t(rank) % fleet.gpus.size();
      std::unique_ptr<Gpu> &gpu = fleet.gpus[ordinal];
      if (!gpu)
        open(ordinal, error);
      if (gpu) {
        device = std::make_unique<CudaDevice>(fleet, *gpu);
        error = device->start();
      }
    }
    if (!error.empty()) {
      fail(PIPERT_UNAVAILABLE, "the transport 'cuda' does not start: %s",
           error.c_str());
      return nullptr;
    }
    if (size_t(rank) >= byRank.size())
      byRank.resize(size_t(rank) + 1);
    byRank[size_t(rank)] = device.get();
    return device;
  }

  bool connectsProcesses() const override { return false; }

  pipert_status_t createChannel(const ChannelPlan &plan, Doorbell *sender,
                                Doorbell *receiver, ControlPlane &,
                                ChannelEnds &ends) override {
    CudaDevice &from = *byRank[size_t(plan.from)];
    CudaDevice &to = *byRank[size_t(plan.to)];
    if (&from.getGpu() == &to.getGpu()) {
      auto channel = std::make_shared<HandoverChannel>(
          plan.index, plan.capacity, *sender, *receiver,
          std::make_unique<EventHooks>(plan.capacity, from, to));
      ends = {channel, channel};
    } else {
      auto channel = std::make_shared<PeerChannel>(
          plan.index, plan.capacity, fleet, from, to, *sender, *receiver);
      ends = {channel, channel};
    }
    return PIPERT_OK;
  }

private:
  void open(size_t ordinal, std::string &error) {
    std::unique_ptr<Gpu> gpu =
        Gpu::open(fleet.platform, int32_t(ordinal), error);
    for (std::unique_ptr<Gpu> &other : fleet.gpus)
      if (gpu && other)
        gpu->connect(*other);
    fleet.gpus[ordinal] = std::move(gpu);
  }

  Fleet fleet;
  std::vector<CudaDevice *> byRank;
};
} // namespace

namespace mlir::pipert {
std::unique_ptr<Transport> create_cuda(const TransportOptions &options) {
  return std::make_unique<CudaTransport>(options);
}
} // namespace mlir::pipert
