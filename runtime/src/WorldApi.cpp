//===- WorldApi.cpp - Worlds and contexts in C ----------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Error.h"
#include "World.h"
#include "inprocess/InProcessControlPlane.h"
#include "tcp/TcpControlPlane.h"

#include <algorithm>
#include <cstring>
#include <exception>
#include <new>

using namespace mlir::pipert;

/// Copies a struct of the caller, which may be shorter or longer than ours.
template <class Struct>
static Struct adopt(const Struct &given) {
  Struct copy = {};
  std::memcpy(&copy, &given,
              std::min<size_t>(given.struct_size, sizeof(Struct)));
  return copy;
}

/// Calls `function`; no exception leaves the C interface.
template <class Function>
static pipert_status_t guard(Function function) {
  try {
    return function();
  } catch (const std::bad_alloc &) {
    return fail(PIPERT_OUT_OF_MEMORY, "out of host memory");
  } catch (const std::exception &error) {
    return fail(PIPERT_INTERNAL, "%s", error.what());
  }
}

static pipert_status_t checkOptions(const pipert_world_options_t &options) {
  if (options.abi_major != PIPERT_ABI_VERSION_MAJOR ||
      options.abi_minor > PIPERT_ABI_VERSION_MINOR)
    return fail(PIPERT_UNAVAILABLE,
                "ABI version %d.%d is asked for, but this runtime has %d.%d",
                options.abi_major, options.abi_minor, PIPERT_ABI_VERSION_MAJOR,
                PIPERT_ABI_VERSION_MINOR);
  if (options.num_ranks < 1 || options.num_ranks > 0x7fff)
    return fail(PIPERT_INVALID_ARGUMENT, "num_ranks is %d, not 1 to %d",
                options.num_ranks, 0x7fff);
  if (options.num_tasks < 0 || options.eager_buffers < 0 ||
      (options.num_tasks > 0 && !options.task_names))
    return fail(
        PIPERT_INVALID_ARGUMENT,
        "num_tasks or eager_buffers is negative, or task_names is null");
  if (options.buffering < PIPERT_BUFFERING_HANDOVER ||
      options.buffering > PIPERT_BUFFERING_EAGER)
    return fail(PIPERT_INVALID_ARGUMENT, "buffering %d is unknown",
                options.buffering);
  return PIPERT_OK;
}

/// Refuses ranks that cannot be those of a process.
static pipert_status_t checkLocalRanks(const pipert_world_options_t &options) {
  int32_t before = -1;
  for (int32_t i = 0; i < options.num_local_ranks; ++i) {
    int32_t rank = options.local_ranks[i];
    if (rank <= before || rank >= options.num_ranks)
      return fail(PIPERT_INVALID_ARGUMENT,
                  "local rank %d is no rank of %d, or not above the one before",
                  rank, options.num_ranks);
    before = rank;
  }
  if (options.num_local_ranks < 1)
    return fail(PIPERT_INVALID_ARGUMENT, "this process has no rank");
  return PIPERT_OK;
}

/// A frozen process is to be named before the watchdog sees that those who wait
/// for it do not go on; but a machine may be busy for a while.
static int64_t getSilenceTime(int64_t timeoutNs) {
  constexpr int64_t shortest = 2'000'000'000;
  return timeoutNs < 0 ? -1 : std::max(timeoutNs / 8 * 7, shortest);
}

