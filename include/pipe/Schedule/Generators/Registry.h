//===- Registry.h - The schedules known by name -----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SCHEDULE_GENERATORS_REGISTRY_H
#define PIPE_SCHEDULE_GENERATORS_REGISTRY_H

#include "pipe/Schedule/Core/Placement.h"
#include "pipe/Schedule/Core/Result.h"
#include "pipe/Schedule/Core/Schedule.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mlir::pipe {

/// What a generator is asked for.
struct ScheduleParameters {
  int64_t ranks = 1;         ///< P >= 1
  int64_t microBatches = 1;  ///< M >= 1
  int64_t virtualStages = 1; ///< V >= 1, stages a rank
};

/// A registered schedule. To add one, write
/// `lib/Schedule/Generators/<Name>.cpp` that defines its `ScheduleInfo`, and
/// add one line to `lib/Schedule/Generators/Schedules.def`.
struct ScheduleInfo {
  std::string_view name;    ///< as typed by users, "1f1b"
  std::string_view summary; ///< one line
  /// A picture for a small case, the rule, peak, bubble, and the source.
  std::string_view description;
  bool training; ///< false: forwards only
  PlacementKind placement;
  Result<Schedule> (*generate)(const ScheduleParameters &);
  /// V for a user who names none: the smallest for which the schedule is worth
  /// its name. Interleaved ones run with V = 1 too.
  int64_t defaultVirtualStages = 1;
  /// False: parameters change while micro-batches are under way, so that
  /// gradients are those of older versions of the weights.
  bool synchronous = true;
  /// Copies of the model, and with it of each weight.
  int64_t copies = 1;
};

/// Returns the registered schedules in the order in which to show them.
const std::vector<ScheduleInfo> &getScheduleRegistry();

/// Returns the schedule of that name, or null.
const ScheduleInfo *lookupSchedule(std::string_view name);

/// Returns V for a user who names none: that of the registered schedule, 1 for
/// any other name.
int64_t getDefaultVirtualStages(std::string_view name);

/// Returns the names of all schedules, for a message.
std::string listSchedules();

/// Generates a registered schedule.
///
/// \returns a schedule that passes `checkSchedule` for the chain of its stages.
/// \errors  an unknown name (lists the known ones); P, M or V below 1; more
///          than kMaxScheduleActions actions; V > 1 where the schedule has one
///          stage a rank; other limits of its definition.
Result<Schedule> generateSchedule(std::string_view name,
                                  const ScheduleParameters &parameters);

/// Returns what is wrong with `parameters` for any schedule: a number below 1,
/// or so many actions (`actionsPerTask` for each stage and micro-batch) that
/// the limit would be passed.
std::optional<Error> checkParameters(const ScheduleParameters &parameters,
                                     int64_t actionsPerTask);

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_GENERATORS_REGISTRY_H
