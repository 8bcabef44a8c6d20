//===- TestWorld.h - Worlds whose programs are lambdas ----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_RUNTIME_TESTWORLD_H
#define PIPE_TEST_RUNTIME_TESTWORLD_H

#include "pipert/pipert.h"

#include <algorithm>
#include <functional>
#include <gtest/gtest.h>
#include <map>
#include <ostream>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

/// A transport under test. The conformance suite runs on every one of them; a
/// new transport is a new row in getTransports(), which every test program
/// defines.
struct TransportCase {
  std::string name;
  const char *transport = nullptr;
  int32_t buffering = PIPERT_BUFFERING_HANDOVER;
  int32_t eagerBuffers = 0;
  uint64_t delaySeed = 0;
  /// Over how many processes the ranks are dealt out, or fewer if there are
  /// fewer ranks.
  int32_t numProcesses = 1;
  /// Of the transport cuda.
  const char *device = nullptr;
  uint64_t deviceSeed = 0;

  int32_t getProcess(int32_t rank) const { return rank % numProcesses; }

  /// Whether messages end up in memory of the receiver.
  bool copies() const {
    std::string given = transport ? transport : "threads";
    if (given == "cuda")
      return std::string(device) != "emulated";
    return given != "threads" || buffering != PIPERT_BUFFERING_HANDOVER;
  }
};

inline std::ostream &operator<<(std::ostream &out, const TransportCase &value) {
  return out << value.name;
}

std::vector<TransportCase> getTransports();

/// Whether this build has the transport `name`.
inline bool hasTransport(const std::string &name) {
  return (", " + std::string(pipert_transport_names()) + ",")
             .find(", " + name + ",") != std::string::npos;
}

/// How a step ended in a process.
struct Outcome {
  pipert_status_t status = PIPERT_OK;
  std::string report;
};

/// A test program that is itself several processes, which run the same tests
/// side by side, sets this: it brings the outcome of each process of a run, of
/// which there is one here at most, to all of them.
inline void (*shareOutcomes)(std::vector<Outcome> &) = nullptr;

/// Makes a world for each process of a run, null where that is another process
/// than this; or fewer of them and says why.
pipert_status_t createWorlds(const pipert_world_options_t &options,
                             const TransportCase &transport,
                             std::vector<pipert_world_t *> &worlds);

/// A channel between two ranks.
struct TestEdge {
  int32_t from;
  int32_t to;
  int32_t kind = PIPERT_CHANNEL_ACTIVATION;
  int32_t capacity = 2;
};

/// A program: what a rank does in a step.
using TestProgram = std::function<int32_t(pipert_context_t *)>;

/// Kernel 0 of every rank of a TestWorld: calls the function that its first
/// argument points to.
inline void callFunction(void *, void *const *arguments) {
  const auto &function = *static_cast<std::function<void()> *>(arguments[0]);
  if (function)
    function();
}

/// Runs task `task` for `microBatch`; it does what `work` does.
inline int32_t runTask(pipert_context_t *context, int32_t task,
                       int64_t microBatch, std::function<void()> work = {}) {
  void *arguments[] = {&work};
  return pipert_launch(context, 0, arguments, 1, task, microBatch, 0);
}

/// Returns the first error of a program from the program.
#define TRY(call)                                                              \
  do {                                                                         \
    int32_t tryStatus = (call);                                                \
    if (tryStatus != PIPERT_OK)                                                \
      return tryStatus;                                                        \
  } while (0)

