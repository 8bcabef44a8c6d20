//===- ActionTable.cpp - Actions by what they do --------------------------===//
//===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ActionTable.h"

#include "MessageWords.h"

#include <algorithm>
#include <set>

using namespace mlir::pipe;

std::string mlir::pipe::describeAction(int64_t rank, size_t position,
                                       const Action &action) {
  return "rank " + str(rank) + ", position " + std::to_string(position) + ": " +
         toString(action);
}

std::string ActionTable::describe(ActionIndex index) const {
  return describeAction(getRank(index), static_cast<size_t>(getPosition(index)),
                        getAction(index));
}

static std::optional<Error>
checkPlacement(const Schedule &schedule,
               const std::vector<int64_t> &placement) {
  if (placement.size() != schedule.placement.size())
    return Error("a copy of the model has " + std::to_string(placement.size()) +
                 " stages, but the first has " + str(schedule.numStages()));
  for (size_t stage = 0; stage < placement.size(); ++stage)
    if (placement[stage] < 0 || placement[stage] >= schedule.ranks)
      return Error("stage " + std::to_string(stage) + " is placed on rank " +
                   str(placement[stage]) + ", but the schedule has " +
                   str(schedule.ranks) + " ranks");
  return std::nullopt;
}

/// Checks that each rank has a stage of some copy of the model.
static std::optional<Error> checkStages(const Schedule &schedule) {
  std::vector<char> hasStage(static_cast<size_t>(schedule.ranks), 0);
  for (int64_t copy = 0; copy < schedule.numCopies(); ++copy)
    for (int64_t rank : schedule.getPlacement(copy))
      hasStage[static_cast<size_t>(rank)] = 1;
  auto empty = std::find(hasStage.begin(), hasStage.end(), 0);
  if (empty == hasStage.end())
    return std::nullopt;
  return Error("rank " + str(empty - hasStage.begin()) +
               " has no stage: " + str(schedule.numStages()) +
               " stages are placed on " + str(schedule.ranks) +
               " ranks, but each needs at least one; use fewer ranks or more "
               "stages");
}

/// Checks what must hold before any table can be made.
static std::optional<Error> checkShape(const Schedule &schedule) {
  if (schedule.ranks < 1 || schedule.microBatches < 1 ||
      schedule.placement.empty())
    return Error("schedule needs at least 1 rank, 1 micro-batch and 1 stage, "
                 "but has " +
                 str(schedule.ranks) + ", " + str(schedule.microBatches) +
                 " and " + str(schedule.numStages()));
  if (static_cast<int64_t>(schedule.actions.size()) != schedule.ranks)
    return Error("schedule has " + str(schedule.ranks) + " ranks but " +
                 std::to_string(schedule.actions.size()) + " lists of actions");
  if (schedule.numActions() > kMaxScheduleActions)
    return Error("schedule is too big: it has " + str(schedule.numActions()) +
                 " actions, more than kMaxScheduleActions = " +
                 str(kMaxScheduleActions));
  for (int64_t copy = 0; copy < schedule.numCopies(); ++copy)
    if (auto error = checkPlacement(schedule, schedule.getPlacement(copy)))
      return error;
  if (auto error = checkStages(schedule))
    return error;
  if (schedule.numCopies() == 1 && schedule.copyOfMicroBatch.empty())
    return std::nullopt;
  if (static_cast<int64_t>(schedule.copyOfMicroBatch.size()) !=
      schedule.microBatches)
    return Error("schedule has " + str(schedule.microBatches) +
                 " micro-batches but names the copy of the model for " +
                 std::to_string(schedule.copyOfMicroBatch.size()));
  for (int32_t copy : schedule.copyOfMicroBatch)
    if (copy < 0 || copy >= schedule.numCopies())
      return Error("schedule names copy " + str(copy) +
                   " of the model, but has " + str(schedule.numCopies()));
  return std::nullopt;
}

/// Checks that `action` names a task of the schedule and stands on its rank.
static std::optional<Error> checkAction(const Schedule &schedule, int64_t rank,
                                        size_t position, const Action &action) {
  auto makeError = [&](const std::string &reason) {
    return Error(describeAction(rank, position, action) + " " + reason, {},
                 {{rank, static_cast<int64_t>(position)}});
  };
  if (action.stage < 0 || action.stage >= schedule.numStages())
    return makeError("names stage " + str(action.stage) +
                     ", but the schedule has " + str(schedule.numStages()) +
                     " stages");
  bool ofStep =
      action.kind == ActionKind::Update && action.microBatch == kNoMicroBatch;
  if (!ofStep &&
      (action.microBatch < 0 || action.microBatch >= schedule.microBatches))
    return makeError("names micro-batch " + str(action.microBatch) +
                     ", but the schedule has " + str(schedule.microBatches) +
                     " micro-batches");
  if (ofStep && schedule.numCopies() > 1)
    return makeError("must name a micro-batch: the schedule has " +
                     str(schedule.numCopies()) + " copies of the model");
  int64_t home = schedule.getRank(action);
  if (home != rank)
    return makeError("is on the wrong rank: stage " + str(action.stage) +
                     " is placed on rank " + str(home));
  return std::nullopt;
}

