//===- MpiTransport.cpp - Messages over MPI -------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../Transport.h"
#include "../host/HostDevice.h"
#include "../threads/CopyChannel.h"
#include "MpiReceive.h"
#include "MpiSend.h"
#include "Places.h"

using namespace mlir::pipert;

namespace {
/// Ranks of one process hand each other copies; between two, messages go
/// through the MPI that has started them. What the processes say of the run
/// goes over the control plane, as ever.
class MpiTransport final : public Transport {
public:
  ~MpiTransport() override {
    poller.reset();
    if (!library)
      return;
    std::lock_guard lock(library->mutex);
    if (isClosed)
      (void)library->mpi.disconnect(&comm);
  }

  bool copiesMessages() const override { return true; }
  bool reachesCallerMemory() const override { return true; }
  bool connectsProcesses() const override { return true; }
  std::unique_ptr<Device> createDevice(int32_t) override {
    return std::make_unique<HostDevice>();
  }

  pipert_status_t open(ControlPlane &control) override {
    if (control.isAlone())
      return PIPERT_OK;
    if (pipert_status_t status = Library::acquire(library))
      return status;
    if (pipert_status_t status = findPlaces(control, *library, places))
      return status;
    // All are here, so nobody waits for long.
    if (pipert_status_t status = connect(*library, places, comm))
      return status;
    poller = std::make_shared<Poller>();
    return PIPERT_OK;
  }

  void halt() override {
    if (poller)
      poller->halt();
  }

  /// All processes come here, or MPI is not ended: it would wait for those who
  /// do not.
  void close(ControlPlane &control) override {
    isClosed = library && control.barrier("mpi", -1) == PIPERT_OK;
    if (isClosed)
      library->allowEnd();
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
    if (pipert_status_t status = checkTags(*library, plan))
      return status;
    MpiRoute route = {library, poller, comm,
                      places.getIndex(sender ? plan.to : plan.from)};
    poller->watch(sender ? *sender : *receiver);
    if (sender)
      ends.send = std::make_shared<MpiSend>(route, plan, *sender, control);
    else
      ends.receive =
          std::make_shared<MpiReceive>(route, plan, *receiver, control);
    return PIPERT_OK;
  }

private:
  MessageMemory memory;
  // Once there are other processes.
  std::shared_ptr<Library> library;
  Places places;
  pipert_mpi_comm_t comm = {};
  std::shared_ptr<Poller> poller;
  bool isClosed = false;
};
} // namespace

namespace mlir::pipert {
std::unique_ptr<Transport> create_mpi(const TransportOptions &) {
  return std::make_unique<MpiTransport>();
}
} // namespace mlir::pipert
