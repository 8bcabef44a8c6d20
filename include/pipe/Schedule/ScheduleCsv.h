//===- ScheduleCsv.h - Schedules as CSV -------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SCHEDULE_SCHEDULECSV_H
#define PIPE_SCHEDULE_SCHEDULECSV_H

#include "pipe/Schedule/Result.h"
#include "pipe/Schedule/Schedule.h"

#include <string>
#include <string_view>

namespace mlir::pipe {

/// Reads a schedule in the form of PyTorch's pipelining: one row a rank, one
/// cell an action, in order; empty cells are idle time and skipped.
///
///   0F0,0F1,0B0,0B1
///   1F0,1B0,1F1,1B1
///
/// The number of rows is P; M is the largest micro-batch + 1; the placement is
/// where the stages are found. Whether the schedule is legal is a question for
/// `checkSchedule`.
///
/// \param fileName  used in messages and as the name of the schedule.
/// \errors a cell that is no action (row, column and text are named, both from
///         1); a stage on two ranks; a stage that no rank has; a rank without
///         actions; more than kMaxScheduleActions cells.
Result<Schedule> parseScheduleCsv(std::string_view text,
                                  std::string_view fileName);

/// Writes a schedule in the same form, rows ending in "\n".
std::string writeScheduleCsv(const Schedule &schedule);

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_SCHEDULECSV_H
