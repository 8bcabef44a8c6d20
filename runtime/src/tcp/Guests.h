//===- Guests.h - Processes that have not been admitted ---------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_TCP_GUESTS_H
#define PIPERT_SRC_TCP_GUESTS_H

#include "../net/Door.h"
#include "Connection.h"

#include <functional>
#include <list>

namespace mlir::pipert {

/// The connections that rank 0 has until all processes have come: those of
/// whoever connects, and of those that know the token.
class Guests {
public:
  /// Called with what a guest that knows the token says of itself, and its
  /// connection, which it may take. Returns "" or why it is refused: the guest
  /// is told.
  using Admit = std::function<std::string(const Blob &, Connection &)>;

  Guests(Socket listener, const Token &token);

  /// Appends what poll() is to look at.
  void addTo(std::vector<pollfd> &entries) const;
  void serve(const Admit &admit);

private:
  void greet(const std::string &greeting, Socket &socket);
  /// Returns whether the guest stays.
  bool read(Connection &guest, const Admit &admit);

  const Token &token;
  Door door;
  std::list<Connection> known;
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_TCP_GUESTS_H
