//===- UpdateRule.cpp - Which version of the weights is used --------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Core/UpdateRule.h"

#include "ActionTable.h"
#include "MessageWords.h"

#include <algorithm>

using namespace mlir::pipe;

static std::string countUpdates(int64_t count) {
  return plural(count, "update", "updates");
}

static std::string countMicroBatches(int64_t count) {
  return plural(count, "micro-batch", "micro-batches");
}

namespace {
/// Goes through the actions of all stages and finds how old the weights of
/// every forward are at least.
class RuleFinder {
public:
  explicit RuleFinder(const Schedule &schedule)
      : schedule(schedule), stages(schedule.placement.size()) {}

  Result<std::optional<UpdateRule>> find();

private:
  struct Stage {
    int64_t numUpdates = 0;
    /// Weight gradients of the group that is not updated yet.
    int64_t numGradients = 0;
    int64_t delay = 0;
    ErrorPlace last; ///< Of its actions.
  };

  bool findFirstUpdate();
  std::optional<Error> take(const Action &action);
  std::optional<Error> takeUpdate(const Action &action, Stage &stage);
  std::optional<Error> finish(const Stage &stage) const;
  Error makeError(const ErrorPlace &at, const std::string &reason) const {
    auto position = static_cast<size_t>(at.position);
    const Action &action =
        schedule.actions[static_cast<size_t>(at.rank)][position];
    return Error(describeAction(at.rank, position, action) + " " + reason, {},
                 {at});
  }
  /// At the action that is taken.
  Error makeError(const std::string &reason) const {
    return makeError(place, reason);
  }
  /// The last micro-batch of a group.
  int64_t getEnd(int64_t group) const {
    return std::min((group + 1) * rule.every, schedule.microBatches) - 1;
  }

  const Schedule &schedule;
  UpdateRule rule;
  std::vector<Stage> stages;
  ErrorPlace place; ///< Of the action that is taken.
};
} // namespace

/// The first update of the first rank that has one ends the first group.
bool RuleFinder::findFirstUpdate() {
  for (const std::vector<Action> &list : schedule.actions)
    for (const Action &action : list)
      if (action.kind == ActionKind::Update &&
          action.microBatch != kNoMicroBatch) {
        rule.every = action.microBatch + 1;
        return true;
      }
  return false;
}

std::optional<Error> RuleFinder::takeUpdate(const Action &action,
                                            Stage &stage) {
  if (action.microBatch == kNoMicroBatch)
    return makeError("is an update of no micro-batch, but the schedule has "
                     "others that follow one");
  int64_t group = stage.numUpdates, end = getEnd(group);
  if (group * rule.every >= schedule.microBatches || action.microBatch != end)
    return makeError("is not where a group of " +
                     countMicroBatches(rule.every) +
                     " ends; all stages are updated after as many "
                     "micro-batches, the first time after " +
                     str(rule.every));
  if (int64_t size = end + 1 - group * rule.every; stage.numGradients != size)
    return makeError(
        "stands before backwards of its group: " + str(stage.numGradients) +
        " of " + str(size) + " stand before it");
  ++stage.numUpdates;
  stage.numGradients = 0;
  return std::nullopt;
}

std::optional<Error> RuleFinder::take(const Action &action) {
  Stage &stage = stages[static_cast<size_t>(action.stage)];
  stage.last = place;
  if (action.kind == ActionKind::Update)
    return takeUpdate(action, stage);
  int64_t group = rule.getGroup(action.microBatch);
  if (action.kind == ActionKind::Forward) {
    stage.delay = std::max(stage.delay, group - stage.numUpdates);
    return std::nullopt;
  }
  if (group != stage.numUpdates)
    return makeError("stands behind " + countUpdates(stage.numUpdates) +
                     " of its stage, but its group of " +
                     countMicroBatches(rule.every) + " needs " + str(group));
  stage.numGradients += action.kind != ActionKind::InputGradient;
  return std::nullopt;
}

/// Checks that a stage has all updates, once all actions are taken.
std::optional<Error> RuleFinder::finish(const Stage &stage) const {
  int64_t numUpdates = rule.getNumUpdates(schedule.microBatches);
  if (stage.numUpdates == numUpdates)
    return std::nullopt;
  return makeError(stage.last, "is the last action of its stage, which has " +
                                   countUpdates(stage.numUpdates) +
                                   ", but groups of " +
                                   countMicroBatches(rule.every) + " need " +
                                   str(numUpdates));
}

Result<std::optional<UpdateRule>> RuleFinder::find() {
  if (!findFirstUpdate())
    return std::optional<UpdateRule>();
  if (schedule.numCopies() > 1)
    return Error("a schedule with updates within the step cannot have " +
                 str(schedule.numCopies()) + " copies of the model");
  for (int64_t rank = 0; rank < schedule.ranks; ++rank) {
    place = {rank, 0};
    for (const Action &action : schedule.actions[static_cast<size_t>(rank)]) {
      if (auto error = take(action))
        return *error;
      ++place.position;
    }
  }
  for (const Stage &stage : stages) {
    if (auto error = finish(stage))
      return *error;
    rule.delays.push_back(stage.delay);
  }
  if (schedule.verticalSync)
    rule.delays.assign(stages.size(), *std::max_element(rule.delays.begin(),
                                                        rule.delays.end()));
  return std::optional(std::move(rule));
}

Result<std::optional<UpdateRule>>
mlir::pipe::findUpdateRule(const Schedule &schedule) {
  return RuleFinder(schedule).find();
}
