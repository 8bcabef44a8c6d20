//===- LoopedBreadthFirst.cpp - The looped breadth-first schedule ---------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Common.h"

using namespace mlir::pipe;

static constexpr std::string_view kName = "looped-bfs";

static constexpr std::string_view kDescription = R"(
P = 2, M = 4, V = 2:
  rank 0: 0F0 0F1 0F2 0F3 2F0 2F1 2F2 2F3 2B3 2B2 2B1 2B0 0B3 0B2 0B1 0B0
  rank 1: 1F0 1F1 1F2 1F3 3F0 3F1 3F2 3F3 3B3 3B2 3B1 3B0 1B3 1B2 1B1 1B0

GPipe with several stages on each rank: rank r holds the V chunks (stages) r,
P + r, 2P + r, ...; all micro-batches pass through a chunk before the next chunk
begins. Backwards run in the reverse order. Any P, M and V.
As backwards descend, the sums of gradients are formed in another order than in
the other schedules: the results agree within rounding, not bit by bit.

Peak: MV activations of a chunk on every rank, so memory grows with M.
Bubble: for M >= P, with equal chunk times tF, tB and free transfers, the
makespan is (MV + P - 1)(tF + tB): the idle time of GPipe divided by V, as a
chunk is 1/V of its stage. For M < P the idle time is larger.
A chunk is used M times in a row: with sharded parameters it is gathered once for
each direction, and its gradients are ready early. Use it for few micro-batches.

Source: arXiv:2211.05953.
)";

static Result<Schedule> generate(const ScheduleParameters &parameters) {
  if (auto error = checkParameters(parameters, /*actionsPerTask=*/2))
    return *error;
  const auto [ranks, microBatches, virtualStages] = parameters;
  Schedule schedule = makeEmptySchedule(kName, parameters, PlacementKind::Loop);
  for (int64_t rank = 0; rank < ranks; ++rank) {
    std::vector<Action> &actions = schedule.actions[static_cast<size_t>(rank)];
    for (int64_t chunk = 0; chunk < virtualStages; ++chunk)
      appendRange(actions, chunk * ranks + rank, ActionKind::Forward, 0,
                  microBatches);
    for (int64_t chunk = virtualStages - 1; chunk >= 0; --chunk)
      for (int64_t i = microBatches - 1; i >= 0; --i)
        append(actions, chunk * ranks + rank, ActionKind::Backward, i);
  }
  return schedule;
}

namespace mlir::pipe {
ScheduleInfo getLoopedBreadthFirstInfo() {
  return {.name = kName,
          .summary = "GPipe with several stages on each rank",
          .description = kDescription,
          .training = true,
          .placement = PlacementKind::Loop,
          .generate = generate,
          .defaultVirtualStages = 2};
}
} // namespace mlir::pipe
