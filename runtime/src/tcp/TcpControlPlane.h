//===- TcpControlPlane.h - Control plane over TCP ---------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_TCP_TCPCONTROLPLANE_H
#define PIPERT_SRC_TCP_TCPCONTROLPLANE_H

#include "../Inbox.h"
#include "Connection.h"
#include "Guests.h"

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace mlir::pipert {

struct TcpOptions {
  int32_t numRanks = 1;
  std::vector<int32_t> localRanks; ///< In increasing order; at least one.
  /// Where the process of rank 0 listens.
  HostPort rendezvous;
  /// Rank 0 may be given a listener that is there already, to be closed by the
  /// plane; -1: it listens at `rendezvous`.
  int listener = -1;
  /// A secret of 1 to 64 bytes that the processes of the run share.
  std::string token;
  /// How long all processes have to come.
  int64_t joinTimeoutNs = 60'000'000'000;
  /// The run is ended when a process has said nothing for so long; negative:
  /// never. Every process says something four times a second, or eight times
  /// in this time.
  int64_t silenceNs = 60'000'000'000;
};

/// The control plane of one process of several, over TCP.
///
/// The processes form a star: each has one connection, to the process of rank
/// 0, which relays. A mesh would need connections for all pairs, and a protocol
/// in which the processes agree on which of two aborts came first; here rank 0
/// decides it. What a star costs is that nobody can speak when rank 0 is dead;
/// but then the run is over, and each process sees by itself who has ended it.
///
/// One thread of each process reads and writes, with poll(). It never waits for
/// one connection, so that a process which reads slowly, or is stopped, holds
/// up no other.
class TcpControlPlane final : public ControlPlane {
public:
  /// Returns when all processes have come.
  /// \returns PIPERT_DEADLINE, naming who is missing, after the timeout;
  ///          PIPERT_UNAVAILABLE if rank 0 cannot listen or be reached;
  ///          PIPERT_INVALID_ARGUMENT if rank 0 refuses this process.
  static pipert_status_t create(TcpOptions options,
                                std::unique_ptr<TcpControlPlane> &plane);
  ~TcpControlPlane();

  pipert_status_t send(int32_t from, int32_t to, const std::string &key,
                       Blob blob) override;
  pipert_status_t receive(int32_t from, int32_t to, const std::string &key,
                          int64_t timeoutNs, Blob &blob) override;
  pipert_status_t beat(int32_t rank, Blob blob) override;
  std::optional<Heartbeat> getHeartbeat(int32_t rank) const override;
  pipert_status_t abort(const Abort &abort) override;
  void listen(AbortListener listener) override;
  void leave() override;
  std::string getHost() const override { return host; }

  /// For tests: ends all connections as if the process had died.
  void cut();
  /// For tests: heartbeats that have come from other processes.
  uint64_t getNumBeats() const { return numBeats.load(); }

private:
  /// Another process: at rank 0 each of them, elsewhere that of rank 0.
  struct Peer {
    explicit Peer(Connection connection) : connection(std::move(connection)) {}
    Connection connection;
    std::vector<int32_t> ranks;
    bool hasLeft = false; ///< It has said so for all of its ranks.
    bool isGone = false;  ///< The connection has ended.
    bool isShut = false;  ///< Nothing more is written.
    int64_t silentNs = 0;
    bool takesMore() const { return !isGone && !isShut; }
  };

  explicit TcpControlPlane(TcpOptions options);
  bool isHub() const { return isLocal(0); }
  /// The peer that `rank` is reached by; null if it has not come yet.
  Peer *findPeer(int32_t rank);
  void pushToAll(const FrameBytes &frame, const Peer *except = nullptr);

  // Coming together (TcpStart.cpp).
  pipert_status_t startHub();
  pipert_status_t joinHub();
  /// Connects to rank 0 and says who this is; then waits to be told to start.
  pipert_status_t tryJoin(int64_t endNs, bool &again);
  /// A process has shown the token and says which ranks it has. Returns "" or
  /// why it is refused.
  std::string admit(const Blob &join, Connection &connection);
  /// The ranks that have not come, in words.
  std::string describeMissing() const;

  // The thread (TcpThread.cpp).
  void serve();
  void wait(int64_t timeoutNs);
  void moveBytes(Peer &peer, bool mayRead);
  std::string take(Peer &peer, Frame &&frame);
  std::string relay(Peer &peer, Frame &&frame);
  void ping();
  void countSilence(int64_t passedNs);
  /// Sees at `time`, now, whether this process was stopped.
  void noteStop(int64_t time);
  void endPeer(Peer &peer, pipert_status_t status, const std::string &reason);
  void decideAbort(const Abort &abort);
  /// What was ordered waits until all that has come is read.
  void decideOrdered();
  /// After leave(): says the rest. Returns whether all is said.
  bool finish();

  const TcpOptions options;
  const Token token;
  const int64_t pingNs;
  std::string host = "127.0.0.1";
  Inbox inbox;
  Waker waker;

  /// Guards queues of output and what follows; never held while the inbox is
  /// told something.
  mutable std::mutex mutex;
  std::condition_variable changed;
  std::vector<std::unique_ptr<Peer>> peers;
  std::vector<Peer *> peerOfRank;
  bool isStarted = false;       ///< All ranks are there.
  bool isDecided = false;       ///< At rank 0: which abort is the first.
  std::optional<Abort> ordered; ///< At rank 0: not decided yet.
  bool hasLeft = false;
  bool isEnding = false;
  std::atomic<bool> isCut{false};
  std::atomic<uint64_t> numBeats{0};
  std::optional<Abort> startFailure;

  // Of the thread alone.
  int64_t lastAwake = 0;
  int64_t lastSpoken = 0; ///< When it has written a ping.
  bool hasPinged = false; ///< One is to be written.
  int64_t stoppedNs = 0;  ///< How long this process was, a moment ago; or 0.
  int64_t awakeNs = 0;    ///< Since then.

  std::unique_ptr<Guests> guests; ///< At rank 0, until all have come.
  std::thread thread;
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_TCP_TCPCONTROLPLANE_H
