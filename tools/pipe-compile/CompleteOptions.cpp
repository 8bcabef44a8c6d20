//===- CompleteOptions.cpp - Numbers that were not given ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CompleteOptions.h"

#include "pipe/Schedule/Generators/Registry.h"

using namespace mlir::pipe;

static std::optional<Error> checkNumbers(const CompileOptions &options) {
  const std::pair<const char *, int64_t> numbers[] = {
      {"--ranks", options.ranks},
      {"--micro-batches", options.microBatches},
      {"--virtual-stages", *options.virtualStages},
      {"--memory-cap", options.memoryCap.value_or(1)}};
  for (auto [name, value] : numbers)
    if (value < 1)
      return Error(std::string("'") + name + "' must be at least 1, but is " +
                   std::to_string(value));
  const std::pair<const char *, int64_t> searchNumbers[] = {
      {"--search-ms", options.searchMs.value_or(0)},
      {"--seed", options.seed.value_or(0)}};
  for (auto [name, value] : searchNumbers)
    if (value < 0)
      return Error(std::string("'") + name + "' must not be negative, but is " +
                   std::to_string(value));
  return std::nullopt;
}

Result<std::shared_ptr<const RequestedSchedule>>
mlir::pipe::completeOptions(CompileOptions &options) {
  std::shared_ptr<const RequestedSchedule> requested;
  ScheduleSource source;
  /// Makes or reads the schedule; numbers that were not said are those that it
  /// has.
  auto resolve = [&]() -> std::optional<Error> {
    Result<RequestedSchedule> found =
        resolveSchedule({options.schedule,
                         {options.ranks, options.microBatches,
                          options.virtualStages.value_or(0)},
                         "--"},
                        std::move(source));
    if (!found)
      return found.getError();
    options.ranks = found->sizes.ranks;
    options.microBatches = found->sizes.microBatches;
    options.virtualStages = found->sizes.virtualStages;
    requested = std::make_shared<RequestedSchedule>(std::move(*found));
    return std::nullopt;
  };
  bool isNamed = !options.schedule.empty();
  if (isNamed) {
    Result<ScheduleSource> found = findSchedule(options.schedule);
    if (!found)
      return found.getError();
    source = std::move(*found);
  }
  bool isFile = isNamed && source.kind == ScheduleSource::Kind::File;
  if (isFile)
    if (auto error = resolve())
      return *error;
  if (!options.virtualStages)
    options.virtualStages = getDefaultVirtualStages(options.schedule);
  if (auto error = checkNumbers(options))
    return *error;
  if (isNamed && !isFile)
    if (auto error = resolve())
      return *error;
  return requested;
}
