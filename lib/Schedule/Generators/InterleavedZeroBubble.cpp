//===- InterleavedZeroBubble.cpp - The interleaved ZB schedule ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Common.h"

#include <algorithm>

using namespace mlir::pipe;

static constexpr std::string_view kName = "interleaved-zb";

static constexpr std::string_view kDescription = R"(
P = 2, M = 4, V = 2:
  rank 0: 0F0 0F1 2F0 2F1 2I0 2W0 0F2 2I1 2W1 0F3 0I0 0W0 2F2 0I1 0W1 2F3 2I2 2W2 2I3 2W3 0I2 0W2 0I3 0W3
  rank 1: 1F0 1F1 3F0 3I0 3F1 3I1 3W0 1F2 1I0 3W1 1F3 1I1 1W0 3F2 3I2 1W1 3F3 3I3 3W2 1I2 3W3 1I3 1W2 1W3

Interleaved 1F1B with the backward in two halves, I and W. Rank r holds the V
chunks (stages) r, P + r, 2P + r, ... and walks them in the groups of
interleaved-1f1b. It runs w = min(MV, (V - 1)N + P - 1 - r) forwards, N being the
size of the first group, then F and I in turn; each I from the r-th on is followed
by the oldest W. Any P, M and V. V = 1 is of the family of zb-h1.

Peak: min(MV, (V - 1)N + P) activations of a chunk on every rank.
Bubble: for M >= P, with equal chunk times tF = tI = tW and free transfers, every
rank idles (P - 1)(tF + tI - tW). For M < P the idle time is larger.
Use it instead of interleaved-1f1b where weight gradients can be deferred.

Source: the schedule ZB1P of PyTorch's pipelining; the ideas are those of
arXiv:2401.10241 and arXiv:2104.04473; the grouping for any M is our own.
)";

static Result<Schedule> generate(const ScheduleParameters &parameters) {
  if (auto error = checkParameters(parameters, /*actionsPerTask=*/3))
    return *error;
  using enum ActionKind;
  const auto [ranks, microBatches, virtualStages] = parameters;
  ChunkTable table = makeChunkTable(parameters);
  int64_t count = microBatches * virtualStages;

  Schedule schedule = makeEmptySchedule(kName, parameters, PlacementKind::Loop);
  for (int64_t rank = 0; rank < ranks; ++rank) {
    ChunkWalk walk = {table, schedule, rank};
    int64_t warmUp = std::min(count, (virtualStages - 1) * table.groupSize +
                                         ranks - 1 - rank);
    for (int64_t k = 0; k < count + warmUp; ++k) {
      if (k < count)
        walk.append(Forward, k);
      if (k < warmUp)
        continue;
      walk.append(InputGradient, k - warmUp);
      if (k - warmUp >= rank)
        walk.append(WeightGradient, k - warmUp - rank);
    }
    for (int64_t k = std::max<int64_t>(0, count - rank); k < count; ++k)
      walk.append(WeightGradient, k);
  }
  return schedule;
}

namespace mlir::pipe {
ScheduleInfo getInterleavedZeroBubbleInfo() {
  return {.name = kName,
          .summary = "interleaved 1F1B with weight gradients in its bubbles",
          .description = kDescription,
          .training = true,
          .placement = PlacementKind::Loop,
          .generate = generate,
          .defaultVirtualStages = 2};
}
} // namespace mlir::pipe
