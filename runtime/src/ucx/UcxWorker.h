//===- UcxWorker.h - UCX in this process ------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_UCX_UCXWORKER_H
#define PIPERT_SRC_UCX_UCXWORKER_H

#include "../Doorbell.h"
#include "../net/Socket.h"
#include "UcxLibrary.h"
#include "pipert/pipert.h"

#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace mlir::pipert {

/// Something that goes on when UCX has moved bytes: an end of a channel.
class UcxUser {
public:
  virtual ~UcxUser() = default;
  /// Begins and ends what can be, and rings for it. The worker's mutex is held.
  virtual void move() = 0;
};

/// The connection to another process.
struct UcxPeer {
  ucp_ep_h endpoint = nullptr;
  bool isLost = false;
};

/// All that UCX has of this process: one worker, and a thread that makes it go
/// on while the ranks' threads run tasks or sleep.
///
/// A rank that waits makes the worker go on itself. While it does so the thread
/// stays away, but for a look once in a while; when the rank sleeps, or has
/// asked for nothing for that long, the worker is armed: the next message wakes
/// the thread, which costs sender and receiver a call of the system each.
class UcxWorker {
public:
  /// For other processes that reach this one at `host`. Where UCX cannot be
  /// used: PIPERT_UNAVAILABLE.
  static pipert_status_t create(const std::string &host,
                                std::unique_ptr<UcxWorker> &worker);
  ~UcxWorker();
  UcxWorker(const UcxWorker &) = delete;

  /// What another process needs for `connect`.
  const std::string &getAddress() const { return address; }
  /// The connection to the process with this address, the same one every time.
  /// `isNear`: it is on this machine.
  pipert_status_t connect(const std::string &otherAddress, bool isNear,
                          UcxPeer *&peer);

  void add(UcxUser &user);
  void remove(UcxUser &user);
  /// Makes UCX go on no more: when this returns nothing moves.
  void stop();
  /// The same, with messages on the way. What UCX has is left to the end of the
  /// process.
  void abandon();

  /// Held for all that follows, and while users are called.
  std::mutex mutex;
  /// Makes UCX go on once, and the users where it did. `sleeper` is the bell of
  /// the rank that asks.
  void progress(const Doorbell &sleeper);
  ucp_worker_h getHandle() const { return worker; }

  const UcxLibrary &ucx;

private:
  explicit UcxWorker(const UcxLibrary &ucx) : ucx(ucx) {}
  pipert_status_t start(const std::string &host);
  pipert_status_t makeContext(const std::string &host);
  pipert_status_t fail(const char *what, ucs_status_t status) const;
  void serve();
  /// What the thread does when it is awake; the lock is held. Returns whether
  /// there is more.
  bool serveOnce();
  /// Returns whether UCX went on.
  bool move();
  void arm();

  ucp_context_h context = nullptr;
  ucp_worker_h worker = nullptr;
  int descriptor = -1; ///< Readable when an armed worker has something to do.
  std::string address;
  std::map<std::string, std::unique_ptr<UcxPeer>> peers; ///< By address.
  std::vector<UcxUser *> users;
  bool isArmed = false;
  bool isPolled = false; ///< By a rank that does not sleep, lately.
  bool isEnding = false;
  bool isAbandoned = false;
  Waker waker;
  std::mutex stopMutex; ///< Held while the thread is joined.
  std::thread thread;
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_UCX_UCXWORKER_H
