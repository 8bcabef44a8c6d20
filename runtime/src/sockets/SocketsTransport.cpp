//===- SocketsTransport.cpp - Messages over sockets -----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../Clock.h"
#include "../Error.h"
#include "../Transport.h"
#include "../host/HostDevice.h"
#include "../threads/CopyChannel.h"
#include "Place.h"
#include "SocketChannel.h"

#include <map>

using namespace mlir::pipert;

namespace {
/// Where senders of other processes connect.
class Gate final : public IoUser {
public:
  Gate(std::shared_ptr<IoLoop> loop, std::vector<Socket> listeners,
       const std::string &secret)
      : loop(std::move(loop)), secret(secret),
        door(std::move(listeners), Greeting::size,
             [this](const std::string &greeting, Socket &socket) {
               greet(greeting, socket);
             }) {
    this->loop->add(*this);
  }
  ~Gate() override { loop->remove(*this); }

  void expect(uint32_t channel, const std::shared_ptr<SocketReceive> &end) {
    std::lock_guard lock(mutex);
    ends[channel] = end;
  }

  void addTo(std::vector<pollfd> &entries) override { door.addTo(entries); }
  void move() override { door.serve(); }

private:
  void greet(const std::string &greeting, Socket &socket) {
    std::optional<uint32_t> channel = Greeting::read(greeting, secret);
    std::shared_ptr<SocketReceive> end;
    if (channel) {
      std::lock_guard lock(mutex);
      auto place = ends.find(*channel);
      end = place == ends.end() ? nullptr : place->second.lock();
    }
    if (end)
      end->attach(socket);
  }

  const std::shared_ptr<IoLoop> loop;
  const std::string secret;
  std::mutex mutex;
  std::map<uint32_t, std::weak_ptr<SocketReceive>> ends;
  Door door;
};

/// Ranks of one process hand each other copies; those of two have a connection
/// for each channel, of the Unix domain on one machine and of TCP between two.
/// A message is read into the memory of its receiver, without a copy between.
class SocketsTransport final : public Transport {
public:
  bool copiesMessages() const override { return true; }
  bool reachesCallerMemory() const override { return true; }
  bool connectsProcesses() const override { return true; }
  std::unique_ptr<Device> createDevice(int32_t) override {
    return std::make_unique<HostDevice>();
  }
  void halt() override {
    if (loop)
      loop->stop();
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
    if (!loop)
      loop = std::make_shared<IoLoop>();
    return sender ? connect(plan, *sender, control, ends)
                  : expect(plan, *receiver, control, ends);
  }

private:
  static std::string getKey(const ChannelPlan &plan) {
    return "socket of channel " + std::to_string(plan.index);
  }

  pipert_status_t expect(const ChannelPlan &plan, Doorbell &receiver,
                         ControlPlane &control, ChannelEnds &ends) {
    if (!gate) {
      std::vector<Socket> listeners;
      if (pipert_status_t status =
              openPlace(control.getHost(), place, listeners))
        return status;
      gate = std::make_unique<Gate>(loop, std::move(listeners), place.secret);
    }
    auto end = std::make_shared<SocketReceive>(loop, plan, receiver, control);
    gate->expect(plan.index, end);
    ends.receive = end;
    return control.send(plan.to, plan.from, getKey(plan), place.pack());
  }

  pipert_status_t connect(const ChannelPlan &plan, Doorbell &sender,
                          ControlPlane &control, ChannelEnds &ends) {
    Blob blob;
    if (pipert_status_t status =
            control.receive(plan.to, plan.from, getKey(plan), -1, blob))
      return status;
    std::string error;
    Socket socket;
    std::optional<Place> other = Place::unpack(blob);
    if (!other)
      return fail(PIPERT_INTERNAL,
                  "what rank %d said of its sockets is cut short", plan.to);
    socket = connectToPlace(*other, error);
    std::string greeting = Greeting::write(plan.index, other->secret);
    // A new connection has room for that.
    if (!socket || writeSome(socket, greeting.data(), greeting.size()).bytes !=
                       greeting.size())
      return fail(PIPERT_UNAVAILABLE, "rank %d cannot connect to rank %d: %s",
                  plan.from, plan.to, error.c_str());
    ends.send = std::make_shared<SocketSend>(loop, plan, std::move(socket),
                                             sender, control);
    return PIPERT_OK;
  }

  MessageMemory memory;
  std::shared_ptr<IoLoop> loop; ///< Once there is a channel to elsewhere.
  Place place;
  std::unique_ptr<Gate> gate;
};
} // namespace

namespace mlir::pipert {
std::unique_ptr<Transport> create_sockets(const TransportOptions &) {
  return std::make_unique<SocketsTransport>();
}
} // namespace mlir::pipert
