//===- ZeroBubbleH1.cpp - The ZB-H1 schedule ------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Common.h"

#include <algorithm>

using namespace mlir::pipe;

static constexpr std::string_view kName = "zb-h1";

static constexpr std::string_view kDescription = R"(
P = 4, M = 6, V = 1:
  rank 0: 0F0 0F1 0F2 0F3 0I0 0W0 0F4 0I1 0W1 0F5 0I2 0W2 0I3 0W3 0I4 0W4 0I5 0W5
  rank 1: 1F0 1F1 1F2 1I0 1F3 1I1 1W0 1F4 1I2 1W1 1F5 1I3 1W2 1I4 1W3 1I5 1W4 1W5
  rank 2: 2F0 2F1 2I0 2F2 2I1 2F3 2I2 2W0 2F4 2I3 2W1 2F5 2I4 2W2 2I5 2W3 2W4 2W5
  rank 3: 3F0 3I0 3F1 3I1 3F2 3I2 3F3 3I3 3W0 3F4 3I4 3W1 3F5 3I5 3W2 3W3 3W4 3W5

1F1B with the backward in two halves. Only the input gradient I is awaited by the
stage before; the weight gradient W fills what 1F1B leaves idle. Rank r runs
min(M, P - r) forwards, then r times I and F, then I, W and F in turn: its W stay
r micro-batches behind its I. One stage on each rank, any P and M.

Peak: min(M, P) activations on every rank: the memory of rank 0 in 1F1B.
Bubble: for M >= P, with equal stage times tF, tI, tW, where tW is at most tF and
tI, and free transfers, every rank idles (P - 1)(tF + tI - tW): a third of 1F1B
where the three are equal.
Use it instead of 1F1B where weight gradients can be deferred.

Source: arXiv:2401.10241, section 2.
)";

static Result<Schedule> generate(const ScheduleParameters &parameters) {
  if (auto error = checkOneStageParameters(
          kName, parameters, /*actionsPerTask=*/3, "interleaved-zb"))
    return *error;
  using enum ActionKind;
  const int64_t ranks = parameters.ranks, count = parameters.microBatches;
  Schedule schedule =
      makeEmptySchedule(kName, parameters, PlacementKind::Linear);
  for (int64_t rank = 0; rank < ranks; ++rank) {
    std::vector<Action> &actions = schedule.actions[static_cast<size_t>(rank)];
    int64_t f = std::min(count, ranks - rank), i = 0, w = 0;
    appendRange(actions, rank, Forward, 0, f);
    while (i < count) {
      append(actions, rank, InputGradient, i++);
      // The first r input gradients are followed by forwards only.
      if (i - w > rank)
        append(actions, rank, WeightGradient, w++);
      if (f < count)
        append(actions, rank, Forward, f++);
    }
    appendRange(actions, rank, WeightGradient, w, count);
  }
  return schedule;
}

namespace mlir::pipe {
ScheduleInfo getZeroBubbleH1Info() {
  return {.name = kName,
          .summary =
              "1F1B with weight gradients in its bubbles, with its memory",
          .description = kDescription,
          .training = true,
          .placement = PlacementKind::Linear,
          .generate = generate};
}
} // namespace mlir::pipe
