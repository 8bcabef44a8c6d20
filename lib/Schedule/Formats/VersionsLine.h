//===- VersionsLine.h - The rule of versions in a CSV -----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_SCHEDULE_FORMATS_VERSIONSLINE_H
#define PIPE_LIB_SCHEDULE_FORMATS_VERSIONSLINE_H

#include "pipe/Schedule/Core/Result.h"
#include "pipe/Schedule/Core/Schedule.h"

#include <optional>
#include <string>
#include <string_view>

namespace mlir::pipe {

/// Takes the last line off `text`, which ends in no space, if it begins with
/// "#"; returns it.
std::optional<std::string_view> takeVersionsLine(std::string_view &text);

/// Reads "# versions: stash" or "# versions: vertical-sync" into `schedule`,
/// whose actions are known.
/// \errors another text; a schedule without updates of micro-batches.
std::optional<Error> readVersionsLine(std::string_view line,
                                      Schedule &schedule);

/// Returns such a line, with its end; "" for a schedule without such updates.
std::string writeVersionsLine(const Schedule &schedule);

} // namespace mlir::pipe

#endif // PIPE_LIB_SCHEDULE_FORMATS_VERSIONSLINE_H
