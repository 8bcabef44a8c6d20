//===- UcxTransport.cpp - Messages through UCX ----------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../Error.h"
#include "../Transport.h"
#include "../host/HostDevice.h"
#include "../sockets/Place.h"
#include "../threads/CopyChannel.h"
#include "UcxChannel.h"

using namespace mlir::pipert;

namespace {
/// What a receiver tells the sender of a channel through the control plane.
struct UcxPlace {
  std::string machine; ///< As getMachine() says.
  std::string address; ///< Of the worker.
  uint64_t channel = 0;

  Blob pack() const {
    return BlobWriter().text(machine).text(address).number(channel).take();
  }
  /// False if that is not the blob of `pack`.
  bool unpack(const Blob &blob) {
    BlobReader reader(blob);
    machine = reader.text();
    address = reader.text();
    channel = reader.number();
    return reader.isWhole() && !address.empty() &&
           channel <= UcxTag::maxChannel;
  }
};

/// Ranks of one process hand each other copies; for those of two UCX chooses:
/// shared memory on one machine, else RDMA or TCP.
class UcxTransport final : public Transport {
public:
  bool copiesMessages() const override { return true; }
  bool reachesCallerMemory() const override { return true; }
  bool connectsProcesses() const override { return true; }
  std::unique_ptr<Device> createDevice(int32_t) override {
    return std::make_unique<HostDevice>();
  }
  void halt() override {
    if (worker)
      worker->stop();
  }

  pipert_status_t createChannel(const ChannelPlan &plan, Doorbell *sender,
                                Doorbell *receiver, ControlPlane &control,
                                ChannelEnds &ends) override {
    if (sender && receiver) {
      auto both = std::make_shared<CopyChannel>(plan.index, plan.capacity,
                                                /*numBuffers=*/0, memory,
                                                *sender, *receiver);
      ends = {both, both};
      return PIPERT_OK;
    }
    if (!worker) {
      std::unique_ptr<UcxWorker> made;
      if (pipert_status_t status = UcxWorker::create(control.getHost(), made))
        return status;
      worker = std::move(made);
    }
    return sender ? connect(plan, *sender, control, ends)
                  : expect(plan, *receiver, control, ends);
  }

private:
  static std::string getKey(const ChannelPlan &plan) {
    return "UCX of channel " + std::to_string(plan.index);
  }

  pipert_status_t expect(const ChannelPlan &plan, Doorbell &receiver,
                         ControlPlane &control, ChannelEnds &ends) {
    if (numExpected > UcxTag::maxChannel)
      return fail(PIPERT_UNAVAILABLE,
                  "the transport 'ucx' has %u channels to a process at most",
                  UcxTag::maxChannel + 1);
    uint16_t channel = uint16_t(numExpected++);
    ends.receive =
        std::make_shared<UcxReceive>(worker, plan, channel, receiver, control);
    UcxPlace place = {getMachine(), worker->getAddress(), channel};
    return control.send(plan.to, plan.from, getKey(plan), place.pack());
  }

  pipert_status_t connect(const ChannelPlan &plan, Doorbell &sender,
                          ControlPlane &control, ChannelEnds &ends) {
    Blob blob;
    if (pipert_status_t status =
            control.receive(plan.to, plan.from, getKey(plan), -1, blob))
      return status;
    UcxPlace place;
    if (!place.unpack(blob))
      return fail(PIPERT_INTERNAL, "what rank %d said of UCX is cut short",
                  plan.to);
    bool isNear = !place.machine.empty() && place.machine == getMachine();
    UcxPeer *peer;
    if (pipert_status_t status = worker->connect(place.address, isNear, peer))
      return status;
    ends.send = std::make_shared<UcxSend>(
        worker, plan, *peer, uint16_t(place.channel), sender, control);
    return PIPERT_OK;
  }

  MessageMemory memory;
  /// Once there is a channel to elsewhere.
  std::shared_ptr<UcxWorker> worker;
  uint32_t numExpected = 0;
};
} // namespace

namespace mlir::pipert {
std::unique_ptr<Transport> create_ucx(const TransportOptions &) {
  return std::make_unique<UcxTransport>();
}
} // namespace mlir::pipert
