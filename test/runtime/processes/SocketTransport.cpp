//===- SocketTransport.cpp - Messages over sockets ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SocketTransport.h"
#include "Error.h"
#include "Frames.h"
#include "host/HostDevice.h"
#include "threads/CopyChannel.h"

#include <atomic>
#include <cstring>
#include <sys/un.h>
#include <thread>

using namespace mlir::pipert;

namespace {
class SocketSendEnd final : public SendEnd {
public:
  SocketSendEnd(uint32_t index, int socket) : SendEnd(index), socket(socket) {}
  ~SocketSendEnd() { close(socket); }

  bool trySend(const Message &message, Ticket &ticket) override {
    uint64_t header[2] = {message.bytes, uint64_t(message.microBatch)};
    // A receiver that is gone is the control plane's to tell.
    (void)(writeAll(socket, header, sizeof(header)) &&
           writeAll(socket, message.data, message.bytes));
    ticket = {1, uint32_t(++numSent) & Ticket::maxGeneration};
    return true;
  }
  bool isSendDone(Ticket) override { return true; }
  int64_t getMicroBatch(Ticket) override { return -1; }
  uint64_t getNumSent() const override { return numSent; }

private:
  const int socket;
  uint64_t numSent = 0;
};

/// What a thread has read from the socket is sent on to the rank through a
/// channel of this process.
class Landing {
public:
  Landing(const ChannelPlan &plan, int socket, Doorbell &receiver)
      : channel(plan.index, plan.capacity, /*numBuffers=*/1 << 20, memory,
                nobody, receiver),
        socket(socket), thread([this] { read(); }) {}
  ~Landing() {
    shutdown(socket, SHUT_RDWR);
    thread.join();
    close(socket);
  }

private:
  void read() {
    uint64_t header[2];
    std::string bytes;
    while (readAll(socket, header, sizeof(header))) {
      bytes.resize(header[0]);
      if (!readAll(socket, bytes.data(), bytes.size()))
        return;
      Ticket ticket;
      channel.trySend({bytes.data(), header[0], int64_t(header[1])}, ticket);
    }
  }

  MessageMemory memory;
  Doorbell nobody;

public:
  CopyChannel channel;

private:
  const int socket;
  std::thread thread;
};

class SocketTransport final : public Transport {
public:
  bool copiesMessages() const override { return true; }
  bool reachesCallerMemory() const override { return true; }
  bool connectsProcesses() const override { return true; }
  std::unique_ptr<Device> createDevice(int32_t) override {
    return std::make_unique<HostDevice>();
  }

  pipert_status_t createChannel(const ChannelPlan &plan, Doorbell *sender,
                                Doorbell *receiver, ControlPlane &control,
                                ChannelEnds &ends) override {
    const std::string key = "socket of channel " + std::to_string(plan.index);
    int door = -1;
    if (receiver) {
      std::string name;
      door = listenSomewhere(name);
      if (pipert_status_t status = control.send(plan.to, plan.from, key, name))
        return status;
    }
    if (sender) {
      Blob name;
      if (pipert_status_t status =
              control.receive(plan.to, plan.from, key, -1, name))
        return status;
      int socket = connectTo(name);
      if (socket < 0)
        return fail(PIPERT_UNAVAILABLE, "cannot connect: %s", strerror(errno));
      ends.send = std::make_shared<SocketSendEnd>(plan.index, socket);
    }
    if (receiver) {
      int socket = accept(door, nullptr, nullptr);
      close(door);
      auto landing = std::make_shared<Landing>(plan, socket, *receiver);
      ends.receive = {landing, &landing->channel};
    }
    return PIPERT_OK;
  }

private:
  /// A name that needs no file.
  static sockaddr_un makeAddress(const std::string &name, socklen_t &size) {
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path + 1, name.data(), name.size());
    size = socklen_t(offsetof(sockaddr_un, sun_path) + 1 + name.size());
    return address;
  }
  static int listenSomewhere(std::string &name) {
    static std::atomic<int> number{0};
    name = "pipert-test-" + std::to_string(getpid()) + "-" +
           std::to_string(number++);
    socklen_t size;
    sockaddr_un address = makeAddress(name, size);
    int door = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (bind(door, reinterpret_cast<sockaddr *>(&address), size) != 0 ||
        listen(door, 1) != 0)
      std::abort();
    return door;
  }
  static int connectTo(const std::string &name) {
    socklen_t size;
    sockaddr_un address = makeAddress(name, size);
    int end = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connect(end, reinterpret_cast<sockaddr *>(&address), size) != 0)
      return -1;
    return end;
  }
};
} // namespace

std::unique_ptr<Transport> createSocketTransport() {
  return std::make_unique<SocketTransport>();
}
