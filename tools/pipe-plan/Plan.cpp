//===- Plan.cpp - A schedule with its costs, times and numbers ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Plan.h"
#include "LoadSchedule.h"

#include "pipe/Schedule/Generators/Registry.h"
#include "pipe/Support/Failure.h"

#include <algorithm>
#include <utility>

using namespace mlir::pipe;

/// Returns the stage that reads what `action` makes and that may be on another
/// rank, or nothing.
static std::optional<int32_t> getReader(const Action &action,
                                        int64_t numStages) {
  using enum ActionKind;
  if (action.kind == Forward && action.stage + 1 < numStages)
    return action.stage + 1;
  if ((action.kind == Backward || action.kind == InputGradient) &&
      action.stage > 0)
    return action.stage - 1;
  return std::nullopt;
}

static void countMessages(const Plan &plan, int64_t rank,
                          RankNumbers &numbers) {
  int64_t bytes = 0;
  for (const Action &action : plan.schedule.actions[size_t(rank)]) {
    std::optional<int32_t> reader =
        getReader(action, plan.schedule.numStages());
    if (!reader || plan.schedule.getRank(
                       {*reader, action.kind, action.microBatch}) == rank)
      continue;
    ++numbers.messagesSent;
    if (plan.costs.messageBytes.empty())
      continue;
    size_t owner = size_t(std::min(action.stage, *reader));
    if (__builtin_add_overflow(bytes, plan.costs.messageBytes[owner], &bytes))
      throw Failure{"the messages of rank " + std::to_string(rank) +
                    " have more bytes than 63 bits count"};
  }
  if (!plan.costs.messageBytes.empty())
    numbers.bytesSent = bytes;
}

static int64_t getPeak(const std::vector<MemoryChange> &curve) {
  int64_t peak = 0;
  for (const MemoryChange &step : curve)
    peak = std::max(peak, step.size);
  return peak;
}

static void computeNumbers(Plan &plan) {
  const Timeline &timeline = plan.timeline;
  std::vector<std::vector<MemoryChange>> chunks = take(getMemoryCurves(
      timeline, ActivationSizes::makeUniform(plan.schedule.numStages())));
  std::vector<std::vector<MemoryChange>> bytes;
  if (plan.costs.activationBytes)
    bytes = take(getMemoryCurves(timeline, *plan.costs.activationBytes));
  for (size_t rank = 0; rank < timeline.ranks.size(); ++rank) {
    auto number = int64_t(rank);
    RankNumbers numbers = {timeline.getBusy(number),
                           timeline.getIdle(number),
                           timeline.getSpanIdle(number),
                           getPeak(chunks[rank]),
                           std::nullopt,
                           0,
                           std::nullopt};
    if (!bytes.empty())
      numbers.peakBytes = getPeak(bytes[rank]);
    countMessages(plan, number, numbers);
    plan.ranks.push_back(numbers);
  }
  plan.memory = std::move(bytes.empty() ? chunks : bytes);
}

static Bound computeBound(const Plan &plan) {
  ScheduleProblem problem;
  problem.shape = plan.schedule;
  problem.training = plan.schedule.isTraining();
  problem.costs = plan.costs.times;
  problem.edges = plan.edges;
  problem.activations = ActivationSizes::makeUniform(plan.schedule.numStages());
  return take(getLowerBounds(problem, getBackwardForm(plan.schedule))).largest;
}

/// What a further micro-batch takes once the pipeline is full: half of what as
/// many again take. Nothing if the schedule is no registered one, or too large.
static std::optional<Timeline> simulateTwice(const Plan &plan) {
  const Schedule &schedule = plan.schedule;
  Result<Schedule> twice = generateSchedule(
      schedule.name,
      {schedule.ranks, 2 * schedule.microBatches, schedule.virtualStages});
  if (!twice)
    return std::nullopt;
  Result<Timeline> timeline = simulate(*twice, plan.costs.times, plan.edges);
  return timeline ? std::optional(std::move(*timeline)) : std::nullopt;
}