/// A world with contexts for all ranks, of which `replicas` says which run the
/// same program; several worlds where the case has
/// several processes.
class TestWorld {
public:
  explicit TestWorld(int32_t numRanks, const std::vector<TestEdge> &edges = {},
                     const TransportCase &transport = {},
                     double timeoutSeconds = 30, int64_t traceCapacity = 256,
                     const std::vector<pipert_segment_desc_t> &segments = {},
                     const std::vector<std::vector<int32_t>> &replicas = {}) {
    pipert_world_options_t options = {};
    options.struct_size = sizeof(options);
    options.abi_major = PIPERT_ABI_VERSION_MAJOR;
    options.abi_minor = PIPERT_ABI_VERSION_MINOR;
    options.num_ranks = numRanks;
    options.transport = transport.transport;
    options.timeout_ns = int64_t(timeoutSeconds * 1e9);
    options.trace_capacity = traceCapacity;
    options.buffering = transport.buffering;
    options.eager_buffers = transport.eagerBuffers;
    options.delay_seed = transport.delaySeed;
    options.device = transport.device;
    options.device_seed = transport.deviceSeed;
    status = createWorlds(options, transport, worlds);
    if (status != PIPERT_OK)
      return;
    world = worlds[0];
    isShared = transport.transport && shareOutcomes;
    for (int32_t rank = 0; rank < numRanks; ++rank)
      processes.push_back(transport.getProcess(rank));
    std::vector<std::vector<pipert_channel_desc_t>> channels(numRanks);
    for (const TestEdge &edge : edges) {
      add(channels[edge.from], edge.from, edge.to, edge, PIPERT_SEND);
      add(channels[edge.to], edge.to, edge.from, edge, PIPERT_RECV);
    }
    contexts.resize(numRanks);
    pipert_kernel_desc_t kernel = {sizeof(kernel), "call", callFunction,
                                   nullptr};
    for (int32_t rank = 0; rank < numRanks && status == PIPERT_OK; ++rank) {
      if (!has(rank))
        continue;
      pipert_rank_desc_t desc = {};
      desc.struct_size = sizeof(desc);
      desc.rank = rank;
      desc.channels = channels[rank].data();
      desc.num_channels = int32_t(channels[rank].size());
      desc.segments = segments.data();
      desc.num_segments = int32_t(segments.size());
      desc.kernels = &kernel;
      desc.num_kernels = 1;
      for (const std::vector<int32_t> &group : replicas)
        if (std::count(group.begin(), group.end(), rank)) {
          desc.replicas = group.data();
          desc.num_replicas = int32_t(group.size());
        }
      status = pipert_context_create(worlds[processes[rank]], &desc,
                                     &contexts[rank]);
    }
  }
  ~TestWorld() {
    for (pipert_world_t *each : worlds)
      pipert_world_destroy(each);
  }
  TestWorld(const TestWorld &) = delete;

  /// Runs one step. Keeps the programs: a stuck rank may still be in one.
  pipert_status_t run(std::vector<TestProgram> newPrograms) {
    programs = std::move(newPrograms);
    return runAgain();
  }

  /// Runs the programs of the last step once more, or several times with two
  /// steps under way at a time.
  pipert_status_t runAgain(int numSteps = 1) {
    places.clear();
    calls.resize(worlds.size());
    for (auto &ofWorld : calls)
      ofWorld.clear();
    for (TestProgram &program : programs)
      places.push_back(&program);
    for (size_t rank = 0; rank < programs.size(); ++rank)
      calls[processes[rank]].push_back({sizeof(pipert_call_t), int32_t(rank),
                                        &call, &places[rank], nullptr});
    outcomes.assign(worlds.size(), {});
    std::vector<std::thread> others;
    for (size_t i = 1; i < worlds.size(); ++i)
      others.emplace_back([&, i] { runWorld(i, numSteps); });
    runWorld(0, numSteps);
    for (std::thread &other : others)
      other.join();
    if (isShared)
      shareOutcomes(outcomes);
    for (size_t i = 1; i < worlds.size(); ++i) {
      EXPECT_EQ(outcomes[i].status, outcomes[0].status) << "process " << i;
      EXPECT_EQ(outcomes[i].report, outcomes[0].report);
    }
    return outcomes[0].status;
  }

  /// Whether a rank is in this process.
  bool has(int32_t rank) const { return worlds[processes[rank]] != nullptr; }

