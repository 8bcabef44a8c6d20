//===- TcpControlPlane.cpp - Control plane over TCP -----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TcpControlPlane.h"
#include "../Clock.h"
#include "../Error.h"

#include <algorithm>
#include <sys/socket.h>

using namespace mlir::pipert;

/// A process says something so often, at least.
static int64_t getPingTime(int64_t silenceNs) {
  constexpr int64_t longest = 250'000'000, shortest = 20'000'000;
  return silenceNs < 0 ? longest : std::clamp(silenceNs / 8, shortest, longest);
}

TcpControlPlane::TcpControlPlane(TcpOptions given)
    : ControlPlane(given.numRanks, given.localRanks), options(std::move(given)),
      token(options.token), pingNs(getPingTime(options.silenceNs)),
      inbox(options.numRanks), peerOfRank(size_t(options.numRanks)) {}

pipert_status_t
TcpControlPlane::create(TcpOptions options,
                        std::unique_ptr<TcpControlPlane> &plane) {
  if (options.token.empty() || options.token.size() > Token::size)
    return fail(PIPERT_INVALID_ARGUMENT,
                "the token has %zu bytes, not 1 to %zu", options.token.size(),
                Token::size);
  std::unique_ptr<TcpControlPlane> made(
      new TcpControlPlane(std::move(options)));
  if (pipert_status_t status =
          made->isHub() ? made->startHub() : made->joinHub())
    return status;
  plane = std::move(made);
  return PIPERT_OK;
}

TcpControlPlane::~TcpControlPlane() {
  leave();
  {
    std::lock_guard lock(mutex);
    isEnding = true;
  }
  waker.wake();
  if (thread.joinable())
    thread.join();
}

TcpControlPlane::Peer *TcpControlPlane::findPeer(int32_t rank) {
  // Rank 0 reaches all.
  return isHub() ? peerOfRank[size_t(rank)] : peers[0].get();
}

void TcpControlPlane::pushToAll(const FrameBytes &frame, const Peer *except) {
  for (auto &peer : peers)
    if (peer.get() != except && peer->takesMore())
      peer->connection.push(frame);
}

//===----------------------------------------------------------------------===//
// Messages
//===----------------------------------------------------------------------===//

pipert_status_t TcpControlPlane::send(int32_t from, int32_t to,
                                      const std::string &key, Blob blob) {
  if (key.size() > FrameHeader::maxKeyBytes ||
      blob.size() > FrameHeader::maxBodyBytes)
    return fail(PIPERT_INVALID_ARGUMENT,
                "a message of %zu bytes under a key of %zu is more than is "
                "possible",
                blob.size(), key.size());
  if (isLocal(to)) {
    inbox.deliver(from, to, key, std::move(blob));
    return PIPERT_OK;
  }
  FrameBytes frame = makeFrame(FrameKind::Message, from, to, key, blob);
  {
    std::lock_guard lock(mutex);
    Peer *peer = findPeer(to);
    if (peer->isGone || hasLeft)
      return fail(PIPERT_UNAVAILABLE,
                  "the connection to the process of rank %d has ended", to);
    peer->connection.push(std::move(frame));
  }
  waker.wake();
  return PIPERT_OK;
}

pipert_status_t TcpControlPlane::receive(int32_t from, int32_t to,
                                         const std::string &key,
                                         int64_t timeoutNs, Blob &blob) {
  return inbox.receive(from, to, key, timeoutNs, blob);
}

pipert_status_t TcpControlPlane::beat(int32_t rank, Blob blob) {
  // At rank 0 what other local ranks do is known to all who need it.
  if (!isHub() || rank == 0) {
    FrameBytes frame = makeFrame(FrameKind::Beat, rank, -1, "", blob);
    std::lock_guard lock(mutex);
    if (hasLeft)
      return PIPERT_OK;
    for (auto &peer : peers)
      if (peer->takesMore())
        peer->connection.pushLatest(rank, frame);
    waker.wake();
  }
  inbox.setHeartbeat(rank, std::move(blob));
  return PIPERT_OK;
}

std::optional<Heartbeat> TcpControlPlane::getHeartbeat(int32_t rank) const {
  return inbox.getHeartbeat(rank);
}

//===----------------------------------------------------------------------===//
// The end
//===----------------------------------------------------------------------===//

pipert_status_t TcpControlPlane::abort(const Abort &abort) {
  if (isHub()) {
    decideAbort(abort);
    return PIPERT_OK;
  }
  bool isAlone = false;
  {
    std::lock_guard lock(mutex);
    isAlone = !peers[0]->takesMore() || hasLeft;
    if (!isAlone)
      peers[0]->connection.pushFirst(
          makeFrame(FrameKind::Aborted, abort.rank, -1, "", packAbort(abort)));
  }
  waker.wake();
  if (isAlone) {
    Abort own = abort;
    own.isCutOff = true;
    inbox.setAbort(own);
  }
  return PIPERT_OK;
}

void TcpControlPlane::decideAbort(const Abort &abort) {
  {
    std::lock_guard lock(mutex);
    if (isDecided)
      return;
    if (abort.isOrdered && !ordered) {
      ordered = abort;
      waker.wake();
    }
    if (abort.isOrdered)
      return;
    isDecided = true;
    FrameBytes frame =
        makeFrame(FrameKind::Aborted, abort.rank, -1, "", packAbort(abort));
    for (auto &peer : peers)
      if (peer->takesMore())
        peer->connection.pushFirst(frame);
  }
  waker.wake();
  inbox.setAbort(abort);
}

void TcpControlPlane::listen(AbortListener listener) {
  inbox.listen(std::move(listener));
}

void TcpControlPlane::leave() {
  inbox.listen(nullptr);
  {
    std::lock_guard lock(mutex);
    if (hasLeft)
      return;
    for (int32_t rank : getLocalRanks())
      pushToAll(makeFrame(FrameKind::Left, rank, -1, "", ""));
    hasLeft = true;
  }
  waker.wake();
  for (int32_t rank : getLocalRanks())
    inbox.setLeft(rank);
}

void TcpControlPlane::cut() {
  {
    std::lock_guard lock(mutex);
    isCut = true;
    for (auto &peer : peers)
      shutdown(peer->connection.getSocket().get(), SHUT_RDWR);
  }
  waker.wake();
}
