//===- PipeDreamVerticalSync.cpp - PipeDream with equal versions ----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Common.h"

using namespace mlir::pipe;

static constexpr std::string_view kName = "pipedream-vertical-sync";

static constexpr std::string_view kDescription = R"(
P = 2, M = 4, V = 1:
  rank 0: 0F0 0F1 0B0 0U0 0F2 0B1 0U1 0F3 0B2 0U2 0B3 0U3
  rank 1: 1F0 1B0 1U0 1F1 1B1 1U1 1F2 1B2 1U2 1F3 1B3 1U3

The order of pipedream, but micro-batch m sees the same version of the weights on
all ranks, max(0, m - (P - 1)): every gradient is one of the whole model at some
version, min(m, P - 1) updates old. One stage on each rank, any P and M.

Peak: min(M, P - r) activations on rank r, and min(M, P) versions of the weights on
every rank.
Bubble: that of pipedream.
Use it where pipedream's mix of versions is not accepted; pipedream-2bw has as equal
ones with two versions, and updates less often.

Source: arXiv:1806.03377, 3.3.
)";

static Result<Schedule> generate(const ScheduleParameters &parameters) {
  if (auto error = checkOneStageParameters(kName, parameters,
                                           /*actionsPerTask=*/3))
    return *error;
  return makeUpdatingOneForwardOneBackward(kName, parameters, /*updateEvery=*/1,
                                           /*verticalSync=*/true);
}

namespace mlir::pipe {
ScheduleInfo getPipeDreamVerticalSyncInfo() {
  return {.name = kName,
          .summary = "PipeDream with the same version of the weights on all "
                     "ranks",
          .description = kDescription,
          .training = true,
          .placement = PlacementKind::Linear,
          .generate = generate,
          .synchronous = false};
}
} // namespace mlir::pipe
