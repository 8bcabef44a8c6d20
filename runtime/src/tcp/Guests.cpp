//===- Guests.cpp - Processes that have not been admitted -----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Guests.h"

using namespace mlir::pipert;

static std::vector<Socket> makeList(Socket socket) {
  std::vector<Socket> list;
  list.push_back(std::move(socket));
  return list;
}

Guests::Guests(Socket listener, const Token &token)
    : token(token), door(makeList(std::move(listener)), helloBytes,
                         [this](const std::string &greeting, Socket &socket) {
                           greet(greeting, socket);
                         }) {}

void Guests::addTo(std::vector<pollfd> &entries) const {
  door.addTo(entries);
  for (const Connection &guest : known)
    entries.push_back({guest.getSocket().get(), POLLIN, 0});
}

static void refuse(Connection &connection, const std::string &reason) {
  connection.push(makeFrame(FrameKind::Refused, 0, -1, "", reason));
  (void)connection.write();
}

void Guests::greet(const std::string &greeting, Socket &socket) {
  FrameHeader header;
  std::string error = FrameHeader::read(greeting.data(), header);
  std::string_view shown = std::string_view(greeting).substr(FrameHeader::size);
  // A header of another version has been read, too.
  if (header.kind != FrameKind::Hello || !token.isEqualTo(shown))
    return;
  Connection connection(std::move(socket));
  if (!error.empty())
    return refuse(connection, "this process " + error);
  known.push_back(std::move(connection));
}

bool Guests::read(Connection &guest, const Admit &admit) {
  std::optional<Blob> join;
  bool isOpen = guest.read([&](Frame &&frame) -> std::string {
    if (frame.header.kind != FrameKind::Join || join)
      return "sent what nobody has asked for";
    join = std::move(frame.body);
    return "";
  });
  if (!isOpen || !join)
    return isOpen;
  std::string refusal = admit(*join, guest);
  if (!refusal.empty())
    refuse(guest, refusal);
  return false;
}

void Guests::serve(const Admit &admit) {
  door.serve();
  for (auto guest = known.begin(); guest != known.end();)
    guest = read(*guest, admit) ? std::next(guest) : known.erase(guest);
}
