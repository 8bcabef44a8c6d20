//===- ListSchedule.cpp - Schedules made by a rule and a clock ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/ListSchedule.h"

#include "EventEngine.h"
#include "MemoryReservation.h"

#include <algorithm>
#include <functional>
#include <queue>
#include <tuple>

using namespace mlir::pipe;

namespace {
/// A stage of a copy of the model.
struct Lane {
  int32_t stage;
  int64_t rank;
  const std::vector<int32_t> *microBatches;
  int64_t reservation; ///< number of the lane in the reservation of its rank
  /// How many F, B or I, and W started.
  int64_t done[kNumSlots] = {0, 0, 0};
};

/// An action that a rank may choose.
struct Candidate {
  Lane *lane = nullptr;
  Action action;
  int64_t arrival = 0;
  /// Smaller is better.
  std::tuple<int, int64_t, int64_t> key;
};

class ListScheduler {
public:
  ListScheduler(const ScheduleProblem &problem, const ListScheduleRule &rule,
                EventEngine &engine)
      : problem(problem), rule(rule), engine(engine) {
    addLanes();
    addConsumers();
  }

  TimedSchedule run();

private:
  void addLanes();
  void addConsumers();
  int64_t getCopyLane(int64_t copy, int64_t stage) const {
    return copy * problem.shape.numStages() + stage;
  }

  template <class Visitor>
  void forEachCandidate(int64_t rank, Visitor visit);
  std::optional<Candidate> getCandidate(Lane &lane, ActionKind kind);
  std::tuple<int, int64_t, int64_t> getKey(const Action &action) const;
  Candidate choose(int64_t rank, int64_t time);
  void start(const Candidate &candidate, int64_t time);
  void removeWaits();
  void wake(int64_t time, int64_t rank) { events.push({time, rank}); }

  const ScheduleProblem &problem;
  const ListScheduleRule &rule;
  EventEngine &engine;
  std::vector<std::vector<int32_t>> microBatches; ///< by copy
  std::vector<std::vector<int32_t>> numOlder;     ///< by copy, micro-batch
  std::vector<Lane> lanes;                        ///< by copy and stage
  std::vector<std::vector<int64_t>> lanesOfRank;
  std::vector<MemoryReservation> reservations; ///< by rank
  std::vector<ActionKind> kinds;               ///< that the schedule has
  /// (stage, slot) -> the tasks that read it.
  std::vector<std::vector<std::pair<int32_t, ActionKind>>> consumers;
  /// Times at which a rank has something to choose.
  using Event = std::pair<int64_t, int64_t>;
  std::priority_queue<Event, std::vector<Event>, std::greater<>> events;
  TimedSchedule result;
};
} // namespace

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
  consumers.resize(static_cast<size_t>(numStages * kNumSlots));
  // The edges were found to be right when the engine was made.
  Result<TaskDependencies> dependencies =
      TaskDependencies::create(problem.shape, problem.training, problem.edges);
  for (int32_t stage = 0; stage < numStages; ++stage)
    for (ActionKind kind : kinds)
      dependencies->forEachOperand(
          stage, kind, [&](const TaskDependencies::Operand &operand) {
            auto index = static_cast<size_t>(
                operand.stage * kNumSlots + static_cast<int64_t>(operand.slot));
            consumers[index].push_back({stage, kind});
          });
}

/// Classes: 0 and 1 are I, B and F as the rule has it, 2 is W.
std::tuple<int, int64_t, int64_t>
ListScheduler::getKey(const Action &action) const {
  if (action.kind == ActionKind::WeightGradient)
    return {rule.weightGradients == WeightGradientRule::AtOnce ? -1 : 2,
            action.microBatch, -action.stage};
  bool forward = action.kind == ActionKind::Forward;
  int group = forward == rule.forwardFirst ? 0 : 1;
  switch (forward ? rule.forwardOrder : rule.backwardOrder) {
  case StageOrder::Deepest:
    return {group, -action.stage, action.microBatch};
  case StageOrder::Shallowest:
    return {group, action.stage, action.microBatch};
  case StageOrder::Oldest:
    break;
  }
  return {group, action.microBatch, -action.stage};
}

/// Returns the next action of a kind if it may start once its operands arrive,
/// and if it is known when that is.
std::optional<Candidate> ListScheduler::getCandidate(Lane &lane,
                                                     ActionKind kind) {
  int64_t next = lane.done[static_cast<size_t>(getSlot(kind))];
  if (next == static_cast<int64_t>(lane.microBatches->size()))
    return std::nullopt;
  if (kind == ActionKind::Forward && !rule.maxInFlight.empty() &&
      next - lane.done[static_cast<size_t>(Slot::Backward)] >=
          rule.maxInFlight[static_cast<size_t>(lane.stage)])
    return std::nullopt;
  Candidate candidate;
  candidate.lane = &lane;
  candidate.action = {lane.stage, kind,
                      (*lane.microBatches)[static_cast<size_t>(next)]};
  candidate.arrival = engine.getArrival(candidate.action);
  if (candidate.arrival == kNotReady)
    return std::nullopt;
  if (!reservations[static_cast<size_t>(lane.rank)].mayRun(lane.reservation,
                                                           kind))
    return std::nullopt;
  candidate.key = getKey(candidate.action);
  return candidate;
}

template <class Visitor>
void ListScheduler::forEachCandidate(int64_t rank, Visitor visit) {
  for (int64_t lane : lanesOfRank[static_cast<size_t>(rank)])
    for (ActionKind kind : kinds)
      if (auto candidate = getCandidate(lanes[static_cast<size_t>(lane)], kind))
        visit(*candidate);
}

