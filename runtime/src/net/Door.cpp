//===- Door.cpp - Connections of nobody knows whom ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Door.h"
#include "../Clock.h"

using namespace mlir::pipert;

void Door::addTo(std::vector<pollfd> &entries) const {
  for (const Socket &listener : listeners)
    entries.push_back({listener.get(), POLLIN, 0});
  for (const Guest &guest : guests)
    entries.push_back({guest.socket.get(), POLLIN, 0});
}

void Door::accept(const Socket &listener) {
  // Those that are here have their turn in between.
  for (size_t i = 0; i < maxGuests; ++i) {
    Socket socket = acceptFrom(listener);
    if (!socket)
      return;
    guests.push_back({std::move(socket), now()});
    if (guests.size() > maxGuests)
      guests.pop_front();
  }
}

bool Door::read(Guest &guest) {
  std::string bytes(greetingBytes - guest.greeting.size(), '\0');
  Moved moved = readSome(guest.socket, bytes.data(), bytes.size());
  guest.greeting.append(bytes, 0, moved.bytes);
  if (moved.ended || now() - guest.since > patienceNs)
    return false;
  if (guest.greeting.size() < greetingBytes)
    return true;
  greet(guest.greeting, guest.socket);
  return false;
}

void Door::serve() {
  for (const Socket &listener : listeners)
    accept(listener);
  for (auto guest = guests.begin(); guest != guests.end();)
    guest = read(*guest) ? std::next(guest) : guests.erase(guest);
}
