//===- SocketControlPlane.h - Control plane over sockets --------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_RUNTIME_PROCESSES_SOCKETCONTROLPLANE_H
#define PIPE_TEST_RUNTIME_PROCESSES_SOCKETCONTROLPLANE_H

#include "Inbox.h"

#include <memory>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

/// Relays what the processes of a run say: it has a socket to each of them, and
/// a thread that reads from it. One lock puts everything in one order, so of
/// two aborts the same one is the first for all.
class Hub {
public:
  /// `processes` has the ranks of each. Nothing is read before start().
  explicit Hub(std::vector<std::vector<int32_t>> processes);
  ~Hub();
  void start();
  /// The other end of the socket of process `index`, for it to keep.
  int takeSocket(size_t index);

private:
  void serve(size_t process);
  void relay(size_t process, const mlir::pipert::Blob &frame);
  void writeToAll(const mlir::pipert::Blob &frame);
  /// The connection of `process` has ended, with or without a farewell.
  void end(size_t process);

  const std::vector<std::vector<int32_t>> processes;
  std::vector<int> sockets, otherEnds;
  std::vector<size_t> processOfRank;
  std::mutex mutex;
  bool aborted = false;
  std::set<size_t> left;
  std::vector<std::thread> threads;
};

/// The control plane of one process of a Hub.
class SocketControlPlane final : public mlir::pipert::ControlPlane {
public:
  /// Closes `socket` at its end, and keeps the hub if that is here, too.
  SocketControlPlane(int socket, int32_t numRanks,
                     std::vector<int32_t> localRanks,
                     std::shared_ptr<Hub> hub = nullptr);
  ~SocketControlPlane();

  pipert_status_t send(int32_t from, int32_t to, const std::string &key,
                       mlir::pipert::Blob blob) override;
  pipert_status_t receive(int32_t from, int32_t to, const std::string &key,
                          int64_t timeoutNs, mlir::pipert::Blob &blob) override;
  pipert_status_t beat(int32_t rank, mlir::pipert::Blob blob) override;
  std::optional<mlir::pipert::Heartbeat>
  getHeartbeat(int32_t rank) const override;
  pipert_status_t abort(const mlir::pipert::Abort &abort) override;
  void listen(mlir::pipert::AbortListener listener) override;
  void leave() override;

  /// Ends the connection as if the process had died.
  void cut();

private:
  pipert_status_t write(const mlir::pipert::Blob &frame);
  void read();
  void take(const mlir::pipert::Blob &frame);

  const std::shared_ptr<Hub> hub;
  const int socket;
  mlir::pipert::Inbox inbox;
  std::mutex writeMutex;
  bool hasLeft = false;
  std::thread reader;
};

#endif // PIPE_TEST_RUNTIME_PROCESSES_SOCKETCONTROLPLANE_H
