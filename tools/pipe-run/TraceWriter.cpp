//===- TraceWriter.cpp - Traces that Perfetto opens -----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TraceWriter.h"
#include "FailureRecord.h"
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

using AllEvents = std::vector<std::vector<pipert_event_t>>;

/// As "wait for gradient from rank 1 mb 3".
static std::string nameMessage(const char *prefix, int64_t peer,
                               const bundle::Channel &channel,
                               const pipert_event_t &event) {
  return prefix + std::string(channel.gradient ? "gradient" : "activation") +
         (channel.send ? " to rank " : " from rank ") + std::to_string(peer) +
         " mb " + std::to_string(event.micro_batch);
}

static const char *getWaitPrefix(int32_t kind) {
  return kind == PIPERT_EVENT_WAIT_RECV   ? "wait for "
         : kind == PIPERT_EVENT_WAIT_SEND ? "wait until read: "
                                          : "wait for room: ";
}

/// What `rank` waits for, whose peers are named by their rank in the replica if
/// `isOfReplica`.
static std::string nameWait(const Bundle &bundle, size_t rank,
                            const pipert_event_t &event, bool isOfReplica) {
  const bundle::Channel *channel = findChannel(bundle, rank, event);
  return channel ? nameMessage(getWaitPrefix(event.kind),
                               isOfReplica ? channel->peer
                                           : getPeer(bundle, rank, *channel),
                               *channel, event)
                 : "wait for the sum of replicas";
}

/// Adds waits as slices. A process of the trace has the ranks of a replica.
static void addWaits(const Bundle &bundle, const Measurements &measurements,
                     TraceBuilder &builder) {
  const int64_t origin = findStart(measurements);
  for (size_t rank = 0; rank < measurements.events.size(); ++rank)
    for (const pipert_event_t &event : measurements.events[rank])
      if (isWait(event) && event.end_ns > event.start_ns)
        builder.addSlice(measuredProcess + int(bundle.getReplica(rank)),
                         rank % size_t(bundle.manifest.ranks),
                         {nameWait(bundle, rank, event, /*isOfReplica=*/true),
                          "wait", event.start_ns - origin,
                          event.end_ns - origin});
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

//===----------------------------------------------------------------------===//
// Failures
//===----------------------------------------------------------------------===//

static constexpr int failedProcess = 1;

/// Adds the waits of a rank, and what had begun and not ended.
static void addFailed(const Bundle &bundle, size_t rank,
                      const std::vector<pipert_event_t> &events, int64_t origin,
                      int64_t end, TraceBuilder &builder) {
  auto getWait = [&](const pipert_event_t &event) {
    return nameWait(bundle, rank, event, /*isOfReplica=*/false);
  };
  for (const pipert_event_t &event : events)
    if (isWait(event) && event.end_ns > event.start_ns)
      builder.addSlice(failedProcess, rank,
                       {getWait(event), "wait", event.start_ns - origin,
                        event.end_ns - origin});
  if (events.empty() || events.back().end_ns != PIPERT_EVENT_NOT_ENDED)
    return;
  const pipert_event_t &last = events.back();
  const std::string name = isWait(last)
                               ? getWait(last)
                               : getTaskName(bundle.manifest, last) + " mb " +
                                     std::to_string(last.micro_batch);
  builder.addSlice(failedProcess, rank,
                   {name + " (not ended)", "not ended", last.start_ns - origin,
                    std::max(end, last.start_ns) - origin});
}

/// Adds what takes no time.
static void addMarks(const Bundle &bundle, size_t rank,
                     const std::vector<pipert_event_t> &events, int64_t origin,
                     TraceBuilder &builder) {
  for (const pipert_event_t &event : events) {
    const char *prefix = event.kind == PIPERT_EVENT_SEND      ? "send "
                         : event.kind == PIPERT_EVENT_RECV    ? "post "
                         : event.kind == PIPERT_EVENT_RELEASE ? "release "
                                                              : nullptr;
    const bundle::Channel *channel = findChannel(bundle, rank, event);
    if (prefix && channel)
      builder.addMark(
          failedProcess, rank,
          nameMessage(prefix, getPeer(bundle, rank, *channel), *channel, event),
          event.start_ns - origin);
  }
}

namespace {
/// Sender, receiver, gradient, place in the channel's order.
using MessageKey = std::tuple<size_t, size_t, bool, uint64_t>;

/// Where the arrows of a failed run begin and end: steps may follow each other,
/// so a message is known by its channel and its place there.
struct Arrows {
  std::map<MessageKey, TimedAction> begins, ends;
};
} // namespace

/// A message goes from the task before its send to the one behind its wait.
static void findArrows(const Bundle &bundle, size_t rank,
                       const std::vector<pipert_event_t> &events,
                       int64_t origin, Arrows &arrows) {
  const pipert_event_t *last = nullptr;
  std::vector<MessageKey> received;
  auto getTimes = [&](const pipert_event_t &event) {
    return TimedAction{{}, event.start_ns - origin, event.end_ns - origin};
  };
  for (const pipert_event_t &event : events) {
    if (event.kind == PIPERT_EVENT_TASK) {
      for (const MessageKey &key : received)
        arrows.ends[key] = getTimes(event);
      received.clear();
      last = event.end_ns == PIPERT_EVENT_NOT_ENDED ? nullptr : &event;
    }
    const bundle::Channel *channel = findChannel(bundle, rank, event);
    if (!channel || event.end_ns == PIPERT_EVENT_NOT_ENDED)
      continue;
    const auto peer = size_t(getPeer(bundle, rank, *channel));
    if (event.kind == PIPERT_EVENT_SEND && last)
      arrows.begins[{rank, peer, channel->gradient, event.sequence}] =
          getTimes(*last);
    if (event.kind == PIPERT_EVENT_WAIT_RECV)
      received.push_back({peer, rank, channel->gradient, event.sequence});
  }
}

std::string mlir::pipe::makeFailureTrace(const Bundle &bundle,
                                         const FailureRecord &record) {
  const Manifest &manifest = bundle.manifest;
  AllEvents all;
  int64_t origin = record.timeNs;
  for (const auto &events : record.events)
    for (const pipert_event_t &event :
         all.emplace_back(events.value_or(RankEvents())))
      origin = std::min(origin, event.start_ns);
  TraceBuilder builder;
  builder.addProcess(failedProcess,
                     manifest.name + " " + manifest.schedule + " failed",
                     all.size());
  builder.addTimeline(failedProcess, makeTimeline(manifest, all, origin));
  Arrows arrows;
  for (size_t rank = 0; rank < all.size(); ++rank) {
    addFailed(bundle, rank, all[rank], origin, record.timeNs, builder);
    addMarks(bundle, rank, all[rank], origin, builder);
    findArrows(bundle, rank, all[rank], origin, arrows);
  }
  for (const auto &[key, from] : arrows.begins)
    if (auto to = arrows.ends.find(key); to != arrows.ends.end())
      builder.addArrow(failedProcess, std::get<0>(key), from, std::get<1>(key),
                       to->second,
                       std::get<2>(key) ? "gradient" : "activation");
  return builder.finish();
}
