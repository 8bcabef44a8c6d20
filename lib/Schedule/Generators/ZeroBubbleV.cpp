//===- ZeroBubbleV.cpp - The ZBV schedule ---------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Common.h"
#include "Greedy.h"

#include <algorithm>
#include <array>

using namespace mlir::pipe;

static constexpr std::string_view kName = "zbv";

static constexpr std::string_view kDescription = R"(
P = 2, M = 4, V = 2:
  rank 0: 0F0 0F1 0F2 3F0 3I0 3W0 3F1 3I1 3W1 0F3 0I0 0W0 3F2 3I2 3W2 0I1 0W1 3F3 3I3 3W3 0I2 0W2 0I3 0W3
  rank 1: 1F0 2F0 1F1 2F1 2I0 2W0 1F2 1I0 1W0 2F2 2I1 2W1 1F3 1I1 1W1 2F3 2I2 2W2 1I2 2I3 1I3 1W2 2W3 1W3

The V placement: rank r holds the stages s0 = r and s1 = 2P - 1 - r, so that the
loss is on rank 0. Backwards are in two halves, I and W. Rank r runs
2(P - r) - 1 times F of s0; r times F of s1, F of s0; P - r times F, I, W of s1;
then F, I, W of s0 and F, I, W of s1 in turn; r times I of s0, I of s1; P - r times
I, W of s0; then the deferred W of s1 and of s0. That idles too much for
M < 2P - 1: then list scheduling (backwards first, W in gaps, the same memory)
takes over where it is faster. V = 2, any P and M.

Peak: min(2M, 2P) activations of a chunk on the ranks that keep most, on every rank
for M >= 2P - 1; 2P are P of a whole stage, as on rank 0 of 1F1B.
Bubble: for M >= 2P - 1, with equal chunk times tF = tI = tW and free transfers, no
rank idles between its first and its last action; up to the end of the slowest
rank each idles (P - 1)tF, for M = P too.
Use it where the last ranks have the memory of the first.

Source: arXiv:2405.15362 (ZB-V).
)";

namespace {
/// Writes the actions of one rank; each kind of each chunk (0 or 1) ascends.
/// Micro-batches from `limit` on are left out: what remains is legal too.
struct ZeroBubbleVWriter {
  std::array<int64_t, 2> stages;
  int64_t limit;
  std::vector<Action> &actions;
  std::array<int64_t, 2> forwards = {}, inputs = {}, weights = {};

  void appendNext(ActionKind kind, int chunk, std::array<int64_t, 2> &counts) {
    auto c = static_cast<size_t>(chunk);
    if (counts[c] < limit)
      append(actions, stages[c], kind, counts[c]);
    ++counts[c];
  }
  void f(int chunk) { appendNext(ActionKind::Forward, chunk, forwards); }
  void i(int chunk) { appendNext(ActionKind::InputGradient, chunk, inputs); }
  void w(int chunk) { appendNext(ActionKind::WeightGradient, chunk, weights); }
  void iw(int chunk) { i(chunk), w(chunk); }
  void fiw(int chunk) { f(chunk), iw(chunk); }

  /// Writes the whole list of rank `r` of `ranks`, for `count` micro-batches.
  void write(int64_t r, int64_t ranks, int64_t count);
};
} // namespace

void ZeroBubbleVWriter::write(int64_t r, int64_t ranks, int64_t count) {
  for (int64_t k = 0; k < 2 * (ranks - r) - 1; ++k)
    f(0);
  for (int64_t k = 0; k < r; ++k)
    f(1), f(0);
  for (int64_t k = 0; k < ranks - r; ++k)
    fiw(1);
  while (forwards[1] < forwards[0] || forwards[0] < count) {
    if (forwards[0] < count)
      f(0);
    iw(0);
    fiw(1);
  }
  for (int64_t k = 0; k < r; ++k)
    i(0), i(1);
  for (int64_t k = 0; k < ranks - r; ++k)
    iw(0);
  for (int chunk : {1, 0})
    while (weights[static_cast<size_t>(chunk)] < count)
      w(chunk);
}

Schedule
mlir::pipe::makeClosedZeroBubbleV(const ScheduleParameters &parameters) {
  const int64_t ranks = parameters.ranks;
  int64_t count = std::max(2 * ranks - 1, parameters.microBatches);
  Schedule schedule = makeEmptySchedule(kName, parameters, PlacementKind::Wave);
  for (int64_t r = 0; r < ranks; ++r)
    ZeroBubbleVWriter{{r, 2 * ranks - 1 - r},
                      parameters.microBatches,
                      schedule.actions[static_cast<size_t>(r)]}
        .write(r, ranks, count);
  return schedule;
}

static Result<Schedule> generate(const ScheduleParameters &parameters) {
  if (auto error = checkTwoStageParameters(kName, parameters))
    return *error;
  Schedule closed = makeClosedZeroBubbleV(parameters);
  if (parameters.microBatches >= 2 * parameters.ranks - 1)
    return closed;
  return pickFaster(std::move(closed), 2 * parameters.ranks);
}

namespace mlir::pipe {
ScheduleInfo getZeroBubbleVInfo() {
  return {.name = kName,
          .summary =
              "no bubble between the steps of a rank, with the memory of 1F1B",
          .description = kDescription,
          .training = true,
          .placement = PlacementKind::Wave,
          .generate = generate,
          .defaultVirtualStages = 2};
}
} // namespace mlir::pipe
