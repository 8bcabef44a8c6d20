//===- Runner.cpp - Runs a bundle -----------------------------------------===//
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

static void check(pipert_status_t status) {
  if (status != PIPERT_OK)
    throw Failure{pipert_last_error(), status == PIPERT_OUT_OF_MEMORY
                                           ? ExitStatus::RunFailed
                                           : ExitStatus::BadInput};
}

// Segments are handed to the runtime by number.
using bundle::MemorySpace, bundle::SegmentKind;
static_assert(int32_t(SegmentKind::Parameters) == PIPERT_SEGMENT_PARAMETERS &&
              int32_t(SegmentKind::Gradients) == PIPERT_SEGMENT_GRADIENTS &&
              int32_t(SegmentKind::Local) == PIPERT_SEGMENT_LOCAL &&
              int32_t(SegmentKind::Received) == PIPERT_SEGMENT_RECEIVED &&
              int32_t(SegmentKind::Inputs) == PIPERT_SEGMENT_INPUTS &&
              int32_t(SegmentKind::Outputs) == PIPERT_SEGMENT_OUTPUTS &&
              int32_t(SegmentKind::Requests) == PIPERT_SEGMENT_REQUESTS &&
              int32_t(SegmentKind::Workspace) == PIPERT_SEGMENT_WORKSPACE &&
              int32_t(SegmentKind::Workspace) + 1 == PIPERT_NUM_SEGMENT_KINDS &&
              int32_t(MemorySpace::Host) == PIPERT_MEMORY_HOST &&
              int32_t(MemorySpace::Device) == PIPERT_MEMORY_DEVICE);

Runner::Runner(const Bundle &bundle, const RunOptions &options)
    : bundle(bundle), options(options) {
  createWorld();
  createRanks();
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
  config.transport = options.transport.c_str();
  config.timeout_ns = int64_t(options.timeoutSeconds * 1e9);
  // The last events are kept anyway: the step's is the last of all.
  config.trace_capacity = options.fullTrace ? countEvents(manifest) : 1024;
  config.num_tasks = int32_t(names.size());
  config.task_names = namePointers.data();
  check(pipert_world_create(&config, &world));
}

void Runner::createRanks() {
  for (int32_t rank = 0; rank < int32_t(bundle.manifest.ranks); ++rank)
    createRank(rank);
}

void Runner::createRank(int32_t index) {
  const Manifest &manifest = bundle.manifest;
  const Program &program = manifest.programs[size_t(index)];
  std::vector<pipert_channel_desc_t> channels;
  for (const bundle::Channel &channel : program.channels)
    channels.push_back(
        {sizeof(pipert_channel_desc_t), channel.peer,
         channel.gradient ? PIPERT_CHANNEL_GRADIENT : PIPERT_CHANNEL_ACTIVATION,
         channel.send ? PIPERT_SEND : PIPERT_RECV, channel.capacity});
  std::vector<pipert_segment_desc_t> segments;
  for (const Segment &segment : program.segments)
    segments.push_back({sizeof(pipert_segment_desc_t), int32_t(segment.kind),
                        int32_t(segment.space), uint64_t(segment.alignment),
                        uint64_t(segment.bytes)});
  std::vector<pipert_kernel_desc_t> kernels;
  for (size_t i = 0; i < manifest.kernels.size(); ++i)
    kernels.push_back({sizeof(pipert_kernel_desc_t),
                       manifest.kernels[i].name.c_str(),
                       bundle.kernels[i].function, bundle.kernels[i].userData});
  pipert_rank_desc_t desc = {};
  desc.struct_size = sizeof(desc);
  desc.rank = index;
  desc.channels = channels.data();
  desc.num_channels = int32_t(channels.size());
  desc.segments = segments.data();
  desc.num_segments = int32_t(segments.size());
  desc.kernels = kernels.data();
  desc.num_kernels = int32_t(kernels.size());
  Rank rank;
  check(pipert_context_create(world, &desc, &rank.context));
  int64_t predicted = 0;
  for (const Segment &segment : program.segments) {
    void *data = nullptr;
    check(pipert_context_segment(rank.context, int32_t(segment.kind), &data));
    rank.segments[size_t(segment.kind)] = static_cast<char *>(data);
    predicted += data ? segment.bytes : 0;
  }
  measurements.predictedBytes.push_back(predicted);
  ranks.push_back(std::move(rank));
}

