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
  };

  bool findFirstUpdate();
  std::optional<Error> take(const Action &action);
  std::optional<Error> takeUpdate(const Action &action, Stage &stage);
  Error makeError(const Action &action, const std::string &reason) const {
    return Error(describeAction(rank, position, action) + " " + reason, {},
                 {{rank, static_cast<int64_t>(position)}});
  }
  /// The last micro-batch of a group.
  int64_t getEnd(int64_t group) const {
    return std::min((group + 1) * rule.every, schedule.microBatches) - 1;
  }

  const Schedule &schedule;
  UpdateRule rule;
  std::vector<Stage> stages;
  int64_t rank = 0;
  size_t position = 0;
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
    return makeError(action, "is an update of no micro-batch, but the schedule "
                             "has others that follow one");
  int64_t group = stage.numUpdates, end = getEnd(group);
  if (group * rule.every >= schedule.microBatches || action.microBatch != end)
    return makeError(
        action, "is not where a group of " + str(rule.every) +
                    " micro-batches ends; all stages are updated after as many "
                    "micro-batches, the first time after " +
                    str(rule.every));
  if (int64_t size = end + 1 - group * rule.every; stage.numGradients != size)
    return makeError(action, "stands before backwards of its group: " +
                                 str(stage.numGradients) + " of " + str(size) +
                                 " stand before it");
  ++stage.numUpdates;
  stage.numGradients = 0;
  return std::nullopt;
}

std::optional<Error> RuleFinder::take(const Action &action) {
  Stage &stage = stages[static_cast<size_t>(action.stage)];
  if (action.kind == ActionKind::Update)
    return takeUpdate(action, stage);
  int64_t group = rule.getGroup(action.microBatch);
  if (action.kind == ActionKind::Forward) {
    stage.delay = std::max(stage.delay, group - stage.numUpdates);
    return std::nullopt;
  }
  if (group != stage.numUpdates)
    return makeError(action, "stands behind " + str(stage.numUpdates) +
                                 " updates of its stage, but its group of " +
                                 str(rule.every) + " micro-batches needs " +
                                 str(group));
  stage.numGradients += action.kind != ActionKind::InputGradient;
  return std::nullopt;
}

Result<std::optional<UpdateRule>> RuleFinder::find() {
  if (!findFirstUpdate())
    return std::optional<UpdateRule>();
  if (schedule.numCopies() > 1)
    return Error("a schedule with updates within the step cannot have " +
                 str(schedule.numCopies()) + " copies of the model");
  for (rank = 0; rank < schedule.ranks; ++rank) {
    const auto &list = schedule.actions[static_cast<size_t>(rank)];
    for (position = 0; position < list.size(); ++position)
      if (auto error = take(list[position]))
        return *error;
  }
  int64_t numUpdates = rule.getNumUpdates(schedule.microBatches);
  for (size_t stage = 0; stage < stages.size(); ++stage) {
    if (stages[stage].numUpdates != numUpdates)
      return Error("stage " + std::to_string(stage) + " has " +
                   str(stages[stage].numUpdates) + " updates, but groups of " +
                   str(rule.every) + " micro-batches need " + str(numUpdates));
    rule.delays.push_back(stages[stage].delay);
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
