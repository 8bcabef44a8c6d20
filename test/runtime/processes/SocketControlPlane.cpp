//===- SocketControlPlane.cpp - Control plane over sockets ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SocketControlPlane.h"
#include "Error.h"
#include "Frames.h"

#include <algorithm>
#include <cstdlib>
#include <fcntl.h>
#include <utility>

using namespace mlir::pipert;

namespace {
/// What a frame begins with.
enum Kind : uint64_t { Message, Beat, Aborted, Left };

Blob packMessage(int32_t from, int32_t to, const std::string &key,
                 const Blob &blob) {
  return BlobWriter()
      .number(Message)
      .number(uint64_t(from))
      .number(uint64_t(to))
      .text(key)
      .text(blob)
      .take();
}
Blob packBeat(int32_t rank, const Blob &blob) {
  return BlobWriter().number(Beat).number(uint64_t(rank)).text(blob).take();
}
Blob packAbort(const Abort &abort) {
  return BlobWriter()
      .number(Aborted)
      .number(uint64_t(abort.status))
      .number(uint64_t(abort.rank))
      .text(abort.reason)
      .take();
}
Blob packLeft(int32_t rank) {
  return BlobWriter().number(Left).number(uint64_t(rank)).take();
}
} // namespace

//===----------------------------------------------------------------------===//
// Hub
//===----------------------------------------------------------------------===//

Hub::Hub(std::vector<std::vector<int32_t>> ranksOfProcesses)
    : processes(std::move(ranksOfProcesses)) {
  for (size_t process = 0; process < processes.size(); ++process) {
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0)
      std::abort();
    // The other process must not hold the connections of this one.
    fcntl(pair[0], F_SETFD, FD_CLOEXEC);
    sockets.push_back(pair[0]);
    otherEnds.push_back(pair[1]);
    for (int32_t rank : processes[process]) {
      processOfRank.resize(std::max(processOfRank.size(), size_t(rank) + 1));
      processOfRank[size_t(rank)] = process;
    }
  }
}

void Hub::start() {
  for (size_t process = 0; process < processes.size(); ++process)
    threads.emplace_back([this, process] { serve(process); });
}

int Hub::takeSocket(size_t index) {
  return std::exchange(otherEnds[index], -1);
}

Hub::~Hub() {
  for (int socket : sockets)
    shutdown(socket, SHUT_RDWR);
  for (std::thread &thread : threads)
    thread.join();
  for (int socket : sockets)
    close(socket);
  for (int socket : otherEnds)
    if (socket >= 0)
      close(socket);
}

void Hub::serve(size_t process) {
  while (std::optional<Blob> frame = readFrame(sockets[process])) {
    std::lock_guard lock(mutex);
    relay(process, *frame);
  }
  std::lock_guard lock(mutex);
  end(process);
}

void Hub::writeToAll(const Blob &frame) {
  for (int socket : sockets)
    writeFrame(socket, frame);
}

void Hub::relay(size_t process, const Blob &frame) {
  BlobReader reader(frame);
  switch (reader.number()) {
  case Message: {
    reader.number();
    writeFrame(sockets[processOfRank[reader.number()]], frame);
    break;
  }
  case Aborted:
    if (!std::exchange(aborted, true))
      writeToAll(frame);
    break;
  case Left:
    left.insert(process);
    [[fallthrough]];
  default:
    writeToAll(frame);
  }
}

void Hub::end(size_t process) {
  if (left.count(process))
    return;
  for (int32_t rank : processes[process])
    writeToAll(packLeft(rank));
  if (!std::exchange(aborted, true))
    writeToAll(packAbort(
        {PIPERT_PEER_FAILED, processes[process][0], "its process has ended"}));
}

//===----------------------------------------------------------------------===//
// SocketControlPlane
//===----------------------------------------------------------------------===//

SocketControlPlane::SocketControlPlane(int socket, int32_t numRanks,
                                       std::vector<int32_t> localRanks,
                                       std::shared_ptr<Hub> hub)
    : ControlPlane(numRanks, std::move(localRanks)), hub(std::move(hub)),
      socket(socket), inbox(numRanks), reader([this] { read(); }) {}

SocketControlPlane::~SocketControlPlane() {
  leave();
  cut();
  reader.join();
  close(socket);
}

void SocketControlPlane::cut() { shutdown(socket, SHUT_RDWR); }

void SocketControlPlane::read() {
  while (std::optional<Blob> frame = readFrame(socket))
    take(*frame);
  inbox.setAbort({PIPERT_PEER_FAILED, -1,
                  "the connection to the other processes has ended"});
}

void SocketControlPlane::take(const Blob &frame) {
  BlobReader reader(frame);
  uint64_t kind = reader.number();
  if (kind == Message) {
    int32_t from = int32_t(reader.number());
    int32_t to = int32_t(reader.number());
    std::string key = reader.text();
    inbox.deliver(from, to, key, reader.text());
  } else if (kind == Beat) {
    int32_t rank = int32_t(reader.number());
    inbox.setHeartbeat(rank, reader.text());
  } else if (kind == Aborted) {
    Abort abort;
    abort.status = pipert_status_t(reader.number());
    abort.rank = int32_t(reader.number());
    abort.reason = reader.text();
    inbox.setAbort(abort);
  } else {
    inbox.setLeft(int32_t(reader.number()));
  }
}

pipert_status_t SocketControlPlane::write(const Blob &frame) {
  std::lock_guard lock(writeMutex);
  if (!writeFrame(socket, frame))
    return fail(PIPERT_UNAVAILABLE,
                "the connection to the other processes has ended");
  return PIPERT_OK;
}

pipert_status_t SocketControlPlane::send(int32_t from, int32_t to,
                                         const std::string &key, Blob blob) {
  if (!isLocal(to))
    return write(packMessage(from, to, key, blob));
  inbox.deliver(from, to, key, std::move(blob));
  return PIPERT_OK;
}

pipert_status_t SocketControlPlane::receive(int32_t from, int32_t to,
                                            const std::string &key,
                                            int64_t timeoutNs, Blob &blob) {
  return inbox.receive(from, to, key, timeoutNs, blob);
}

pipert_status_t SocketControlPlane::beat(int32_t rank, Blob blob) {
  return write(packBeat(rank, blob));
}

std::optional<Heartbeat> SocketControlPlane::getHeartbeat(int32_t rank) const {
  return inbox.getHeartbeat(rank);
}

pipert_status_t SocketControlPlane::abort(const Abort &abort) {
  return write(packAbort(abort));
}

void SocketControlPlane::listen(AbortListener listener) {
  inbox.listen(std::move(listener));
}

void SocketControlPlane::leave() {
  inbox.listen(nullptr);
  if (std::exchange(hasLeft, true))
    return;
  for (int32_t rank : getLocalRanks())
    (void)write(packLeft(rank));
}
