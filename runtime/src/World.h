//===- World.h - All ranks of a run -----------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_WORLD_H
#define PIPERT_SRC_WORLD_H

#include "Context.h"
#include "Cores.h"
#include "Report.h"
#include "Transport.h"
#include "Watchdog.h"

#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace mlir::pipert {

/// What a world is made of, copied from pipert_world_options_t.
struct WorldConfig {
  int32_t numRanks = 1;
  int64_t timeoutNs = 60'000'000'000; ///< Negative: no watchdog.
  int64_t traceCapacity = 0;
  bool pinThreads = true;
  uint64_t delaySeed = 0;
  std::vector<std::string> taskNames;
  TestHook hook;
};

/// Holds the ranks, their channels and threads. The threads share ownership,
/// so that a rank which never returns keeps what it uses.
class World : public std::enable_shared_from_this<World> {
public:
  World(WorldConfig config, std::unique_ptr<Transport> transport);
  ~World();

  pipert_status_t createContext(const pipert_rank_desc_t &desc,
                                pipert_context_t **out);
  pipert_status_t run(const pipert_call_t *calls, int32_t numCalls);
  /// Ends the threads; those that are stuck are left behind.
  void shutDown();

  /// Ends the run. The first caller's status and reason are kept; `rank` is
  /// the one that failed, or -1.
  void abort(pipert_status_t status, int32_t rank, const std::string &reason);
  bool isAborted() const { return aborted.load(std::memory_order_seq_cst); }
  std::string getAbortReason() const;
  /// What is known about the failed run; "" after a good one.
  const std::string &getReport() const { return report; }

  bool isShutDown() const { return shuttingDown.load(); }
  int64_t getSpinTime() const { return spinNs; }
  bool copiesMessages() const { return copies; }
  std::string getTaskName(int32_t task) const;

private:
  std::vector<Standing> getStandings() const;
  Standing getStanding(const pipert_context_t &context) const;
  /// Copies the calls, one a rank, into `calls`.
  pipert_status_t takeCalls(const pipert_call_t *newCalls, int32_t numCalls);
  pipert_status_t addChannels(pipert_context_t &context,
                              const pipert_rank_desc_t &desc);
  pipert_status_t addKernels(pipert_context_t &context,
                             const pipert_rank_desc_t &desc);
  pipert_status_t addSegments(pipert_context_t &context,
                              const pipert_rank_desc_t &desc);
  bool needsSegment(int32_t kind) const;
  /// Makes the channels once all contexts are there.
  pipert_status_t link();
  pipert_status_t linkSend(pipert_context_t &sender, size_t index);
  void startThreads();
  /// The life of a rank's thread.
  void serve(int32_t rank);
  void runStep(pipert_context_t &context, uint64_t step);
  /// Waits until all ranks have started the step, so that they start together.
  void waitForAll(pipert_context_t &context, uint64_t step);
  /// After a timeout: gives the ranks that are not stuck time to return.
  void waitForRest();
  pipert_status_t checkLeftovers();
  pipert_status_t checkMemory();
  void onStuck(int64_t stuckNs);

  const WorldConfig config;
  const bool copies; ///< Of the transport.
  int64_t spinNs;
  /// Goes after the contexts, whose memory it made.
  std::unique_ptr<Transport> transport;
  std::vector<std::unique_ptr<pipert_context_t>> contexts;
  std::vector<std::unique_ptr<Channel>> channels;
  bool linked = false;

  std::vector<std::thread> threads;
  std::unique_ptr<Watchdog> watchdog;
  std::vector<pipert_call_t> calls; ///< By rank.
  Doorbell mainBell;
  std::atomic<uint64_t> step{0};
  std::atomic<uint64_t> numStarted{0};
  std::atomic<uint64_t> numEnded{0};
  std::atomic<int32_t> numExited{0}; ///< Threads that have left serve().
  std::atomic<bool> timedOut{false};
  std::atomic<bool> shuttingDown{false};

  std::atomic<bool> aborted{false};
  mutable std::mutex abortMutex;
  pipert_status_t abortStatus = PIPERT_OK;
  std::string abortReason;
  std::string report;
};

} // namespace mlir::pipert

/// The handle of the C interface.
struct pipert_world_t {
  std::shared_ptr<mlir::pipert::World> world;
};

#endif // PIPERT_SRC_WORLD_H
