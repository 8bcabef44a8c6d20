//===- Compare.h - Schedules side by side -----------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SCHEDULE_ADVICE_COMPARE_H
#define PIPE_SCHEDULE_ADVICE_COMPARE_H

#include "pipe/Schedule/Generators/Registry.h"
#include "pipe/Schedule/Search/Bounds.h"
#include "pipe/Schedule/Timing/ModelCosts.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mlir::pipe {

/// What one step of a schedule costs on a model. Times and sizes are in the
/// units of the model's costs; chunks of stages make them fractions.
struct ScheduleNumbers {
  double makespan = 0.0;
  double bubbleRatio = 0.0;  ///< idle / makespan, mean over ranks
  double idleOfIdeal = 0.0;  ///< idle / busy, of all ranks
  std::vector<double> peaks; ///< activations kept, by rank
  double maxPeak = 0.0;
  int64_t messages = 0; ///< values that cross ranks, whole step
  double bound = 0.0;   ///< no schedule of this placement is faster
  std::string boundName;
  /// The hardware queues that a rank needs, if asked for.
  std::optional<int64_t> queues;
};

/// A schedule to compare with its own numbers.
struct ScheduleChoice {
  std::string name;
  int64_t microBatches = 1;
  int64_t virtualStages = 1;
};

struct CompareRequest {
  int64_t ranks = 1;
  int64_t microBatches = 1;
  /// V of schedules that have a choice; others keep what they are made for.
  std::optional<int64_t> virtualStages;
  bool training = true;
  ModelCosts model;
  /// The most that a rank may keep, in units of the model's activations.
  std::optional<double> memoryCap;
  bool countQueues = false; ///< Of the hardware: see `countHardwareQueues`.
  /// How a searched schedule may write the backward.
  BackwardForm form = BackwardForm::Either;
};

/// A line of a comparison: numbers, or the reason why there are none.
struct CompareRow {
  ScheduleChoice choice;
  std::optional<ScheduleNumbers> numbers;
  std::string problem; ///< why there are no numbers
  bool fits = true;    ///< into the cap
  std::string remark;  ///< what else to know: copies of weights, old versions
};

/// Measures one schedule, a registered one or `kSearchName`.
CompareRow compareOne(const ScheduleChoice &choice,
                      const CompareRequest &request);

/// Measures every registered schedule of the kind asked for, and a searched one
/// with V stages a rank (1 where nothing is said): fastest first, then those
/// above the cap, then those that cannot be.
std::vector<CompareRow> compareSchedules(const CompareRequest &request);

/// A comparison that somebody published, with the micro-batches of each line.
struct ComparePreset {
  std::string_view name;
  std::string_view summary;
  int64_t ranks;
  std::vector<ScheduleChoice> choices;
};

const std::vector<ComparePreset> &getComparePresets();

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_ADVICE_COMPARE_H
