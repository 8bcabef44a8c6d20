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

/// The line behind the rows of a file.
struct VersionsLine {
  std::string_view text;
  int64_t row = 0; ///< From 1, as an editor counts.
};

/// Takes the last line off `text`, which ends in no space, if it begins with
/// "#"; returns it.
std::optional<VersionsLine> takeVersionsLine(std::string_view &text);

/// \errors a line that begins with "#": only the last one may.
std::optional<Error> checkIsRow(std::string_view line);

/// Reads "# versions: stash" or "# versions: vertical-sync" into `schedule`,
/// whose actions are known. Empty cells may follow, as a spreadsheet adds them.
/// \errors another text; a schedule without updates of micro-batches.
std::optional<Error> readVersionsLine(const VersionsLine &line,
                                      Schedule &schedule);

/// Returns such a line, with its end; "" for a schedule without such updates.
std::string writeVersionsLine(const Schedule &schedule);

} // namespace mlir::pipe

#endif // PIPE_LIB_SCHEDULE_FORMATS_VERSIONSLINE_H
