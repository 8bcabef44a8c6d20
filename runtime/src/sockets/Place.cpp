//===- Place.cpp - Where senders find a process ---------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Place.h"
#include "../Clock.h"
#include "../Error.h"
#include "Wire.h"

#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace mlir::pipert;

/// How long a machine may take to answer.
static constexpr int64_t connectNs = 30'000'000'000;

Blob Place::pack() const {
  return BlobWriter()
      .text(tcp.host)
      .number(tcp.port)
      .text(machine)
      .text(name)
      .text(secret)
      .take();
}

std::optional<Place> Place::unpack(const Blob &blob) {
  BlobReader reader(blob);
  Place place;
  place.tcp.host = reader.text();
  uint64_t port = reader.number();
  place.tcp.port = uint16_t(port);
  place.machine = reader.text();
  place.name = reader.text();
  place.secret = reader.text();
  if (!reader.isWhole() || port > 0xffff ||
      place.secret.size() != Greeting::secretBytes)
    return std::nullopt;
  return place;
}

#if defined(__linux__)
std::string mlir::pipert::getMachine() {
  std::string boot;
  std::ifstream file("/proc/sys/kernel/random/boot_id");
  std::getline(file, boot);
  // Names of one container mean nothing in another.
  char network[64];
  ssize_t size = readlink("/proc/self/ns/net", network, sizeof(network));
  return boot.empty() || size <= 0 ? ""
                                   : boot + " " + std::string(network, size);
}

/// An abstract name: there is no file that could be left behind.
static sockaddr_un makeAddress(const std::string &name, socklen_t &size) {
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  size_t bytes = std::min(name.size(), sizeof(address.sun_path) - 1);
  std::memcpy(address.sun_path + 1, name.data(), bytes);
  size = socklen_t(offsetof(sockaddr_un, sun_path) + 1 + bytes);
  return address;
}

static Socket listenAtName(const std::string &name) {
  socklen_t size;
  sockaddr_un address = makeAddress(name, size);
  Socket made(socket(AF_UNIX, SOCK_STREAM, 0));
  if (!made ||
      bind(made.get(), reinterpret_cast<sockaddr *>(&address), size) != 0 ||
      listen(made.get(), SOMAXCONN) != 0)
    return Socket();
  prepareSocket(made.get());
  return made;
}

static Socket connectToName(const std::string &name) {
  socklen_t size;
  sockaddr_un address = makeAddress(name, size);
  Socket made(socket(AF_UNIX, SOCK_STREAM, 0));
  if (!made ||
      connect(made.get(), reinterpret_cast<sockaddr *>(&address), size) != 0)
    return Socket();
  prepareSocket(made.get());
  return made;
}
#else
std::string mlir::pipert::getMachine() { return ""; }
static Socket listenAtName(const std::string &) { return Socket(); }
static Socket connectToName(const std::string &) { return Socket(); }
#endif

pipert_status_t mlir::pipert::openPlace(const std::string &host, Place &place,
                                        std::vector<Socket> &listeners) {
  std::string error;
  Socket tcp = listenAt({host, 0}, error);
  std::optional<HostPort> found = getLocalAddress(tcp);
  if (!tcp || !found)
    return fail(PIPERT_UNAVAILABLE, "cannot listen at %s: %s", host.c_str(),
                error.c_str());
  place.tcp = *found;
  place.secret = makeSecret(Greeting::secretBytes / 2);
  listeners.push_back(std::move(tcp));
  place.machine = getMachine();
  // Tests ask for TCP where there is something better.
  const char *asked = getenv("PIPERT_TEST_TCP");
  bool isTcpOnly = place.machine.empty() || (asked && *asked == '1');
  std::string name = "pipert-" + makeSecret(16);
  if (Socket local = isTcpOnly ? Socket() : listenAtName(name)) {
    place.name = name;
    listeners.push_back(std::move(local));
  }
  return PIPERT_OK;
}

Socket mlir::pipert::connectToPlace(const Place &place, std::string &error) {
  if (!place.name.empty() && place.machine == getMachine())
    if (Socket socket = connectToName(place.name))
      return socket;
  return connectTo(place.tcp, now() + connectNs, error);
}
