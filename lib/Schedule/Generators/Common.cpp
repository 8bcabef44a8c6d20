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

std::optional<Error>
mlir::pipe::checkOneStageParameters(std::string_view name,
                                    const ScheduleParameters &parameters) {
  if (auto error = checkParameters(parameters, /*actionsPerTask=*/2))
    return error;
  if (parameters.virtualStages != 1)
    return Error("schedule '" + std::string(name) +
                 "' has one stage on each rank, but got " +
                 std::to_string(parameters.virtualStages) +
                 " virtual stages; use 'interleaved-1f1b'");
  return std::nullopt;
}

void mlir::pipe::appendRange(std::vector<Action> &actions, int64_t stage,
                             ActionKind kind, int64_t begin, int64_t end) {
  for (int64_t i = begin; i < end; ++i)
    actions.push_back(
        {static_cast<int32_t>(stage), kind, static_cast<int32_t>(i)});
}

ChunkTable mlir::pipe::makeChunkTable(const ScheduleParameters &parameters) {
  const auto [ranks, microBatches, virtualStages] = parameters;
  int64_t groups = std::max<int64_t>(1, microBatches / ranks);
  int64_t small = microBatches / groups;
  int64_t numLarge = microBatches % groups;

  ChunkTable table;
  table.groupSize = small + (numLarge > 0);
  table.slots.reserve(static_cast<size_t>(microBatches * virtualStages));
  int64_t begin = 0;
  for (int64_t group = 0; group < groups; ++group) {
    int64_t end = begin + small + (group < numLarge);
    for (int64_t chunk = 0; chunk < virtualStages; ++chunk)
      for (int64_t i = begin; i < end; ++i)
        table.slots.push_back({i, chunk});
    begin = end;
  }
  return table;
}
