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
#include "ControlPlane.h"
#include "Cores.h"
#include "Report.h"
#include "Transport.h"
#include "Watchdog.h"

#include <array>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace mlir::pipert {

/// What a world is made of, copied from pipert_world_options_t.
struct WorldConfig {
  std::string transportName;
  /// Identifies what is run, as a hash of it; the same in all processes.
  std::string bundle;
  int64_t timeoutNs = 60'000'000'000;             ///< Negative: no watchdog.
  int64_t traceCapacity = PIPERT_RECORDED_EVENTS; ///< 0: no events are kept.
  bool pinThreads = true;
  uint64_t delaySeed = 0;
  std::vector<std::string> taskNames;
  TestHook hook;
};

/// Messages of a channel that an end of it has counted.
struct MessageCount {
  uint64_t sent = 0;
  uint64_t released = 0;
  uint64_t open = 0; ///< Receives that were not released.
};

/// The part of a run that is in this process: its local ranks, the ends of
/// their channels, their memory and threads. What concerns other ranks goes
/// through the control plane. The threads share ownership, so that a rank which
/// never returns keeps what it uses.
class World : public std::enable_shared_from_this<World> {
public:
  World(WorldConfig config, std::unique_ptr<Transport> transport,
        std::unique_ptr<ControlPlane> control);
  ~World();

  pipert_status_t createContext(const pipert_rank_desc_t &desc,
                                pipert_context_t **out);
  pipert_status_t run(const pipert_call_t *calls, int32_t numCalls);
  /// See pipert_world_begin and pipert_world_finish.
  pipert_status_t begin(const pipert_call_t *calls, int32_t numCalls);
  pipert_status_t finish();
  /// Messages of the caller; see pipert_world_send.
  pipert_status_t send(int32_t from, int32_t to, const std::string &key,
                       Blob blob);
  pipert_status_t receive(int32_t from, int32_t to, const std::string &key,
                          int64_t timeoutNs);
  const Blob &getReceived() const { return received; }
  /// Ends the threads and goes out of the run; threads that are stuck are left
  /// behind.
  void shutDown();

  /// Ends the run in all processes. The first status and reason are kept;
  /// `rank` is the one that failed, or -1.
  void abort(pipert_status_t status, int32_t rank, const std::string &reason);
  /// See pipert_world_end.
  void end(const std::string &reason);
  bool isAborted() const { return aborted.load(std::memory_order_seq_cst); }
  std::string getAbortReason() const;
  /// What is known about the failed run; "" after a good one.
  const std::string &getReport() const { return report; }
  int64_t getFailureTime() const { return failureTime; }
  /// See pipert_failure_t and pipert_world_events.
  int32_t findSpeaker() const;
  std::optional<std::vector<pipert_event_t>> getEvents(int32_t rank) const;
  bool hasRank(int32_t rank) const {
    return rank >= 0 && rank < control->getNumRanks();
  }

  bool isShutDown() const { return shuttingDown.load(); }
  int64_t getSpinTime() const { return spinNs; }
  bool copiesMessages() const { return copies; }
  /// See pipert_world_reduction_bytes.
  uint64_t getReductionBytes(int32_t numReplicas) const;
  std::string getTaskName(int32_t task) const;

private:
  // Making ranks and connecting them (Link.cpp).
  /// The place of a local rank in `contexts` and `calls`, or -1.
  int32_t findLocal(int32_t rank) const;
  pipert_context_t *findContext(int32_t rank) const;
  pipert_status_t addChannels(pipert_context_t &context,
                              const pipert_rank_desc_t &desc);
  pipert_status_t addKernels(pipert_context_t &context,
                             const pipert_rank_desc_t &desc);
  pipert_status_t addSegments(pipert_context_t &context,
                              const pipert_rank_desc_t &desc);
  pipert_status_t addReplicas(pipert_context_t &context,
                              const pipert_rank_desc_t &desc);
  bool needsSegment(int32_t kind) const;
  /// Agrees with the other processes on what is run, and connects the channels.
  pipert_status_t link();
  pipert_status_t agree();
  /// Sets `rankNames`.
  void nameRanks();
  /// Sets `spinNs`, by the cores and the ranks of this machine.
  pipert_status_t findSpinTime();
  pipert_status_t connect(const ChannelPlan &plan);

