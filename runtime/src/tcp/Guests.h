//===- Guests.h - Connections of nobody knows whom --------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_TCP_GUESTS_H
#define PIPERT_SRC_TCP_GUESTS_H

#include "Connection.h"

#include <functional>
#include <list>
#include <poll.h>
#include <vector>

namespace mlir::pipert {

/// Takes connections until everybody has come. Who has not shown the token gets
/// no answer, may say as many bytes as a token has, and has a few seconds to do
/// so; of very many such connections the oldest are closed. So whatever
/// connects disturbs nobody.
class Guests {
public:
  /// Called with what a guest that knows the token says of itself, and its
  /// connection, which it may take. Returns "" or why it is refused: the guest
  /// is told.
  using Admit = std::function<std::string(const Blob &, Connection &)>;

  Guests(Socket listener, const Token &token)
      : listener(std::move(listener)), token(token) {}

  const Socket &getListener() const { return listener; }
  /// Appends what poll() is to look at.
  void addTo(std::vector<pollfd> &entries) const;
  /// Takes new connections and reads from all. They are few, so all are asked.
  void serve(const Admit &admit);

private:
  struct Guest {
    Connection connection;
    int64_t since;
    std::string hello = {};
    bool isKnown = false;
    bool isDone = false;
  };
  static constexpr size_t maxGuests = 128;
  static constexpr int64_t patienceNs = 5'000'000'000;

  void accept();
  void read(Guest &guest, const Admit &admit);
  /// Returns whether the guest knows the token; tells it if it is of another
  /// version.
  bool greet(Guest &guest);

  Socket listener;
  const Token &token;
  std::list<Guest> guests;
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_TCP_GUESTS_H
