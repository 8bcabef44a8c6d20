//===- Inbox.h - What has come to a process ---------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_INBOX_H
#define PIPERT_SRC_INBOX_H

#include "ControlPlane.h"

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <tuple>

namespace mlir::pipert {

/// The receiving half of a control plane: what has come to this process and was
/// not yet taken. Whoever brings bytes here, a thread that reads from a
/// connection or a call of the same process, puts them in by the first half of
/// the functions; the second half is that of ControlPlane.
class Inbox {
public:
  explicit Inbox(int32_t numRanks) : ranks(size_t(numRanks)) {}

  void deliver(int32_t from, int32_t to, const std::string &key, Blob blob);
  void setHeartbeat(int32_t rank, Blob blob);
  void setLeft(int32_t rank);
  /// Keeps the first abort and tells the listener, before it returns.
  void setAbort(const Abort &abort);

  pipert_status_t receive(int32_t from, int32_t to, const std::string &key,
                          int64_t timeoutNs, Blob &blob);
  std::optional<Heartbeat> getHeartbeat(int32_t rank) const;
  /// Null: no call of the former listener is running when this returns. Not to
  /// be called by a listener.
  void listen(AbortListener listener);

private:
  struct Rank {
    bool hasLeft = false;
    bool hasBeaten = false;
    Blob heartbeat;
    int64_t heartbeatTime = 0;
    int64_t leaveTime = 0;
  };
  using Address = std::tuple<int32_t, int32_t, std::string>;

  mutable std::mutex mutex;
  std::condition_variable changed;
  std::map<Address, std::deque<Blob>> messages; ///< No queue is empty.
  std::vector<Rank> ranks;
  std::optional<Abort> aborted;

  /// Taken before `mutex`; held while the listener runs.
  std::mutex listenerMutex;
  AbortListener listener;
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_INBOX_H
