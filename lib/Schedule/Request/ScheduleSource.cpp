//===- ScheduleSource.cpp - A name or a file ------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Request/ScheduleSource.h"

#include "pipe/Schedule/Search/Search.h"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

using namespace mlir::pipe;
namespace fs = std::filesystem;

/// Far more than the text of the largest schedule.
static constexpr uintmax_t kMaxBytes = uintmax_t(1) << 30;

static Error makeError(const std::string &file, const std::string &reason) {
  Error error(reason);
  error.filePlace = {file};
  return error;
}

static Result<std::string> readText(const std::string &file) {
  std::error_code code;
  fs::file_status status = fs::status(file, code);
  if (fs::is_directory(status))
    return makeError(file, "is a folder and no schedule");
  // A pipe could be read only once.
  if (!fs::is_regular_file(status))
    return makeError(file, "is no regular file; write the schedule to one");
  uintmax_t size = fs::file_size(file, code);
  if (!code && size > kMaxBytes)
    return makeError(file, "is too big for a schedule: it has " +
                               std::to_string(size) + " bytes");
  std::ifstream stream(file, std::ios::binary);
  std::string text(code ? 0 : size, '\0');
  if (stream && stream.read(text.data(), std::streamsize(text.size())))
    return text;
  std::string reason = std::generic_category().message(errno);
  return makeError(file, "cannot read the schedule: " + reason);
}

Result<ScheduleSource> mlir::pipe::findSchedule(std::string_view schedule) {
  ScheduleSource source;
  if (lookupSchedule(schedule))
    return source;
  source.kind = ScheduleSource::Kind::Search;
  if (schedule == kSearchName)
    return source;
  source.kind = ScheduleSource::Kind::File;
  std::string file(schedule);
  std::error_code code;
  if (fs::status(file, code).type() == fs::file_type::not_found)
    return Error(
        "unknown schedule '" + file +
        "', and there is no such file; known schedules: " + listSchedules());
  if (code)
    return makeError(file, "cannot read the schedule: " + code.message());
  Result<std::string> text = readText(file);
  if (!text)
    return text.getError();
  source.text = std::move(*text);
  return source;
}

std::optional<Error> mlir::pipe::compareSizes(const Schedule &schedule,
                                              const ScheduleParameters &asked,
                                              std::string_view prefix) {
  struct {
    const char *option;
    const char *what;
    int64_t asked;
    int64_t found;
  } numbers[] = {{"ranks", "ranks", asked.ranks, schedule.ranks},
                 {"micro-batches", "micro-batches", asked.microBatches,
                  schedule.microBatches},
                 {"virtual-stages", "stages a rank", asked.virtualStages,
                  schedule.virtualStages}};
  for (const auto &number : numbers)
    if (number.asked != 0 && number.asked != number.found)
      return Error(schedule.name + ": the number of " + number.what + " is " +
                   std::to_string(number.found) + ", but " +
                   std::string(prefix) + number.option + " says " +
                   std::to_string(number.asked));
  return std::nullopt;
}
