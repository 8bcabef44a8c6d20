//===- Timelines.cpp - Planned and measured timelines of a run ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Timelines.h"

#include "pipe/Schedule/Formats/DrawTimeline.h"
#include "pipe/Schedule/Timing/Simulate.h"
#include "pipe/Support/Failure.h"

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <ostream>
#include <set>
#include <sstream>

using namespace mlir::pipe;

int64_t mlir::pipe::findStart(const Measurements &measurements) {
  int64_t start = INT64_MAX;
  for (const auto &events : measurements.events)
    for (const pipert_event_t &event : events)
      if (event.kind == PIPERT_EVENT_STEP)
        start = std::min(start, event.start_ns);
  return start;
}

Timeline mlir::pipe::makeMeasuredTimeline(const Manifest &manifest,
                                          const Measurements &measurements) {
  return makeTimeline(manifest, measurements.events, findStart(measurements));
}

Timeline
mlir::pipe::makeTimeline(const Manifest &manifest,
                         const std::vector<std::vector<pipert_event_t>> &ranks,
                         int64_t origin) {
  Timeline timeline;
  for (const auto &events : ranks) {
    timeline.ranks.emplace_back();
    for (const pipert_event_t &event : events) {
      if (event.kind != PIPERT_EVENT_TASK || event.index < 0 ||
          size_t(event.index) >= manifest.tasks.size() ||
          event.end_ns == PIPERT_EVENT_NOT_ENDED)
        continue;
      const Task &task = manifest.tasks[size_t(event.index)];
      int64_t end = event.end_ns - origin;
      timeline.ranks.back().push_back(
          {{task.stage, task.kind, int32_t(event.micro_batch)},
           event.start_ns - origin,
           end});
      timeline.makespan = std::max(timeline.makespan, end);
    }
  }
  return timeline;
}

Timeline mlir::pipe::selectReplica(const Timeline &timeline,
                                   const Manifest &manifest, int64_t replica) {
  Timeline part;
  part.makespan = timeline.makespan;
  auto begin = timeline.ranks.begin() + replica * manifest.ranks;
  part.ranks.assign(begin, begin + manifest.ranks);
  return part;
}

int64_t mlir::pipe::getTotalWork(const Timeline &timeline) {
  int64_t sum = 0;
  for (const auto &row : timeline.ranks)
    for (const TimedAction &timed : row)
      if (timed.action.kind != ActionKind::Update)
        sum += timed.end - timed.start;
  return sum;
}

/// The list of costs that belongs to `kind`.
static std::vector<int64_t> &getCosts(TaskCosts &costs, ActionKind kind) {
  switch (kind) {
  case ActionKind::Forward:
    return costs.forward;
  case ActionKind::Backward:
    return costs.backward;
  case ActionKind::InputGradient:
    return costs.inputGradient;
  case ActionKind::WeightGradient:
    return costs.weightGradient;
  case ActionKind::Update:
    break;
  }
  return costs.update;
}

static TaskCosts makeCosts(const Bundle &bundle, int64_t totalWorkNs) {
  const Manifest &manifest = bundle.manifest;
  size_t numStages = size_t(bundle.schedule.numStages());
  TaskCosts costs;
  for (int kind = 0; kind < kNumActionKinds; ++kind)
    getCosts(costs, ActionKind(kind)).resize(numStages);
  double total = 0;
  for (const Task &task : manifest.tasks)
    if (task.kind != ActionKind::Update)
      total += double(task.cost) * double(bundle.getMicroBatchesOfReplica());
  double scale = total > 0 ? double(totalWorkNs) / total : 1;
  // Schedule and manifest have the same stages: `loadBundle` has compared them.
  for (const Task &task : manifest.tasks)
    if (task.kind != ActionKind::Update)
      getCosts(costs, task.kind)[size_t(task.stage)] =
          std::max<int64_t>(1, std::llround(double(task.cost) * scale));
  // Where the backward is split, B runs both halves.
  for (size_t stage = 0; stage < numStages; ++stage)
    if (costs.backward[stage] == 0)
      costs.backward[stage] =
          costs.inputGradient[stage] + costs.weightGradient[stage];
  return costs;
}

