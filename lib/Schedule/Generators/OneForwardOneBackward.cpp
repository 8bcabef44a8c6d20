//===- OneForwardOneBackward.cpp - The 1F1B schedule ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Common.h"

#include <algorithm>

using namespace mlir::pipe;

static constexpr std::string_view kName = "1f1b";

static constexpr std::string_view kDescription = R"(
P = 4, M = 6, V = 1:
  rank 0: 0F0 0F1 0F2 0F3 0B0 0F4 0B1 0F5 0B2 0B3 0B4 0B5
  rank 1: 1F0 1F1 1F2 1B0 1F3 1B1 1F4 1B2 1F5 1B3 1B4 1B5
  rank 2: 2F0 2F1 2B0 2F2 2B1 2F3 2B2 2F4 2B3 2F5 2B4 2B5
  rank 3: 3F0 3B0 3F1 3B1 3F2 3B2 3F3 3B3 3F4 3B4 3F5 3B5

Rank r runs w = min(M, P - 1 - r) forwards, then forwards and backwards in turn,
then the last w backwards. One stage on each rank, any P and M. Also known as
PipeDream-Flush.

Peak: min(M, P - r) activations on rank r, so memory does not grow with M.
Bubble: with equal stage times tF, tB and free transfers the makespan is
(M + P - 1)(tF + tB); idle / makespan = (P - 1) / (M + P - 1).
A latency c of a transfer costs 2c for each pair of the steady state.

Source: arXiv:2006.09503 and arXiv:2104.04473.
)";

static Result<Schedule> generate(const ScheduleParameters &parameters) {
  if (auto error = checkOneStageParameters(kName, parameters))
    return *error;
  Schedule schedule =
      makeEmptySchedule(kName, parameters, PlacementKind::Linear);
  int64_t count = parameters.microBatches;
  for (int64_t rank = 0; rank < parameters.ranks; ++rank)
    appendOneForwardOneBackward(
        schedule.actions[static_cast<size_t>(rank)], rank,
        std::min(count, parameters.ranks - 1 - rank), count);
  return schedule;
}

namespace mlir::pipe {
ScheduleInfo getOneForwardOneBackwardInfo() {
  return {kName,
          "one forward, one backward in turn (PipeDream-Flush)",
          kDescription,
          /*training=*/true,
          PlacementKind::Linear,
          generate};
}
} // namespace mlir::pipe