static pipert_status_t meetOthers(const pipert_world_options_t &options,
                                  int64_t timeoutNs,
                                  std::unique_ptr<ControlPlane> &control) {
  if (pipert_status_t status = checkLocalRanks(options))
    return status;
  std::optional<HostPort> place = parseHostPort(options.rendezvous);
  if (!place)
    return fail(PIPERT_INVALID_ARGUMENT, "rendezvous is '%s', not HOST:PORT",
                options.rendezvous);
  TcpOptions tcp;
  tcp.numRanks = options.num_ranks;
  tcp.localRanks.assign(options.local_ranks,
                        options.local_ranks + options.num_local_ranks);
  tcp.rendezvous = *place;
  tcp.listener = options.listener ? options.listener : -1;
  tcp.token = options.token ? options.token : "";
  if (timeoutNs >= 0)
    tcp.joinTimeoutNs = timeoutNs;
  tcp.silenceNs = getSilenceTime(timeoutNs);
  std::unique_ptr<TcpControlPlane> plane;
  pipert_status_t status = TcpControlPlane::create(std::move(tcp), plane);
  control = std::move(plane);
  return status;
}

static pipert_status_t createWorld(const pipert_world_options_t &options,
                                   pipert_world_t **out_world) {
  if (pipert_status_t status = checkOptions(options))
    return status;
  WorldConfig config;
  if (options.timeout_ns != 0)
    config.timeoutNs = options.timeout_ns;
  if (options.trace_capacity != 0)
    config.traceCapacity = std::max<int64_t>(0, options.trace_capacity);
  config.pinThreads = options.no_pinning == 0;
  config.delaySeed = options.delay_seed;
  config.taskNames.assign(options.task_names,
                          options.task_names + options.num_tasks);
  std::string error;
  if (!readTestHook(config.hook, error))
    return fail(PIPERT_INVALID_ARGUMENT, "%s", error.c_str());
  std::string name = options.transport    ? options.transport
                     : options.rendezvous ? "sockets"
                                          : "threads";
  config.transportName = name;
  config.bundle = options.bundle ? options.bundle : "";
  std::unique_ptr<Transport> transport = createTransport(
      name, {options.buffering, std::max(1, options.eager_buffers),
             options.device ? options.device : "cuda", options.device_seed});
  if (!transport)
    return fail(PIPERT_UNAVAILABLE, "this build has no transport '%s', only %s",
                name.c_str(), pipert_transport_names());
  std::unique_ptr<ControlPlane> control;
  if (!options.rendezvous)
    control = std::make_unique<InProcessControlPlane>(options.num_ranks);
  else if (pipert_status_t status =
               meetOthers(options, config.timeoutNs, control))
    return status;
  *out_world = new pipert_world_t{std::make_shared<World>(
      std::move(config), std::move(transport), std::move(control))};
  return PIPERT_OK;
}

extern "C" pipert_status_t
pipert_world_create(const pipert_world_options_t *options,
                    pipert_world_t **out_world) {
  return guard([&] { return createWorld(adopt(*options), out_world); });
}

extern "C" void pipert_world_destroy(pipert_world_t *world) {
  if (!world)
    return;
  world->world->shutDown();
  delete world;
}

extern "C" pipert_status_t
pipert_context_create(pipert_world_t *world, const pipert_rank_desc_t *desc,
                      pipert_context_t **out_context) {
  return guard(
      [&] { return world->world->createContext(adopt(*desc), out_context); });
}

extern "C" int32_t pipert_context_rank(const pipert_context_t *context) {
  return context->rank;
}

extern "C" pipert_status_t pipert_world_run(pipert_world_t *world,
                                            const pipert_call_t *calls,
                                            int32_t num_calls) {
  return guard([&] { return world->world->run(calls, num_calls); });
}

extern "C" pipert_status_t pipert_world_begin(pipert_world_t *world,
                                              const pipert_call_t *calls,
                                              int32_t num_calls) {
  return guard([&] { return world->world->begin(calls, num_calls); });
}

extern "C" pipert_status_t pipert_world_finish(pipert_world_t *world) {
  return guard([&] { return world->world->finish(); });
}

extern "C" pipert_status_t pipert_world_send(pipert_world_t *world,
                                             int32_t from, int32_t to,
                                             const char *key, const void *data,
                                             uint64_t bytes) {
  return guard([&] {
    return world->world->send(from, to, key,
                              Blob(static_cast<const char *>(data), bytes));
  });
}

