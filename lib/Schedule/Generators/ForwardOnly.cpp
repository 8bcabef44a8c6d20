//===- ForwardOnly.cpp - The schedule of inference ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Common.h"

using namespace mlir::pipe;

static constexpr std::string_view kName = "forward-only";

static constexpr std::string_view kDescription = R"(
P = 2, M = 4, V = 2:
  rank 0: 0F0 0F1 2F0 2F1 0F2 0F3 2F2 2F3
  rank 1: 1F0 1F1 3F0 3F1 1F2 1F3 3F2 3F3

Inference: forwards only. Rank r holds the V chunks (stages) r, P + r, 2P + r,
...; micro-batches pass through them in the groups of interleaved-1f1b. Any P,
M and V.

Peak: one activation, two with double buffering; memory does not grow with M.
Bubble: for M >= P or V = 1, with equal chunk times tF and free transfers, the
makespan is (MV + P - 1)tF.

Source: the forward half of arXiv:2104.04473, section 2.2.
)";

static Result<Schedule> generate(const ScheduleParameters &parameters) {
  if (auto error = checkParameters(parameters, /*actionsPerTask=*/1))
    return *error;
  ChunkTable table = makeChunkTable(parameters);
  Schedule schedule = makeEmptySchedule(kName, parameters, PlacementKind::Loop);
  for (int64_t rank = 0; rank < parameters.ranks; ++rank)
    for (const ChunkEntry &entry : table.entries)
      appendRange(schedule.actions[static_cast<size_t>(rank)],
                  entry.chunk * parameters.ranks + rank, ActionKind::Forward,
                  entry.microBatch, entry.microBatch + 1);
  return schedule;
}

namespace mlir::pipe {
ScheduleInfo getForwardOnlyInfo() {
  return {kName,
          "inference: forwards only",
          kDescription,
          /*training=*/false,
          PlacementKind::Loop,
          generate};
}
} // namespace mlir::pipe
