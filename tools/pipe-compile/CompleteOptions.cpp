//===- CompleteOptions.cpp - Numbers that were not given ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CompleteOptions.h"

#include "pipe/Schedule/Formats/ScheduleCsv.h"
#include "pipe/Schedule/Generators/Registry.h"
#include "pipe/Schedule/Search/ScheduleSource.h"

using namespace mlir::pipe;

/// Takes P, M and V from the file, where the command line does not say them.
static std::optional<Error> readNumbers(const ScheduleSource &source,
                                        CompileOptions &options) {
  Result<Schedule> schedule = parseScheduleCsv(source.text, options.schedule);
  if (!schedule)
    return schedule.getError();
  if (auto error = compareSizes(*schedule,
                                {options.ranks, options.microBatches,
                                 options.virtualStages.value_or(0)},
                                "--"))
    return error;
  options.ranks = schedule->ranks;
  if (!options.virtualStages)
    options.virtualStages = schedule->virtualStages;
  options.microBatches = schedule->microBatches;
  return std::nullopt;
}

std::optional<Error> mlir::pipe::completeOptions(CompileOptions &options) {
  if (!options.schedule.empty()) {
    Result<ScheduleSource> source = findSchedule(options.schedule);
    std::optional<Error> error;
    if (!source)
      error = source.getError();
    else if (source->kind == ScheduleSource::Kind::File)
      error = readNumbers(*source, options);
    if (error)
      return error;
  }
  if (!options.virtualStages)
    options.virtualStages = getDefaultVirtualStages(options.schedule);
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
