//===- PipeDream.cpp - The PipeDream schedule -----------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Common.h"

using namespace mlir::pipe;

static constexpr std::string_view kName = "pipedream";

static constexpr std::string_view kDescription = R"(
P = 2, M = 4, V = 1:
  rank 0: 0F0 0F1 0B0 0U0 0F2 0B1 0U1 0F3 0B2 0U2 0B3 0U3
  rank 1: 1F0 1B0 1U0 1F1 1B1 1U1 1F2 1B2 1U2 1F3 1B3 1U3

The order of 1f1b, but every backward B<m> is followed by an update U<m> of its
stage. Asynchronous: the forward of micro-batch m on rank r sees version
max(0, m - (P - 1 - r)) of the weights, and its backward uses the same (stashed)
version, so that the gradient is min(m, P - 1 - r) updates old. M is the number of
micro-batches between two flushes: behind the last one the pipeline is drained, and
the next step begins with the newest version on all ranks. One stage on each rank,
any P and M.

Peak: min(M, P - r) activations and as many versions of the weights on rank r.
Bubble: none once the pipeline is full; over a step (P - 1)(tF + tB), with
equal stage times and free transfers.
Use it only where such gradients are accepted; pipedream-2bw needs two versions.

Source: arXiv:1806.03377.
)";

static Result<Schedule> generate(const ScheduleParameters &parameters) {
  if (auto error = checkOneStageParameters(kName, parameters,
                                           /*actionsPerTask=*/3))
    return *error;
  return makeUpdatingOneForwardOneBackward(kName, parameters,
                                           /*updateEvery=*/1,
                                           /*verticalSync=*/false);
}

namespace mlir::pipe {
ScheduleInfo getPipeDreamInfo() {
  return {.name = kName,
          .summary = "1F1B with an update after every backward",
          .description = kDescription,
          .training = true,
          .placement = PlacementKind::Linear,
          .generate = generate,
          .synchronous = false};
}
} // namespace mlir::pipe
