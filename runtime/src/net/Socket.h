//===- Socket.h - Sockets of the operating system ---------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_NET_SOCKET_H
#define PIPERT_SRC_NET_SOCKET_H

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace mlir::pipert {

/// Owns a file descriptor of the operating system, or none.
class Socket {
public:
  Socket() = default;
  explicit Socket(int descriptor) : descriptor(descriptor) {}
  Socket(Socket &&other) noexcept
      : descriptor(std::exchange(other.descriptor, -1)) {}
  Socket &operator=(Socket &&other) noexcept {
    if (this != &other) {
      close();
      descriptor = std::exchange(other.descriptor, -1);
    }
    return *this;
  }
  ~Socket() { close(); }

  explicit operator bool() const { return descriptor >= 0; }
  int get() const { return descriptor; }
  void close();

private:
  int descriptor = -1;
};

/// Where a process can be reached.
struct HostPort {
  std::string host;
  uint16_t port = 0;

  /// As "127.0.0.1:5000", or "[::1]:5000".
  std::string describe() const;
};

/// Reads what `describe` writes; nothing if that is no host and port.
std::optional<HostPort> parseHostPort(const std::string &text);

/// No function below blocks unless it says so; every descriptor is closed on
/// exec. Where one fails, the Socket is empty and `error` says why.

/// Listens at `place`; port 0: one that the system chooses.
Socket listenAt(const HostPort &place, std::string &error);
/// Connects to `place`, and waits for that until `endNs` (of now()).
Socket connectTo(const HostPort &place, int64_t endNs, std::string &error);
/// The next connection that has come, or an empty one.
Socket acceptFrom(const Socket &listener);
/// The address of this end of a connection, or of a listener.
std::optional<HostPort> getLocalAddress(const Socket &socket);
/// Makes a descriptor of another origin fit for the functions below.
void prepareSocket(int descriptor);

/// What came of a read or write.
struct Moved {
  size_t bytes = 0;
  /// The other side is gone; nothing moves any more.
  bool ended = false;
};
Moved readSome(const Socket &socket, void *data, size_t bytes);
Moved writeSome(const Socket &socket, const void *data, size_t bytes);
/// Header and data behind each other, with one call where it takes them.
Moved writeTwo(const Socket &socket, const void *first, size_t firstBytes,
               const void *second, size_t secondBytes);

/// Wakes a thread that sleeps in poll().
class Waker {
public:
  Waker();
  int getDescriptor() const { return readEnd.get(); }
  void wake();
  /// Forgets all wakes until now.
  void drain();

private:
  Socket readEnd, writeEnd;
};

/// Whether `left` and `right`, of `bytes` bytes, are equal; takes as long for
/// any two, so that nobody can guess a secret byte by byte.
bool areEqualSecrets(const void *left, const void *right, size_t bytes);

/// `bytes` random bytes of the operating system, as hexadecimal digits.
std::string makeSecret(size_t bytes);

} // namespace mlir::pipert

#endif // PIPERT_SRC_NET_SOCKET_H