/// Says when weights are updated, which versions of them are kept, and what a
/// step takes without its end.
static void describeUpdates(Plan &plan) {
  const Schedule &schedule = plan.schedule;
  Result<std::optional<UpdateRule>> rule = findUpdateRule(schedule);
  if (!rule)
    throw Failure{describeError(schedule, rule.getError())};
  plan.updates = std::move(*rule);
  if (!plan.updates)
    return;
  for (RankNumbers &numbers : plan.ranks)
    numbers.versions = 1;
  for (size_t stage = 0; stage < schedule.placement.size(); ++stage) {
    auto &versions = plan.ranks[size_t(schedule.placement[stage])].versions;
    versions = std::max(*versions, plan.updates->delays[stage] + 1);
  }
  plan.remarks.push_back(
      {"updates",
       std::to_string(plan.updates->getNumUpdates(schedule.microBatches)) +
           " a step, each after " +
           formatCount(plan.updates->every, "micro-batch", "micro-batches")});
  std::optional<Timeline> twice = simulateTwice(plan);
  if (!twice)
    return;
  int64_t time = twice->makespan - plan.timeline.makespan, idle = 0;
  for (int64_t rank = 0; rank < schedule.ranks; ++rank)
    idle += twice->getIdle(rank) - plan.timeline.getIdle(rank);
  plan.remarks.push_back(
      {"steady state",
       formatTime(double(time), plan.costs.unit) +
           " for as many micro-batches "
           "without a drain, bubble " +
           formatPercent(time ? double(idle) / double(schedule.ranks * time)
                              : 0)});
}

/// As many steps one after the other, where ranks do not wait for each other
/// between two.
static Schedule repeat(const Schedule &schedule, int64_t count) {
  Schedule steps = schedule;
  steps.microBatches *= count;
  for (int64_t step = 1; step < count; ++step) {
    for (size_t rank = 0; rank < schedule.actions.size(); ++rank)
      for (Action action : schedule.actions[rank]) {
        action.microBatch += int32_t(step * schedule.microBatches);
        steps.actions[rank].push_back(action);
      }
    steps.copyOfMicroBatch.insert(steps.copyOfMicroBatch.end(),
                                  schedule.copyOfMicroBatch.begin(),
                                  schedule.copyOfMicroBatch.end());
  }
  return steps;
}

/// Says what a step takes where steps overlap, if that is less.
static void describeOverlap(Plan &plan) {
  const Schedule &schedule = plan.schedule;
  if (!schedule.isTraining() || schedule.updatesWithinStep())
    return;
  constexpr int64_t mostSteps = 8, mostActions = 100'000;
  int64_t before = plan.timeline.makespan, period = before;
  for (int64_t count = 2; count <= mostSteps; ++count) {
    if (count * schedule.numActions() > mostActions)
      return;
    Result<Timeline> timeline =
        simulate(repeat(schedule, count), plan.costs.times, plan.edges);
    if (!timeline)
      return;
    const int64_t time =
        timeline->makespan - std::exchange(before, timeline->makespan);
    // The first steps differ from those that follow.
    if (std::exchange(period, time) == time && count > 2)
      break;
    if (count == mostSteps)
      return;
  }
  if (period >= plan.timeline.makespan)
    return;
  int64_t busy = 0;
  for (int64_t rank = 0; rank < schedule.ranks; ++rank)
    busy += plan.timeline.getBusy(rank);
  const int64_t all = schedule.ranks * period;
  plan.remarks.push_back(
      {"steps that overlap",
       formatTime(double(period), plan.costs.unit) + " a step, bubble " +
           formatPercent(all ? double(all - busy) / double(all) : 0)});
}

Plan mlir::pipe::makePlan(Schedule schedule, const CostOptions &options) {
  Plan plan;
  plan.schedule = std::move(schedule);
  plan.costs = makeStageCosts(options, plan.schedule.numStages());
  requireCosts(plan.costs, plan.schedule, options.file);
  plan.edges = makeEdges(plan.schedule.numStages(), plan.schedule.isTraining(),
                         plan.costs);
  Result<Timeline> timeline =
      simulate(plan.schedule, plan.costs.times, plan.edges);
  if (!timeline)
    throw Failure{describeError(plan.schedule, timeline.getError())};
  plan.timeline = std::move(*timeline);
  computeNumbers(plan);
  describeUpdates(plan);
  describeOverlap(plan);
  plan.bound = computeBound(plan);
  return plan;
}
