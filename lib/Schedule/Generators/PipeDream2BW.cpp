//===- PipeDream2BW.cpp - The PipeDream-2BW schedule ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Common.h"

using namespace mlir::pipe;

static constexpr std::string_view kName = "pipedream-2bw";

static constexpr std::string_view kDescription = R"(
P = 2, M = 4, V = 1:
  rank 0: 0F0 0F1 0B0 0F2 0B1 0U1 0F3 0B2 0B3 0U3
  rank 1: 1F0 1B0 1F1 1B1 1U1 1F2 1B2 1F3 1B3 1U3

The order of 1f1b. Gradients are accumulated over a group of P micro-batches (the
last group is what remains); the backward of its last micro-batch m is followed by
one update U<m> of the stage. Asynchronous with two versions of the weights: all
micro-batches of a group use, on every rank, the weights from before the group
that precedes it, forward and backward; every gradient but those of the first
group is one update old. M is the number of micro-batches between two flushes. One
stage on each rank, any P and M.

Peak: min(M, P - r) activations and two versions of the weights on rank r.
Bubble: none once the pipeline is full; over a step (P - 1)(tF + tB), with
equal stage times and free transfers.
Use it where gradients that are one update old are accepted.

Source: arXiv:2006.09503.
)";

static Result<Schedule> generate(const ScheduleParameters &parameters) {
  if (auto error = checkOneStageParameters(kName, parameters,
                                           /*actionsPerTask=*/3))
    return *error;
  return makeUpdatingOneForwardOneBackward(kName, parameters,
                                           /*updateEvery=*/parameters.ranks,
                                           /*verticalSync=*/true);
}

namespace mlir::pipe {
ScheduleInfo getPipeDream2BWInfo() {
  return {.name = kName,
          .summary = "1F1B with an update after every P backwards, two "
                     "versions of the weights",
          .description = kDescription,
          .training = true,
          .placement = PlacementKind::Linear,
          .generate = generate,
          .synchronous = false};
}
} // namespace mlir::pipe
