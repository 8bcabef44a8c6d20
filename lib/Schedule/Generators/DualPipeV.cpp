//===- DualPipeV.cpp - The DualPipeV schedule -----------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Common.h"
#include "DualPipeWriter.h"
#include "Greedy.h"

using namespace mlir::pipe;

static constexpr std::string_view kName = "dualpipev";

static constexpr std::string_view kDescription = R"(
P = 2, M = 4, V = 2:
  rank 0: 0F0 0F1 0F2 3F0 3I0 3W0 3F1 0F3 3B1 3F2 0B0 3B2 3F3 0B1 3B3 0I2 0W2 0I3 0W3
  rank 1: 1F0 2F0 1F1 2F1 1F2 2B0 2F2 1B0 1F3 2B1 2F3 1B1 2B2 1B2 2I3 1I3 2W3 1W3

DualPipe cut in half: the V placement, rank r holds the stages r and 2P - 1 - r,
and each weight is there once. A forward of one stage is paired with a backward of
the other, so that a device can overlap the transfers of one with the other's
compute. Weight gradients are split off where they fill bubbles: in the warm-up
and at the end. V = 2, any P and M. Rank r, with 0 for its stage r and 1 for the
other, runs, W being the one that has waited longest:
  1. 2(P - r - 1) times F0
  2. r + 1 times F0, F1
  3. P - r - 1 times I1, W, F1
  4. M - 2P + r + 1 times F0 with B1, F1 with B0
  5. P - r - 1 times B1, F1 with B0
  6. r + 1 times B1, B0, from the middle on I instead of B
  7. P - r - 1 times W, I0
  8. r + 1 times W
For M < 2P the same phases run without what is missing, or list scheduling with the
same memory takes over if it is faster.

Peak: for M >= 2P, 2P + 1 activations of a chunk on every rank, never more.
Bubble: for M >= 2P, with equal chunk times tF = tI = tW, free transfers and pairs
that run one after the other, every rank idles (P - 1)tF. With pairs of length tFB
as one block the worst rank idles (P - 1)(tFB + tI - 2tW).
Use it where transfers are as long as compute (expert parallelism).

Source: arXiv:2412.19437 and the repository deepseek-ai/DualPipe.
)";

static Result<Schedule> generate(const ScheduleParameters &parameters) {
  if (auto error = checkTwoStageParameters(kName, parameters))
    return *error;
  const int64_t ranks = parameters.ranks, count = parameters.microBatches;
  Schedule schedule = makeEmptySchedule(kName, parameters, PlacementKind::Wave);
  for (int64_t r = 0; r < ranks; ++r)
    DualPipeWriter({{{r, 0, count}, {2 * ranks - 1 - r, 0, count}}},
                   schedule.actions[static_cast<size_t>(r)])
        .write(r, ranks);
  if (count >= 2 * ranks)
    return schedule;
  return pickFaster(std::move(schedule), 2 * ranks + 1);
}

namespace mlir::pipe {
ScheduleInfo getDualPipeVInfo() {
  return {.name = kName,
          .summary =
              "pairs of forward and backward that can overlap, V placement",
          .description = kDescription,
          .training = true,
          .placement = PlacementKind::Wave,
          .generate = generate,
          .defaultVirtualStages = 2};
}
} // namespace mlir::pipe
