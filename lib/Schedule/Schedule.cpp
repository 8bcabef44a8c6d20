//===- Schedule.cpp - A pipeline schedule as a value ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Schedule.h"

#include <algorithm>

using namespace mlir::pipe;

bool Schedule::isTraining() const {
  return std::any_of(actions.begin(), actions.end(), [](const auto &list) {
    return std::any_of(list.begin(), list.end(), [](const Action &action) {
      return action.kind != ActionKind::Forward;
    });
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
