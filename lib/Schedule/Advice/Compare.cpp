//===- Compare.cpp - Schedules side by side -------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Advice/Compare.h"

#include "pipe/Schedule/Search/Search.h"
#include "pipe/Schedule/Transfers/HardwareQueues.h"

#include <algorithm>

using namespace mlir::pipe;

/// Counts the values that cross ranks in one step.
static int64_t countMessages(const Schedule &schedule,
                             const std::vector<TaskEdge> &edges) {
  std::vector<int64_t> microBatches(static_cast<size_t>(schedule.numCopies()));
  for (int64_t i = 0; i < schedule.microBatches; ++i)
    ++microBatches[static_cast<size_t>(schedule.getCopy(i))];
  int64_t messages = 0;
  for (int64_t copy = 0; copy < schedule.numCopies(); ++copy) {
    const std::vector<int64_t> &placement = schedule.getPlacement(copy);
    for (const TaskEdge &edge : edges)
      if (placement[static_cast<size_t>(edge.fromStage)] !=
          placement[static_cast<size_t>(edge.toStage)])
        messages += microBatches[static_cast<size_t>(copy)];
  }
  return messages;
}

/// Returns the cap of each rank in scaled units, rounded down; none without a
/// cap.
static std::vector<int64_t> makeCaps(std::optional<double> memoryCap,
                                     int64_t ranks, int64_t scale) {
  constexpr double kMaxCap = 1e18;
  if (!memoryCap)
    return {};
  double scaled = *memoryCap * static_cast<double>(scale);
  return std::vector<int64_t>(static_cast<size_t>(ranks),
                              static_cast<int64_t>(std::min(scaled, kMaxCap)));
}

/// Finds the bound of the makespan, in units of the model.
static std::optional<Error> setBound(const Schedule &schedule,
                                     const CutModel &model,
                                     std::optional<double> memoryCap,
                                     ScheduleNumbers &numbers) {
  auto scale = static_cast<double>(model.scale);
  ScheduleProblem problem;
  problem.shape = schedule;
  problem.training = schedule.isTraining();
  problem.costs = model.tasks;
  problem.edges = model.edges;
  problem.activations = model.activations;
  if (memoryCap && numbers.maxPeak <= *memoryCap)
    problem.caps = makeCaps(memoryCap, schedule.ranks, model.scale);
  Result<LowerBounds> bounds =
      getLowerBounds(problem, getBackwardForm(schedule));
  if (!bounds)
    return bounds.getError();
  numbers.bound = static_cast<double>(bounds->largest.time) / scale;
  numbers.boundName = toString(bounds->largest);
  return std::nullopt;
}

/// Simulates a legal schedule on a model. The bound respects the cap of every
/// rank, in units of the model's activations, if the schedule does.
/// \errors what `cutIntoStages`, `simulate` and `getPeakMemory` find.
static Result<ScheduleNumbers>
measureSchedule(const Schedule &schedule, const ModelCosts &model,
                std::optional<double> memoryCap) {
  Result<CutModel> stages =
      cutIntoStages(model, schedule.numStages(), schedule.isTraining());
  if (!stages)
    return stages.getError();
  Result<Timeline> timeline = simulate(schedule, stages->tasks, stages->edges);
  if (!timeline)
    return timeline.getError();
  Result<std::vector<int64_t>> peaks =
      getPeakMemory(*timeline, stages->activations);
  if (!peaks)
    return peaks.getError();

  auto scale = static_cast<double>(stages->scale);
  ScheduleNumbers numbers;
  numbers.makespan = static_cast<double>(timeline->makespan) / scale;
  numbers.bubbleRatio = timeline->getBubbleRatio();
  numbers.idleOfIdeal = timeline->getIdleOfIdeal();
  for (int64_t peak : *peaks)
    numbers.peaks.push_back(static_cast<double>(peak) / scale);
  numbers.maxPeak =
      *std::max_element(numbers.peaks.begin(), numbers.peaks.end());
  numbers.messages = countMessages(schedule, stages->edges);
  if (auto error = setBound(schedule, *stages, memoryCap, numbers))
    return *error;
  return numbers;
}

