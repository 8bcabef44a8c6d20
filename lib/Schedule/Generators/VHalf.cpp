//===- VHalf.cpp - The V-Half schedule ------------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "VPattern.h"

using namespace mlir::pipe;

static constexpr std::string_view kName = "v-half";

static constexpr std::string_view kDescription = R"(
P = 2, M = 4, V = 2:
  rank 0: 0F0 0F1 0F2 3F0 3I0 3W0 3F1 0I0 3I1 3W1 3F2 0W0 0F3 0I1 3I2 3W2 3F3 3I3 0I2 3W3 0I3 0W1 0W2 0W3
  rank 1: 1F0 2F0 1F1 2F1 2I0 2W0 1I0 1W0 1F2 2F2 2I1 1I1 2W1 1F3 1W1 2F3 2I2 1I2 2I3 1I3 2W2 2W3 1W2 1W3

The V placement: rank r holds the stages r and 2P - 1 - r. Each micro-batch runs
the same pattern, 6 ticks after the one before: on rank r its F of both stages, I
of both, in the ticks 2r, 3P - 2 - r, 3P - 1 + 2r + d, 6P - 2 - r + d, with d = 3
for even P, else 0; W fill the free ticks. Then actions of the first and of the
last phase move to earlier idle ticks where that needs no more memory. V = 2, P up
to 512, any M.

Peak: P + 2 activations of a chunk on every rank for even P, P + 1 for odd P: half
of 1F1B's rank 0, which keeps P of a whole stage.
Bubble: for M >= 2P, with equal chunk times of 1 and free transfers, every rank
idles 3P - 7 for even P > 2, 3P - 4 for odd P > 1, 1 for P = 2; 1f1b has 6(P - 1).
Transfers are on the critical path more often than in zbv: use it where memory
is short and links are fast.

Source: arXiv:2405.15362; the moves are those of its authors' code.
)";

std::vector<VPattern> mlir::pipe::getVHalfPatterns(int64_t ranks) {
  int64_t gap = ranks % 2 == 0 ? 3 : 0;
  std::vector<VPattern> patterns;
  for (int64_t r = 0; r < ranks; ++r)
    patterns.push_back({2 * r, 3 * ranks - 2 - r, 3 * ranks - 1 + 2 * r + gap,
                        6 * ranks - 2 - r + gap});
  return patterns;
}

static Result<Schedule> generate(const ScheduleParameters &parameters) {
  return makePatternSchedule(kName, parameters, getVHalfPatterns);
}

namespace mlir::pipe {
ScheduleInfo getVHalfInfo() {
  return {.name = kName,
          .summary = "half the memory of 1F1B at about half its bubble",
          .description = kDescription,
          .training = true,
          .placement = PlacementKind::Wave,
          .generate = generate,
          .defaultVirtualStages = 2};
}
} // namespace mlir::pipe
