//===- ListScheduler.cpp - One sweep over time ----------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ListScheduler.h"

#include <algorithm>

using namespace mlir::pipe;

void ListScheduler::addLanes() {
  const Schedule &shape = problem.shape;
  const auto numCopies = static_cast<size_t>(shape.numCopies());
  microBatches.resize(numCopies);
  numOlder.resize(numCopies);
  for (int32_t m = 0; m <= shape.microBatches; ++m) {
    for (size_t copy = 0; copy < numCopies; ++copy)
      numOlder[copy].push_back(static_cast<int32_t>(microBatches[copy].size()));
    if (m < shape.microBatches)
      microBatches[static_cast<size_t>(shape.getCopy(m))].push_back(m);
  }

  bool weightGradientsWait = doWeightGradientsWait(problem);
  lanesOfRank.resize(static_cast<size_t>(shape.ranks));
  for (int64_t rank = 0; rank < shape.ranks; ++rank)
    reservations.emplace_back(problem.getCap(rank), problem.training,
                              weightGradientsWait, numOlder);
  for (size_t copy = 0; copy < numCopies; ++copy)
    for (int32_t stage = 0; stage < shape.numStages(); ++stage) {
      auto i = static_cast<size_t>(stage);
      int64_t rank = shape.getPlacement(static_cast<int64_t>(copy))[i];
      int64_t number = reservations[static_cast<size_t>(rank)].addLane(
          static_cast<int64_t>(copy), microBatches[copy],
          problem.activations.forward[i],
          problem.training && rule.splitBackward
              ? problem.activations.weightGradient[i]
              : 0);
      lanesOfRank[static_cast<size_t>(rank)].push_back(
          static_cast<int64_t>(lanes.size()));
      lanes.push_back({stage, rank, &microBatches[copy], number});
    }
}

void ListScheduler::addConsumers() {
  using enum ActionKind;
  kinds = {Forward};
  if (problem.training && rule.splitBackward)
    kinds.insert(kinds.end(), {InputGradient, WeightGradient});
  else if (problem.training)
    kinds.push_back(Backward);

  const int64_t numStages = problem.shape.numStages();
  consumers.resize(static_cast<size_t>(numStages * kNumTaskClasses));
  // The edges were found to be right when the engine was made.
  Result<TaskDependencies> dependencies =
      TaskDependencies::create(problem.shape, problem.training, problem.edges);
  for (int32_t stage = 0; stage < numStages; ++stage)
    for (ActionKind kind : kinds)
      dependencies->forEachOperand(
          stage, kind, [&](const TaskDependencies::Operand &operand) {
            auto index =
                static_cast<size_t>(operand.stage * kNumTaskClasses +
                                    static_cast<int64_t>(operand.taskClass));
            consumers[index].push_back({stage, kind});
          });
}

/// Classes: 0 and 1 are I, B and F as the rule has it, 2 is W.
Candidate::Key ListScheduler::getKey(const Action &action) const {
  const int64_t stage = action.stage, microBatch = action.microBatch;
  if (action.kind == ActionKind::WeightGradient)
    return {rule.weightGradients == WeightGradientRule::AtOnce ? -1 : 2, 0,
            microBatch, -stage};
  bool forward = action.kind == ActionKind::Forward;
  int group = forward == rule.forwardFirst ? 0 : 1;
  switch (forward ? rule.forwardOrder : rule.backwardOrder) {
  case StageOrder::Deepest:
    return {group, 0, -stage, microBatch};
  case StageOrder::Shallowest:
    return {group, 0, stage, microBatch};
  case StageOrder::Oldest:
    break;
  }
  return {group, microBatch / rule.groupSize, forward ? stage : -stage,
          microBatch};
}

/// Returns the next action of a kind if it is known when its operands arrive.
/// Whether there is memory for it is left to `mayRun`.
std::optional<Candidate> ListScheduler::getCandidate(ScheduleLane &lane,
                                                     ActionKind kind) {
  int64_t next = lane.done[static_cast<size_t>(getTaskClass(kind))];
  if (next == static_cast<int64_t>(lane.microBatches->size()))
    return std::nullopt;
  if (kind == ActionKind::Forward && !rule.maxInFlight.empty() &&
      next - lane.done[static_cast<size_t>(TaskClass::Backward)] >=
          rule.maxInFlight[static_cast<size_t>(lane.stage)])
    return std::nullopt;
  Candidate candidate;
  candidate.lane = &lane;
  candidate.action = {lane.stage, kind,
                      (*lane.microBatches)[static_cast<size_t>(next)]};
  candidate.arrival = engine.getArrival(candidate.action);
  if (candidate.arrival == kNotReady)
    return std::nullopt;
  candidate.key = getKey(candidate.action);
  return candidate;
}

