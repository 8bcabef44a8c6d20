//===- Chimera.cpp - The Chimera schedule ---------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Common.h"

#include <algorithm>

using namespace mlir::pipe;

static constexpr std::string_view kName = "chimera";

static constexpr std::string_view kDescription = R"(
P = 4, M = 4, V = 1:
  rank 0: 0F0 0F1 3F2 3B2 3F3 3B3 0B0 0B1
  rank 1: 1F0 2F2 1F1 2F3 2B2 1B0 2B3 1B1
  rank 2: 1F2 2F0 1F3 2F1 2B0 1B2 2B1 1B3
  rank 3: 0F2 0F3 3F0 3B0 3F1 3B1 0B2 0B3

Two copies of the model, one from rank 0 to rank P - 1 and one back: rank r holds
stage r of the first copy and stage P - 1 - r of the second. Micro-batches come in
units of P, one half of a unit for each copy. In ticks of equal length the F of
stage s for the j-th micro-batch of a copy in unit u runs in tick 2Pu + 2j + s, its
B in tick 2Pu + 2j + 2P - 1 - s; the two copies never meet. Even P, any M: the last
unit may be smaller, its larger half then passes through the first copy.

Peak: P / 2 + 1 to P activations on a rank (for M >= P), and two copies of every
weight, whose gradients must be summed.
Bubble: with equal stage times tF, tB and free transfers every rank idles P - 2
ticks where tB = tF, whatever M; where tB = 2tF and P divides M, (P - 2)(1 + M / P)
times tF.
Use it for M = P and small stages; 1f1b is better for many micro-batches.

Source: arXiv:2107.06925.
)";

namespace {
/// A micro-batch in its unit: `j` is its number within its copy.
struct ChimeraPlace {
  int64_t unit, j;
  bool second;
};
} // namespace

static ChimeraPlace findPlace(const ScheduleParameters &parameters, int64_t m) {
  int64_t unit = m / parameters.ranks, inUnit = m % parameters.ranks;
  int64_t size = std::min(parameters.ranks,
                          parameters.microBatches - unit * parameters.ranks);
  int64_t first = (size + 1) / 2;
  bool second = inUnit >= first;
  return {unit, second ? inUnit - first : inUnit, second};
}

static Result<Schedule> generate(const ScheduleParameters &parameters) {
  if (auto error = checkBidirectionalParameters(kName, parameters,
                                                /*actionsPerTask=*/2, "1f1b"))
    return *error;
  const int64_t ranks = parameters.ranks, count = parameters.microBatches;
  Schedule schedule =
      makeBidirectionalSchedule(kName, parameters, [&](int64_t m) {
        return findPlace(parameters, m).second;
      });
  constexpr Action kIdle = {-1, ActionKind::Forward, 0};
  auto numTicks = static_cast<size_t>(2 * (count + 2 * ranks));
  for (int64_t rank = 0; rank < ranks; ++rank) {
    std::vector<Action> ticks(numTicks, kIdle);
    for (int64_t m = 0; m < count; ++m) {
      ChimeraPlace place = findPlace(parameters, m);
      int64_t stage = place.second ? ranks - 1 - rank : rank;
      int64_t start = 2 * ranks * place.unit + 2 * place.j;
      Action action = {static_cast<int32_t>(stage), ActionKind::Forward,
                       static_cast<int32_t>(m)};
      ticks[static_cast<size_t>(start + stage)] = action;
      action.kind = ActionKind::Backward;
      ticks[static_cast<size_t>(start + 2 * ranks - 1 - stage)] = action;
    }
    std::erase(ticks, kIdle);
    schedule.actions[static_cast<size_t>(rank)] = std::move(ticks);
  }
  return schedule;
}

namespace mlir::pipe {
ScheduleInfo getChimeraInfo() {
  return {.name = kName,
          .summary = "two copies of the model in opposite directions",
          .description = kDescription,
          .training = true,
          .placement = PlacementKind::Linear,
          .generate = generate,
          .copies = 2};
}
} // namespace mlir::pipe
