//===- VMin.cpp - The V-Min schedule --------------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "VPattern.h"

using namespace mlir::pipe;

static constexpr std::string_view kName = "v-min";

static constexpr std::string_view kDescription = R"(
P = 2, M = 4, V = 2:
  rank 0: 0F0 0F1 3F0 3I0 3W0 0I0 0W0 3F1 3I1 3W1 0F2 0I1 0W1 3F2 3I2 3W2 0F3 0I2 0W2 3F3 3I3 3W3 0I3 0W3
  rank 1: 1F0 2F0 2I0 1I0 1F1 2F1 2W0 1W0 2I1 1I1 1F2 2F2 2W1 1W1 2I2 1I2 1F3 2F3 2W2 1W2 2I3 1I3 2W3 1W3

The V placement: rank r holds the stages r and 2P - 1 - r. Each micro-batch runs
the same pattern, 6 ticks after the one before: on rank r its F of both stages, I
of both, in the ticks r, 2P - 1 - r, 2P + r + d, 4P - 1 - r + d, with d = 2 where
3 divides P, else 0; W fill the free ticks. Then actions of the first and of the
last phase move to earlier idle ticks where that needs no more memory. V = 2, P up
to 512, any M.

Peak: 2 ceil((P + 2) / 3) activations of a chunk on the ranks that keep most: a
third of 1F1B's rank 0, which keeps P of a whole stage.
Bubble: for M >= 2P, with equal chunk times of 1 and free transfers, every rank
idles 4P - 7 where 3 divides P, else 4P - 5 (P > 1); 1f1b has 6(P - 1). Much more
where costs are not equal: then use v-half or zbv. Transfers are on the critical
path more often than in any other schedule.

Source: arXiv:2405.15362; the moves are those of its authors' code.
)";

std::vector<VPattern> mlir::pipe::getVMinPatterns(int64_t ranks) {
  int64_t gap = ranks % 3 == 0 ? 2 : 0;
  std::vector<VPattern> patterns;
  for (int64_t r = 0; r < ranks; ++r)
    patterns.push_back(
        {r, 2 * ranks - 1 - r, 2 * ranks + r + gap, 4 * ranks - 1 - r + gap});
  return patterns;
}

static Result<Schedule> generate(const ScheduleParameters &parameters) {
  return makePatternSchedule(kName, parameters, getVMinPatterns);
}

namespace mlir::pipe {
ScheduleInfo getVMinInfo() {
  return {.name = kName,
          .summary = "a third of the memory of 1F1B",
          .description = kDescription,
          .training = true,
          .placement = PlacementKind::Wave,
          .generate = generate,
          .defaultVirtualStages = 2};
}
} // namespace mlir::pipe
