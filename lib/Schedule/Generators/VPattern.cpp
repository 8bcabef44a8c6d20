//===- VPattern.cpp - Periodic schedules of the V placement ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "VPattern.h"

#include "Common.h"
#include "Stretch.h"
#include "VTicks.h"

using namespace mlir::pipe;

/// Writes the actions of a rank, with W in idle ticks, those of s1 first.
static void appendActions(const RankTicks &rank, int64_t s0, int64_t s1,
                          std::vector<Action> &actions) {
  using enum ActionKind;
  int64_t weights0 = 0, weights1 = 0, inputs0 = 0, inputs1 = 0;
  auto appendWeightGradient = [&]() {
    if (weights1 < inputs1)
      append(actions, s1, WeightGradient, weights1++);
    else if (weights0 < inputs0)
      append(actions, s0, WeightGradient, weights0++);
  };
  for (VTick tick : rank.ticks) {
    if (tick.kind == TickKind::Idle) {
      appendWeightGradient();
      continue;
    }
    bool first = tick.kind == TickKind::F0 || tick.kind == TickKind::I0;
    append(actions, first ? s0 : s1,
           isForward(tick.kind) ? Forward : InputGradient, tick.index);
    inputs0 += tick.kind == TickKind::I0;
    inputs1 += tick.kind == TickKind::I1;
  }
  while (weights0 < inputs0 || weights1 < inputs1)
    appendWeightGradient();
}

Schedule
mlir::pipe::makeWholePatternSchedule(std::string_view name,
                                     const ScheduleParameters &parameters,
                                     const std::vector<VPattern> &patterns) {
  constexpr int64_t kPeriod = 6;
  std::vector<RankTicks> ranks(patterns.size());
  for (size_t r = 0; r < ranks.size(); ++r) {
    for (size_t kind = 0; kind < patterns[r].size(); ++kind)
      for (int64_t i = 0; i < parameters.microBatches; ++i)
        ranks[r].starts[kind].push_back(
            static_cast<int32_t>(patterns[r][kind] + kPeriod * i));
    ranks[r].fill();
  }
  for (bool withWeightGradients : {true, false})
    moveToIdleTicks(ranks, withWeightGradients);

  Schedule schedule = makeEmptySchedule(name, parameters, PlacementKind::Wave);
  for (size_t r = 0; r < ranks.size(); ++r)
    appendActions(ranks[r], static_cast<int64_t>(r),
                  2 * parameters.ranks - 1 - static_cast<int64_t>(r),
                  schedule.actions[r]);
  return schedule;
}

Result<Schedule> mlir::pipe::makePatternSchedule(
    std::string_view name, const ScheduleParameters &parameters,
    std::vector<VPattern> (*getPatterns)(int64_t ranks)) {
  if (auto error = checkTwoStageParameters(name, parameters))
    return *error;
  const int64_t ranks = parameters.ranks;
  if (auto error = checkMostRanks(name, ranks, kMaxPatternRanks, "zbv"))
    return *error;
  std::vector<VPattern> patterns = getPatterns(ranks);
  // From about 1.4P + 4 micro-batches on, more of them only repeat the middle.
  ScheduleParameters fewer = parameters;
  fewer.microBatches = 2 * ranks + 6;
  if (fewer.microBatches < parameters.microBatches)
    if (auto schedule = stretch(makeWholePatternSchedule(name, fewer, patterns),
                                parameters.microBatches, /*period=*/1))
      return std::move(*schedule);
  return makeWholePatternSchedule(name, parameters, patterns);
}
