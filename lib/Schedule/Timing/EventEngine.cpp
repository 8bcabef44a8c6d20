//===- EventEngine.cpp - The clock of a pipeline --------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EventEngine.h"

#include "Core/MessageWords.h"

#include <algorithm>
#include <cmath>

using namespace mlir::pipe;

static constexpr ActionKind kAllKinds[kNumActionKinds] = {
    ActionKind::Forward, ActionKind::Backward, ActionKind::InputGradient,
    ActionKind::WeightGradient, ActionKind::Update};

int64_t TaskCosts::getTransferTime(int64_t bytes) const {
  constexpr double kMaxTime = 4e18;
  double moving =
      bandwidth > 0 ? std::ceil(static_cast<double>(bytes) / bandwidth) : 0.0;
  if (!(moving + static_cast<double>(latency) < kMaxTime))
    return -1;
  return latency + static_cast<int64_t>(moving);
}

std::optional<Error>
mlir::pipe::checkCosts(const Schedule &schedule, const TaskCosts &costs,
                       const std::vector<TaskEdge> &edges) {
  if (costs.latency < 0)
    return Error("latency must not be negative, but got " + str(costs.latency));
  if (!(costs.bandwidth >= 0) || std::isinf(costs.bandwidth))
    return Error("bandwidth must be a number that is not negative, but got " +
                 std::to_string(costs.bandwidth));
  int64_t maxBytes = 0;
  for (const TaskEdge &edge : edges)
    maxBytes = std::max(maxBytes, edge.bytes);
  int64_t transfer = costs.getTransferTime(maxBytes);
  if (transfer < 0)
    return Error("the transfer of " + str(maxBytes) +
                 " bytes passes 64 bits of time; use a larger bandwidth or a "
                 "larger unit");

  int64_t total = 0;
  for (const std::vector<Action> &list : schedule.actions)
    for (const Action &action : list) {
      const std::vector<int64_t> &stages = costs.getList(action.kind);
      bool isFree = action.kind == ActionKind::Update && stages.empty();
      auto stage = static_cast<size_t>(action.stage);
      auto describe = [&]() {
        return "the task " + str(action.stage) + getLetter(action.kind);
      };
      if (!isFree && stage >= stages.size())
        return Error(describe() + " has no cost: there are costs for " +
                     std::to_string(stages.size()) + " stages");
      int64_t cost = isFree ? 0 : stages[stage];
      if (cost < 0)
        return Error(describe() + " has a negative cost: " + str(cost));
      if (__builtin_add_overflow(total, cost, &total) ||
          __builtin_add_overflow(total, transfer, &total))
        return Error("times pass 64 bits at " + describe() + " with cost " +
                     str(cost) + "; use a larger unit");
    }
  return std::nullopt;
}

Result<EventEngine> EventEngine::create(const Schedule &shape, bool training,
                                        const TaskCosts &costs,
                                        const std::vector<TaskEdge> &edges) {
  Result<TaskDependencies> dependencies =
      TaskDependencies::create(shape, training, edges);
  if (!dependencies)
    return dependencies.getError();
  EventEngine engine;
  engine.shape = &shape;
  for (int64_t stage = 0; stage < shape.numStages(); ++stage)
    for (ActionKind kind : kAllKinds) {
      const std::vector<int64_t> &list = costs.getList(kind);
      auto i = static_cast<size_t>(stage);
      engine.costs.push_back(i < list.size() ? list[i] : 0);
    }
  engine.addInputs(*dependencies, costs);
  engine.ends.resize(static_cast<size_t>(shape.numStages() *
                                         shape.microBatches * kNumTaskClasses));
  engine.freeTimes.resize(static_cast<size_t>(shape.ranks));
  engine.reset();
  return engine;
}

void EventEngine::addInputs(const TaskDependencies &dependencies,
                            const TaskCosts &taskCosts) {
  for (int64_t copy = 0; copy < shape->numCopies(); ++copy) {
    const std::vector<int64_t> &placement = shape->getPlacement(copy);
    for (int64_t stage = 0; stage < shape->numStages(); ++stage)
      for (ActionKind kind : kAllKinds) {
        firstInput.push_back(static_cast<int64_t>(inputs.size()));
        dependencies.forEachOperand(
            stage, kind, [&](const TaskDependencies::Operand &operand) {
              bool crosses = placement[static_cast<size_t>(operand.stage)] !=
                             placement[static_cast<size_t>(stage)];
              inputs.push_back(
                  {getKey(operand.stage, operand.taskClass, /*microBatch=*/0),
                   crosses ? taskCosts.getTransferTime(operand.bytes) : 0});
            });
      }
  }
  firstInput.push_back(static_cast<int64_t>(inputs.size()));
}

void EventEngine::reset() {
  std::fill(ends.begin(), ends.end(), kNotDone);
  std::fill(freeTimes.begin(), freeTimes.end(), 0);
}

EventEngine::InputRange EventEngine::getInputs(const Action &action) const {
  // An update may belong to no micro-batch; it has no inputs in any copy.
  int64_t copy =
      action.kind == ActionKind::Update ? 0 : shape->getCopy(action.microBatch);
  auto index = static_cast<size_t>((copy * shape->numStages() + action.stage) *
                                       kNumActionKinds +
                                   static_cast<int64_t>(action.kind));
  return {inputs.data() + firstInput[index],
          inputs.data() + firstInput[index + 1]};
}

int64_t EventEngine::getArrival(const Action &action) const {
  int64_t offset = action.microBatch * kNumTaskClasses;
  int64_t arrival = 0;
  for (const Input &input : getInputs(action)) {
    int64_t end = ends[static_cast<size_t>(input.firstKey + offset)];
    if (end == kNotDone)
      return kNotReady;
    arrival = std::max(arrival, end + input.delay);
  }
  return arrival;
}

TaskKey EventEngine::findMissing(const Action &action) const {
  int64_t offset = action.microBatch * kNumTaskClasses;
  for (const Input &input : getInputs(action))
    if (ends[static_cast<size_t>(input.firstKey + offset)] == kNotDone)
      return input.firstKey + offset;
  return kNoTask;
}

TimedAction EventEngine::run(const Action &action, int64_t earliest) {
  int64_t &freeTime = freeTimes[static_cast<size_t>(shape->getRank(action))];
  int64_t start = std::max({freeTime, earliest, getArrival(action)});
  int64_t end = start + getCost(action);
  freeTime = end;
  forEachKey(action,
             [&](TaskKey key) { ends[static_cast<size_t>(key)] = end; });
  return {action, start, end};
}
