//===- Runner.cpp - Runs a bundle on the host transport -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Runner.h"
#include "Failure.h"

#include <algorithm>
#include <cstring>
#include <set>

using namespace mlir::pipe;

/// What an arena holds before the first step, to see how far it is written.
static constexpr int fillValue = 0xcb;

static void check(pipert_status_t status) {
  if (status != PIPERT_OK)
    throw Failure{pipert_last_error(), status == PIPERT_OUT_OF_MEMORY
                                           ? ExitStatus::RunFailed
                                           : ExitStatus::BadInput};
}

Runner::Runner(const Bundle &bundle, const RunOptions &options)
    : bundle(bundle), options(options) {
  createWorld();
  createContexts();
}

Runner::~Runner() { pipert_world_destroy(world); }

/// At least the events of a step of the busiest rank: tasks; messages with
/// their waits, for each micro-batch or (sums of gradients) once a step; the
/// step.
static int64_t countEvents(const Manifest &manifest) {
  std::vector<int64_t> events(size_t(manifest.ranks), 1);
  for (const Task &task : manifest.tasks)
    events[size_t(task.rank)] += manifest.microBatches;
  for (const Edge &edge : manifest.edges) {
    for (int64_t end : {edge.from, edge.to})
      events[size_t(manifest.tasks[size_t(end)].rank)] +=
          2 * manifest.microBatches;
  }
  for (size_t rank = 0; rank < events.size(); ++rank)
    events[rank] += 4 * int64_t(manifest.programs[rank].buffers.size());
  return *std::max_element(events.begin(), events.end());
}

void Runner::createWorld() {
  const Manifest &manifest = bundle.manifest;
  std::vector<std::string> names;
  for (const Task &task : manifest.tasks)
    names.push_back(getTaskName(task));
  std::vector<const char *> namePointers;
  for (const std::string &name : names)
    namePointers.push_back(name.c_str());
  pipert_world_options_t config = {};
  config.struct_size = sizeof(config);
  config.abi_major = PIPERT_ABI_VERSION_MAJOR;
  config.abi_minor = PIPERT_ABI_VERSION_MINOR;
  config.num_ranks = int32_t(manifest.ranks);
  config.timeout_ns = int64_t(options.timeoutSeconds * 1e9);
  // The last events are kept anyway: the step's is the last of all.
  config.trace_capacity = options.fullTrace ? countEvents(manifest) : 1024;
  config.num_tasks = int32_t(names.size());
  config.task_names = namePointers.data();
  check(pipert_world_create(&config, &world));
}

void Runner::createContexts() {
  const Manifest &manifest = bundle.manifest;
  for (int32_t rank = 0; rank < int32_t(manifest.ranks); ++rank) {
    const Program &program = manifest.programs[size_t(rank)];
    std::vector<pipert_channel_desc_t> channels;
    for (const ManifestChannel &channel : program.channels)
      channels.push_back({sizeof(pipert_channel_desc_t), channel.peer,
                          channel.gradient ? PIPERT_CHANNEL_GRADIENT
                                           : PIPERT_CHANNEL_ACTIVATION,
                          channel.send ? PIPERT_SEND : PIPERT_RECV,
                          channel.capacity});
    pipert_context_t *context;
    check(pipert_context_create(world, rank, channels.data(),
                                int32_t(channels.size()), &context));
    void *arena;
    check(pipert_allocate(context, PIPERT_MEMORY_HOST,
                          uint64_t(program.arenaBytes), 64, &arena));
    contexts.push_back(context);
    arenas.push_back(static_cast<char *>(arena));
  }
}

ParameterRegion Runner::getRegion(const Buffer &buffer, size_t rank) const {
  std::optional<ParameterRegion> region =
      bundle.manifest.findRegion(buffer.name);
  if (!region)
    throw Failure{bundle.path + ": rank " + std::to_string(rank) +
                  " has a buffer for the unknown parameter '" + buffer.name +
                  "'"};
  if (buffer.slotBytes != region->bytes())
    throw Failure{bundle.path + ": the " + buffer.kind + " of '" + buffer.name +
                  "' has " + std::to_string(buffer.slotBytes) + " bytes, but " +
                  std::to_string(region->bytes()) + " are needed"};
  return *region;
}

/// Copies the rows of `region` from one place to another.
static void copyRows(const ParameterRegion &region, char *to, int64_t toStride,
                     const char *from, int64_t fromStride) {
  for (int64_t row = 0; row < region.rows && region.rowBytes; ++row)
    std::memcpy(to + row * toStride, from + row * fromStride,
                size_t(region.rowBytes));
}

void Runner::fillArenas() {
  for (size_t rank = 0; rank < arenas.size(); ++rank) {
    const Program &program = bundle.manifest.programs[rank];
    std::memset(arenas[rank], fillValue, size_t(program.arenaBytes));
    for (const Buffer &buffer : program.buffers) {
      if (buffer.kind != "parameter")
        continue;
      ParameterRegion region = getRegion(buffer, rank);
      const char *value = static_cast<const char *>(initial[region.parameter]);
      for (int64_t slot = 0; slot < buffer.slots; ++slot)
        copyRows(region, arenas[rank] + buffer.offset + slot * buffer.stride,
                 region.rowBytes, value + region.begin, region.stride);
    }
  }
}