/// Says why micro-batch `missing` is expected, if no rank runs it forward: some
/// action names a larger one, maybe by mistake.
static Error explainMicroBatch(const Schedule &schedule, Error error,
                               int64_t missing) {
  ErrorPlace place;
  Action last = {0, ActionKind::Forward, kNoMicroBatch};
  for (size_t rank = 0; rank < schedule.actions.size(); ++rank)
    for (size_t i = 0; i < schedule.actions[rank].size(); ++i) {
      const Action &action = schedule.actions[rank][i];
      if (action.kind == ActionKind::Forward && action.microBatch == missing)
        return error;
      if (action.microBatch <= last.microBatch)
        continue;
      last = action;
      place = {static_cast<int64_t>(rank), static_cast<int64_t>(i)};
    }
  if (last.microBatch < missing)
    return error;
  error.notes.push_back(
      "no rank runs micro-batch " + str(missing) +
      " forward; the largest one is named by " +
      describeAction(place.rank, static_cast<size_t>(place.position), last));
  error.places.push_back(place);
  return error;
}

/// Names a forward that is missing; there are fewer forwards than tasks.
static Error describeMissingForward(const Schedule &schedule) {
  std::vector<std::vector<int32_t>> present(schedule.placement.size());
  for (const std::vector<Action> &list : schedule.actions)
    for (const Action &action : list)
      if (action.kind == ActionKind::Forward)
        present[static_cast<size_t>(action.stage)].push_back(action.microBatch);
  for (int64_t stage = 0; stage < schedule.numStages(); ++stage) {
    std::vector<int32_t> &list = present[static_cast<size_t>(stage)];
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
    int32_t missing = 0;
    while (static_cast<size_t>(missing) < list.size() &&
           list[static_cast<size_t>(missing)] == missing)
      ++missing;
    Action action = {static_cast<int32_t>(stage), ActionKind::Forward, missing};
    if (missing < schedule.microBatches)
      return explainMicroBatch(
          schedule,
          Error("rank " + str(schedule.getRank(action)) + " has no " +
                toString(action) + ": stage " + str(stage) +
                " must run each of the " + str(schedule.microBatches) +
                " micro-batches once"),
          missing);
  }
  return Error("a forward is missing");
}

Result<ActionTable> ActionTable::create(const Schedule &schedule) {
  if (auto error = checkShape(schedule))
    return *error;
  int64_t numForwards = 0;
  ActionTable table;
  table.schedule = &schedule;
  table.training = schedule.isTraining();
  table.firstOfRank.push_back(0);
  for (int64_t rank = 0; rank < schedule.ranks; ++rank) {
    const auto &list = schedule.actions[static_cast<size_t>(rank)];
    for (size_t i = 0; i < list.size(); ++i) {
      if (auto error = checkAction(schedule, rank, i, list[i]))
        return *error;
      numForwards += list[i].kind == ActionKind::Forward;
    }
    table.firstOfRank.push_back(table.firstOfRank.back() +
                                static_cast<int64_t>(list.size()));
    table.rankOfAction.insert(table.rankOfAction.end(), list.size(),
                              static_cast<int32_t>(rank));
  }
  // Only a schedule with enough forwards gets a table, which bounds its size.
  if (numForwards / schedule.microBatches < schedule.numStages())
    return describeMissingForward(schedule);
  if (auto error = table.fill())
    return *error;
  if (auto error = table.checkBackwards())
    return *error;
  return table;
}

/// Enters each action at its place; two at one place are an error.
std::optional<Error> ActionTable::fill() {
  table.assign(static_cast<size_t>(schedule->numStages() *
                                   schedule->microBatches * kNumTaskClasses),
               kNoAction);
  std::set<std::pair<int32_t, int32_t>> updates;
  for (ActionIndex index = 0; index < numActions(); ++index) {
    const Action &action = getAction(index);
    if (action.kind == ActionKind::Update) {
      if (!updates.insert({action.stage, action.microBatch}).second)
        return Error(describe(index) + " is there twice", {},
                     {getPlace(index)});
      continue;
    }
    ActionIndex &entry = table[getKey(action.stage, getTaskClass(action.kind),
                                      action.microBatch)];
    if (entry != kNoAction)
      return Error(describe(index) + " repeats what rank " +
                       str(getRank(entry)) + " did at position " +
                       str(getPosition(entry)) + " (" +
                       toString(getAction(entry)) + ")",
                   {}, {getPlace(index), getPlace(entry)});
    entry = index;
  }
  return std::nullopt;
}

/// Checks that a training schedule has B or both halves of it for each task.
/// Forwards are all there: there are enough of them, and none is there twice.
std::optional<Error> ActionTable::checkBackwards() const {
  if (!training)
    return std::nullopt;
  for (int32_t stage = 0; stage < schedule->numStages(); ++stage)
    for (int32_t i = 0; i < schedule->microBatches; ++i) {
      auto missing = [&](ActionKind kind, const std::string &reason) {
        Action action = {stage, kind, i};
        return Error("rank " + str(schedule->getRank(action)) + " has no " +
                     toString(action) + ": " + reason);
      };
      ActionIndex whole = find(stage, TaskClass::Backward, i);
      ActionIndex half = find(stage, TaskClass::WeightGradient, i);
      if (whole == kNoAction && half != kNoAction)
        return missing(ActionKind::InputGradient,
                       "it has the other half of that backward");
      if (whole == kNoAction)
        return missing(ActionKind::Backward,
                       "a training schedule needs the backward of each "
                       "micro-batch (B, or I and W)");
      bool split = getAction(whole).kind == ActionKind::InputGradient;
      if (split && half == kNoAction)
        return missing(ActionKind::WeightGradient,
                       "it has the other half of that backward");
      if (!split && half != kNoAction)
        return Error(describe(half) + " repeats a part of " +
                         toString(getAction(whole)) + " at position " +
                         str(getPosition(whole)),
                     {}, {getPlace(half), getPlace(whole)});
    }
  return std::nullopt;
}
