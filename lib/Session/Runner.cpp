//===- Runner.cpp - Runs a bundle -----------------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Session/Runner.h"

#include "pipe/Support/Failure.h"

#include <algorithm>
#include <utility>

using namespace mlir::pipe;
using namespace mlir::pipe::session;

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
              int32_t(SegmentKind::State) == PIPERT_SEGMENT_STATE &&
              int32_t(SegmentKind::Hypers) == PIPERT_SEGMENT_HYPERS &&
              int32_t(SegmentKind::Hypers) + 1 == PIPERT_NUM_SEGMENT_KINDS &&
              int32_t(MemorySpace::Host) == PIPERT_MEMORY_HOST &&
              int32_t(MemorySpace::Device) == PIPERT_MEMORY_DEVICE);

Runner::Runner(const Bundle &bundle, const RunOptions &options)
    : bundle(bundle), options(options), names(bundle.manifest),
      world(createWorld(bundle, options)) {
  if (options.membership)
    termination.emplace(world);
  createRanks();
  preparePlace(0);
  if (options.membership && options.membership->rank == 0)
    remote = std::make_unique<RemoteRanks>(world, int32_t(ranks.size()));
}

Runner::~Runner() {
  termination.reset();
  pipert_world_destroy(world);
}

void Runner::endWorld() {
  pipert_world_destroy(world);
  world = nullptr;
}

void Runner::createRanks() {
  ranks.resize(size_t(bundle.getNumRanks()));
  measurements.predictedBytes.resize(ranks.size());
  for (int32_t rank = 0; rank < int32_t(ranks.size()); ++rank) {
    if (!options.membership || options.membership->rank == rank) {
      createRank(rank);
      continue;
    }
    // Transports between processes reach the caller's memory.
    measurements.predictedBytes[size_t(rank)] = getReductionBytes(size_t(rank));
    for (const Segment &segment : bundle.getProgram(size_t(rank)).segments)
      if (segment.kind != SegmentKind::Inputs &&
          segment.kind != SegmentKind::Outputs)
        measurements.predictedBytes[size_t(rank)] += segment.bytes;
  }
}

int64_t Runner::getReductionBytes(size_t rank) const {
  return bundle.getProgram(rank).reductions == 0
             ? 0
             : int64_t(pipert_world_reduction_bytes(world,
                                                    int32_t(bundle.replicas)));
}

