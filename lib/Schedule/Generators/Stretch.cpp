//===- Stretch.cpp - Periodic schedules for more micro-batches ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Stretch.h"

using namespace mlir::pipe;

static Action shift(Action action, int64_t by) {
  action.microBatch += static_cast<int32_t>(by);
  return action;
}

/// Stretches the list of one rank by `more` periods of `size` actions.
static std::optional<std::vector<Action>>
stretchList(const std::vector<Action> &list, size_t size, int64_t period,
            int64_t more) {
  if (size == 0 || list.size() < 2 * size)
    return std::nullopt;
  size_t begin = (list.size() - 2 * size) / 2, end = begin + size;
  for (size_t i = begin; i < end; ++i)
    if (shift(list[i], period) != list[i + size])
      return std::nullopt;

  std::vector<Action> longer(list.begin(),
                             list.begin() + static_cast<int64_t>(end));
  longer.reserve(list.size() + size * static_cast<size_t>(more));
  for (int64_t k = 1; k <= more; ++k)
    for (size_t i = begin; i < end; ++i)
      longer.push_back(shift(list[i], k * period));
  for (size_t i = end; i < list.size(); ++i)
    longer.push_back(shift(list[i], more * period));
  return longer;
}

std::optional<Schedule> mlir::pipe::stretch(const Schedule &schedule,
                                            int64_t microBatches,
                                            int64_t period) {
  int64_t more = (microBatches - schedule.microBatches) / period;
  Schedule longer = schedule;
  longer.microBatches = microBatches;
  for (std::vector<Action> &list : longer.actions) {
    auto perMicroBatch =
        list.size() / static_cast<size_t>(schedule.microBatches);
    auto stretched = stretchList(
        list, perMicroBatch * static_cast<size_t>(period), period, more);
    if (!stretched)
      return std::nullopt;
    list = std::move(*stretched);
  }
  return longer;
}
