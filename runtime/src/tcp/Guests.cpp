//===- Guests.cpp - Connections of nobody knows whom ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Guests.h"
#include "../Clock.h"

using namespace mlir::pipert;

void Guests::addTo(std::vector<pollfd> &entries) const {
  entries.push_back({listener.get(), POLLIN, 0});
  for (const Guest &guest : guests)
    entries.push_back({guest.connection.getSocket().get(), POLLIN, 0});
}

void Guests::accept() {
  // Those that are known have their turn in between.
  for (size_t i = 0; i < maxGuests; ++i) {
    Socket socket = acceptFrom(listener);
    if (!socket)
      return;
    guests.push_back({Connection(std::move(socket)), now()});
    if (guests.size() > maxGuests)
      guests.pop_front();
  }
}

static void refuse(Connection &connection, const std::string &reason) {
  connection.push(makeFrame(FrameKind::Refused, 0, -1, "", reason));
  (void)connection.write();
}

bool Guests::greet(Guest &guest) {
  FrameHeader header;
  std::string error = FrameHeader::read(guest.hello.data(), header);
  std::string_view shown =
      std::string_view(guest.hello).substr(FrameHeader::size);
  if (header.kind != FrameKind::Hello || !token.isEqualTo(shown))
    return false;
  if (error.empty())
    return true;
  refuse(guest.connection, "this process " + error);
  return false;
}

void Guests::read(Guest &guest, const Admit &admit) {
  if (!guest.isKnown) {
    char bytes[helloBytes];
    Moved moved = readSome(guest.connection.getSocket(), bytes,
                           helloBytes - guest.hello.size());
    guest.hello.append(bytes, moved.bytes);
    guest.isDone = moved.ended || now() - guest.since > patienceNs;
    if (guest.isDone || guest.hello.size() < helloBytes)
      return;
    guest.isKnown = greet(guest);
    guest.isDone = !guest.isKnown;
    if (guest.isDone)
      return;
  }
  std::optional<Blob> join;
  bool isOpen = guest.connection.read([&](Frame &&frame) -> std::string {
    if (frame.header.kind != FrameKind::Join || join)
      return "sent what nobody has asked for";
    join = std::move(frame.body);
    return "";
  });
  guest.isDone = !isOpen || join || now() - guest.since > patienceNs;
  if (!isOpen || !join)
    return;
  std::string refusal = admit(*join, guest.connection);
  if (!refusal.empty())
    refuse(guest.connection, refusal);
}

void Guests::serve(const Admit &admit) {
  accept();
  for (auto guest = guests.begin(); guest != guests.end();) {
    read(*guest, admit);
    guest = guest->isDone ? guests.erase(guest) : std::next(guest);
  }
}
