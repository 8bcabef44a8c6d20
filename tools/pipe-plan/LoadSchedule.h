//===- LoadSchedule.h - The schedule of the command line --------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPE_PLAN_LOADSCHEDULE_H
#define PIPE_TOOLS_PIPE_PLAN_LOADSCHEDULE_H

#include "Options.h"

#include "pipe/Schedule/Core/Result.h"
#include "pipe/Schedule/Core/Schedule.h"

#include <optional>

namespace mlir::pipe {

/// Returns an error if P, M or V are given and those of the schedule are
/// others.
std::optional<Error> compareSizes(const Schedule &schedule,
                                  const SizeOptions &sizes);

/// Returns an error of a schedule with the schedule's name, if it lacks it.
std::string describeError(const Schedule &schedule, const Error &error);

/// Returns the schedule with that name, or of that file, see `findSchedule`;
/// one of a file may be illegal, see `checkSchedule`. Throws a Failure: the
/// generator's error, P or M missing, a file that does not parse or has other
/// numbers.
Schedule loadSchedule(const std::string &schedule, const SizeOptions &sizes);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPE_PLAN_LOADSCHEDULE_H
