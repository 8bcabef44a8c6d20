//===- TcpThread.cpp - The thread that reads and writes -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../Clock.h"
#include "../Cores.h"
#include "TcpControlPlane.h"

#include <algorithm>
#include <poll.h>
#include <sys/socket.h>
#include <utility>

using namespace mlir::pipert;

/// How long the process waits, when it leaves, for the others to read the last
/// of what it said.
static constexpr int64_t lingerNs = 1'000'000'000;

//===----------------------------------------------------------------------===//
// What comes
//===----------------------------------------------------------------------===//

std::string TcpControlPlane::take(Peer &peer, Frame &&frame) {
  const FrameHeader &header = frame.header;
  const bool isOfPeer =
      std::count(peer.ranks.begin(), peer.ranks.end(), header.from) > 0;
  const bool namesSender = header.kind == FrameKind::Message ||
                           header.kind == FrameKind::Beat ||
                           header.kind == FrameKind::Left;
  if (namesSender && (header.from < 0 || header.from >= getNumRanks() ||
                      isLocal(header.from) || (isHub() && !isOfPeer)))
    return "sent a message in the name of rank " + std::to_string(header.from);
  numBeats += header.kind == FrameKind::Beat;
  if (isHub())
    return relay(peer, std::move(frame));
  switch (header.kind) {
  case FrameKind::Message:
    if (!isLocal(header.to))
      return "sent a message for rank " + std::to_string(header.to);
    inbox.deliver(header.from, header.to, frame.key, std::move(frame.body));
    return "";
  case FrameKind::Beat:
    inbox.setHeartbeat(header.from, std::move(frame.body));
    return "";
  case FrameKind::Left:
    peer.hasLeft |= header.from == 0;
    inbox.setLeft(header.from);
    return "";
  case FrameKind::Aborted: {
    std::optional<Abort> abort = unpackAbort(frame.body, getNumRanks());
    if (!abort)
      return "sent an end of the run that is cut short";
    if (!isStarted)
      startFailure = *abort;
    inbox.setAbort(*abort);
    return "";
  }
  case FrameKind::Refused:
    startFailure = {PIPERT_INVALID_ARGUMENT, -1, frame.body};
    return "";
  case FrameKind::Start:
    isStarted = unpackJoin(frame.body, getNumRanks(), peer.ranks).empty();
    return isStarted ? "" : "sent a list of ranks that is none";
  case FrameKind::Ping:
    return "";
  default:
    return "sent what nobody has asked for";
  }
}

/// What rank 0 does with what a process says: the same, and tells the others.
std::string TcpControlPlane::relay(Peer &peer, Frame &&frame) {
  const FrameHeader &header = frame.header;
  auto copy = [&] {
    return makeFrame(header.kind, header.from, header.to, frame.key,
                     frame.body);
  };
  switch (header.kind) {
  case FrameKind::Message: {
    if (header.to < 0 || header.to >= getNumRanks())
      return "sent a message for rank " + std::to_string(header.to);
    if (isLocal(header.to)) {
      inbox.deliver(header.from, header.to, frame.key, std::move(frame.body));
      return "";
    }
    FrameBytes bytes = copy();
    std::lock_guard lock(mutex);
    if (Peer *target = findPeer(header.to); target->takesMore())
      target->connection.push(std::move(bytes));
    return "";
  }
  case FrameKind::Beat:
    inbox.setHeartbeat(header.from, std::move(frame.body));
    return "";
  case FrameKind::Left: {
    inbox.setLeft(header.from);
    std::lock_guard lock(mutex);
    pushToAll(copy(), &peer);
    peer.hasLeft |= header.from == peer.ranks.back();
    return "";
  }
  case FrameKind::Aborted: {
    std::optional<Abort> abort = unpackAbort(frame.body, getNumRanks());
    if (!abort)
      return "sent an end of the run that is cut short";
    decideAbort(*abort);
    return "";
  }
  case FrameKind::Ping:
    return "";
  default:
    return "sent what nobody has asked for";
  }
}

static std::string describeSilence(int64_t silentNs) {
  char reason[96];
  snprintf(reason, sizeof(reason), "its process has said nothing for %.1f s",
           double(silentNs) * 1e-9);
  return reason;
}

void TcpControlPlane::endPeer(Peer &peer, pipert_status_t status,
                              const std::string &reason) {
  bool isExpected = peer.hasLeft;
  {
    std::lock_guard lock(mutex);
    isExpected |= !isHub() && hasLeft;
  }
  if (!isExpected) {
    Abort abort{status, peer.ranks[0], reason};
    // The others have not heard of this process, and have left for that.
    if (stoppedNs != 0)
      abort = {PIPERT_DEADLINE, getLocalRanks()[0], describeSilence(stoppedNs)};
    if (isCut)
      abort = {status, -1, "the connection to the other processes has ended"};
    abort.isCutOff = isCut || !isHub();
    isHub() ? decideAbort(abort) : inbox.setAbort(abort);
  }
  {
    // Only now: who finds that it is gone says so as the reason of an end.
    std::lock_guard lock(mutex);
    peer.isGone = true;
    peer.connection.close();
  }
  // Where rank 0 has left, nobody can be heard any more.
  for (int32_t rank = 0; rank < getNumRanks(); ++rank) {
    bool isOfPeer =
        std::binary_search(peer.ranks.begin(), peer.ranks.end(), rank);
    if (!isLocal(rank) && (isOfPeer || (!isHub() && isExpected)))
      inbox.setLeft(rank);
    if (isOfPeer && isHub() && !isExpected) {
      std::lock_guard lock(mutex);
      pushToAll(makeFrame(FrameKind::Left, rank, -1, "", ""));
    }
  }
}

