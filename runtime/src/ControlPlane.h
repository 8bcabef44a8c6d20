//===- ControlPlane.h - How processes of a run talk -------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_CONTROLPLANE_H
#define PIPERT_SRC_CONTROLPLANE_H

#include "Blob.h"
#include "pipert/pipert.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace mlir::pipert {

/// Why a run is over.
struct Abort {
  pipert_status_t status = PIPERT_OK;
  int32_t rank = -1; ///< The rank that failed; -1: none in particular.
  std::string reason;
  /// Found out by this process, which hears nobody any more.
  bool isCutOff = false;
  /// Somebody ends the process of the rank, maybe since another one has ended:
  /// that one is to blame then.
  bool isOrdered = false;

  /// As "rank 2: out of luck".
  std::string describe() const {
    return rank < 0 ? reason : "rank " + std::to_string(rank) + ": " + reason;
  }
};

/// What a rank said of itself last.
struct Heartbeat {
  Blob blob;
  /// Since it came here; until the rank has left, if it has.
  int64_t ageNs = 0;
  bool hasLeft = false; ///< The rank is in the run no more.
};

using AbortListener = std::function<void(const Abort &)>;

/// How the processes of a run talk about it: who is there, what they must agree
/// on, what they need to connect, where each rank stands, and that it is over.
/// The data of a step go through the transport.
///
/// A process has some of the ranks, the *local* ones; every rank is local in
/// one process. Which ones is known when the object is made: all of them
/// (inprocess), or what mpirun, srun or torchrun say. Nothing is shared between
/// processes: they exchange bytes, which may be late, and every call may fail.
///
/// All functions may be called by any thread. Those that return a status keep a
/// message for pipert_last_error. An implementation is a folder beside this
/// file and passes test/runtime/ControlPlaneTest.cpp.
class ControlPlane {
public:
  virtual ~ControlPlane() = default;

  // Who is there.
  int32_t getNumRanks() const { return numRanks; }
  /// In increasing order; at least one.
  const std::vector<int32_t> &getLocalRanks() const { return localRanks; }
  bool isLocal(int32_t rank) const;
  /// Whether all ranks are local.
  bool isAlone() const { return int32_t(localRanks.size()) == numRanks; }
  /// The host under which other processes reach this one.
  virtual std::string getHost() const { return "127.0.0.1"; }

  // Messages.
  /// Sends `blob` from the local rank `from` to any rank and returns at once.
  virtual pipert_status_t send(int32_t from, int32_t to, const std::string &key,
                               Blob blob) = 0;
  /// Waits for a message of `from` to the local rank `to` and takes it.
  /// Messages with one sender, receiver and key come in the order in which they
  /// were sent; different keys do not wait for each other. A message that has
  /// come is given out whatever happened since. `timeoutNs` < 0: no timeout.
  /// \returns PIPERT_DEADLINE after the timeout; PIPERT_PEER_FAILED if the run
  /// is
  ///          aborted, or `from` has left it.
  virtual pipert_status_t receive(int32_t from, int32_t to,
                                  const std::string &key, int64_t timeoutNs,
                                  Blob &blob) = 0;

  // Where ranks stand.
  /// Tells the process of rank 0 what the local rank `rank` does now; what rank
  /// 0 does is told to all. So P ranks cost 2 (P - 1) messages. Only the latest
  /// counts; it may be lost if a later one follows.
  virtual pipert_status_t beat(int32_t rank, Blob blob) = 0;
  /// The latest that came here of a rank, or nothing. That a rank has left is
  /// known everywhere.
  virtual std::optional<Heartbeat> getHeartbeat(int32_t rank) const = 0;

  // The end.
  /// Says that the run is over. Of several aborts the first one counts, the
  /// same one in all processes, and each of them is told it by its listener,
  /// this one too: before the call returns, or soon after it.
  virtual pipert_status_t abort(const Abort &abort) = 0;
  /// Calls `listener` once, when the run is aborted or if it already is, from
  /// any thread. It must not wait for the control plane.
  virtual void listen(AbortListener listener) = 0;
  /// Goes out of the run. No call of the listener is running when this returns,
  /// and none follows. A process that ends without it aborts the run for all
  /// others, in the name of its first rank. Leaving twice is leaving once.
  virtual void leave() = 0;

  // What follows from messages; the same for all implementations. These are
  // called by all processes, in the same order.
  /// Brings one blob of each rank to rank 0: `local` has those of the local
  /// ranks in their order, `all` those of all ranks by rank, in the process of
  /// rank 0 alone.
  pipert_status_t gather(const std::string &key, const std::vector<Blob> &local,
                         int64_t timeoutNs, std::vector<Blob> &all);
  /// Brings the blob of the process of rank 0 to all.
  pipert_status_t broadcast(const std::string &key, int64_t timeoutNs,
                            Blob &blob);
  /// Brings one blob of each rank to all processes.
  pipert_status_t exchange(const std::string &key,
                           const std::vector<Blob> &local, int64_t timeoutNs,
                           std::vector<Blob> &all);
  /// Returns when all processes have come here.
  pipert_status_t barrier(const std::string &key, int64_t timeoutNs);
  /// Compares `value`, which is the `what` of this process, with that of all
  /// others. Fails everywhere if they differ: "rank 2 has bundle 'b', but rank
  /// 0 has bundle 'a'".
  pipert_status_t agree(const std::string &what, const std::string &value,
                        int64_t timeoutNs);

protected:
  ControlPlane(int32_t numRanks, std::vector<int32_t> localRanks);

private:
  const int32_t numRanks;
  const std::vector<int32_t> localRanks;
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_CONTROLPLANE_H