void Runner::createRank(int32_t index) {
  const Manifest &manifest = bundle.manifest;
  const Program &program = bundle.getProgram(size_t(index));
  const int32_t stride = int32_t(manifest.ranks);
  const int32_t first = index / stride * stride; // Of this replica.
  std::vector<int32_t> replicas;
  for (int32_t rank = index % stride; rank < int32_t(ranks.size());
       rank += stride)
    replicas.push_back(rank);
  std::vector<pipert_channel_desc_t> channels;
  for (const bundle::Channel &channel : program.channels)
    channels.push_back(
        {sizeof(pipert_channel_desc_t), first + channel.peer,
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
  if (program.reductions != 0) {
    desc.replicas = replicas.data();
    desc.num_replicas = int32_t(replicas.size());
  }
  Rank &rank = ranks[size_t(index)];
  checkStatus(pipert_context_create(world, &desc, &rank.context));
  int64_t predicted = getReductionBytes(size_t(index));
  for (const Segment &segment : program.segments) {
    void *data = nullptr;
    checkStatus(
        pipert_context_segment(rank.context, int32_t(segment.kind), &data));
    rank.segments[size_t(segment.kind)] = static_cast<char *>(data);
    predicted += data ? segment.bytes : 0;
  }
  measurements.predictedBytes[size_t(index)] = predicted;
}

void Runner::preparePlace(size_t place) {
  const Manifest &manifest = bundle.manifest;
  Step &step = steps[place];
  if (!step.calls.empty())
    return;
  for (const bundle::Report &report : manifest.reports)
    step.reports.emplace_back(size_t(*countBytes(report.type)));
  for (Rank &rank : ranks)
    rank.steps[place].inputs.resize(manifest.inputs.size());
  bindOutputs(place);
  bindCopies(place);
  for (size_t rank = 0; rank < ranks.size(); ++rank) {
    RankStep &own = ranks[rank].steps[place];
    if (isLocal(rank))
      step.calls.push_back({sizeof(pipert_call_t), int32_t(rank),
                            bundle.programs[rank % size_t(manifest.ranks)],
                            own.inputs.data(), own.outputs.data(), copyBefore,
                            copyAfter, &own});
  }
}

/// Results go to the caller's memory, or where kernels cannot reach that to
/// copies.
void Runner::bindOutputs(size_t place) {
  const Manifest &manifest = bundle.manifest;
  std::vector<Bytes> &outputs = steps[place].outputs;
  for (const Output &output : manifest.outputs)
    outputs.emplace_back(size_t(*countBytes(output.type)) *
                         size_t(manifest.microBatches));
  for (size_t index = 0; index < ranks.size(); ++index)
    for (Bytes &output : outputs)
      ranks[index].steps[place].outputs.push_back(
          output.data() + getSlice(index, int64_t(output.size())).begin);
  for (size_t index = 0; index < ranks.size(); ++index)
    for (const Buffer &buffer : bundle.getProgram(index).buffers)
      if (char *segment = ranks[index].segments[size_t(buffer.getSegment())];
          segment && buffer.kind == BufferKind::Output)
        ranks[index].steps[place].outputs[*names.findOutput(buffer.name)] =
            segment + buffer.offset;
}

int32_t Runner::copyBefore(pipert_context_t *context, void *rankStep) {
  auto &step = *static_cast<RankStep *>(rankStep);
  for (const CopyIn &copy : step.before)
    if (int32_t status =
            pipert_copy(context, copy.place, PIPERT_MEMORY_DEVICE,
                        copy.source ? copy.source : copy.value.data(),
                        PIPERT_MEMORY_HOST, uint64_t(copy.bytes), 0))
      return status;
  step.before.clear();
  return PIPERT_OK;
}

int32_t Runner::copyAfter(pipert_context_t *context, void *rankStep) {
  for (const CopyOut &copy : static_cast<RankStep *>(rankStep)->after)
    if (int32_t status =
            pipert_copy(context, copy.target, PIPERT_MEMORY_HOST, copy.place,
                        PIPERT_MEMORY_DEVICE, uint64_t(copy.bytes), 0))
      return status;
  return PIPERT_OK;
}

std::string Runner::getReportOrThrow() const {
  std::string report = pipert_world_report(world);
  if (report.empty()) // Nothing ran: the bundle is at fault.
    throw Failure{bundle.path + ": " + pipert_last_error()};
  while (report.ends_with("\n"))
    report.pop_back();
  return report;
}

std::string Runner::beginStep() {
  if (remote && options.wantsReport && !std::exchange(hasClocks, true))
    remote->measureClocks();
  const size_t place = getNextPlace();
  preparePlace(place);
  if (remote)
    remote->beginStep();
  const std::vector<pipert_call_t> &calls = steps[place].calls;
  status = pipert_world_begin(world, calls.data(), int32_t(calls.size()));
  if (status != PIPERT_OK)
    return getReportOrThrow();
  lastPlace = place;
  ++numOpen;
  return "";
}

std::string Runner::finishStep() {
  if (remote)
    remote->finishStep();
  donePlace = numOpen == 1 ? lastPlace : 1 - lastPlace;
  status = pipert_world_finish(world);
  if (status != PIPERT_OK) {
    numOpen = 0;
    return getReportOrThrow();
  }
  --numOpen;
  if (options.fullTrace)
    measureStep();
  return "";
}

void Runner::measureStep() {
  const bool isFirst = measurements.stepWallNs.empty();
  measurements.events.resize(ranks.size());
  measurements.lateAllocations.resize(ranks.size());
  std::vector<pipert_counters_t> counters(ranks.size());
  int64_t first = INT64_MAX, last = INT64_MIN;
  for (size_t rank = 0; rank < ranks.size(); ++rank) {
    if (!isLocal(rank) && (!remote || !options.fullTrace))
      continue;
    readTrace(rank);
    counters[rank] = readCounters(rank);
    const std::vector<pipert_event_t> &events = measurements.events[rank];
    first = std::min(first, events.back().start_ns);
    last = std::max(last, events.back().end_ns);
    if (!isFirst)
      measurements.lateAllocations[rank] +=
          counters[rank].heap_allocations -
          measurements.counters[rank].heap_allocations;
  }
  measurements.stepWallNs.push_back(last - first);
  measurements.counters = std::move(counters);
}

pipert_counters_t Runner::readCounters(size_t rank) const {
  if (!isLocal(rank))
    return remote->readCounters(rank);
  pipert_counters_t values = {};
  values.struct_size = sizeof(values);
  checkStatus(pipert_context_counters(ranks[rank].context, &values));
  return values;
}

void Runner::readTrace(size_t rank) {
  std::vector<pipert_event_t> &events = measurements.events[rank];
  if (!isLocal(rank)) {
    events = remote->readEvents(rank);
    if (events.empty())
      throw Failure{bundle.getRankName(rank) + " has no trace of the step",
                    ExitStatus::RunFailed};
    return;
  }
  uint64_t count = 0;
  checkStatus(pipert_context_trace(ranks[rank].context, nullptr, 0, &count));
  events.resize(count);
  checkStatus(
      pipert_context_trace(ranks[rank].context, events.data(), count, &count));
}