std::string Runner::run(const std::vector<const void *> &parameters,
                        const std::vector<Bytes> &inputs) {
  const Manifest &manifest = bundle.manifest;
  initial = parameters;
  fillArenas();
  for (const Bytes &input : inputs)
    inputPointers.push_back(input.data());
  for (const Output &output : manifest.outputs)
    outputs.emplace_back(size_t(*countBytes(output.type)) *
                         size_t(manifest.microBatches));
  for (Bytes &output : outputs)
    outputPointers.push_back(output.data());
  for (size_t rank = 0; rank < arenas.size(); ++rank)
    calls.push_back({sizeof(pipert_call_t), bundle.programs[rank], arenas[rank],
                     inputPointers.data(), outputPointers.data()});
  for (int64_t step = 0; step < options.numSteps; ++step) {
    if (std::string report = runStep(step); !report.empty())
      return report;
    if (options.onStep)
      options.onStep(step + 1);
  }
  measureMemory();
  return "";
}

std::string Runner::runStep(int64_t step) {
  if (pipert_world_run(world, calls.data(), int32_t(calls.size()))) {
    std::string report = pipert_world_report(world);
    if (report.empty()) // Nothing ran: the bundle is at fault.
      throw Failure{bundle.path + ": " + pipert_last_error()};
    while (report.ends_with("\n"))
      report.pop_back();
    return report;
  }
  readTrace();
  int64_t first = INT64_MAX, last = INT64_MIN;
  for (const std::vector<pipert_event_t> &events : measurements.events) {
    first = std::min(first, events.back().start_ns);
    last = std::max(last, events.back().end_ns);
  }
  measurements.stepWallNs.push_back(last - first);
  std::vector<pipert_counters_t> counters;
  for (pipert_context_t *context : contexts) {
    pipert_counters_t values = {};
    values.struct_size = sizeof(values);
    check(pipert_context_counters(context, &values));
    counters.push_back(values);
  }
  measurements.lateAllocations.resize(contexts.size());
  for (size_t rank = 0; rank < contexts.size() && step > 0; ++rank)
    measurements.lateAllocations[rank] +=
        counters[rank].heap_allocations -
        measurements.counters[rank].heap_allocations;
  measurements.counters = std::move(counters);
  return "";
}

void Runner::readTrace() {
  measurements.events.resize(contexts.size());
  for (size_t rank = 0; rank < contexts.size(); ++rank) {
    std::vector<pipert_event_t> &events = measurements.events[rank];
    uint64_t count = 0;
    check(pipert_context_trace(contexts[rank], nullptr, 0, &count));
    events.resize(count);
    check(pipert_context_trace(contexts[rank], events.data(), count, &count));
  }
}

void Runner::measureMemory() {
  for (size_t rank = 0; rank < arenas.size(); ++rank) {
    int64_t end = bundle.manifest.programs[rank].arenaBytes;
    while (end > 0 &&
           static_cast<unsigned char>(arenas[rank][end - 1]) == fillValue)
      --end;
    measurements.touchedBytes.push_back(end);
  }
}

void Runner::readBuffers(RunResults &results) const {
  const Manifest &manifest = bundle.manifest;
  results.gradients.resize(manifest.parameters.size());
  results.parameters.resize(manifest.parameters.size());
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (size_t rank = 0; rank < arenas.size(); ++rank)
    for (const Buffer &buffer : manifest.programs[rank].buffers) {
      bool isGradient = buffer.kind == "gradient" && buffer.result;
      // The first rank that has it; the others have the same.
      if ((!isGradient && buffer.kind != "parameter") ||
          !seen.insert({buffer.kind, buffer.name}).second)
        continue;
      ParameterRegion region = getRegion(buffer, rank);
      size_t size =
          size_t(*countBytes(manifest.parameters[region.parameter].type));
      std::optional<Bytes> &bytes =
          (isGradient ? results.gradients
                      : results.parameters)[region.parameter];
      // What no rank has did not change; its gradient is zero.
      const char *value = static_cast<const char *>(initial[region.parameter]);
      if (!bytes)
        bytes = isGradient ? Bytes(size, 0) : Bytes(value, value + size);
      copyRows(region, bytes->data() + region.begin, region.stride,
               arenas[rank] + buffer.offset, region.rowBytes);
    }
}

RunResults Runner::takeResults() {
  RunResults results;
  results.outputs = std::move(outputs);
  readBuffers(results);
  for (size_t rank = 0; rank < arenas.size(); ++rank) {
    if (pipert_free(contexts[rank], PIPERT_MEMORY_HOST, arenas[rank]))
      throw Failure{std::string("the run failed: ") + pipert_last_error(),
                    ExitStatus::RunFailed};
  }
  return results;
}
