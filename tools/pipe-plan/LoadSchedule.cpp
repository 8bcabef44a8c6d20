//===- LoadSchedule.cpp - The schedule of the command line ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LoadSchedule.h"

#include "pipe/Schedule/Request/ScheduleRequest.h"
#include "pipe/Support/Failure.h"

using namespace mlir::pipe;

std::optional<Error> mlir::pipe::compareSizes(const Schedule &schedule,
                                              const SizeOptions &sizes) {
  return compareSizes(
      schedule, {sizes.ranks, sizes.microBatches, sizes.virtualStages}, "--");
}

std::string mlir::pipe::describeError(const Schedule &schedule,
                                      const Error &error) {
  bool isNamed =
      error.filePlace || error.message.find(schedule.name) != std::string::npos;
  return (isNamed ? "" : schedule.name + ": ") + error.toString();
}

Schedule mlir::pipe::loadSchedule(const std::string &schedule,
                                  const SizeOptions &sizes) {
  ScheduleSource source = take(findSchedule(schedule));
  if (source.kind == ScheduleSource::Kind::Registered &&
      (sizes.ranks == 0 || sizes.microBatches == 0))
    throw Failure{"the schedule " + schedule +
                      " needs --ranks and --micro-batches",
                  ExitStatus::BadUsage};
  RequestedSchedule found = take(resolveSchedule(
      {schedule, {sizes.ranks, sizes.microBatches, sizes.virtualStages}, "--"},
      std::move(source)));
  return found.get().schedule;
}
