//===- Hanayo.cpp - The Hanayo schedule -----------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Common.h"
#include "Greedy.h"
#include "Stretch.h"

using namespace mlir::pipe;

static constexpr std::string_view kName = "hanayo";

static constexpr std::string_view kDescription = R"(
P = 2, M = 2, V = 4:
  rank 0: 0F0 0F1 3F0 4F0 3F1 4F1 7F0 7B0 7F1 7B1 4B0 3B0 4B1 3B1 0B0 0B1
  rank 1: 1F0 2F0 1F1 2F1 5F0 6F0 5F1 6F1 6B0 5B0 6B1 5B1 2B0 1B0 2B1 1B1

The wave placement: V = 2W chunks on each rank, and a micro-batch runs down and up
the ranks W times; each weight is there once. The order is made by list scheduling
for equal chunks with tB = 2tF and free transfers: a rank that is free runs a
backward that can start, of its deepest stage for W = 1, else of the smallest
micro-batch; if there is none, the forward of its deepest stage that can start, as
long as it keeps at most VP activations. Even V, any P and M.

Peak: at most min(VM, VP) activations of a chunk on a rank, P of a whole stage.
Bubble: for M = P about 2(P - 1) / W forwards of a whole stage (P = 8: 14, 7.5 and
3.75 for W = 1, 2, 4; 1F1B: 21); it grows with M (M = 16: 20.5, 12.25, 6.125).
Transfers are 2W times those of 1f1b. Use it for M near P and fast links; for many
micro-batches interleaved-1f1b idles less.

Source: arXiv:2308.15762; the paper gives no closed form, the rule is our own.
)";

/// List scheduling takes a time of about V * V for an action, and looks at all
/// ranks at each time.
static constexpr int64_t kMaxHanayoWork = 500'000'000;

static std::optional<Error> checkLimits(const ScheduleParameters &parameters) {
  const auto [ranks, microBatches, chunks] = parameters;
  if (auto error =
          checkMostRanks(kName, ranks, kMaxQuadraticRanks, "interleaved-1f1b"))
    return error;
  int64_t most = kMaxHanayoWork / chunks / chunks;
  int64_t actions = 2 * ranks * microBatches * chunks;
  if (actions > most)
    return Error("schedule 'hanayo' is too big: it can have at most " +
                 std::to_string(most) + " actions with " +
                 std::to_string(chunks) + " virtual stages, but got " +
                 std::to_string(actions) + "; use 'interleaved-1f1b'");
  return std::nullopt;
}

Result<Schedule>
mlir::pipe::makeWholeHanayo(const ScheduleParameters &parameters) {
  Result<TimedSchedule> made = makeListSchedule(
      makeEqualCostsProblem(
          makeEmptySchedule(kName, parameters, PlacementKind::Wave),
          parameters.virtualStages * parameters.ranks),
      {.splitBackward = false,
       .backwardOrder = parameters.virtualStages == 2 ? StageOrder::Deepest
                                                      : StageOrder::Oldest});
  if (!made)
    return made.getError();
  return std::move(made->schedule);
}

static Result<Schedule> generate(const ScheduleParameters &parameters) {
  if (auto error = checkParameters(parameters, /*actionsPerTask=*/2))
    return *error;
  if (parameters.virtualStages % 2 != 0)
    return Error("schedule '" + std::string(kName) +
                 "' needs an even number of virtual stages, but got " +
                 std::to_string(parameters.virtualStages) + "; use " +
                 std::to_string(parameters.virtualStages + 1) +
                 ", or 'interleaved-1f1b'");
  if (auto error = checkLimits(parameters))
    return *error;
  // One wave: from about 5P micro-batches on, P more only repeat the middle.
  const int64_t ranks = parameters.ranks;
  ScheduleParameters fewer = parameters;
  fewer.microBatches = 8 * ranks + parameters.microBatches % ranks;
  if (parameters.virtualStages != 2 ||
      fewer.microBatches >= parameters.microBatches)
    return makeWholeHanayo(parameters);
  Result<Schedule> start = makeWholeHanayo(fewer);
  if (!start)
    return start;
  if (auto schedule = stretch(*start, parameters.microBatches, ranks))
    return std::move(*schedule);
  return makeWholeHanayo(parameters);
}

namespace mlir::pipe {
ScheduleInfo getHanayoInfo() {
  return {.name = kName,
          .summary = "waves through several stages on each rank, weights once",
          .description = kDescription,
          .training = true,
          .placement = PlacementKind::Wave,
          .generate = generate,
          .defaultVirtualStages = 2};
}
} // namespace mlir::pipe