Timeline mlir::pipe::makePlannedTimeline(const Bundle &bundle,
                                         int64_t totalWorkNs) {
  const Manifest &manifest = bundle.manifest;
  std::vector<TaskEdge> edges;
  for (const Edge &edge : manifest.edges) {
    const Task &from = manifest.tasks[size_t(edge.from)];
    const Task &to = manifest.tasks[size_t(edge.to)];
    // What runs once a step is behind the plan.
    if (to.kind == ActionKind::Update)
      continue;
    edges.push_back({from.stage, from.kind, to.stage, to.kind, edge.bytes});
  }
  Result<Timeline> timeline =
      simulate(bundle.schedule, makeCosts(bundle, totalWorkNs), edges);
  if (!timeline)
    throw Failure{bundle.path +
                  "/schedule.csv: " + timeline.getError().toString()};
  // What a stage has no task for runs nothing, such as I of the first stage.
  for (auto &row : timeline->ranks)
    std::erase_if(
        row, [](const TimedAction &timed) { return timed.start == timed.end; });
  return std::move(*timeline);
}

//===----------------------------------------------------------------------===//
// Printing
//===----------------------------------------------------------------------===//

/// Draws the halves of a backward as B where the schedule has it whole: then
/// they run one after the other, and the two timelines look alike.
static void joinHalves(Timeline &timeline, const Schedule &schedule) {
  std::set<std::pair<int32_t, int32_t>> whole;
  for (const auto &list : schedule.actions)
    for (const Action &action : list)
      if (action.kind == ActionKind::Backward)
        whole.insert({action.stage, action.microBatch});
  for (auto &row : timeline.ranks) {
    std::vector<TimedAction> joined;
    for (TimedAction timed : row) {
      Action &action = timed.action;
      if (isBackwardKind(action.kind) &&
          whole.count({action.stage, action.microBatch}))
        action.kind = ActionKind::Backward;
      if (!joined.empty() && joined.back().action == action)
        joined.back().end = timed.end;
      else
        joined.push_back(timed);
    }
    row = std::move(joined);
  }
}

/// "12.3 ms"; three digits.
static std::string formatTime(int64_t ns) {
  static constexpr const char *units[] = {"ns", "us", "ms", "s"};
  double value = double(ns);
  int unit = 0;
  for (; unit < 3 && value >= 1000; ++unit)
    value /= 1000;
  std::ostringstream text;
  text << std::fixed
       << std::setprecision(value < 10    ? 2
                            : value < 100 ? 1
                                          : 0)
       << value << " " << units[unit];
  return text.str();
}

static void printTimeline(const char *title, Timeline timeline,
                          const Schedule &schedule, int64_t scale,
                          std::ostream &out) {
  std::ostringstream ratio;
  ratio << std::fixed << std::setprecision(1)
        << 100 * timeline.getBubbleRatio();
  out << title << ": makespan " << formatTime(timeline.makespan)
      << ", bubble ratio " << ratio.str() << " % (idle / makespan)\n";
  timeline.makespan = scale;
  out << drawTimeline(timeline, schedule, 100);
}

static void printRanks(const Measurements &measurements, std::ostream &out) {
  out << "\npeak bytes a rank, predicted by the compiler and allocated in the "
         "run\n"
      << "  rank     predicted     allocated      messages    bytes sent"
      << "  bytes copied\n";
  for (size_t rank = 0; rank < measurements.counters.size(); ++rank) {
    const pipert_counters_t &counters = measurements.counters[rank];
    out << std::setw(6) << rank;
    for (uint64_t value :
         {uint64_t(measurements.predictedBytes[rank]), counters.peak_bytes,
          counters.messages_sent, counters.bytes_sent, counters.bytes_copied})
      out << std::setw(14) << value;
    out << "\n";
  }
}

void mlir::pipe::printTimelines(const Bundle &bundle,
                                const Measurements &measurements,
                                std::ostream &out) {
  Timeline measured =
      selectReplica(makeMeasuredTimeline(bundle.manifest, measurements),
                    bundle.manifest, /*replica=*/0);
  Timeline planned = makePlannedTimeline(bundle, getTotalWork(measured));
  joinHalves(measured, bundle.schedule);
  int64_t scale = std::max(planned.makespan, measured.makespan);
  printTimeline("planned ", planned, bundle.schedule, scale, out);
  printTimeline("measured", measured, bundle.schedule, scale, out);
  out << getTimelineLegend(bundle.schedule) << "\n";
  std::vector<int64_t> walls = measurements.stepWallNs;
  std::sort(walls.begin(), walls.end());
  out << "wall time of " << walls.size()
      << (walls.size() == 1 ? " step" : " steps") << ": "
      << formatTime(walls.front()) << " shortest, "
      << formatTime(walls[walls.size() / 2]) << " median, "
      << formatTime(measurements.stepWallNs.back()) << " last (drawn)\n";
  printRanks(measurements, out);
}
