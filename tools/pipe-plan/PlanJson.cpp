//===- PlanJson.cpp - A plan as a file of other tools --------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report.h"
#include "TraceBuilder.h"

#include "pipe/Schedule/Formats/TimelineHtml.h"

#include <nlohmann/json.hpp>

using namespace mlir::pipe;
using nlohmann::json;

template <class T>
static json toJson(const std::optional<T> &value) {
  return value ? json(*value) : json(nullptr);
}

static json makeRanks(const Plan &plan) {
  json ranks = json::array();
  for (const RankNumbers &numbers : plan.ranks)
    ranks.push_back({{"busy", numbers.busy},
                     {"idle", numbers.idle},
                     {"span_idle", numbers.spanIdle},
                     {"peak_activations", numbers.peakActivations},
                     {"peak_bytes", toJson(numbers.peakBytes)},
                     {"versions", toJson(numbers.versions)},
                     {"messages_sent", numbers.messagesSent},
                     {"bytes_sent", toJson(numbers.bytesSent)}});
  return ranks;
}

static std::string toText(const json &value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

/// Returns text rather than values: a schedule may have millions of actions.
static std::string makeTimeline(const Timeline &timeline) {
  std::string ranks;
  for (const std::vector<TimedAction> &list : timeline.ranks) {
    std::string actions;
    for (const auto &[action, start, end] : list) {
      actions += actions.empty() ? "" : ",";
      actions += toText({{"action", toString(action)},
                         {"stage", action.stage},
                         {"kind", std::string(1, getLetter(action.kind))},
                         {"micro_batch", action.microBatch == kNoMicroBatch
                                             ? json(nullptr)
                                             : json(action.microBatch)},
                         {"start", start},
                         {"end", end}});
    }
    ranks += (ranks.empty() ? "[" : ",[") + actions + "]";
  }
  return "[" + ranks + "]";
}

std::string mlir::pipe::makePlanJson(const Plan &plan) {
  const Schedule &schedule = plan.schedule;
  json placement = json::array();
  for (int64_t copy = 0; copy < schedule.numCopies(); ++copy)
    placement.push_back(schedule.getPlacement(copy));
  json remarks = json::object();
  for (const auto &[name, text] : plan.remarks)
    remarks[name] = text;
  json file = {
      {"schedule", schedule.name},
      {"ranks", schedule.ranks},
      {"micro_batches", schedule.microBatches},
      {"virtual_stages", schedule.virtualStages},
      {"placement", placement},
      {"unit", plan.costs.unit == TimeUnit::Plain ? json(nullptr) : json("ns")},
      {"makespan", plan.timeline.makespan},
      {"at_least",
       {{"time", plan.bound.time},
        {"binds", toString(plan.bound)},
        {"scope", plan.boundScope}}},
      {"bubble",
       {{"idle_of_makespan", plan.timeline.getBubbleRatio()},
        {"idle_of_ideal", plan.timeline.getIdleOfIdeal()}}},
      {"updates", plan.updates ? json{{"every", plan.updates->every},
                                      {"delays", plan.updates->delays}}
                               : json(nullptr)},
      {"remarks", remarks},
      {"per_rank", makeRanks(plan)}};
  std::string text = toText(file);
  text.pop_back();
  return text + ",\"timeline\":" + makeTimeline(plan.timeline) + "}\n";
}

namespace {
/// Finds F, and B or I, of each stage and micro-batch.
class TaskPlaces {
public:
  struct Place {
    size_t rank = 0;
    const TimedAction *action = nullptr;
  };

  explicit TaskPlaces(const Plan &plan)
      : microBatches(size_t(plan.schedule.microBatches)),
        places(2 * microBatches * size_t(plan.schedule.numStages())) {
    for (size_t rank = 0; rank < plan.timeline.ranks.size(); ++rank)
      for (const TimedAction &timed : plan.timeline.ranks[rank])
        if (timed.action.kind != ActionKind::WeightGradient &&
            timed.action.kind != ActionKind::Update)
          places[getKey(timed.action.stage, timed.action.kind,
                        size_t(timed.action.microBatch))] = {rank, &timed};
  }

  const Place &get(int32_t stage, ActionKind kind, size_t microBatch) const {
    return places[getKey(stage, kind, microBatch)];
  }

private:
  size_t getKey(int32_t stage, ActionKind kind, size_t microBatch) const {
    return 2 * (size_t(stage) * microBatches + microBatch) +
           (kind == ActionKind::Forward ? 0 : 1);
  }

  size_t microBatches;
  std::vector<Place> places;
};
} // namespace

/// Adds an arrow for each message of an edge between two ranks.
static void addArrows(const Plan &plan, int process, TraceBuilder &builder) {
  TaskPlaces places(plan);
  for (const TaskEdge &edge : plan.edges) {
    const char *name =
        isBackwardKind(edge.fromKind) ? "gradient" : "activation";
    for (size_t m = 0; m < size_t(plan.schedule.microBatches); ++m) {
      const TaskPlaces::Place &from =
          places.get(edge.fromStage, edge.fromKind, m);
      const TaskPlaces::Place &to = places.get(edge.toStage, edge.toKind, m);
      if (from.rank != to.rank)
        builder.addArrow(process, from.rank, *from.action, to.rank, *to.action,
                         name);
    }
  }
}

std::string mlir::pipe::makePlanTrace(const Plan &plan) {
  constexpr int kProcess = 1;
  TraceBuilder builder;
  builder.addProcess(kProcess, plan.schedule.name + " planned",
                     plan.timeline.ranks.size());
  builder.addTimeline(kProcess, plan.timeline);
  addArrows(plan, kProcess, builder);
  return builder.finish();
}

std::string mlir::pipe::makePlanHtml(const Plan &plan) {
  TimelinePage page;
  page.title = plan.schedule.name;
  page.subtitle = describePlan(plan);
  page.isNanoseconds = plan.costs.unit == TimeUnit::Nanoseconds;
  page.memory = plan.memory;
  page.memoryUnit = plan.costs.activationBytes ? "bytes" : "activations";
  page.edges = plan.edges;
  page.costs = plan.costs.times;
  page.updates = plan.updates;
  page.facts = getFacts(plan);
  page.table = getRankTable(plan);
  return makeTimelineHtml(plan.schedule, plan.timeline, page);
}
