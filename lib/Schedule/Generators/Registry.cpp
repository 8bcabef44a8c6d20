//===- Registry.cpp - The schedules known by name -------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Generators/Registry.h"

using namespace mlir::pipe;

namespace mlir::pipe {
#define PIPE_SCHEDULE(GETTER) ScheduleInfo GETTER();
#include "Generators/Schedules.def"
#undef PIPE_SCHEDULE
} // namespace mlir::pipe

const std::vector<ScheduleInfo> &mlir::pipe::getScheduleRegistry() {
  static const std::vector<ScheduleInfo> registry = {
#define PIPE_SCHEDULE(GETTER) GETTER(),
#include "Generators/Schedules.def"
#undef PIPE_SCHEDULE
  };
  return registry;
}

const ScheduleInfo *mlir::pipe::lookupSchedule(std::string_view name) {
  for (const ScheduleInfo &info : getScheduleRegistry())
    if (info.name == name)
      return &info;
  return nullptr;
}

int64_t mlir::pipe::getDefaultVirtualStages(std::string_view name) {
  const ScheduleInfo *info = lookupSchedule(name);
  return info ? info->defaultVirtualStages : 1;
}

std::string mlir::pipe::listSchedules() {
  std::string names;
  for (const ScheduleInfo &info : getScheduleRegistry())
    names += (names.empty() ? "" : ", ") + std::string(info.name);
  return names + "; 'search' where costs are known";
}

Result<Schedule>
mlir::pipe::generateSchedule(std::string_view name,
                             const ScheduleParameters &parameters) {
  if (const ScheduleInfo *info = lookupSchedule(name))
    return info->generate(parameters);
  return Error("unknown schedule '" + std::string(name) +
               "'; known schedules: " + listSchedules());
}

std::optional<Error>
mlir::pipe::checkParameters(const ScheduleParameters &parameters,
                            int64_t actionsPerTask) {
  struct {
    const char *name;
    int64_t value;
  } factors[] = {{"ranks", parameters.ranks},
                 {"micro-batches", parameters.microBatches},
                 {"virtual stages", parameters.virtualStages}};
  int64_t room = kMaxScheduleActions / actionsPerTask;
  std::string product;
  for (const auto &factor : factors) {
    std::string text = std::to_string(factor.value);
    if (factor.value < 1)
      return Error("number of " + std::string(factor.name) +
                   " must be at least 1, but got " + text);
    room /= factor.value;
    product += (product.empty() ? "" : ", ") + text + " " + factor.name;
  }
  if (room < 1)
    return Error("schedule is too big: " + product + " and " +
                 std::to_string(actionsPerTask) +
                 " actions for each stage and micro-batch make more than "
                 "kMaxScheduleActions = " +
                 std::to_string(kMaxScheduleActions) + " actions");
  return std::nullopt;
}
