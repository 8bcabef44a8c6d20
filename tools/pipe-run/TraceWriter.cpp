//===- TraceWriter.cpp - Traces that Perfetto opens -----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TraceWriter.h"
#include "Timelines.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>

using namespace mlir::pipe;
using nlohmann::json;

static constexpr int plannedProcess = 1;
static constexpr int measuredProcess = 2;

namespace {
/// A slice of a track; times in nanoseconds.
struct Slice {
  std::string name;
  const char *category;
  int64_t start;
  int64_t end;
};

/// Collects events of one file.
class TraceBuilder {
public:
  void addProcess(int process, const std::string &name, size_t numRanks) {
    addName("process_name", process, 0, name);
    events.push_back({{"ph", "M"},
                      {"name", "process_sort_index"},
                      {"pid", process},
                      {"tid", 0},
                      {"args", {{"sort_index", process}}}});
    for (size_t rank = 0; rank < numRanks; ++rank)
      addName("thread_name", process, rank, "rank " + std::to_string(rank));
  }

  void addSlice(int process, size_t rank, const Slice &slice) {
    events.push_back({{"ph", "X"},
                      {"name", slice.name},
                      {"cat", slice.category},
                      {"pid", process},
                      {"tid", rank},
                      {"ts", toMicroseconds(slice.start)},
                      {"dur", toMicroseconds(slice.end - slice.start)}});
  }

  /// An arrow from the end of one slice to the start of another; both lie
  /// inside of their slices, which is how viewers find them.
  void addArrow(int process, size_t fromRank, const TimedAction &from,
                size_t toRank, const TimedAction &to, const std::string &name) {
    addArrowEnd("s", process, fromRank, std::max(from.start, from.end - 1),
                name);
    addArrowEnd("f", process, toRank, to.start, name);
    ++numArrows;
  }

  std::string finish() {
    json file = {{"displayTimeUnit", "ns"}, {"traceEvents", events}};
    return file.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
  }

private:
  static double toMicroseconds(int64_t ns) { return double(ns) / 1000; }

  void addName(const char *kind, int process, size_t thread,
               const std::string &name) {
    events.push_back({{"ph", "M"},
                      {"name", kind},
                      {"pid", process},
                      {"tid", thread},
                      {"args", {{"name", name}}}});
  }

  void addArrowEnd(const char *phase, int process, size_t rank, int64_t time,
                   const std::string &name) {
    json event = {{"ph", phase},      {"name", name},
                  {"cat", "message"}, {"pid", process},
                  {"tid", rank},      {"ts", toMicroseconds(time)},
                  {"id", numArrows}};
    if (*phase == 'f')
      event["bp"] = "e";
    events.push_back(std::move(event));
  }

  json events = json::array();
  int64_t numArrows = 0;
};
} // namespace

static std::string getName(const Action &action) {
  std::string name = getTaskName({action.kind, action.stage, 0, 0});
  return action.microBatch == kNoMicroBatch
             ? name
             : name + " mb " + std::to_string(action.microBatch);
}

static void addTimeline(const Timeline &timeline, int process,
                        TraceBuilder &builder) {
  for (size_t rank = 0; rank < timeline.ranks.size(); ++rank)
    for (const TimedAction &timed : timeline.ranks[rank])
      builder.addSlice(process, rank,
                       {getName(timed.action), "task", timed.start, timed.end});
}

/// Adds an arrow for every edge between two ranks, a micro-batch each.
static void addArrows(const Timeline &timeline, const Manifest &manifest,
                      int process, TraceBuilder &builder) {
  using Key = std::tuple<int32_t, ActionKind, int32_t>;
  std::map<Key, const TimedAction *> places;
  for (const auto &rank : timeline.ranks)
    for (const TimedAction &timed : rank)
      places[{timed.action.stage, timed.action.kind, timed.action.microBatch}] =
          &timed;
  for (const Edge &edge : manifest.edges) {
    const Task &from = manifest.tasks[size_t(edge.from)];
    const Task &to = manifest.tasks[size_t(edge.to)];
    if (from.rank == to.rank)
      continue;
    for (int32_t m = 0; m < int32_t(manifest.microBatches); ++m) {
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
static void addWaits(const Manifest &manifest, const Measurements &measurements,
                     TraceBuilder &builder) {
  int64_t origin = INT64_MAX;
  for (const auto &events : measurements.events)
    for (const pipert_event_t &event : events)
      if (event.kind == PIPERT_EVENT_STEP)
        origin = std::min(origin, event.start_ns);
  for (size_t rank = 0; rank < measurements.events.size(); ++rank) {
    for (const pipert_event_t &event : measurements.events[rank]) {
      bool isReceive = event.kind == PIPERT_EVENT_WAIT_RECV;
      if ((!isReceive && event.kind != PIPERT_EVENT_WAIT_SEND) ||
          event.end_ns == event.start_ns)
        continue;
      const ManifestChannel &channel =
          manifest.programs[rank].channels[size_t(event.index)];
      std::string name = isReceive ? "wait for " : "wait until read: ";
      name += channel.gradient ? "gradient" : "activation";
      name += (isReceive ? " from rank " : " to rank ") +
              std::to_string(channel.peer) + " mb " +
              std::to_string(event.micro_batch);
      builder.addSlice(
          measuredProcess, rank,
          {name, "wait", event.start_ns - origin, event.end_ns - origin});
    }
  }
}

std::string mlir::pipe::makeTrace(const Bundle &bundle,
                                  const Measurements &measurements) {
  const Manifest &manifest = bundle.manifest;
  Timeline measured = makeMeasuredTimeline(manifest, measurements);
  Timeline planned = makePlannedTimeline(bundle, getTotalWork(measured));
  TraceBuilder builder;
  builder.addProcess(plannedProcess,
                     manifest.name + " " + manifest.schedule + " planned",
                     planned.ranks.size());
  addTimeline(planned, plannedProcess, builder);
  addArrows(planned, manifest, plannedProcess, builder);
  builder.addProcess(measuredProcess,
                     manifest.name + " " + manifest.schedule + " measured",
                     measured.ranks.size());
  addTimeline(measured, measuredProcess, builder);
  addWaits(manifest, measurements, builder);
  addArrows(measured, manifest, measuredProcess, builder);
  return builder.finish();
}
