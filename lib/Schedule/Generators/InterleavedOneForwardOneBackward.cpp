//===- InterleavedOneForwardOneBackward.cpp - Interleaved 1F1B ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Common.h"

#include <algorithm>

using namespace mlir::pipe;

static constexpr std::string_view kName = "interleaved-1f1b";

static constexpr std::string_view kDescription = R"(
P = 2, M = 4, V = 2:
  rank 0: 0F0 0F1 2F0 2F1 0F2 2B0 0F3 2B1 2F2 0B0 2F3 0B1 2B2 2B3 0B2 0B3
  rank 1: 1F0 1F1 3F0 3B0 3F1 3B1 1F2 1B0 1F3 1B1 3F2 3B2 3F3 3B3 1B2 1B3

Rank r holds the V chunks (stages) r, P + r, 2P + r, ... Micro-batches come in
G = max(1, M / P) groups of about equal size, larger groups first; a group passes
through all chunks before the next one begins. Forwards walk the chunks upwards,
backwards walk them downwards. Rank r runs
w = min(MV, 2(P - 1 - r) + (V - 1)N) forwards, N being the size of the first
group, then forwards and backwards in turn, then the last w backwards.
Any P, M and V; with P a divisor of M the groups are those of Megatron. V = 1 is
1F1B with a longer warm-up.

Peak: min(MV, 2(P - 1 - r) + (V - 1)N + 1) activations of a chunk on rank r.
Bubble: for M >= P, with equal chunk times tF, tB and free transfers, the
makespan is MV(tF + tB) + (P - 1)(tF + tB): the idle time of 1F1B divided by V,
as a chunk is 1/V of its stage. For M < P the idle time is larger.
A latency c of a transfer is paid V times as often as in 1F1B.

Source: arXiv:2104.04473, section 2.2; the grouping for any M is our own.
)";

static Result<Schedule> generate(const ScheduleParameters &parameters) {
  if (auto error = checkParameters(parameters, /*actionsPerTask=*/2))
    return *error;
  const auto [ranks, microBatches, virtualStages] = parameters;
  ChunkTable table = makeChunkTable(parameters);
  int64_t count = microBatches * virtualStages;

  Schedule schedule = makeEmptySchedule(kName, parameters, PlacementKind::Loop);
  for (int64_t rank = 0; rank < ranks; ++rank) {
    ChunkWalk walk = {table, schedule, rank};
    int64_t warmUp = std::min(count, 2 * (ranks - 1 - rank) +
                                         (virtualStages - 1) * table.groupSize);
    for (int64_t k = 0; k < count + warmUp; ++k) {
      if (k < count)
        walk.append(ActionKind::Forward, k);
      if (k >= warmUp)
        walk.append(ActionKind::Backward, k - warmUp);
    }
  }
  return schedule;
}

namespace mlir::pipe {
ScheduleInfo getInterleavedOneForwardOneBackwardInfo() {
  return {kName,
          "1F1B with several stages on each rank",
          kDescription,
          /*training=*/true,
          PlacementKind::Loop,
          generate,
          /*defaultVirtualStages=*/2};
}
} // namespace mlir::pipe