void Runner::copyToRank(const Rank &rank, char *destination, const void *source,
                        int64_t bytes) const {
  check(pipert_copy(rank.context, destination, PIPERT_MEMORY_DEVICE, source,
                    PIPERT_MEMORY_HOST, uint64_t(bytes), 0));
}

void Runner::copyFromRank(const Rank &rank, void *destination,
                          const char *source, int64_t bytes) const {
  check(pipert_copy(rank.context, destination, PIPERT_MEMORY_HOST, source,
                    PIPERT_MEMORY_DEVICE, uint64_t(bytes), 0));
}

/// Copies the rows of `region` from one place to another.
static void copyRows(const ParameterRegion &region, char *to, int64_t toStride,
                     const char *from, int64_t fromStride) {
  for (int64_t row = 0; row < region.rows && region.rowBytes; ++row)
    std::memcpy(to + row * toStride, from + row * fromStride,
                size_t(region.rowBytes));
}

void Runner::fillParameters() {
  Bytes part;
  const ManifestIndex names(bundle.manifest);
  for (size_t index = 0; index < ranks.size(); ++index) {
    const Rank &rank = ranks[index];
    for (const Buffer &buffer : bundle.manifest.programs[index].buffers) {
      if (buffer.kind != BufferKind::Parameter)
        continue;
      ParameterRegion region = *names.findRegion(buffer.name);
      const char *value =
          static_cast<const char *>(initial[region.parameter]) + region.begin;
      if (region.rows != 1) { // One copy of rows that lie apart.
        part.resize(size_t(region.bytes()));
        copyRows(region, part.data(), region.rowBytes, value, region.stride);
        value = part.data();
      }
      copyToRank(rank,
                 rank.segments[size_t(buffer.getSegment())] + buffer.offset,
                 value, region.bytes());
    }
  }
}

void Runner::bindInputs(const std::vector<Bytes> &inputs) {
  const ManifestIndex names(bundle.manifest);
  for (size_t index = 0; index < ranks.size(); ++index) {
    Rank &rank = ranks[index];
    for (const Bytes &input : inputs)
      rank.inputs.push_back(input.data());
    for (Bytes &output : outputs)
      rank.outputs.push_back(output.data());
    for (const Buffer &buffer : bundle.manifest.programs[index].buffers) {
      char *segment = rank.segments[size_t(buffer.getSegment())];
      if (!segment)
        continue;
      if (buffer.kind == BufferKind::Input) {
        size_t input = *names.findInput(buffer.name);
        copyToRank(rank, segment + buffer.offset, inputs[input].data(),
                   int64_t(inputs[input].size()));
        rank.inputs[input] = segment + buffer.offset;
      } else if (buffer.kind == BufferKind::Output) {
        size_t output = *names.findOutput(buffer.name);
        rank.outputs[output] = segment + buffer.offset;
      }
    }
  }
}

void Runner::fetchOutputs() {
  const ManifestIndex names(bundle.manifest);
  for (size_t index = 0; index < ranks.size(); ++index)
    for (const Buffer &buffer : bundle.manifest.programs[index].buffers) {
      const Rank &rank = ranks[index];
      char *segment = rank.segments[size_t(buffer.getSegment())];
      if (buffer.kind != BufferKind::Output || !segment)
        continue;
      Bytes &output = outputs[*names.findOutput(buffer.name)];
      // Other ranks hold the micro-batches of other copies of the model.
      const std::vector<int64_t> &pattern = bundle.manifest.copyPattern;
      for (int64_t m = 0; m < buffer.slots; ++m) {
        int64_t copy = pattern[size_t(m) % pattern.size()];
        if (std::find(buffer.copies.begin(), buffer.copies.end(), copy) !=
            buffer.copies.end())
          copyFromRank(rank, output.data() + m * buffer.slotBytes,
                       segment + buffer.offset + m * buffer.stride,
                       buffer.slotBytes);
      }
    }
}