extern "C" pipert_status_t
pipert_world_receive(pipert_world_t *world, int32_t from, int32_t to,
                     const char *key, int64_t timeout_ns, const void **out_data,
                     uint64_t *out_bytes) {
  return guard([&] {
    pipert_status_t status = world->world->receive(from, to, key, timeout_ns);
    if (status == PIPERT_OK) {
      *out_data = world->world->getReceived().data();
      *out_bytes = world->world->getReceived().size();
    }
    return status;
  });
}

extern "C" uint64_t pipert_world_reduction_bytes(const pipert_world_t *world,
                                                 int32_t num_replicas) {
  return world->world->getReductionBytes(num_replicas);
}

extern "C" int64_t pipert_clock(void) { return now(); }

extern "C" const char *pipert_world_report(const pipert_world_t *world) {
  return world->world->getReport().c_str();
}

extern "C" pipert_status_t pipert_world_failure(const pipert_world_t *world,
                                                pipert_failure_t *out_failure) {
  const World &failed = *world->world;
  if (!failed.isAborted())
    return fail(PIPERT_INVALID_ARGUMENT, "no run of this world has failed");
  pipert_failure_t failure = {out_failure->struct_size, failed.findSpeaker(),
                              failed.getFailureTime()};
  std::memcpy(out_failure, &failure,
              std::min<size_t>(failure.struct_size, sizeof(failure)));
  return PIPERT_OK;
}

extern "C" pipert_status_t pipert_abort(pipert_context_t *context,
                                        const char *reason) {
  context->world.abort(PIPERT_PEER_FAILED, context->rank, reason);
  return PIPERT_OK;
}

extern "C" pipert_status_t pipert_world_end(pipert_world_t *world,
                                            const char *reason) {
  return guard([&] {
    world->world->end(reason);
    return PIPERT_OK;
  });
}

extern "C" pipert_status_t
pipert_context_counters(const pipert_context_t *context,
                        pipert_counters_t *out_counters) {
  pipert_counters_t counters = context->counters;
  counters.struct_size = out_counters->struct_size;
  counters.events_dropped = context->trace.getNumDropped();
  for (const auto &end : context->ends) {
    if (!end.receive)
      continue;
    counters.bytes_copied += end.receive->getBytesCopied();
    counters.heap_allocations += end.receive->getNumAllocations();
  }
  std::memcpy(out_counters, &counters,
              std::min<size_t>(counters.struct_size, sizeof(counters)));
  return PIPERT_OK;
}

static pipert_status_t giveEvents(const std::vector<pipert_event_t> &found,
                                  pipert_event_t *events, uint64_t capacity,
                                  uint64_t *out_count) {
  std::copy_n(found.begin(), std::min<uint64_t>(found.size(), capacity),
              events);
  *out_count = found.size();
  return PIPERT_OK;
}

extern "C" pipert_status_t pipert_context_trace(const pipert_context_t *context,
                                                pipert_event_t *events,
                                                uint64_t capacity,
                                                uint64_t *out_count) {
  return giveEvents(context->trace.read(/*allSteps=*/false), events, capacity,
                    out_count);
}

extern "C" pipert_status_t pipert_world_events(const pipert_world_t *world,
                                               int32_t rank,
                                               pipert_event_t *events,
                                               uint64_t capacity,
                                               uint64_t *out_count) {
  return guard([&] {
    const World &failed = *world->world;
    if (!failed.isAborted() || !failed.hasRank(rank))
      return fail(PIPERT_INVALID_ARGUMENT,
                  "no run of this world has failed, or it has no rank %d",
                  rank);
    std::optional<std::vector<pipert_event_t>> found = failed.getEvents(rank);
    if (!found)
      return fail(PIPERT_UNAVAILABLE, "no events of rank %d have come", rank);
    return giveEvents(*found, events, capacity, out_count);
  });
}
