//===- ScheduleSource.h - A name or a file ----------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SCHEDULE_REQUEST_SCHEDULESOURCE_H
#define PIPE_SCHEDULE_REQUEST_SCHEDULESOURCE_H

#include "pipe/Schedule/Core/Result.h"
#include "pipe/Schedule/Core/Schedule.h"
#include "pipe/Schedule/Generators/Registry.h"

#include <optional>
#include <string>
#include <string_view>

namespace mlir::pipe {

/// What a user means who names a schedule.
struct ScheduleSource {
  enum class Kind { Registered, Search, File };
  Kind kind = Kind::Registered;
  std::string text; ///< of the file
};

/// Decides what `schedule` is: a registered name and `search` are what they
/// say (a file of such a name is reached as ./NAME); all else is a file in
/// CSV, whatever its name ends with.
///
/// \errors there is neither such a name nor such a file; what is there is no
///         regular file, is too big or cannot be read.
Result<ScheduleSource> findSchedule(std::string_view schedule);

/// Returns an error if numbers are asked for (are not 0) and those of the
/// schedule are others. `prefix` is what stands before the name of an option:
/// "--" on a command line.
std::optional<Error> compareSizes(const Schedule &schedule,
                                  const ScheduleParameters &asked,
                                  std::string_view prefix);

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_REQUEST_SCHEDULESOURCE_H
