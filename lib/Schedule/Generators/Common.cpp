//===- Common.cpp - What the schedule generators share --------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Common.h"

#include <algorithm>

using namespace mlir::pipe;

Schedule mlir::pipe::makeEmptySchedule(std::string_view name,
                                       const ScheduleParameters &parameters,
                                       PlacementKind placement) {
  Schedule schedule;
  schedule.name = name;
  schedule.ranks = parameters.ranks;
  schedule.microBatches = parameters.microBatches;
  schedule.virtualStages = parameters.virtualStages;
  schedule.placement =
      makePlacement(placement, parameters.ranks, parameters.virtualStages);
  schedule.actions.resize(static_cast<size_t>(parameters.ranks));
  return schedule;
}

std::optional<Error> mlir::pipe::checkOneStageParameters(
    std::string_view name, const ScheduleParameters &parameters,
    int64_t actionsPerTask, std::string_view alternative) {
  if (auto error = checkParameters(parameters, actionsPerTask))
    return error;
  if (parameters.virtualStages != 1)
    return Error("schedule '" + std::string(name) +
                 "' has one stage on each rank, but got " +
                 std::to_string(parameters.virtualStages) +
                 " virtual stages; use '" + std::string(alternative) + "'");
  return std::nullopt;
}

std::optional<Error>
mlir::pipe::checkTwoStageParameters(std::string_view name,
                                    const ScheduleParameters &parameters,
                                    int64_t actionsPerTask) {
  if (auto error = checkParameters(parameters, actionsPerTask))
    return error;
  int64_t count = parameters.virtualStages;
  if (count != 2)
    return Error("schedule '" + std::string(name) +
                 "' has two stages on each rank, but got " +
                 std::to_string(count) + " virtual stages; use 2, or '" +
                 (count == 1 ? "zb-h1" : "interleaved-zb") + "' for " +
                 std::to_string(count));
  return checkMostRanks(name, parameters.ranks, kMaxQuadraticRanks,
                        "interleaved-zb");
}

std::optional<Error> mlir::pipe::checkMostRanks(std::string_view name,
                                                int64_t ranks, int64_t most,
                                                std::string_view alternative) {
  if (ranks <= most)
    return std::nullopt;
  return Error("schedule '" + std::string(name) +
               "' is too big: it can have at most " + std::to_string(most) +
               " ranks, but got " + std::to_string(ranks) + "; use '" +
               std::string(alternative) + "'");
}

std::optional<Error> mlir::pipe::checkBidirectionalParameters(
    std::string_view name, const ScheduleParameters &parameters,
    int64_t actionsPerTask, std::string_view alternative) {
  if (auto error = checkOneStageParameters(name, parameters, actionsPerTask))
    return error;
  if (parameters.ranks % 2 != 0)
    return Error("schedule '" + std::string(name) +
                 "' needs an even number of ranks, but got " +
                 std::to_string(parameters.ranks) + "; use '" +
                 std::string(alternative) + "'");
  return checkMostRanks(name, parameters.ranks, kMaxQuadraticRanks, "1f1b");
}

void mlir::pipe::append(std::vector<Action> &actions, int64_t stage,
                        ActionKind kind, int64_t microBatch) {
  actions.push_back(
      {static_cast<int32_t>(stage), kind, static_cast<int32_t>(microBatch)});
}

void mlir::pipe::appendRange(std::vector<Action> &actions, int64_t stage,
                             ActionKind kind, int64_t begin, int64_t end) {
  for (int64_t i = begin; i < end; ++i)
    append(actions, stage, kind, i);
}

ChunkTable mlir::pipe::makeChunkTable(const ScheduleParameters &parameters) {
  const auto [ranks, microBatches, virtualStages] = parameters;
  int64_t groups = std::max<int64_t>(1, microBatches / ranks);
  int64_t small = microBatches / groups;
  int64_t numLarge = microBatches % groups;

  ChunkTable table;
  table.groupSize = small + (numLarge > 0);
  table.entries.reserve(static_cast<size_t>(microBatches * virtualStages));
  int64_t begin = 0;
  for (int64_t group = 0; group < groups; ++group) {
    int64_t end = begin + small + (group < numLarge);
    for (int64_t chunk = 0; chunk < virtualStages; ++chunk)
      for (int64_t i = begin; i < end; ++i)
        table.entries.push_back({i, chunk});
    begin = end;
  }
  return table;
}

void ChunkWalk::append(ActionKind kind, int64_t k) {
  ChunkEntry entry = table.entries[static_cast<size_t>(k)];
  int64_t chunk = kind == ActionKind::Forward
                      ? entry.chunk
                      : schedule.virtualStages - 1 - entry.chunk;
  mlir::pipe::append(schedule.actions[static_cast<size_t>(rank)],
                     chunk * schedule.ranks + rank, kind, entry.microBatch);
}

void mlir::pipe::appendOneForwardOneBackward(std::vector<Action> &actions,
                                             int64_t stage, int64_t warmUp,
                                             int64_t count) {
  for (int64_t k = 0; k < count + warmUp; ++k) {
    if (k < count)
      append(actions, stage, ActionKind::Forward, k);
    if (k >= warmUp)
      append(actions, stage, ActionKind::Backward, k - warmUp);
  }
}

Schedule mlir::pipe::makeUpdatingOneForwardOneBackward(
    std::string_view name, const ScheduleParameters &parameters,
    int64_t updateEvery, bool verticalSync) {
  Schedule schedule =
      makeEmptySchedule(name, parameters, PlacementKind::Linear);
  schedule.verticalSync = verticalSync;
  const int64_t count = parameters.microBatches;
  for (int64_t rank = 0; rank < parameters.ranks; ++rank) {
    std::vector<Action> plain;
    appendOneForwardOneBackward(
        plain, rank, std::min(count, parameters.ranks - 1 - rank), count);
    std::vector<Action> &actions = schedule.actions[static_cast<size_t>(rank)];
    for (const Action &action : plain) {
      actions.push_back(action);
      int64_t done = action.microBatch + 1;
      if (action.kind == ActionKind::Backward &&
          (done % updateEvery == 0 || done == count))
        append(actions, rank, ActionKind::Update, action.microBatch);
    }
  }
  return schedule;
}
