//===- TcpStart.cpp - How the processes of a run come together ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../Clock.h"
#include "../Error.h"
#include "TcpControlPlane.h"

#include <algorithm>
#include <chrono>
#include <poll.h>

using namespace mlir::pipert;

//===----------------------------------------------------------------------===//
// At rank 0
//===----------------------------------------------------------------------===//

pipert_status_t TcpControlPlane::startHub() {
  Socket listener(options.listener);
  std::string error;
  if (listener)
    prepareSocket(listener.get());
  else
    listener = listenAt(options.rendezvous, error);
  if (!listener)
    return fail(PIPERT_UNAVAILABLE, "rank 0 cannot listen at %s: %s",
                options.rendezvous.describe().c_str(), error.c_str());
  isStarted = isAlone();
  if (!isStarted)
    guests = std::make_unique<Guests>(std::move(listener), token);
  thread = std::thread([this] { serve(); });
  std::unique_lock lock(mutex);
  if (changed.wait_for(lock, std::chrono::nanoseconds(options.joinTimeoutNs),
                       [&] { return isStarted; }))
    return PIPERT_OK;
  std::string missing = describeMissing();
  lock.unlock();
  char reason[256];
  snprintf(reason, sizeof(reason), "%s not come within %.1f s", missing.c_str(),
           double(options.joinTimeoutNs) * 1e-9);
  decideAbort({PIPERT_DEADLINE, -1, reason});
  return fail(PIPERT_DEADLINE, "%s", reason);
}

std::string TcpControlPlane::describeMissing() const {
  constexpr size_t most = 8;
  std::vector<int32_t> missing;
  for (int32_t rank = 0; rank < getNumRanks(); ++rank)
    if (!isLocal(rank) && !peerOfRank[size_t(rank)])
      missing.push_back(rank);
  std::string text = missing.size() == 1 ? "rank " : "ranks ";
  for (size_t i = 0; i < std::min(most, missing.size()); ++i)
    text += (i ? ", " : "") + std::to_string(missing[i]);
  if (missing.size() > most)
    text += " and " + std::to_string(missing.size() - most) + " more";
  return text + (missing.size() == 1 ? " has" : " have");
}

std::string TcpControlPlane::admit(const Blob &join, Connection &connection) {
  std::vector<int32_t> ranks;
  std::string refusal = unpackJoin(join, getNumRanks(), ranks);
  if (!refusal.empty())
    return refusal;
  std::lock_guard lock(mutex);
  if (isDecided || isEnding)
    return "the run has ended";
  for (int32_t rank : ranks)
    if (isLocal(rank) || peerOfRank[size_t(rank)])
      return "there is a process with rank " + std::to_string(rank) +
             " already";
  // One process may come by loopback, and others from elsewhere.
  if (std::optional<HostPort> own = getLocalAddress(connection.getSocket());
      own && host == "127.0.0.1")
    host = own->host;
  peers.push_back(std::make_unique<Peer>(std::move(connection)));
  peers.back()->ranks = ranks;
  for (int32_t rank : ranks)
    peerOfRank[size_t(rank)] = peers.back().get();
  for (int32_t rank = 0; rank < getNumRanks(); ++rank)
    if (!isLocal(rank) && !peerOfRank[size_t(rank)])
      return "";
  pushToAll(makeFrame(FrameKind::Start, 0, -1, "",
                      packJoin(getNumRanks(), getLocalRanks())));
  isStarted = true;
  changed.notify_all();
  return "";
}

//===----------------------------------------------------------------------===//
// Elsewhere
//===----------------------------------------------------------------------===//

pipert_status_t TcpControlPlane::tryJoin(int64_t endNs, bool &again) {
  const std::string place = options.rendezvous.describe();
  int32_t rank = getLocalRanks()[0];
  std::string error;
  Socket socket = connectTo(options.rendezvous, endNs, error);
  again = !socket;
  if (!socket)
    return fail(PIPERT_UNAVAILABLE,
                "rank %d could not reach rank 0 at %s within %.1f s: %s", rank,
                place.c_str(), double(options.joinTimeoutNs) * 1e-9,
                error.c_str());
  if (std::optional<HostPort> own = getLocalAddress(socket))
    host = own->host;
  peers.clear();
  peers.push_back(std::make_unique<Peer>(Connection(std::move(socket))));
  Peer &hub = *peers[0];
  hub.ranks = {0};
  hub.connection.push(makeFrame(FrameKind::Hello, rank, 0, "", token.view()));
  hub.connection.push(makeFrame(FrameKind::Join, rank, 0, "",
                                packJoin(getNumRanks(), getLocalRanks())));
  bool isOpen = true, hasHeard = false;
  // Rank 0 has the same timeout, and says who is missing.
  const int64_t lastNs = endNs + 500'000'000;
  while (isOpen && !isStarted && !startFailure && now() < lastNs) {
    isOpen = hub.connection.write();
    pollfd entry = {hub.connection.getSocket().get(), POLLIN, 0};
    if (hub.connection.hasOutput())
      entry.events |= POLLOUT;
    (void)poll(&entry, 1, 50);
    isOpen = isOpen && hub.connection.read([&](Frame &&frame) {
      return take(hub, std::move(frame));
    });
    hasHeard |= hub.connection.hasHeard();
  }
  if (isStarted)
    return PIPERT_OK;
  if (startFailure)
    return fail(startFailure->status, "%s", startFailure->describe().c_str());
  if (isOpen)
    return fail(PIPERT_DEADLINE,
                "rank 0 at %s has not started the run within "
                "%.1f s",
                place.c_str(), double(options.joinTimeoutNs) * 1e-9);
  again = !hasHeard;
  return fail(PIPERT_UNAVAILABLE,
              "what listens at %s has closed the connection of rank %d: it is "
              "no rank 0, or has another token",
              place.c_str(), rank);
}

pipert_status_t TcpControlPlane::joinHub() {
  constexpr int64_t pauseNs = 50'000'000;
  const int64_t endNs = now() + options.joinTimeoutNs;
  // Rank 0 closes a connection, too, when very many others come.
  int closedLeft = 10;
  while (true) {
    bool again = false;
    pipert_status_t status = tryJoin(endNs, again);
    if (status == PIPERT_OK)
      break;
    closedLeft -= !peers.empty();
    peers.clear();
    if (!again || closedLeft == 0 || now() + pauseNs >= endNs) {
      hasLeft = true; // Nobody is to be told.
      return status;
    }
    std::this_thread::sleep_for(std::chrono::nanoseconds(pauseNs));
  }
  thread = std::thread([this] { serve(); });
  return PIPERT_OK;
}
