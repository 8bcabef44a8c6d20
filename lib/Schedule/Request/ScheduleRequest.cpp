//===- ScheduleRequest.cpp - The schedule that a user asks for ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Request/ScheduleRequest.h"

#include "pipe/Schedule/Generators/Registry.h"

using namespace mlir::pipe;
using Kind = ScheduleSource::Kind;

static Result<RequestedSchedule> readFile(const ScheduleRequest &request,
                                          std::string text) {
  RequestedSchedule found;
  found.kind = Kind::File;
  found.csv = std::move(text);
  Result<ScheduleCsvFile> file =
      parseScheduleCsvFile(found.csv, request.schedule);
  if (!file)
    return file.getError();
  found.file = std::move(*file);
  const Schedule &schedule = found.file->getSchedule();
  if (auto error = compareSizes(schedule, request.sizes, request.prefix))
    return *error;
  found.sizes = {schedule.ranks, schedule.microBatches, schedule.virtualStages};
  return found;
}

Result<RequestedSchedule>
mlir::pipe::resolveSchedule(const ScheduleRequest &request) {
  Result<ScheduleSource> source = findSchedule(request.schedule);
  if (!source)
    return source.getError();
  return resolveSchedule(request, std::move(*source));
}

Result<RequestedSchedule>
mlir::pipe::resolveSchedule(const ScheduleRequest &request,
                            ScheduleSource source) {
  if (source.kind == Kind::File)
    return readFile(request, std::move(source.text));
  RequestedSchedule found;
  found.kind = source.kind;
  found.sizes = request.sizes;
  if (!found.sizes.virtualStages)
    found.sizes.virtualStages = getDefaultVirtualStages(request.schedule);
  if (found.kind == Kind::Search)
    return found;
  Result<Schedule> schedule = generateSchedule(request.schedule, found.sizes);
  if (!schedule)
    return schedule.getError();
  found.generated.schedule = std::move(*schedule);
  return found;
}
