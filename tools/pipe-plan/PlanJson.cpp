//===- PlanJson.cpp - A plan as a file of other tools --------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report.h"
#include "TraceBuilder.h"

#include "pipe/Schedule/TimelineHtml.h"

#include <map>
#include <nlohmann/json.hpp>
#include <tuple>

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
                     {"messages_sent", numbers.messagesSent},
                     {"bytes_sent", toJson(numbers.bytesSent)}});
  return ranks;
}

static json makeTimeline(const Timeline &timeline) {
  json ranks = json::array();
  for (const std::vector<TimedAction> &list : timeline.ranks) {
    json actions = json::array();
    for (const auto &[action, start, end] : list)
      actions.push_back({{"action", toString(action)},
                         {"stage", action.stage},
                         {"kind", std::string(1, getLetter(action.kind))},
                         {"micro_batch", action.microBatch == kNoMicroBatch
                                             ? json(nullptr)
                                             : json(action.microBatch)},
                         {"start", start},
                         {"end", end}});
    ranks.push_back(std::move(actions));
  }
  return ranks;
}

std::string mlir::pipe::makePlanJson(const Plan &plan) {
  const Schedule &schedule = plan.schedule;
  json placement = json::array();
  for (int64_t copy = 0; copy < schedule.numCopies(); ++copy)
    placement.push_back(schedule.getPlacement(copy));
  json file = {
      {"schedule", schedule.name},
      {"ranks", schedule.ranks},
      {"micro_batches", schedule.microBatches},
      {"virtual_stages", schedule.virtualStages},
      {"placement", placement},
      {"unit", plan.costs.unit == TimeUnit::Plain ? json(nullptr) : json("ns")},
      {"makespan", plan.timeline.makespan},
      {"at_least",
       {{"time", plan.bound.time}, {"binds", toString(plan.bound)}}},
      {"bubble",
       {{"idle_of_makespan", plan.timeline.getBubbleRatio()},
        {"idle_of_ideal", plan.timeline.getIdleOfIdeal()}}},
      {"per_rank", makeRanks(plan)},
      {"timeline", makeTimeline(plan.timeline)}};
  return file.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

/// Adds an arrow for each message of an edge between two ranks.
static void addArrows(const Plan &plan, int process, TraceBuilder &builder) {
  using Key = std::tuple<int32_t, ActionKind, int32_t>;
  struct Place {
    size_t rank;
    const TimedAction *action;
  };
  std::map<Key, Place> places;
  for (size_t rank = 0; rank < plan.timeline.ranks.size(); ++rank)
    for (const TimedAction &timed : plan.timeline.ranks[rank]) {
      // An edge of B stands for one of I where the backward is split.
      const auto &[stage, kind, microBatch] = timed.action;
      places[{stage,
              kind == ActionKind::InputGradient ? ActionKind::Backward : kind,
              microBatch}] = {rank, &timed};
    }
  for (const TaskEdge &edge : plan.edges)
    for (int32_t m = 0; m < int32_t(plan.schedule.microBatches); ++m) {
      auto from = places.find({edge.fromStage, edge.fromKind, m});
      auto to = places.find({edge.toStage, edge.toKind, m});
      if (from == places.end() || to == places.end() ||
          from->second.rank == to->second.rank)
        continue;
      builder.addArrow(process, from->second.rank, *from->second.action,
                       to->second.rank, *to->second.action,
                       isBackwardKind(edge.fromKind) ? "gradient"
                                                     : "activation");
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
  page.facts = getFacts(plan);
  page.table = getRankTable(plan);
  return makeTimelineHtml(plan.schedule, plan.timeline, page);
}