  // Where ranks stand (Standings.cpp).
  Standing getStanding(const pipert_context_t &context) const;
  RankNews getNews(const pipert_context_t &context) const;
  std::optional<RankNews> getRemoteNews(int32_t rank) const;
  /// Tells the other processes, and adds up how far all ranks have come.
  uint64_t sampleProgress();
  /// `progressOfAll` is what rank 0 tells.
  void beat(bool isLast, uint64_t progressOfAll);
  /// After the end of the run: makes the report the same in all processes,
  /// where rank 0 can be heard. Waits little more than a second.
  void completeReport();
  /// The report as rank 0 has written it; nothing if it does not come.
  std::optional<Blob> awaitReport();
  /// Waits a little until the other processes have told where they stood when
  /// the run was aborted.
  void awaitLastNews() const;
  /// "rank 5", and of one of several replicas "rank 5 (replica 1, rank 1)":
  /// which one, and the rank of replica 0 that runs the same program. As what
  /// follows, with abortMutex held.
  std::string getRankName(int32_t rank) const;
  std::string describeFailure() const;
  /// Writes `report`; abortMutex is held.
  void composeReport();
  /// Called once, when the run is over.
  void onAbort(const Abort &abort);
  void onStuck(int64_t stuckNs);

  /// A step of this process, of which two may be under way: step n, from 1, is
  /// at n % 2.
  struct Step {
    std::vector<pipert_call_t> calls; ///< Of the local ranks, in their order.
    /// By channel, as the local ranks have counted at their ends of the step.
    std::vector<MessageCount> counts;
    /// No other step is under way, and the ranks begin it together.
    bool isAlone = false;
    /// Ranks that have ended it, or an earlier step at this place.
    std::atomic<uint64_t> numEnded{0};
  };

  // Threads and steps (World.cpp).
  Step &getStep(uint64_t number) { return steps[number % 2]; }
  /// Copies the calls, one a local rank, into the step.
  pipert_status_t takeCalls(const pipert_call_t *newCalls, int32_t numCalls,
                            Step &target);
  /// Whether the local ranks have ended step `number`.
  bool hasEnded(uint64_t number);
  /// The same for all steps that are under way.
  bool haveAllEnded();
  void startThreads();
  /// The life of the thread of the local rank at `place`.
  void serve(size_t place);
  void runStep(pipert_context_t &context, size_t place, uint64_t number);
  int32_t runProgram(pipert_context_t &context, const pipert_call_t &call);
  /// Waits until all local ranks have started the step, so that they start
  /// together.
  void waitForAll(pipert_context_t &context, uint64_t number);
  /// After a timeout: gives the ranks that are not stuck time to return.
  void waitForRest();
  uint64_t countLocal() const { return contexts.size(); }

  // The end of a step (StepEnd.cpp).
  pipert_status_t endStep(Step &ended);
  pipert_status_t failRun();
  void endRun(Abort own);
  pipert_status_t checkMemory();
  pipert_status_t checkLeftovers(Step &ended);
  pipert_status_t gatherCounts(Step &ended);
  /// By the rank's thread.
  void countMessages(const pipert_context_t &context,
                     std::vector<MessageCount> &counts) const;
  Blob packCounts(const pipert_context_t &context,
                  const std::vector<MessageCount> &counts) const;
  bool mergeCounts(const Blob &blob, std::vector<MessageCount> &counts) const;
  /// The message about a channel with messages that nobody has received.
  std::string findLeftover(const std::vector<MessageCount> &counts) const;

  const WorldConfig config;
  const std::unique_ptr<ControlPlane> control;
  const bool copies;  ///< Of the transport.
  int64_t spinNs = 0; ///< How long a rank polls before it sleeps.
  /// Goes after the contexts, whose memory it made.
  std::unique_ptr<Transport> transport;
  /// Of the local ranks, in their order.
  std::vector<std::unique_ptr<pipert_context_t>> contexts;
  std::vector<ChannelPlan> plans;    ///< All channels of the run.
  std::vector<ChannelEnds> channels; ///< What of them is here.
  Blob received;                     ///< By the caller, last.
  bool linked = false;

  std::vector<std::thread> threads;
  std::unique_ptr<Watchdog> watchdog;
  std::array<Step, 2> steps;
  Doorbell mainBell;
  std::atomic<bool> inStep{false};
  std::atomic<uint64_t> numBegun{0};   ///< Steps.
  uint64_t numFinished = 0;            ///< Steps; of the caller's thread.
  std::atomic<uint64_t> numStarted{0}; ///< Steps, of all ranks together.
  std::atomic<int32_t> numExited{0};   ///< Threads that have left serve().
  std::atomic<bool> timedOut{false};
  std::atomic<bool> shuttingDown{false};

  std::atomic<bool> aborted{false};
  /// Guards what follows, and `contexts` while they are made.
  mutable std::mutex abortMutex;
  std::condition_variable abortKnown;
  /// Of those that have replicas; empty before the channels are planned.
  std::vector<std::string> rankNames;
  Abort failure;
  int64_t failureTime = 0;
  bool isReportWhole = false;     ///< Of the caller's thread.
  std::vector<RankNews> lastNews; ///< Of the local ranks, at the abort.
  std::string report;
  /// No heartbeat follows the last one.
  std::mutex beatMutex;
};

} // namespace mlir::pipert

/// The handle of the C interface.
struct pipert_world_t {
  std::shared_ptr<mlir::pipert::World> world;
};

#endif // PIPERT_SRC_WORLD_H
