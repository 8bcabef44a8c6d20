//===- TraceWriter.cpp - Traces that Perfetto opens -----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TraceWriter.h"
#include "Timelines.h"
#include "TraceBuilder.h"

#include <algorithm>
#include <map>
#include <tuple>

using namespace mlir::pipe;

static constexpr int plannedProcess = 1;
static constexpr int measuredProcess = 2;

/// Adds an arrow for every edge between two ranks, a micro-batch each.
static void addArrows(const Timeline &timeline, const Bundle &bundle,
                      int process, TraceBuilder &builder) {
  const Manifest &manifest = bundle.manifest;
  const auto numMicroBatches = int32_t(bundle.getMicroBatchesOfReplica());
  using Key = std::tuple<int32_t, ActionKind, int32_t>;
  std::map<Key, const TimedAction *> places;
  for (const auto &rank : timeline.ranks)
    for (const TimedAction &timed : rank) {
      auto [stage, kind, m] = timed.action;
      places[{stage, kind, m}] = &timed;
      // A planned B stands for the halves that are run.
      if (kind == ActionKind::Backward)
        for (ActionKind half :
             {ActionKind::InputGradient, ActionKind::WeightGradient})
          places[{stage, half, m}] = &timed;
    }
  for (const Edge &edge : manifest.edges) {
    const Task &from = manifest.tasks[size_t(edge.from)];
    const Task &to = manifest.tasks[size_t(edge.to)];
    if (from.rank == to.rank)
      continue;
    for (int32_t m = 0; m < numMicroBatches; ++m) {
      auto source = places.find({from.stage, from.kind, m});
      auto target = places.find({to.stage, to.kind, m});
      if (source == places.end() || target == places.end())
        continue;
      builder.addArrow(process, size_t(from.rank), *source->second,
                       size_t(to.rank), *target->second,
                       isBackwardKind(from.kind) ? "gradient" : "activation");
    }
  }
}

/// Adds the waits of the measured step as slices.
static void addWaits(const Bundle &bundle, const Measurements &measurements,
                     TraceBuilder &builder) {
  const size_t numRanks = size_t(bundle.manifest.ranks);
  int64_t origin = INT64_MAX;
  for (const auto &events : measurements.events)
    for (const pipert_event_t &event : events)
      if (event.kind == PIPERT_EVENT_STEP)
        origin = std::min(origin, event.start_ns);
  for (size_t rank = 0; rank < measurements.events.size(); ++rank) {
    // A process of the trace is a replica.
    const int process = measuredProcess + int(bundle.getReplica(rank));
    for (const pipert_event_t &event : measurements.events[rank]) {
      if (event.kind == PIPERT_EVENT_WAIT_REDUCED)
        builder.addSlice(process, rank % numRanks,
                         {"wait for the sum of replicas", "wait",
                          event.start_ns - origin, event.end_ns - origin});
      bool isReceive = event.kind == PIPERT_EVENT_WAIT_RECV;
      if ((!isReceive && event.kind != PIPERT_EVENT_WAIT_SEND) ||
          event.end_ns == event.start_ns)
        continue;
      const bundle::Channel &channel =
          bundle.getProgram(rank).channels[size_t(event.index)];
      std::string name = isReceive ? "wait for " : "wait until read: ";
      name += channel.gradient ? "gradient" : "activation";
      name += (isReceive ? " from rank " : " to rank ") +
              std::to_string(channel.peer) + " mb " +
              std::to_string(event.micro_batch);
      builder.addSlice(
          process, rank % numRanks,
          {name, "wait", event.start_ns - origin, event.end_ns - origin});
    }
  }
}

std::string mlir::pipe::makeTrace(const Bundle &bundle,
                                  const Measurements &measurements) {
  const Manifest &manifest = bundle.manifest;
  Timeline measured = makeMeasuredTimeline(manifest, measurements);
  Timeline planned = makePlannedTimeline(
      bundle, getTotalWork(selectReplica(measured, manifest, /*replica=*/0)));
  TraceBuilder builder;
  builder.addProcess(plannedProcess,
                     manifest.name + " " + manifest.schedule + " planned",
                     planned.ranks.size());
  builder.addTimeline(plannedProcess, planned);
  addArrows(planned, bundle, plannedProcess, builder);
  for (int64_t replica = 0; replica < bundle.replicas; ++replica) {
    const int process = measuredProcess + int(replica);
    const Timeline part = selectReplica(measured, manifest, replica);
    builder.addProcess(
        process,
        manifest.name + " " + manifest.schedule + " measured" +
            (bundle.replicas == 1 ? "" : " replica " + std::to_string(replica)),
        part.ranks.size());
    builder.addTimeline(process, part);
    addArrows(part, bundle, process, builder);
  }
  addWaits(bundle, measurements, builder);
  return builder.finish();
}
