//===- SessionApi.cpp - The session in C ----------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Session.h"

#include <algorithm>
#include <cstring>
#include <exception>
#include <new>

using namespace mlir::pipe;
using namespace mlir::pipe::session;

struct pipe_session_t {
  Session session;
};

static thread_local std::string lastError;

static pipert_status_t fail(pipert_status_t status, std::string message) {
  lastError = std::move(message);
  return status;
}

static pipert_status_t getStatus(const Failure &failure) {
  return failure.status == ExitStatus::RunFailed ? PIPERT_INTERNAL
                                                 : PIPERT_INVALID_ARGUMENT;
}

/// Calls `body`; what it throws becomes a status and a message.
template <class Body>
static pipert_status_t guard(Body body) {
  try {
    body();
    return PIPERT_OK;
  } catch (const RuntimeFailure &failure) {
    return fail(failure.code, failure.message);
  } catch (const Failure &failure) {
    return fail(getStatus(failure), failure.message);
  } catch (const std::bad_alloc &) {
    return fail(PIPERT_OUT_OF_MEMORY, "there is no memory left");
  } catch (const std::exception &error) {
    return fail(PIPERT_INTERNAL, error.what());
  }
}

static void require(bool isGood, const char *message) {
  if (!isGood)
    throw RuntimeFailure{{message}, PIPERT_INVALID_ARGUMENT};
}

/// Structs begin with their size, and have more.
static void requireSize(uint32_t size) {
  if (size <= sizeof(size))
    throw RuntimeFailure{{"struct_size is " + std::to_string(size) +
                          ", which is not the size of the struct"},
                         PIPERT_INVALID_ARGUMENT};
}

/// A struct of a caller that may know fewer fields, or more.
template <class Struct>
static Struct adopt(const Struct *given) {
  Struct known = {};
  if (given)
    requireSize(given->struct_size);
  if (given)
    std::memcpy(&known, given,
                std::min<size_t>(given->struct_size, sizeof(known)));
  return known;
}

/// Fills the fields that the caller knows.
template <class Struct>
static void give(Struct value, Struct *out) {
  requireSize(out->struct_size);
  value.struct_size = out->struct_size;
  std::memcpy(out, &value, std::min<size_t>(out->struct_size, sizeof(value)));
}

static SessionOptions readOptions(const pipe_session_options_t *given) {
  const pipe_session_options_t known = adopt(given);
  SessionOptions options;
  if (known.transport)
    options.run.transport = known.transport;
  options.run.timeoutSeconds = double(known.timeout_ns) * 1e-9;
  options.run.pinsThreads = known.no_pinning == 0;
  options.run.fullTrace = known.keep_events != 0;
  options.run.copiesOutputs = true;
  require(known.replicas >= 0, "the number of replicas is negative");
  options.replicas = std::max(known.replicas, 1);
  if (known.kernels)
    options.kernels = known.kernels;
  return options;
}

pipert_status_t pipe_session_open(const char *path,
                                  const pipe_session_options_t *options,
                                  pipe_session_t **out_session) {
  return guard([&] {
    require(path, "the path of the bundle is null");
    require(out_session, "the place of the session is null");
    auto *made = new pipe_session_t{{path, readOptions(options)}};
    *out_session = made;
  });
}

void pipe_session_close(pipe_session_t *session) { delete session; }

const char *pipe_session_error(void) { return lastError.c_str(); }

pipert_status_t pipe_session_describe(const pipe_session_t *session,
                                      pipe_session_info_t *out_info) {
  return guard([&] {
    const Bundle &bundle = session->session.getBundle();
    const Manifest &manifest = bundle.manifest;
    pipe_session_info_t info = {};
    info.model = manifest.name.c_str();
    info.schedule = manifest.schedule.c_str();
    info.num_ranks = int32_t(bundle.getNumRanks());
    info.micro_batches = manifest.microBatches;
    info.updates = manifest.hasUpdates() ? manifest.updates : 0;
    info.mean_gradients = manifest.meanGradients;
    info.num_tasks = int32_t(manifest.tasks.size());
    give(info, out_info);
  });
}

