//===- ScheduleProblem.cpp - What a schedule is wanted for ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Timing/ScheduleProblem.h"

#include "Core/MessageWords.h"
#include "EventEngine.h"
#include "MemoryReservation.h"

#include <algorithm>
#include <limits>
#include <string>

using namespace mlir::pipe;

static constexpr int64_t kMaxNumber = std::numeric_limits<int64_t>::max();

int64_t ScheduleProblem::getCap(int64_t rank) const {
  return caps.empty() ? kMaxNumber : caps[static_cast<size_t>(rank)];
}

bool ScheduleProblem::isCopyUsed(int64_t copy) const {
  const std::vector<int32_t> &copies = shape.copyOfMicroBatch;
  return copies.empty()
             ? copy == 0
             : std::find(copies.begin(), copies.end(), copy) != copies.end();
}

bool mlir::pipe::doWeightGradientsWait(const ScheduleProblem &problem) {
  return std::any_of(
      problem.edges.begin(), problem.edges.end(), [](const TaskEdge &edge) {
        return edge.toKind == ActionKind::WeightGradient &&
               isBackwardKind(edge.fromKind) && edge.fromStage != edge.toStage;
      });
}

int64_t mlir::pipe::combineAdded(int64_t added, int64_t forwardSize,
                                 int64_t weightGradientSize,
                                 bool weightGradientsWait) {
  int64_t adds = std::max<int64_t>(weightGradientSize - forwardSize, 0);
  return weightGradientsWait ? added + adds : std::max(added, adds);
}

std::vector<int64_t> mlir::pipe::getSmallestCaps(const ScheduleProblem &problem,
                                                 bool splitBackward) {
  const auto &[forward, weightGradient] = problem.activations;
  const bool weightGradientsWait = doWeightGradientsWait(problem);
  const auto numRanks = static_cast<size_t>(problem.shape.ranks);
  std::vector<int64_t> smallest(numRanks);
  for (int64_t copy = 0; copy < problem.shape.numCopies(); ++copy) {
    if (!problem.isCopyUsed(copy))
      continue;
    const std::vector<int64_t> &placement = problem.shape.getPlacement(copy);
    std::vector<int64_t> sum(numRanks), added(numRanks);
    for (size_t stage = 0; stage < placement.size(); ++stage) {
      auto rank = static_cast<size_t>(placement[stage]);
      if (!problem.training) {
        sum[rank] = std::max(sum[rank], forward[stage]);
        continue;
      }
      sum[rank] += forward[stage];
      if (splitBackward)
        added[rank] = combineAdded(added[rank], forward[stage],
                                   weightGradient[stage], weightGradientsWait);
    }
    for (size_t rank = 0; rank < numRanks; ++rank)
      smallest[rank] = std::max(smallest[rank], sum[rank] + added[rank]);
  }
  return smallest;
}

static std::optional<Error> checkShape(const Schedule &shape,
                                       int64_t actionsPerTask) {
  if (shape.ranks < 1 || shape.microBatches < 1 || shape.placement.empty())
    return Error("a schedule needs ranks, micro-batches and stages, but got " +
                 str(shape.ranks) + ", " + str(shape.microBatches) + " and " +
                 str(shape.numStages()));
  if (kMaxScheduleActions / actionsPerTask / shape.numStages() <
          shape.microBatches ||
      kMaxScheduleActions < shape.ranks)
    return Error("schedule is too big: " + str(shape.ranks) + " ranks, " +
                 str(shape.numStages()) + " stages and " +
                 str(shape.microBatches) +
                 " micro-batches make more than "
                 "kMaxScheduleActions = " +
                 str(kMaxScheduleActions) + " actions");
  for (int64_t copy = 0; copy < shape.numCopies(); ++copy) {
    const std::vector<int64_t> &placement = shape.getPlacement(copy);
    if (placement.size() != shape.placement.size())
      return Error("copy " + str(copy) + " of the model has " +
                   std::to_string(placement.size()) + " stages, but copy 0 " +
                   std::to_string(shape.placement.size()));
    for (size_t stage = 0; stage < placement.size(); ++stage)
      if (placement[stage] < 0 || placement[stage] >= shape.ranks)
        return Error("stage " + std::to_string(stage) + " is on rank " +
                     str(placement[stage]) + ", but there are " +
                     str(shape.ranks) + " ranks");
  }
  const std::vector<int32_t> &copies = shape.copyOfMicroBatch;
  if (!copies.empty() &&
      static_cast<int64_t>(copies.size()) != shape.microBatches)
    return Error(std::to_string(copies.size()) +
                 " micro-batches have a copy of the model, but there are " +
                 str(shape.microBatches));
  for (size_t i = 0; i < copies.size(); ++i)
    if (copies[i] < 0 || copies[i] >= shape.numCopies())
      return Error("micro-batch " + std::to_string(i) + " takes copy " +
                   str(copies[i]) + " of the model, but there are " +
                   str(shape.numCopies()));
  return std::nullopt;
}

