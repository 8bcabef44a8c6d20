//===- Schedule.cpp - A pipeline schedule as a value ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Core/Schedule.h"

using namespace mlir::pipe;

template <class Predicate>
static bool anyAction(const Schedule &schedule, Predicate predicate) {
  for (const std::vector<Action> &list : schedule.actions)
    for (const Action &action : list)
      if (predicate(action))
        return true;
  return false;
}

bool Schedule::isTraining() const {
  return anyAction(*this, [](const Action &action) {
    return action.kind != ActionKind::Forward;
  });
}

bool Schedule::hasSplitBackward() const {
  return anyAction(*this, [](const Action &action) {
    return action.kind == ActionKind::InputGradient ||
           action.kind == ActionKind::WeightGradient;
  });
}

bool Schedule::updatesWithinStep() const {
  return anyAction(*this, [](const Action &action) {
    return action.kind == ActionKind::Update &&
           action.microBatch != kNoMicroBatch;
  });
}

int64_t Schedule::numActions() const {
  int64_t count = 0;
  for (const std::vector<Action> &list : actions)
    count += static_cast<int64_t>(list.size());
  return count;
}

std::string mlir::pipe::toString(const Schedule &schedule) {
  std::string text;
  for (size_t rank = 0; rank < schedule.actions.size(); ++rank) {
    text += "rank " + std::to_string(rank) + ":";
    for (const Action &action : schedule.actions[rank])
      text += " " + toString(action);
    text += "\n";
  }
  return text;
}
