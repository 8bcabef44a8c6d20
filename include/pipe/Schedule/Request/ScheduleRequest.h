//===- ScheduleRequest.h - The schedule that a user asks for -- -*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SCHEDULE_REQUEST_SCHEDULEREQUEST_H
#define PIPE_SCHEDULE_REQUEST_SCHEDULEREQUEST_H

#include "pipe/Schedule/Formats/ScheduleCsv.h"
#include "pipe/Schedule/Request/ScheduleSource.h"

#include <optional>
#include <string>
#include <string_view>

namespace mlir::pipe {

/// What a user asks for.
struct ScheduleRequest {
  /// A registered name, `search`, or a file in CSV (see `findSchedule`).
  std::string schedule;
  /// Numbers that are 0 were not said.
  ScheduleParameters sizes = {0, 0, 0};
  /// What stands before the names of options in messages: "--" on a command
  /// line.
  std::string prefix;
};

/// A request that was looked up: made or read once, and handed on from there.
struct RequestedSchedule {
  ScheduleSource::Kind kind = ScheduleSource::Kind::Registered;
  /// Those of the schedule: complete but for P and M of a search, which are as
  /// they were said.
  ScheduleParameters sizes;
  /// Of a file: its text, and what stands where in it.
  std::string csv;
  std::optional<ScheduleCsvFile> file;
  /// Of a registered schedule.
  CommunicationSchedule generated;

  /// The schedule, with transfers if its file has some; empty for a search.
  const CommunicationSchedule &get() const {
    return file ? file->communication : generated;
  }
};

/// Makes or reads the schedule of a request. Numbers that were not said are
/// read off a file; virtual stages are those that a registered schedule is made
/// for.
/// \errors those of `findSchedule`, of the generator and of
///         `parseScheduleCsvFile`; a file of other numbers than were said.
Result<RequestedSchedule> resolveSchedule(const ScheduleRequest &request);

/// As above, for what `findSchedule` has found.
Result<RequestedSchedule> resolveSchedule(const ScheduleRequest &request,
                                          ScheduleSource source);

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_REQUEST_SCHEDULEREQUEST_H
