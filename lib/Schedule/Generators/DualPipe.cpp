//===- DualPipe.cpp - The DualPipe schedule -------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Common.h"
#include "DualPipeWriter.h"
#include "Greedy.h"

#include <algorithm>

using namespace mlir::pipe;

static constexpr std::string_view kName = "dualpipe";

static constexpr std::string_view kDescription = R"(
P = 4, M = 8, V = 1:
  rank 0: 0F0 0F1 0F2 3F4 3I4 3W4 3F5 0F3 3B5 3F6 0B0 3B6 3F7 0B1 3B7 0I2 0W2 0I3 0W3
  rank 1: 1F0 2F4 1F1 2F5 1F2 2B4 2F6 1B0 1F3 2B5 2F7 1B1 2B6 1B2 2I7 1I3 2W7 1W3
  rank 2: 1F4 2F0 1F5 2F1 1F6 2B0 2F2 1B4 1F7 2B1 2F3 1B5 2B2 1B6 2I3 1I7 2W3 1W7
  rank 3: 0F4 0F5 0F6 3F0 3I0 3W0 3F1 0F7 3B1 3F2 0B4 3B2 3F3 0B5 3B3 0I6 0W6 0I7 0W7

Two copies of the model, one from rank 0 to rank P - 1 and one back: rank r holds
stage r of the first copy and stage P - 1 - r of the second. The first half of the
micro-batches (the larger one if M is odd) passes through the first copy, the rest
through the second. A forward of one copy is paired with a backward of the other,
so that a device can overlap the transfers of one with the other's compute. Each
rank runs the phases of dualpipev for P / 2 ranks, r being the smaller of r and
P - 1 - r; 0 is its stage of the copy that enters the pipeline on its side, 1 the
other one. Even P, any M; made for M >= 2P: with fewer the same phases run without
what is missing, or list scheduling with the same memory takes over if it is
faster.

Peak: for M >= 2P, P + 1 activations on every rank, never more; and two copies of
every weight, whose gradients must be summed.
Bubble: for even M >= 2P, with equal stage times tF = tI = tW, free transfers and
pairs that run one after the other, every rank idles (P / 2 - 1)tF. With pairs of
length tFB as one block the worst rank idles (P / 2 - 1)(tFB + tI - 2tW).
Use dualpipev unless the memory for a second copy is free.

Source: arXiv:2412.19437 and the repository deepseek-ai/DualPipe.
)";

static Result<Schedule> generate(const ScheduleParameters &parameters) {
  if (auto error =
          checkBidirectionalParameters(kName, parameters,
                                       /*actionsPerTask=*/3, "dualpipev"))
    return *error;
  const int64_t ranks = parameters.ranks;
  int64_t first = (parameters.microBatches + 1) / 2;
  int64_t second = parameters.microBatches - first;
  Schedule schedule = makeBidirectionalSchedule(
      kName, parameters, [&](int64_t m) { return m >= first; });
  for (int64_t rank = 0; rank < ranks; ++rank) {
    // The copy that enters the pipeline on this side comes first.
    int64_t r = std::min(rank, ranks - 1 - rank);
    std::array<DualPipeStage, 2> stages = {
        {{rank, 0, first}, {ranks - 1 - rank, first, second}}};
    if (r != rank)
      std::swap(stages[0], stages[1]);
    DualPipeWriter(stages, schedule.actions[static_cast<size_t>(rank)])
        .write(r, ranks / 2);
  }
  if (parameters.microBatches >= 2 * ranks)
    return schedule;
  return pickFaster(std::move(schedule), ranks + 1);
}

namespace mlir::pipe {
ScheduleInfo getDualPipeInfo() {
  return {
      .name = kName,
      .summary =
          "two copies of the model in opposite directions, overlapping pairs",
      .description = kDescription,
      .training = true,
      .placement = PlacementKind::Linear,
      .generate = generate,
      .copies = 2};
}
} // namespace mlir::pipe
