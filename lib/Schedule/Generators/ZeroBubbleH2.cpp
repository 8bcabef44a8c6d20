//===- ZeroBubbleH2.cpp - The ZB-H2 schedule ------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Common.h"

#include <algorithm>

using namespace mlir::pipe;

static constexpr std::string_view kName = "zb-h2";

static constexpr std::string_view kDescription = R"(
P = 4, M = 6, V = 1:
  rank 0: 0F0 0F1 0F2 0F3 0F4 0F5 0I0 0W0 0I1 0W1 0I2 0W2 0I3 0W3 0I4 0W4 0I5 0W5
  rank 1: 1F0 1F1 1F2 1F3 1F4 1I0 1F5 1I1 1I2 1W0 1I3 1W1 1I4 1W2 1I5 1W3 1W4 1W5
  rank 2: 2F0 2F1 2F2 2I0 2F3 2I1 2F4 2I2 2F5 2I3 2I4 2W0 2I5 2W1 2W2 2W3 2W4 2W5
  rank 3: 3F0 3I0 3F1 3I1 3F2 3I2 3F3 3I3 3F4 3I4 3F5 3I5 3W0 3W1 3W2 3W3 3W4 3W5

Backwards in two halves, I and W, and a warm-up that fills the pipeline: rank r
runs min(M, 2(P - r) - 1) forwards, then I and F in turn, with W as soon as 2r + 1
weight gradients are deferred. One stage on each rank, any P and M.

Peak: min(M, 2P - 1) activations on every rank, about twice that of 1F1B.
Bubble: for M >= 2P - 1, with equal stage times tF = tI = tW and free transfers,
no rank idles between its first and its last action. Up to the end of the slowest
rank each idles (P - 1)tF, as in zb-h1: the gain is real only where each rank may
update its parameters on its own, without a global norm of the gradients.
For M < 2P - 1 zb-h1 is never slower.

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
    int64_t f = std::min(count, 2 * (ranks - rank) - 1), w = 0;
    appendRange(actions, rank, Forward, 0, f);
    for (int64_t i = 0; i < count; ++i) {
      append(actions, rank, InputGradient, i);
      if (i + 1 - w >= 2 * rank + 1)
        append(actions, rank, WeightGradient, w++);
      if (f < count)
        append(actions, rank, Forward, f++);
    }
    appendRange(actions, rank, WeightGradient, w, count);
  }
  return schedule;
}

namespace mlir::pipe {
ScheduleInfo getZeroBubbleH2Info() {
  return {.name = kName,
          .summary =
              "no bubble between the steps of a rank, twice the memory of 1F1B",
          .description = kDescription,
          .training = true,
          .placement = PlacementKind::Linear,
          .generate = generate};
}
} // namespace mlir::pipe
