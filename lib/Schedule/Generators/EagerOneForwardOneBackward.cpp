//===- EagerOneForwardOneBackward.cpp - The eager 1F1B schedule -----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Common.h"

#include <algorithm>

using namespace mlir::pipe;

static constexpr std::string_view kName = "eager-1f1b";

static constexpr std::string_view kDescription = R"(
P = 4, M = 6, V = 1:
  rank 0: 0F0 0F1 0F2 0F3 0F4 0F5 0B0 0B1 0B2 0B3 0B4 0B5
  rank 1: 1F0 1F1 1F2 1F3 1F4 1B0 1F5 1B1 1B2 1B3 1B4 1B5
  rank 2: 2F0 2F1 2F2 2B0 2F3 2B1 2F4 2B2 2F5 2B3 2B4 2B5
  rank 3: 3F0 3B0 3F1 3B1 3F2 3B2 3F3 3B3 3F4 3B4 3F5 3B5

1F1B with twice the warm-up: rank r runs w = min(M, 2(P - 1 - r)) forwards, then
forwards and backwards in turn, then the last w backwards. One stage on each
rank, any P and M.

Peak: min(M, 2(P - 1 - r) + 1) activations on rank r.
Bubble: with equal stage times tF, tB and free transfers that of 1F1B, (M + P -
1)(tF + tB) in all. A latency c of a transfer costs 2c(P - 1) in all, as in
GPipe, where 1F1B pays 2c for each pair of its steady state (for c up to tF).
Use it where transfers are slow and the memory of rank 0 allows 2P - 1
activations.

Source: arXiv:2211.05322, section 4 (eager-1F1B).
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
        std::min(count, 2 * (parameters.ranks - 1 - rank)), count);
  return schedule;
}

namespace mlir::pipe {
ScheduleInfo getEagerOneForwardOneBackwardInfo() {
  return {.name = kName,
          .summary = "1F1B that runs ahead to hide the latency of transfers",
          .description = kDescription,
          .training = true,
          .placement = PlacementKind::Linear,
          .generate = generate};
}
} // namespace mlir::pipe