static std::optional<Error> checkMemory(const ScheduleProblem &problem) {
  const Schedule &shape = problem.shape;
  // No rank keeps more than all stages of all micro-batches.
  int64_t total = 0;
  for (const auto *list :
       {&problem.activations.forward, &problem.activations.weightGradient}) {
    if (static_cast<int64_t>(list->size()) != shape.numStages())
      return Error("there are activation sizes for " +
                   std::to_string(list->size()) + " stages, but there are " +
                   str(shape.numStages()));
    for (size_t stage = 0; stage < list->size(); ++stage) {
      if ((*list)[stage] < 0)
        return Error("the activations of stage " + std::to_string(stage) +
                     " have a negative size: " + str((*list)[stage]));
      int64_t size = 0;
      if (__builtin_mul_overflow((*list)[stage], shape.microBatches, &size) ||
          __builtin_add_overflow(total, size, &total))
        return Error("the activations of stage " + std::to_string(stage) +
                     " with size " + str((*list)[stage]) +
                     " pass 64 bits; use a larger unit");
    }
  }
  if (!problem.caps.empty() &&
      static_cast<int64_t>(problem.caps.size()) != shape.ranks)
    return Error("there are caps for " + std::to_string(problem.caps.size()) +
                 " ranks, but there are " + str(shape.ranks));
  return std::nullopt;
}

/// Returns the schedule of one micro-batch on one rank, in stage order.
static Schedule makeOneMicroBatch(const ScheduleProblem &problem,
                                  bool splitBackward) {
  using enum ActionKind;
  Schedule schedule;
  schedule.ranks = problem.shape.numStages();
  schedule.microBatches = 1;
  schedule.actions.resize(static_cast<size_t>(schedule.ranks));
  for (int32_t stage = 0; stage < schedule.ranks; ++stage) {
    schedule.placement.push_back(stage);
    auto &list = schedule.actions[static_cast<size_t>(stage)];
    list = {{stage, Forward, 0}};
    if (problem.training && splitBackward)
      list.insert(list.end(),
                  {{stage, InputGradient, 0}, {stage, WeightGradient, 0}});
    else if (problem.training)
      list.push_back({stage, Backward, 0});
  }
  return schedule;
}

/// Costs and edges: they must be right for one micro-batch, and M of them must
/// end within 64 bits.
static std::optional<Error> checkTimes(const ScheduleProblem &problem,
                                       bool splitBackward) {
  Schedule one = makeOneMicroBatch(problem, splitBackward);
  one.name = problem.shape.name;
  if (auto error = checkCosts(one, problem.costs, problem.edges))
    return error;
  if (auto error = checkSchedule(one, problem.edges))
    return error;
  int64_t maxBytes = 0;
  for (const TaskEdge &edge : problem.edges)
    maxBytes = std::max(maxBytes, edge.bytes);
  int64_t total = 0;
  for (const std::vector<Action> &list : one.actions)
    for (const Action &action : list)
      total += problem.costs.getList(
                   action.kind)[static_cast<size_t>(action.stage)] +
               problem.costs.getTransferTime(maxBytes);
  // Bounds add a few of these.
  if (__builtin_mul_overflow(total, 4 * problem.shape.microBatches, &total))
    return Error("times pass 64 bits for " + str(problem.shape.microBatches) +
                 " micro-batches; use a larger unit");
  return std::nullopt;
}

std::optional<Error> mlir::pipe::checkProblem(const ScheduleProblem &problem,
                                              bool splitBackward) {
  int64_t actionsPerTask = !problem.training ? 1 : splitBackward ? 3 : 2;
  if (auto error = checkShape(problem.shape, actionsPerTask))
    return error;
  if (auto error = checkMemory(problem))
    return error;
  return checkTimes(problem, splitBackward);
}

std::optional<Error> mlir::pipe::checkCaps(const ScheduleProblem &problem,
                                           bool splitBackward) {
  std::vector<std::string> notes;
  std::string first;
  std::vector<int64_t> caps = getSmallestCaps(problem, splitBackward);
  for (int64_t rank = 0; rank < problem.shape.ranks; ++rank) {
    int64_t smallest = caps[static_cast<size_t>(rank)];
    int64_t cap = problem.getCap(rank);
    if (cap >= smallest)
      continue;
    std::string text = "rank " + str(rank) + " needs " + str(smallest) +
                       " for one micro-batch, but its cap is " + str(cap);
    if (first.empty())
      first = text;
    else
      notes.push_back(text);
  }
  if (first.empty())
    return std::nullopt;
  return Error("memory cap is too small: " + first +
                   "; raise the cap or use more ranks",
               notes);
}
