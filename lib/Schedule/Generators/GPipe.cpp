//===- GPipe.cpp - The GPipe schedule -------------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Common.h"

using namespace mlir::pipe;

static constexpr std::string_view kName = "gpipe";

static constexpr std::string_view kDescription = R"(
P = 2, M = 3, V = 1:
  rank 0: 0F0 0F1 0F2 0B0 0B1 0B2
  rank 1: 1F0 1F1 1F2 1B0 1B1 1B2

Every rank runs the forwards of all micro-batches, then all backwards. One
stage on each rank, any P and M.

Peak: M activations on every rank, so memory grows with M.
Bubble: with equal stage times tF, tB and free transfers the makespan is
(M + P - 1)(tF + tB); idle / makespan = (P - 1) / (M + P - 1).
A latency c of a transfer costs 2c(P - 1) in all.

Source: arXiv:1811.06965. The backwards ascend here; descending ones, as in the
paper, have the same makespan.
)";

static Result<Schedule> generate(const ScheduleParameters &parameters) {
  if (auto error = checkOneStageParameters(kName, parameters))
    return *error;
  Schedule schedule =
      makeEmptySchedule(kName, parameters, PlacementKind::Linear);
  for (int64_t rank = 0; rank < parameters.ranks; ++rank) {
    std::vector<Action> &actions = schedule.actions[static_cast<size_t>(rank)];
    appendRange(actions, rank, ActionKind::Forward, 0, parameters.microBatches);
    appendRange(actions, rank, ActionKind::Backward, 0,
                parameters.microBatches);
  }
  return schedule;
}

namespace mlir::pipe {
ScheduleInfo getGPipeInfo() {
  return {kName,
          "all forwards, then all backwards",
          kDescription,
          /*training=*/true,
          PlacementKind::Linear,
          generate};
}
} // namespace mlir::pipe