const char *pipe_session_task_name(const pipe_session_t *session,
                                   int32_t task) {
  const Session &all = session->session;
  return task >= 0 && size_t(task) < all.getBundle().manifest.tasks.size()
             ? all.getTaskName(size_t(task)).c_str()
             : nullptr;
}

//===----------------------------------------------------------------------===//
// Items
//===----------------------------------------------------------------------===//

int32_t pipe_session_count(const pipe_session_t *session, int32_t kind) {
  int32_t count = -1;
  guard([&] { count = int32_t(session->session.getItems(kind).size()); });
  return count;
}

pipert_status_t pipe_session_item(const pipe_session_t *session, int32_t kind,
                                  int32_t index,
                                  pipe_session_item_t *out_item) {
  return guard([&] {
    const Item &item = session->session.getItem(kind, index);
    pipe_session_item_t known = {};
    known.name = item.name.c_str();
    known.element = getInfo(item.type.type).name;
    known.num_dimensions = int32_t(item.type.shape.size());
    known.shape = item.type.shape.data();
    known.bytes = uint64_t(item.bytes);
    known.batch_dimension = int32_t(item.batchDimension.value_or(-1));
    known.is_loss = item.isLoss;
    give(known, out_item);
  });
}

pipert_status_t pipe_session_find(const pipe_session_t *session, int32_t kind,
                                  const char *name, int32_t *out_index) {
  return guard([&] {
    require(name, "the name of the item is null");
    *out_index = session->session.find(kind, name);
  });
}

//===----------------------------------------------------------------------===//
// Steps
//===----------------------------------------------------------------------===//

pipert_status_t pipe_session_set(pipe_session_t *session, int32_t kind,
                                 int32_t index, const void *data,
                                 uint64_t bytes) {
  return guard([&] { session->session.set(kind, index, data, bytes); });
}

pipert_status_t pipe_session_set_hyper(pipe_session_t *session, int32_t index,
                                       double value) {
  return guard([&] { session->session.setHyper(index, value); });
}

pipert_status_t pipe_session_load_parameters(pipe_session_t *session,
                                             const char *path) {
  return guard([&] {
    require(path, "the path of the parameters is null");
    session->session.loadParameters(path);
  });
}

pipert_status_t pipe_session_step(pipe_session_t *session) {
  return guard([&] {
    session->session.requireNoStep();
    session->session.begin();
    session->session.finish();
  });
}

pipert_status_t pipe_session_begin(pipe_session_t *session) {
  return guard([&] { session->session.begin(); });
}

pipert_status_t pipe_session_finish(pipe_session_t *session) {
  return guard([&] { session->session.finish(); });
}

pipert_status_t pipe_session_get(pipe_session_t *session, int32_t kind,
                                 int32_t index, void *data, uint64_t bytes) {
  return guard([&] { session->session.get(kind, index, data, bytes); });
}

pipert_status_t pipe_session_loss(pipe_session_t *session, double *out_loss) {
  return guard([&] { *out_loss = session->session.getLoss(); });
}

pipert_status_t pipe_session_updated(pipe_session_t *session,
                                     int32_t *out_updated) {
  return guard([&] { *out_updated = session->session.hasUpdated(); });
}

//===----------------------------------------------------------------------===//
// Ranks
//===----------------------------------------------------------------------===//

pipert_status_t pipe_session_counters(pipe_session_t *session, int32_t rank,
                                      pipert_counters_t *out_counters) {
  return guard([&] {
    checkStatus(pipert_context_counters(session->session.getContext(rank),
                                        out_counters));
  });
}

pipert_status_t pipe_session_events(pipe_session_t *session, int32_t rank,
                                    pipert_event_t *events, uint64_t capacity,
                                    uint64_t *out_count) {
  return guard([&] {
    checkStatus(pipert_context_trace(session->session.getContext(rank), events,
                                     capacity, out_count));
  });
}

pipert_status_t pipe_session_memory(const pipe_session_t *session, int32_t rank,
                                    int32_t segment, uint64_t *out_bytes) {
  return guard([&] {
    *out_bytes = uint64_t(session->session.getSegmentBytes(rank, segment));
  });
}
