//===- Place.h - Where senders find a process -------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_SOCKETS_PLACE_H
#define PIPERT_SRC_SOCKETS_PLACE_H

#include "../Blob.h"
#include "../net/Door.h"
#include "pipert/pipert.h"

#include <optional>
#include <string>
#include <vector>

namespace mlir::pipert {

/// What a receiver tells its senders through the control plane.
struct Place {
  HostPort tcp;
  /// The machine, and on it the name of a socket of the Unix domain; "": none.
  std::string machine, name;
  std::string secret;

  Blob pack() const;
  /// Nothing if that is not the blob of `pack`.
  static std::optional<Place> unpack(const Blob &blob);
};

/// Identifies this machine, as far as names of sockets reach; "" if it cannot
/// be told.
std::string getMachine();

/// Listens at a port of `host` that the system chooses, and at a name that
/// needs no file, where the system has such.
pipert_status_t openPlace(const std::string &host, Place &place,
                          std::vector<Socket> &listeners);

/// Connects, on one machine through the Unix domain. Where that fails, the
/// Socket is empty and `error` says why.
Socket connectToPlace(const Place &place, std::string &error);

} // namespace mlir::pipert

#endif // PIPERT_SRC_SOCKETS_PLACE_H
