//===- Socket.cpp - Sockets of the operating system -----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Socket.h"
#include "../Clock.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <random>
#include <sys/socket.h>
#include <sys/uio.h>
#include <system_error>
#include <unistd.h>

using namespace mlir::pipert;

void Socket::close() {
  if (descriptor >= 0)
    ::close(descriptor);
  descriptor = -1;
}

void mlir::pipert::prepareSocket(int descriptor) {
  fcntl(descriptor, F_SETFD, FD_CLOEXEC);
  fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK);
  // Fails for sockets that are not of TCP, which send at once anyway.
  int yes = 1;
  setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
}

//===----------------------------------------------------------------------===//
// Addresses
//===----------------------------------------------------------------------===//

std::string HostPort::describe() const {
  bool isV6 = host.find(':') != std::string::npos;
  return (isV6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

std::optional<HostPort> mlir::pipert::parseHostPort(const std::string &text) {
  size_t colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0)
    return std::nullopt;
  std::string host = text.substr(0, colon), port = text.substr(colon + 1);
  if (host.front() == '[' && host.back() == ']')
    host = host.substr(1, host.size() - 2);
  else if (host.find(':') != std::string::npos)
    return std::nullopt;
  if (host.empty() || port.empty() || port.size() > 5 ||
      port.find_first_not_of("0123456789") != std::string::npos ||
      std::stoul(port) > 0xffff)
    return std::nullopt;
  return HostPort{host, uint16_t(std::stoul(port))};
}

using Addresses = std::unique_ptr<addrinfo, decltype(&freeaddrinfo)>;

static Addresses resolve(const HostPort &place, int flags, std::string &error) {
  addrinfo hints = {};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = flags | AI_NUMERICSERV;
  addrinfo *found = nullptr;
  int status = getaddrinfo(place.host.c_str(),
                           std::to_string(place.port).c_str(), &hints, &found);
  if (status != 0)
    error = gai_strerror(status);
  return {status == 0 ? found : nullptr, freeaddrinfo};
}

std::optional<HostPort> mlir::pipert::getLocalAddress(const Socket &socket) {
  sockaddr_storage address = {};
  socklen_t size = sizeof(address);
  char host[NI_MAXHOST], port[NI_MAXSERV];
  auto *any = reinterpret_cast<sockaddr *>(&address);
  if (getsockname(socket.get(), any, &size) != 0 ||
      getnameinfo(any, size, host, sizeof(host), port, sizeof(port),
                  NI_NUMERICHOST | NI_NUMERICSERV) != 0)
    return std::nullopt;
  return HostPort{host, uint16_t(std::stoul(port))};
}

//===----------------------------------------------------------------------===//
// Connections
//===----------------------------------------------------------------------===//

Socket mlir::pipert::listenAt(const HostPort &place, std::string &error) {
  Addresses addresses = resolve(place, AI_PASSIVE, error);
  for (addrinfo *next = addresses.get(); next; next = next->ai_next) {
    Socket made(socket(next->ai_family, SOCK_STREAM, 0));
    int yes = 1;
    // A port of a run that has just ended may be used again.
    if (made &&
        setsockopt(made.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes)) ==
            0 &&
        bind(made.get(), next->ai_addr, next->ai_addrlen) == 0 &&
        listen(made.get(), SOMAXCONN) == 0) {
      prepareSocket(made.get());
      return made;
    }
    error = std::strerror(errno);
  }
  return Socket();
}

/// Waits until a connection that was begun is there; else says why not. Looks
/// once even if there is no time left.
static int awaitConnection(const Socket &socket, int64_t endNs) {
  pollfd entry = {socket.get(), POLLOUT, 0};
  while (true) {
    int64_t leftMs = (endNs - now()) / 1'000'000;
    int ready = poll(&entry, 1, int(std::clamp<int64_t>(leftMs + 1, 0, 1000)));
    if (ready < 0 && errno != EINTR)
      return errno;
    if (ready > 0) {
      int status = 0;
      socklen_t size = sizeof(status);
      getsockopt(socket.get(), SOL_SOCKET, SO_ERROR, &status, &size);
      return status;
    }
    if (leftMs < 0)
      return ETIMEDOUT;
  }
}

