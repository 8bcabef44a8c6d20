//===- Poller.h - The thread that polls MPI ---------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_MPI_POLLER_H
#define PIPERT_SRC_MPI_POLLER_H

#include "../Doorbell.h"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace mlir::pipert {

/// What a user has to say after a poll.
struct Polled {
  bool isOpen = false;   ///< It waits for MPI.
  bool hasMoved = false; ///< Something that it waited for has come.
};

/// Something that goes on when MPI does. Called by the thread of a Poller.
class PollUser {
public:
  virtual ~PollUser() = default;
  /// Goes on as far as it can.
  virtual Polled move() = 0;
  /// Goes on no more, so that MPI does not move the data of its messages.
  virtual void halt() = 0;
};

/// A thread that calls MPI while the ranks' threads run tasks or sleep. MPI has
/// nothing to sleep on, so it polls, and sleeps between: an eighth of the time
/// for which nothing has come, 10 to 100 us when a rank sleeps, and 100 to 500
/// us while all run tasks, so that it takes little of their cores; for ever
/// when nobody has waited for MPI for 10 ms.
class Poller final : public DoorbellKeeper {
public:
  Poller();
  ~Poller() override;
  Poller(const Poller &) = delete;

  void add(PollUser &user);
  /// When this returns the user is not being called, and never again.
  void remove(PollUser &user);
  /// Halts all users; when this returns none is being called, and never again.
  void halt();
  /// A user waits for MPI. To be called after that is true.
  void wake() {
    if (isResting.load(std::memory_order_seq_cst))
      rouse();
  }
  /// Polls often while this rank sleeps. Its doorbell lives longer.
  void watch(Doorbell &bell);
  void onSleep() override { rouse(); }

private:
  void stop();
  void serve();
  Polled moveAll();
  void rouse();
  /// Sleeps as long as is right.
  void pause(Polled polled);
  bool isAnyAsleep();

  std::mutex mutex; ///< Held while users are called.
  std::vector<PollUser *> users;
  std::vector<Doorbell *> bells;

  std::mutex sleepMutex;
  std::condition_variable sleeper;
  bool isRoused = false;
  bool isEnding = false;
  std::atomic<bool> isResting{false}; ///< It sleeps without an end.
  int64_t lastOpen = 0;               ///< When a user waited for MPI.
  int64_t lastMoved = 0;              ///< When something has come.
  bool wasAsleep = false;             ///< Some rank.
  std::mutex stopMutex;               ///< Held while the thread is joined.
  std::thread thread;
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_MPI_POLLER_H
