//===- Door.h - Connections of nobody knows whom ----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_NET_DOOR_H
#define PIPERT_SRC_NET_DOOR_H

#include "Socket.h"

#include <functional>
#include <list>
#include <poll.h>
#include <string>
#include <vector>

namespace mlir::pipert {

/// Takes connections that begin with a greeting of a fixed size, in which a
/// secret lies. Who has not said it gets no answer, may say no more bytes than
/// that, and has a few seconds to do so; of very many such connections the
/// oldest are closed. So whatever connects disturbs nobody. Used by one thread.
class Door {
public:
  /// Called with the bytes of a greeting, and the connection to take if they
  /// are good.
  using Greet = std::function<void(const std::string &, Socket &)>;

  Door(std::vector<Socket> listeners, size_t greetingBytes, Greet greet)
      : listeners(std::move(listeners)), greetingBytes(greetingBytes),
        greet(std::move(greet)) {}

  /// Appends what poll() is to look at.
  void addTo(std::vector<pollfd> &entries) const;
  /// Takes new connections and reads from all. They are few, so all are asked.
  void serve();

private:
  struct Guest {
    Socket socket;
    int64_t since;
    std::string greeting = {};
  };
  static constexpr size_t maxGuests = 128;
  static constexpr int64_t patienceNs = 5'000'000'000;

  void accept(const Socket &listener);
  /// Returns whether the guest stays.
  bool read(Guest &guest);

  std::vector<Socket> listeners;
  const size_t greetingBytes;
  const Greet greet;
  std::list<Guest> guests;
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_NET_DOOR_H