/// Searches for the costs and the cap of the request.
static Result<Schedule> searchFor(const ScheduleChoice &choice,
                                  const CompareRequest &request) {
  if (auto error = checkParameters(
          {request.ranks, choice.microBatches, choice.virtualStages},
          /*actionsPerTask=*/3))
    return *error;
  Result<CutModel> stages = cutIntoStages(
      request.model, request.ranks * choice.virtualStages, request.training);
  if (!stages)
    return stages.getError();
  SearchRequest search;
  search.ranks = request.ranks;
  search.microBatches = choice.microBatches;
  search.virtualStages = choice.virtualStages;
  search.training = request.training;
  search.costs = stages->tasks;
  search.edges = stages->edges;
  search.activations = stages->activations;
  search.form = request.form;
  search.caps = makeCaps(request.memoryCap, request.ranks, stages->scale);
  Result<SearchResult> found = searchSchedule(search);
  if (!found)
    return found.getError();
  return std::move(found->schedule);
}

CompareRow mlir::pipe::compareOne(const ScheduleChoice &choice,
                                  const CompareRequest &request) {
  CompareRow row;
  row.choice = choice;
  Result<Schedule> schedule =
      choice.name == kSearchName
          ? searchFor(choice, request)
          : generateSchedule(choice.name, {request.ranks, choice.microBatches,
                                           choice.virtualStages});
  if (!schedule) {
    row.problem = schedule.getError().message;
    return row;
  }
  Result<ScheduleNumbers> numbers =
      measureSchedule(*schedule, request.model, request.memoryCap);
  if (!numbers) {
    row.problem = numbers.getError().message;
    return row;
  }
  if (request.countQueues) {
    Result<int64_t> queues = countHardwareQueues({*schedule, {}});
    if (!queues) {
      row.problem = queues.getError().message;
      return row;
    }
    numbers->queues = *queues;
  }
  row.fits = !request.memoryCap || numbers->maxPeak <= *request.memoryCap;
  row.numbers = std::move(*numbers);
  if (const ScheduleInfo *info = lookupSchedule(choice.name)) {
    if (info->copies > 1)
      row.remark = std::to_string(schedule->numCopies()) + " copies of weights";
    if (!info->synchronous)
      row.remark = "gradients of older weights";
  }
  return row;
}

std::vector<CompareRow>
mlir::pipe::compareSchedules(const CompareRequest &request) {
  std::vector<CompareRow> rows;
  for (const ScheduleInfo &info : getScheduleRegistry()) {
    if (info.training != request.training)
      continue;
    ScheduleChoice choice = {std::string(info.name), request.microBatches,
                             info.defaultVirtualStages};
    if (request.virtualStages) {
      ScheduleChoice asked = choice;
      asked.virtualStages = *request.virtualStages;
      if (generateSchedule(asked.name, {request.ranks, asked.microBatches,
                                        asked.virtualStages}))
        choice = asked;
    }
    rows.push_back(compareOne(choice, request));
  }
  rows.push_back(compareOne({std::string(kSearchName), request.microBatches,
                             request.virtualStages.value_or(1)},
                            request));
  auto getOrder = [](const CompareRow &row) {
    int group = !row.numbers ? 2 : !row.fits ? 1 : 0;
    return std::pair(group, row.numbers ? row.numbers->makespan : 0.0);
  };
  std::stable_sort(rows.begin(), rows.end(),
                   [&](const CompareRow &a, const CompareRow &b) {
                     return getOrder(a) < getOrder(b);
                   });
  return rows;
}

const std::vector<ComparePreset> &mlir::pipe::getComparePresets() {
  static const std::vector<ComparePreset> presets = {
      {"gpt3",
       "GPT-3 on 8 ranks: GPipe with 16 micro-batches, 1F1B and interleaved "
       "1F1B with 64",
       8,
       {{"gpipe", 16, 1}, {"1f1b", 64, 1}, {"interleaved-1f1b", 64, 2}}}};
  return presets;
}