//===----------------------------------------------------------------------===//
// Reading and writing
//===----------------------------------------------------------------------===//

void TcpControlPlane::moveBytes(Peer &peer, bool mayRead) {
  bool isOpen = true;
  if (mayRead) {
    isOpen = peer.connection.read(
        [&](Frame &&frame) { return take(peer, std::move(frame)); });
    if (peer.connection.hasHeard())
      peer.silentNs = 0;
  }
  if (isOpen && !peer.isShut) {
    std::lock_guard lock(mutex);
    // What a process has said before it died is read first.
    isOpen = peer.connection.write() || !mayRead;
  }
  if (isOpen)
    return;
  const std::string &error = peer.connection.getError();
  if (error.empty())
    endPeer(peer, PIPERT_PEER_FAILED, "its process has ended");
  else
    endPeer(peer, PIPERT_INTERNAL, "its process " + error);
}

void TcpControlPlane::ping() {
  static const FrameBytes frame = makeFrame(FrameKind::Ping, -1, -1, "", "");
  std::lock_guard lock(mutex);
  for (auto &peer : peers)
    if (peer->takesMore())
      peer->connection.pushLatest(/*number=*/-1, frame);
}

void TcpControlPlane::countSilence(int64_t passedNs) {
  if (options.silenceNs < 0 || !isStarted)
    return;
  // A stopped process sees one long interval, in which it could not hear.
  passedNs = std::min(passedNs, 2 * pingNs);
  for (auto &peer : peers) {
    peer->silentNs += passedNs;
    if (peer->isGone || peer->hasLeft || peer->silentNs < options.silenceNs)
      continue;
    endPeer(*peer, PIPERT_DEADLINE, describeSilence(peer->silentNs));
  }
}

void TcpControlPlane::noteStop(int64_t time) {
  const int64_t passedNs = time - std::exchange(lastAwake, time);
  // The others count from when they have heard of it last, which may be some
  // time before it was stopped, on a machine that is busy.
  const int64_t mutedNs = time - lastSpoken;
  if (isStarted && options.silenceNs >= 0 &&
      mutedNs > options.silenceNs - 2 * pingNs) {
    stoppedNs = mutedNs;
    awakeNs = 0;
  } else if (stoppedNs != 0 && (awakeNs += passedNs) > lingerNs) {
    stoppedNs = 0;
  }
}

bool TcpControlPlane::finish() {
  std::lock_guard lock(mutex);
  bool allGone = true;
  for (auto &peer : peers) {
    if (peer->isGone)
      continue;
    allGone = false;
    // Not closed while something may come: what this process has said last
    // would be lost with it.
    if (!peer->isShut && !peer->connection.hasOutput()) {
      shutdown(peer->connection.getSocket().get(), SHUT_WR);
      peer->isShut = true;
    }
  }
  return allGone;
}

void TcpControlPlane::wait(int64_t timeoutNs) {
  std::vector<pollfd> entries = {{waker.getDescriptor(), POLLIN, 0}};
  std::vector<std::pair<Peer *, size_t>> places;
  if (guests)
    guests->addTo(entries);
  {
    std::lock_guard lock(mutex);
    for (auto &peer : peers) {
      if (peer->isGone)
        continue;
      short events = POLLIN;
      if (peer->connection.hasOutput())
        events |= POLLOUT;
      places.push_back({peer.get(), entries.size()});
      entries.push_back({peer->connection.getSocket().get(), events, 0});
    }
  }
  int timeoutMs = int(timeoutNs / 1'000'000) + 1;
  if (poll(entries.data(), nfds_t(entries.size()), timeoutMs) < 0)
    return;
  const int64_t time = now();
  noteStop(time);
  if (entries[0].revents)
    waker.drain();
  for (auto [peer, place] : places)
    moveBytes(*peer, (entries[place].revents & ~POLLOUT) != 0);
  if (std::exchange(hasPinged, false))
    lastSpoken = time;
  if (guests)
    guests->serve([this](const Blob &join, Connection &connection) {
      return admit(join, connection);
    });
}

/// A launcher that sees a process end orders all others to end: what it has
/// seen comes no later than its order.
void TcpControlPlane::decideOrdered() {
  std::optional<Abort> abort;
  {
    std::lock_guard lock(mutex);
    abort = std::exchange(ordered, std::nullopt);
  }
  if (!abort)
    return;
  wait(/*timeoutNs=*/0);
  abort->isOrdered = false;
  decideAbort(*abort);
}

void TcpControlPlane::serve() {
  nameThread("pipert-control");
  int64_t lastPing = now(), lastTime = lastPing, endNs = 0;
  lastAwake = lastSpoken = lastPing;
  while (true) {
    wait(std::max<int64_t>(0, lastPing + pingNs - now()));
    decideOrdered();
    int64_t time = now();
    countSilence(time - lastTime);
    lastTime = time;
    bool isDone = false;
    {
      std::lock_guard lock(mutex);
      if (isStarted)
        guests.reset();
      if (isEnding && endNs == 0)
        endNs = time + lingerNs;
    }
    if (endNs != 0)
      isDone = finish();
    if (isDone || (endNs != 0 && time >= endNs))
      return;
    if (time - lastPing >= pingNs) {
      ping();
      hasPinged = true;
      lastPing = time;
    }
  }
}