std::string Runner::run(const std::vector<const void *> &parameters,
                        const std::vector<Bytes> &inputs) {
  const Manifest &manifest = bundle.manifest;
  initial = parameters;
  fillParameters();
  for (const Output &output : manifest.outputs)
    outputs.emplace_back(size_t(*countBytes(output.type)) *
                         size_t(manifest.microBatches));
  bindInputs(inputs);
  for (size_t rank = 0; rank < ranks.size(); ++rank)
    calls.push_back({sizeof(pipert_call_t), int32_t(rank),
                     bundle.programs[rank], ranks[rank].inputs.data(),
                     ranks[rank].outputs.data()});
  for (int64_t step = 0; step < options.numSteps; ++step) {
    if (std::string report = runStep(step); !report.empty())
      return report;
    if (options.onStep)
      options.onStep(step + 1);
  }
  fetchOutputs();
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
  for (const Rank &rank : ranks) {
    pipert_counters_t values = {};
    values.struct_size = sizeof(values);
    check(pipert_context_counters(rank.context, &values));
    counters.push_back(values);
  }
  measurements.lateAllocations.resize(ranks.size());
  for (size_t rank = 0; rank < ranks.size() && step > 0; ++rank)
    measurements.lateAllocations[rank] +=
        counters[rank].heap_allocations -
        measurements.counters[rank].heap_allocations;
  measurements.counters = std::move(counters);
  return "";
}

void Runner::readTrace() {
  measurements.events.resize(ranks.size());
  for (size_t rank = 0; rank < ranks.size(); ++rank) {
    std::vector<pipert_event_t> &events = measurements.events[rank];
    uint64_t count = 0;
    check(pipert_context_trace(ranks[rank].context, nullptr, 0, &count));
    events.resize(count);
    check(pipert_context_trace(ranks[rank].context, events.data(), count,
                               &count));
  }
}

void Runner::readBuffers(RunResults &results) const {
  const Manifest &manifest = bundle.manifest;
  results.gradients.resize(manifest.parameters.size());
  results.parameters.resize(manifest.parameters.size());
  std::set<std::pair<BufferKind, std::string_view>> seen;
  const ManifestIndex names(manifest);
  Bytes part;
  for (size_t rank = 0; rank < ranks.size(); ++rank)
    for (const Buffer &buffer : manifest.programs[rank].buffers) {
      bool isGradient = buffer.kind == BufferKind::Gradient && buffer.result;
      // The first rank that has it; the others have the same.
      if ((!isGradient && buffer.kind != BufferKind::Parameter) ||
          !seen.insert({buffer.kind, buffer.name}).second)
        continue;
      ParameterRegion region = *names.findRegion(buffer.name);
      size_t size =
          size_t(*countBytes(manifest.parameters[region.parameter].type));
      std::optional<Bytes> &bytes =
          (isGradient ? results.gradients
                      : results.parameters)[region.parameter];
      // What no rank has did not change; its gradient is zero.
      const char *value = static_cast<const char *>(initial[region.parameter]);
      if (!bytes)
        bytes = isGradient ? Bytes(size, 0) : Bytes(value, value + size);
      char *target = bytes->data() + region.begin;
      const char *source =
          ranks[rank].segments[size_t(buffer.getSegment())] + buffer.offset;
      if (region.rows == 1) {
        copyFromRank(ranks[rank], target, source, region.bytes());
        continue;
      }
      part.resize(size_t(region.bytes()));
      copyFromRank(ranks[rank], part.data(), source, region.bytes());
      copyRows(region, target, region.stride, part.data(), region.rowBytes);
    }
}

RunResults Runner::takeResults() {
  RunResults results;
  results.outputs = std::move(outputs);
  readBuffers(results);
  return results;
}