/// Returns the best action that can start at `time`; its lane is null if there
/// is none or if the rank should wait.
Candidate ListScheduler::choose(int64_t rank, int64_t time) {
  Candidate best;
  // When what the rank may wait for is known to arrive.
  int64_t nextBackward = kNotReady, nextOther = kNotReady;
  auto note = [](int64_t &next, int64_t arrival) {
    next = next == kNotReady ? arrival : std::min(next, arrival);
  };
  forEachCandidate(rank, [&](const Candidate &candidate) {
    if (candidate.arrival <= time) {
      if (!best.lane || candidate.key < best.key)
        best = candidate;
      return;
    }
    if (candidate.action.kind == ActionKind::WeightGradient)
      return;
    note(nextOther, candidate.arrival);
    if (candidate.action.kind != ActionKind::Forward)
      note(nextBackward, candidate.arrival);
  });
  if (!best.lane)
    return best;
  ActionKind kind = best.action.kind;
  int64_t awaited = kNotReady;
  if (kind == ActionKind::WeightGradient &&
      rule.weightGradients == WeightGradientRule::Gaps)
    awaited = nextOther;
  else if (kind == ActionKind::Forward && rule.waitForBackward)
    awaited = nextBackward;
  if (awaited != kNotReady && awaited < time + engine.getCost(best.action))
    best.lane = nullptr;
  return best;
}

void ListScheduler::start(const Candidate &candidate, int64_t time) {
  const Action &action = candidate.action;
  Lane &lane = *candidate.lane;
  auto rank = static_cast<size_t>(lane.rank);
  TimedAction timed = engine.run(action, time);
  reservations[rank].run(lane.reservation, action.kind);
  result.schedule.actions[rank].push_back(action);
  result.timeline.ranks[rank].push_back(timed);
  result.timeline.makespan = std::max(result.timeline.makespan, timed.end);

  auto finish = [&](Slot slot) {
    ++lane.done[static_cast<size_t>(slot)];
    for (const auto &[stage, kind] : consumers[static_cast<size_t>(
             lane.stage * kNumSlots + static_cast<int64_t>(slot))]) {
      Action consumer = {stage, kind, action.microBatch};
      int64_t arrival = engine.getArrival(consumer);
      if (arrival != kNotReady)
        wake(arrival, problem.shape.getRank(consumer));
    }
  };
  finish(getSlot(action.kind));
  if (action.kind == ActionKind::Backward)
    finish(Slot::WeightGradient);
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

TimedSchedule ListScheduler::run() {
  result.schedule = problem.shape;
  result.schedule.actions.assign(static_cast<size_t>(problem.shape.ranks), {});
  result.timeline.ranks.resize(static_cast<size_t>(problem.shape.ranks));
  for (int64_t rank = 0; rank < problem.shape.ranks; ++rank)
    wake(0, rank);
  while (!events.empty()) {
    auto [time, rank] = events.top();
    events.pop();
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

static std::optional<Error> checkRule(const ScheduleProblem &problem,
                                      const ListScheduleRule &rule) {
  const std::vector<int64_t> &limits = rule.maxInFlight;
  if (limits.empty())
    return std::nullopt;
  int64_t numStages = problem.shape.numStages();
  if (static_cast<int64_t>(limits.size()) != numStages)
    return Error("the rule limits " + std::to_string(limits.size()) +
                 " stages, but there are " + std::to_string(numStages));
  for (size_t stage = 0; stage < limits.size(); ++stage)
    if (limits[stage] < 1)
      return Error("the rule must allow stage " + std::to_string(stage) +
                   " at least 1 micro-batch, but allows " +
                   std::to_string(limits[stage]));
  return std::nullopt;
}

std::string ListScheduleRule::toString() const {
  auto describe = [](StageOrder order) {
    return order == StageOrder::Deepest      ? "deepest"
           : order == StageOrder::Shallowest ? "shallowest"
                                             : "oldest";
  };
  std::string text = splitBackward ? "split " : "fused ";
  text += forwardFirst ? "forward-first " : "";
  text += std::string(describe(forwardOrder)) + "/" + describe(backwardOrder);
  if (splitBackward)
    text += weightGradients == WeightGradientRule::AtOnce ? " at-once"
            : weightGradients == WeightGradientRule::Idle ? " idle"
                                                          : " gaps";
  text += waitForBackward ? " waiting" : "";
  if (!maxInFlight.empty())
    text += " warm-up " + std::to_string(maxInFlight.front());
  return text;
}

Result<TimedSchedule>
mlir::pipe::makeListSchedule(const ScheduleProblem &problem,
                             const ListScheduleRule &rule) {
  return makeBestListSchedule(problem, {rule});
}

Result<TimedSchedule>
mlir::pipe::makeBestListSchedule(const ScheduleProblem &problem,
                                 const std::vector<ListScheduleRule> &rules) {
  std::optional<TimedSchedule> best;
  std::optional<EventEngine> engine;
  for (const ListScheduleRule &rule : rules) {
    if (auto error = checkProblem(problem, rule.splitBackward))
      return *error;
    if (auto error = checkCaps(problem, rule.splitBackward))
      return *error;
    if (auto error = checkRule(problem, rule))
      return *error;
    if (!engine) {
      Result<EventEngine> created = EventEngine::create(
          problem.shape, problem.training, problem.costs, problem.edges);
      if (!created)
        return created.getError();
      engine = std::move(*created);
    }
    engine->reset();
    TimedSchedule made = ListScheduler(problem, rule, *engine).run();
    if (!best || made.timeline.makespan < best->timeline.makespan)
      best = std::move(made);
  }
  if (!best)
    return Error("there is no rule to make a schedule by");
  return std::move(*best);
}
