//===- IoLoop.h - The thread that moves messages ----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_SOCKETS_IOLOOP_H
#define PIPERT_SRC_SOCKETS_IOLOOP_H

#include "../net/Socket.h"

#include <atomic>
#include <map>
#include <mutex>
#include <poll.h>
#include <thread>
#include <vector>

namespace mlir::pipert {

/// Something that moves bytes when its sockets are ready. Called by the thread
/// of an IoLoop.
class IoUser {
public:
  virtual ~IoUser() = default;
  /// Appends what it waits for now; nothing if it waits for nothing.
  virtual void addTo(std::vector<pollfd> &entries) = 0;
  /// Moves what can be moved. Called when one of its sockets is ready, and
  /// several times a second.
  virtual void move() = 0;
};

/// A thread that sleeps until one of many sockets is ready: so messages move
/// while the ranks' threads run tasks.
class IoLoop {
public:
  IoLoop();
  ~IoLoop();
  IoLoop(const IoLoop &) = delete;

  void add(IoUser &user);
  /// When this returns the user is not being called, and never again.
  void remove(IoUser &user);
  /// A user waits for something else now.
  void wake();
  /// When this returns no user is being called, and none ever again.
  void stop();

private:
  /// So often users are called anyway.
  static constexpr int tickMs = 250;

  void serve();

  Waker waker;
  std::atomic<bool> isAwake{false};
  std::atomic<bool> isEnding{false};
  /// Held while users are called.
  std::mutex mutex;
  uint64_t numAdded = 0;
  std::map<uint64_t, IoUser *> users; ///< In the order in which they came.
  std::mutex stopMutex;               ///< Held while the thread is joined.
  std::thread thread;
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_SOCKETS_IOLOOP_H
