//===- ScheduleTestUtils.h - What the schedule tests share ------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_UNITTESTS_SCHEDULE_SCHEDULETESTUTILS_H
#define PIPE_UNITTESTS_SCHEDULE_SCHEDULETESTUTILS_H

#include "pipe/Schedule/Formats/ScheduleCsv.h"
#include "pipe/Schedule/Generators/Registry.h"
#include "pipe/Schedule/Timing/CheckSchedule.h"
#include "pipe/Schedule/Timing/Simulate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace mlir::pipe {

/// Generates a schedule that must exist.
inline Schedule generate(std::string_view name, int64_t ranks,
                         int64_t microBatches, int64_t virtualStages = 1) {
  Result<Schedule> schedule =
      generateSchedule(name, {ranks, microBatches, virtualStages});
  if (!schedule) {
    ADD_FAILURE() << schedule.getError().toString();
    Schedule empty;
    empty.actions.resize(static_cast<size_t>(std::max<int64_t>(ranks, 1)));
    return empty;
  }
  return std::move(*schedule);
}

/// Reads a schedule from CSV that must be well formed.
inline Schedule fromCsv(std::string_view text) {
  Result<Schedule> schedule = parseScheduleCsv(text, "test.csv");
  if (!schedule) {
    ADD_FAILURE() << schedule.getError().toString();
    return {};
  }
  return std::move(*schedule);
}

/// Simulates a legal schedule on a chain of equal stages.
inline Timeline simulateChain(const Schedule &schedule, int64_t forward,
                              int64_t inputGradient, int64_t weightGradient,
                              int64_t latency = 0) {
  Result<Timeline> timeline =
      simulate(schedule,
               TaskCosts::makeUniform(schedule.numStages(), forward,
                                      inputGradient, weightGradient, latency),
               getChainEdges(schedule.numStages(), schedule.isTraining()));
  if (!timeline) {
    ADD_FAILURE() << timeline.getError().toString();
    Timeline empty;
    empty.ranks.resize(schedule.actions.size());
    return empty;
  }
  return std::move(*timeline);
}

/// Returns the message of the first error, "" for a legal schedule.
inline std::string check(const Schedule &schedule) {
  auto error = checkSchedule(schedule);
  return error ? error->toString() : "";
}

/// Largest V worth trying: 1 for schedules with one stage a rank.
/// Says for which parameters a schedule must exist, from the definitions.
inline bool isDefined(const ScheduleInfo &info,
                      const ScheduleParameters &parameters) {
  if (info.copies == 2 && parameters.ranks % 2 != 0)
    return false;
  switch (info.placement) {
  case PlacementKind::Linear:
    return parameters.virtualStages == 1;
  case PlacementKind::Loop:
    return true;
  case PlacementKind::Wave:
    return info.name == "hanayo" ? parameters.virtualStages % 2 == 0
                                 : parameters.virtualStages == 2;
  }
  return false;
}

/// Calls `visit(schedule)` for the given parameters if the schedule must exist
/// for them.
template <class Visitor>
void visitDefined(const ScheduleInfo &info,
                  const ScheduleParameters &parameters, Visitor visit) {
  const auto [ranks, m, v] = parameters;
  if (!isDefined(info, parameters))
    return;
  SCOPED_TRACE(std::string(info.name) + " P=" + std::to_string(ranks) +
               " M=" + std::to_string(m) + " V=" + std::to_string(v));
  visit(generate(info.name, ranks, m, v));
}

/// Calls `visit(schedule)` for all P, M, V in ranges from 1 on for which the
/// schedule must exist.
template <class Visitor>
void forEachInGrid(const ScheduleInfo &info, int64_t maxRanks,
                   int64_t maxMicroBatches, int64_t maxVirtualStages,
                   Visitor visit) {
  for (int64_t ranks = 1; ranks <= maxRanks; ++ranks)
    for (int64_t m = 1; m <= maxMicroBatches; ++m)
      for (int64_t v = 1; v <= maxVirtualStages; ++v)
        visitDefined(info, {ranks, m, v}, visit);
}

inline void PrintTo(const ScheduleInfo &info, std::ostream *os) {
  *os << info.name;
}
inline void PrintTo(const Action &action, std::ostream *os) {
  *os << toString(action);
}

} // namespace mlir::pipe

#endif // PIPE_UNITTESTS_SCHEDULE_SCHEDULETESTUTILS_H