bool ListScheduler::mayRun(const Candidate &candidate) {
  return reservations[static_cast<size_t>(candidate.lane->rank)].mayRun(
      candidate.lane->reservation, candidate.action.kind);
}

/// Returns the best action that can start at `time`; its lane is null if there
/// is none or if the rank should wait.
Candidate ListScheduler::choose(int64_t rank, int64_t time) {
  ready.clear();
  later.clear();
  for (int64_t lane : lanesOfRank[static_cast<size_t>(rank)])
    for (ActionKind kind : kinds)
      if (auto candidate = getCandidate(lanes[static_cast<size_t>(lane)], kind))
        (candidate->arrival <= time ? ready : later).push_back(*candidate);
  // Memory is asked last: the answer takes longer.
  while (!ready.empty()) {
    auto best = std::min_element(
        ready.begin(), ready.end(),
        [](const Candidate &a, const Candidate &b) { return a.key < b.key; });
    if (mayRun(*best))
      return shouldWait(*best, time) ? Candidate() : *best;
    ready.erase(best);
  }
  return {};
}

/// Returns true if what the rank would rather do is known to arrive before the
/// end of `best`.
bool ListScheduler::shouldWait(const Candidate &best, int64_t time) {
  using enum ActionKind;
  const int64_t end = time + engine.getCost(best.action);
  const ActionKind kind = best.action.kind;
  bool fillsGaps = kind == WeightGradient &&
                   rule.weightGradients == WeightGradientRule::Gaps;
  if (!fillsGaps && !(kind == Forward && rule.waitForBackward))
    return false;
  return std::any_of(later.begin(), later.end(), [&](const Candidate &each) {
    ActionKind awaited = each.action.kind;
    return awaited != WeightGradient && (fillsGaps || awaited != Forward) &&
           each.arrival < end && mayRun(each);
  });
}

void ListScheduler::start(const Candidate &candidate, int64_t time) {
  const Action &action = candidate.action;
  ScheduleLane &lane = *candidate.lane;
  auto rank = static_cast<size_t>(lane.rank);
  TimedAction timed = engine.run(action, time);
  reservations[rank].run(lane.reservation, action.kind);
  result.schedule.actions[rank].push_back(action);
  result.timeline.ranks[rank].push_back(timed);
  result.timeline.makespan = std::max(result.timeline.makespan, timed.end);

  auto finish = [&](TaskClass taskClass) {
    ++lane.done[static_cast<size_t>(taskClass)];
    for (const auto &[stage, kind] : consumers[static_cast<size_t>(
             lane.stage * kNumTaskClasses + static_cast<int64_t>(taskClass))]) {
      Action consumer = {stage, kind, action.microBatch};
      int64_t arrival = engine.getArrival(consumer);
      int64_t reader = problem.shape.getRank(consumer);
      // A rank that is busy until later looks around at its end anyway.
      if (arrival != kNotReady && engine.getFreeTime(reader) <= arrival)
        wake(arrival, reader);
    }
  };
  finish(getTaskClass(action.kind));
  if (action.kind == ActionKind::Backward)
    finish(TaskClass::WeightGradient);
  wake(timed.end, lane.rank);
}

/// A rank may have waited for what it then did not choose.
void ListScheduler::removeWaits() {
  Timeline &timeline = result.timeline;
  timeline.makespan = 0;
  for (auto &row : timeline.ranks)
    row.clear();
  engine.reset();
  runInOrder(engine, result.schedule.actions,
             [&](int64_t rank, const TimedAction &timed) {
               timeline.ranks[static_cast<size_t>(rank)].push_back(timed);
               timeline.makespan = std::max(timeline.makespan, timed.end);
             });
}

/// Lets the rank look around at `time`; twice at one time is once.
void ListScheduler::wake(int64_t time, int64_t rank) {
  int64_t &latest = latestWake[static_cast<size_t>(rank)];
  if (latest == time)
    return;
  latest = time;
  events.push({time, rank});
}

TimedSchedule ListScheduler::run() {
  result.schedule = problem.shape;
  result.schedule.actions.assign(static_cast<size_t>(problem.shape.ranks), {});
  result.timeline.ranks.resize(static_cast<size_t>(problem.shape.ranks));
  latestWake.assign(static_cast<size_t>(problem.shape.ranks), kAsleep);
  for (int64_t rank = 0; rank < problem.shape.ranks; ++rank)
    wake(0, rank);
  while (!events.empty()) {
    auto [time, rank] = events.top();
    events.pop();
    if (latestWake[static_cast<size_t>(rank)] == time)
      latestWake[static_cast<size_t>(rank)] = kAsleep;
    if (engine.getFreeTime(rank) > time)
      continue;
    Candidate best = choose(rank, time);
    if (best.lane)
      start(best, time);
  }
  if (rule.waitForBackward || rule.weightGradients == WeightGradientRule::Gaps)
    removeWaits();
  return std::move(result);
}
