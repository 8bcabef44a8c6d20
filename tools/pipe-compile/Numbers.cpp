//===- Numbers.cpp - P, M and V of the command line -----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Numbers.h"

#include "pipe/Schedule/Registry.h"
#include "pipe/Schedule/ScheduleCsv.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace mlir::pipe;

/// Takes P, M and V from the file, where the command line does not say them.
static std::optional<std::string> readNumbers(CompileOptions &options) {
  auto buffer = llvm::MemoryBuffer::getFile(options.schedule);
  if (!buffer)
    return "cannot read the schedule '" + options.schedule +
           "': " + buffer.getError().message();
  Result<Schedule> schedule = parseScheduleCsv(
      std::string_view((*buffer)->getBufferStart(), (*buffer)->getBufferSize()),
      options.schedule);
  if (!schedule)
    return schedule.getError().toString();
  if (options.ranks == 0)
    options.ranks = schedule->ranks;
  if (!options.virtualStages)
    options.virtualStages = schedule->virtualStages;
  if (options.microBatches == 0)
    options.microBatches = schedule->microBatches;
  return std::nullopt;
}

std::optional<std::string>
mlir::pipe::completeNumbers(CompileOptions &options) {
  if (llvm::StringRef(options.schedule).ends_with(".csv"))
    if (std::optional<std::string> error = readNumbers(options))
      return error;
  if (!options.virtualStages)
    options.virtualStages = getDefaultVirtualStages(options.schedule);
  const std::pair<const char *, int64_t> numbers[] = {
      {"--ranks", options.ranks},
      {"--micro-batches", options.microBatches},
      {"--virtual-stages", *options.virtualStages},
      {"--memory-cap", options.memoryCap.value_or(1)}};
  for (auto [name, value] : numbers)
    if (value < 1)
      return std::string("'") + name + "' must be at least 1, but is " +
             std::to_string(value);
  const std::pair<const char *, int64_t> searchNumbers[] = {
      {"--search-ms", options.searchMs.value_or(0)},
      {"--seed", options.seed.value_or(0)}};
  for (auto [name, value] : searchNumbers)
    if (value < 0)
      return std::string("'") + name + "' must not be negative, but is " +
             std::to_string(value);
  return std::nullopt;
}