Socket mlir::pipert::connectTo(const HostPort &place, int64_t endNs,
                               std::string &error) {
  Addresses addresses = resolve(place, 0, error);
  for (addrinfo *next = addresses.get(); next; next = next->ai_next) {
    Socket made(socket(next->ai_family, SOCK_STREAM, 0));
    if (!made)
      continue;
    prepareSocket(made.get());
    int status = 0;
    if (connect(made.get(), next->ai_addr, next->ai_addrlen) != 0)
      status = errno == EINPROGRESS ? awaitConnection(made, endNs) : errno;
    if (status == 0)
      return made;
    error = std::strerror(status);
  }
  return Socket();
}

Socket mlir::pipert::acceptFrom(const Socket &listener) {
  Socket made(accept(listener.get(), nullptr, nullptr));
  if (made)
    prepareSocket(made.get());
  return made;
}

//===----------------------------------------------------------------------===//
// Bytes
//===----------------------------------------------------------------------===//

/// The other side is gone unless the call may be tried again.
static Moved judge(ssize_t moved, bool isRead) {
  if (moved > 0)
    return {size_t(moved), false};
  if (moved == 0)
    return {0, isRead};
  return {0, errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR};
}

Moved mlir::pipert::readSome(const Socket &socket, void *data, size_t bytes) {
  return judge(recv(socket.get(), data, bytes, 0), /*isRead=*/true);
}

Moved mlir::pipert::writeSome(const Socket &socket, const void *data,
                              size_t bytes) {
  return judge(send(socket.get(), data, bytes, MSG_NOSIGNAL), false);
}

Moved mlir::pipert::writeTwo(const Socket &socket, const void *first,
                             size_t firstBytes, const void *second,
                             size_t secondBytes) {
  iovec parts[2] = {{const_cast<void *>(first), firstBytes},
                    {const_cast<void *>(second), secondBytes}};
  msghdr message = {};
  message.msg_iov = parts;
  message.msg_iovlen = 2;
  return judge(sendmsg(socket.get(), &message, MSG_NOSIGNAL), false);
}

//===----------------------------------------------------------------------===//
// Waker
//===----------------------------------------------------------------------===//

Waker::Waker() {
  int ends[2];
  if (pipe(ends) != 0)
    throw std::system_error(errno, std::generic_category(), "pipe");
  readEnd = Socket(ends[0]);
  writeEnd = Socket(ends[1]);
  prepareSocket(ends[0]);
  prepareSocket(ends[1]);
}

void Waker::wake() {
  // A full pipe wakes as well.
  [[maybe_unused]] ssize_t written = write(writeEnd.get(), "", 1);
}

void Waker::drain() {
  char bytes[256];
  while (read(readEnd.get(), bytes, sizeof(bytes)) > 0) {
  }
}

//===----------------------------------------------------------------------===//
// Secrets
//===----------------------------------------------------------------------===//

bool mlir::pipert::areEqualSecrets(const void *left, const void *right,
                                   size_t bytes) {
  const auto *a = static_cast<const volatile unsigned char *>(left);
  const auto *b = static_cast<const volatile unsigned char *>(right);
  unsigned char difference = 0;
  for (size_t i = 0; i < bytes; ++i)
    difference = difference | (a[i] ^ b[i]);
  return difference == 0;
}

std::string mlir::pipert::makeSecret(size_t bytes) {
  std::random_device device; // getrandom() or /dev/urandom
  std::string text;
  for (size_t i = 0; i < bytes; ++i) {
    unsigned value = device() & 0xff;
    text += "0123456789abcdef"[value >> 4];
    text += "0123456789abcdef"[value & 15];
  }
  return text;
}
