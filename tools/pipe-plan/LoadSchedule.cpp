//===- LoadSchedule.cpp - The schedule of the command line ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LoadSchedule.h"
#include "Failure.h"

#include "pipe/Schedule/Registry.h"
#include "pipe/Schedule/ScheduleCsv.h"
#include "pipe/TensorIO/File.h"

using namespace mlir::pipe;

std::optional<Error> mlir::pipe::compareSizes(const Schedule &schedule,
                                              const SizeOptions &sizes) {
  struct {
    const char *option;
    const char *what;
    int64_t asked;
    int64_t found;
  } numbers[] = {{"--ranks", "ranks", sizes.ranks, schedule.ranks},
                 {"--micro-batches", "micro-batches", sizes.microBatches,
                  schedule.microBatches},
                 {"--virtual-stages", "stages a rank", sizes.virtualStages,
                  schedule.virtualStages}};
  for (const auto &[option, what, asked, found] : numbers)
    if (asked != 0 && asked != found)
      return Error(schedule.name + ": the number of " + what + " is " +
                   std::to_string(found) + ", but " + option + " says " +
                   std::to_string(asked));
  return std::nullopt;
}

std::string mlir::pipe::describeError(const Schedule &schedule,
                                      const Error &error) {
  bool isNamed = error.message.find(schedule.name) != std::string::npos;
  return (isNamed ? "" : schedule.name + ": ") + error.toString();
}

Schedule mlir::pipe::loadSchedule(const std::string &schedule,
                                  const SizeOptions &sizes) {
  if (schedule.ends_with(".csv")) {
    FileBytes bytes = take(readFile(schedule));
    Schedule file = take(parseScheduleCsv(bytes.view(), schedule));
    if (auto error = compareSizes(file, sizes))
      throw Failure{error->toString()};
    return file;
  }
  const ScheduleInfo *info = lookupSchedule(schedule);
  if (info && (sizes.ranks == 0 || sizes.microBatches == 0))
    throw Failure{"the schedule " + schedule +
                      " needs --ranks and --micro-batches",
                  ExitStatus::BadUsage};
  int64_t virtualStages = sizes.virtualStages;
  if (virtualStages == 0)
    virtualStages = info ? info->defaultVirtualStages : 1;
  return take(generateSchedule(
      schedule, {sizes.ranks, sizes.microBatches, virtualStages}));
}
