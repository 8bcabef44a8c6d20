//===- Inbox.cpp - What has come to a process -----------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Inbox.h"
#include "Clock.h"
#include "Error.h"

#include <chrono>
#include <utility>

using namespace mlir::pipert;

void Inbox::deliver(int32_t from, int32_t to, const std::string &key,
                    Blob blob) {
  {
    std::lock_guard lock(mutex);
    messages[{from, to, key}].push_back(std::move(blob));
  }
  changed.notify_all();
}

void Inbox::setHeartbeat(int32_t rank, Blob blob) {
  std::lock_guard lock(mutex);
  Rank &entry = ranks[size_t(rank)];
  entry.hasBeaten = true;
  entry.heartbeat = std::move(blob);
  entry.heartbeatTime = now();
}

void Inbox::setLeft(int32_t rank) {
  {
    std::lock_guard lock(mutex);
    Rank &entry = ranks[size_t(rank)];
    if (!std::exchange(entry.hasLeft, true))
      entry.leaveTime = now();
  }
  changed.notify_all();
}

void Inbox::setAbort(const Abort &abort) {
  // One at a time: `aborted` is set by nobody else.
  std::lock_guard listenerLock(listenerMutex);
  {
    std::lock_guard lock(mutex);
    if (aborted)
      return;
  }
  // Who is woken by the abort finds that the listener knows of it.
  if (listener)
    listener(abort);
  {
    std::lock_guard lock(mutex);
    aborted = abort;
  }
  changed.notify_all();
}

void Inbox::listen(AbortListener newListener) {
  std::lock_guard listenerLock(listenerMutex);
  listener = std::move(newListener);
  std::optional<Abort> earlier;
  {
    std::lock_guard lock(mutex);
    earlier = aborted;
  }
  if (listener && earlier)
    listener(*earlier);
}

pipert_status_t Inbox::receive(int32_t from, int32_t to, const std::string &key,
                               int64_t timeoutNs, Blob &blob) {
  std::unique_lock lock(mutex);
  auto find = [&] { return messages.find({from, to, key}); };
  auto isOver = [&] {
    return find() != messages.end() || aborted || ranks[size_t(from)].hasLeft;
  };
  if (timeoutNs < 0)
    changed.wait(lock, isOver);
  else
    changed.wait_for(lock, std::chrono::nanoseconds(timeoutNs), isOver);
  auto queue = find();
  if (queue != messages.end()) {
    blob = std::move(queue->second.front());
    queue->second.pop_front();
    if (queue->second.empty())
      messages.erase(queue);
    return PIPERT_OK;
  }
  if (aborted)
    return fail(PIPERT_PEER_FAILED, "the run was ended: %s",
                aborted->describe().c_str());
  if (ranks[size_t(from)].hasLeft)
    return fail(PIPERT_PEER_FAILED, "rank %d has left the run", from);
  return fail(PIPERT_DEADLINE,
              "rank %d waited %.1f s for the message '%s' of rank %d", to,
              double(timeoutNs) * 1e-9, key.c_str(), from);
}

std::optional<Heartbeat> Inbox::getHeartbeat(int32_t rank) const {
  std::lock_guard lock(mutex);
  const Rank &entry = ranks[size_t(rank)];
  if (!entry.hasBeaten && !entry.hasLeft)
    return std::nullopt;
  int64_t until = entry.hasLeft ? entry.leaveTime : now();
  return Heartbeat{entry.heartbeat, until - entry.heartbeatTime, entry.hasLeft};
}
