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
  if (options.trace_capacity < 0 || options.num_tasks < 0 ||
      options.eager_buffers < 0 ||
      (options.num_tasks > 0 && !options.task_names))
    return fail(PIPERT_INVALID_ARGUMENT,
                "trace_capacity, num_tasks or eager_buffers is negative, or "
                "task_names is null");
  if (options.rendezvous)
    return fail(PIPERT_UNAVAILABLE,
                "rendezvous is '%s', but this build runs all ranks in one "
                "process",
                options.rendezvous);
  if (options.buffering < PIPERT_BUFFERING_HANDOVER ||
      options.buffering > PIPERT_BUFFERING_EAGER)
    return fail(PIPERT_INVALID_ARGUMENT, "buffering %d is unknown",
                options.buffering);
  return PIPERT_OK;
}

static pipert_status_t createWorld(const pipert_world_options_t &options,
                                   pipert_world_t **out_world) {
  if (pipert_status_t status = checkOptions(options))
    return status;
  WorldConfig config;
  if (options.timeout_ns != 0)
    config.timeoutNs = options.timeout_ns;
  config.traceCapacity = options.trace_capacity;
  config.pinThreads = options.no_pinning == 0;
  config.delaySeed = options.delay_seed;
  config.taskNames.assign(options.task_names,
                          options.task_names + options.num_tasks);
  std::string error;
  if (!readTestHook(config.hook, error))
    return fail(PIPERT_INVALID_ARGUMENT, "%s", error.c_str());
  std::string name = options.transport ? options.transport : "threads";
  config.transportName = name;
  std::unique_ptr<Transport> transport = createTransport(
      name, {options.buffering, std::max(1, options.eager_buffers)});
  if (!transport)
    return fail(PIPERT_UNAVAILABLE, "this build has no transport '%s', only %s",
                name.c_str(), pipert_transport_names());
  *out_world = new pipert_world_t{std::make_shared<World>(
      std::move(config), std::move(transport),
      std::make_unique<InProcessControlPlane>(options.num_ranks))};
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

extern "C" const char *pipert_world_report(const pipert_world_t *world) {
  return world->world->getReport().c_str();
}

extern "C" pipert_status_t pipert_abort(pipert_context_t *context,
                                        const char *reason) {
  context->world.abort(PIPERT_PEER_FAILED, context->rank, reason);
  return PIPERT_OK;
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

extern "C" pipert_status_t pipert_context_trace(const pipert_context_t *context,
                                                pipert_event_t *events,
                                                uint64_t capacity,
                                                uint64_t *out_count) {
  uint64_t count = std::min(context->trace.size(), capacity);
  for (uint64_t i = 0; i < count; ++i)
    events[i] = context->trace.get(i);
  *out_count = context->trace.size();
  return PIPERT_OK;
}