  /// The channel of `rank` that sends to `peer`.
  int32_t getSend(int32_t rank, int32_t peer,
                  int32_t kind = PIPERT_CHANNEL_ACTIVATION) const {
    return indices.at({rank, peer, kind, PIPERT_SEND});
  }
  int32_t getRecv(int32_t rank, int32_t peer,
                  int32_t kind = PIPERT_CHANNEL_ACTIVATION) const {
    return indices.at({rank, peer, kind, PIPERT_RECV});
  }

  pipert_counters_t getCounters(int32_t rank) const {
    pipert_counters_t counters = {};
    counters.struct_size = sizeof(counters);
    pipert_context_counters(contexts[rank], &counters);
    return counters;
  }
  std::vector<pipert_event_t> getTrace(int32_t rank) const {
    uint64_t count = 0;
    pipert_context_trace(contexts[rank], nullptr, 0, &count);
    std::vector<pipert_event_t> events(count);
    pipert_context_trace(contexts[rank], events.data(), count, &count);
    return events;
  }
  std::string getReport() const {
    return world ? pipert_world_report(world) : outcomes[0].report;
  }

  pipert_status_t status;               ///< Of creation.
  std::vector<pipert_world_t *> worlds; ///< By process.
  pipert_world_t *world = nullptr;      ///< The first one; may be elsewhere.
  std::vector<pipert_context_t *> contexts;

private:
  void add(std::vector<pipert_channel_desc_t> &channels, int32_t rank,
           int32_t peer, const TestEdge &edge, int32_t direction) {
    indices[{rank, peer, edge.kind, direction}] = int32_t(channels.size());
    channels.push_back({sizeof(pipert_channel_desc_t), peer, edge.kind,
                        direction, edge.capacity});
  }
  void runWorld(size_t process, int numSteps) {
    if (!worlds[process])
      return;
    const std::vector<pipert_call_t> &own = calls[process];
    pipert_status_t &status = outcomes[process].status;
    if (numSteps == 1)
      status =
          pipert_world_run(worlds[process], own.data(), int32_t(own.size()));
    else
      for (int i = 0; i <= numSteps && status == PIPERT_OK; ++i) {
        if (i != numSteps)
          status = pipert_world_begin(worlds[process], own.data(),
                                      int32_t(own.size()));
        if (i != 0)
          status = pipert_world_finish(worlds[process]);
      }
    outcomes[process].report = pipert_world_report(worlds[process]);
  }
  /// The program of every rank: calls the one that its input points to.
  static int32_t call(pipert_context_t *context, void *const *,
                      const void *const *inputs, void *const *) {
    return (*static_cast<const TestProgram *>(inputs[0]))(context);
  }

  std::vector<TestProgram> programs;
  std::vector<const void *> places;
  std::vector<size_t> processes;               ///< By rank.
  std::vector<Outcome> outcomes = {Outcome()}; ///< By process.
  bool isShared = false;
  std::vector<std::vector<pipert_call_t>> calls;
  std::map<std::tuple<int32_t, int32_t, int32_t, int32_t>, int32_t> indices;
};

/// Sends and waits until it is done.
inline int32_t sendNow(pipert_context_t *context, int32_t channel,
                       const void *data, uint64_t bytes, int64_t microBatch) {
  uint64_t request;
  TRY(pipert_send(context, channel, data, bytes, microBatch, 0, &request));
  return pipert_wait(context, request);
}

/// Receives, lets `read` look at the bytes, and releases.
inline int32_t receiveNow(pipert_context_t *context, int32_t channel,
                          uint64_t bytes, int64_t microBatch,
                          const std::function<void(const void *)> &read = {}) {
  uint64_t request;
  void *data;
  // Kept, so that a steady step allocates nothing.
  static thread_local std::vector<char> buffer;
  buffer.resize(std::max<size_t>(buffer.size(), bytes + 1));
  TRY(pipert_recv(context, channel, buffer.data(), bytes, microBatch, 0,
                  &request));
  TRY(pipert_wait_recv(context, request, &data));
  if (read)
    read(data);
  return pipert_release(context, request);
}

#endif // PIPE_TEST_RUNTIME_TESTWORLD_H
