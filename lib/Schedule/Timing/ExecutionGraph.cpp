//===- ExecutionGraph.cpp - Who waits for whom in a schedule --------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ExecutionGraph.h"

#include "Core/MessageWords.h"

#include <algorithm>
#include <map>

using namespace mlir::pipe;

Result<ExecutionGraph>
ExecutionGraph::create(const Schedule &schedule,
                       const std::vector<TaskEdge> &edges) {
  Result<ActionTable> table = ActionTable::create(schedule);
  if (!table)
    return table.getError();
  Result<TaskDependencies> dependencies =
      TaskDependencies::create(schedule, table->isTraining(), edges);
  if (!dependencies)
    return dependencies.getError();
  ExecutionGraph graph;
  graph.table = std::move(*table);
  graph.dependencies = std::move(*dependencies);
  if (auto error = graph.checkOrder())
    return *error;
  return graph;
}

std::optional<Error> ExecutionGraph::checkOrder() const {
  const Schedule &schedule = table.getSchedule();
  for (int64_t rank = 0; rank < schedule.ranks; ++rank) {
    const auto &list = schedule.actions[static_cast<size_t>(rank)];
    for (size_t i = 0; i < list.size(); ++i) {
      ActionIndex index = table.getIndex(rank, static_cast<int64_t>(i));
      ActionIndex late = kNoAction;
      forEachOperand(list[i], [&](ActionIndex operand) {
        if (operand >= index && table.getRank(operand) == rank)
          late = operand;
      });
      if (late == index)
        return Error(table.describe(index) + " waits for itself", {},
                     {table.getPlace(index)});
      if (late != kNoAction)
        return Error(table.describe(index) + " runs before " +
                         toString(table.getAction(late)) + " at position " +
                         str(table.getPosition(late)) + ", which it needs",
                     {}, {table.getPlace(index), table.getPlace(late)});
    }
    if (auto error = checkUpdateOrder(rank))
      return error;
  }
  return std::nullopt;
}

/// Checks that updates come after the gradients that they use: those of their
/// micro-batch, or of all micro-batches.
std::optional<Error> ExecutionGraph::checkUpdateOrder(int64_t rank) const {
  const auto &list = table.getSchedule().actions[static_cast<size_t>(rank)];
  /// Stage and micro-batch of updates so far -> position.
  std::map<std::pair<int32_t, int32_t>, size_t> updates;
  for (size_t i = 0; i < list.size(); ++i) {
    if (list[i].kind == ActionKind::Update)
      updates.insert({{list[i].stage, list[i].microBatch}, i});
    if (!isBackwardKind(list[i].kind) || updates.empty())
      continue;
    for (int32_t microBatch : {kNoMicroBatch, list[i].microBatch}) {
      auto update = updates.find({list[i].stage, microBatch});
      if (update != updates.end())
        return Error(
            describeAction(rank, update->second, list[update->second]) +
                " runs before " + toString(list[i]) + " at position " +
                std::to_string(i) + ", whose gradient it uses",
            {},
            {{rank, static_cast<int64_t>(update->second)},
             {rank, static_cast<int64_t>(i)}});
    }
  }
  return std::nullopt;
}

/// Returns something that `action` waits for when ranks came to `positions`.
ActionIndex
ExecutionGraph::findMissing(const Action &action,
                            const std::vector<int64_t> &positions) const {
  ActionIndex missing = kNoAction;
  forEachOperand(action, [&](ActionIndex operand) {
    if (table.getPosition(operand) >=
        positions[static_cast<size_t>(table.getRank(operand))])
      missing = operand;
  });
  return missing;
}

std::optional<Error>
ExecutionGraph::describeCircle(const std::vector<int64_t> &positions) const {
  const Schedule &schedule = table.getSchedule();
  size_t rank = 0;
  while (rank < positions.size() &&
         positions[rank] == static_cast<int64_t>(schedule.actions[rank].size()))
    ++rank;
  if (rank == positions.size())
    return std::nullopt;

  // Each stuck rank waits for an action that another stuck rank has ahead of
  // it, so following them must come back to a rank seen before.
  std::vector<size_t> path;
  std::vector<std::string> notes;
  std::vector<ErrorPlace> places;
  while (std::find(path.begin(), path.end(), rank) == path.end()) {
    path.push_back(rank);
    int64_t position = positions[rank];
    const Action &action =
        schedule.actions[rank][static_cast<size_t>(position)];
    places.push_back({static_cast<int64_t>(rank), position});
    ActionIndex missing = findMissing(action, positions);
    std::string text = "rank " + std::to_string(rank) + " at position " +
                       str(position) + " (" + toString(action) +
                       ") waits for " + toString(table.getAction(missing));
    rank = static_cast<size_t>(table.getRank(missing));
    notes.push_back(text + ", which rank " + std::to_string(rank) +
                    " has at position " + str(table.getPosition(missing)));
  }
  auto before = std::find(path.begin(), path.end(), rank) - path.begin();
  notes.erase(notes.begin(), notes.begin() + before);
  places.erase(places.begin(), places.begin() + before);
  return Error("schedule '" + schedule.name +
                   "' deadlocks: ranks wait for each other in a circle",
               notes, places);
}
