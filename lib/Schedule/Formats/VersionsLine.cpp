//===- VersionsLine.cpp - The rule of versions in a CSV -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "VersionsLine.h"

using namespace mlir::pipe;

static constexpr std::string_view kStash = "# versions: stash";
static constexpr std::string_view kVerticalSync = "# versions: vertical-sync";

std::optional<std::string_view>
mlir::pipe::takeVersionsLine(std::string_view &text) {
  size_t end = text.rfind('\n');
  size_t begin = end == std::string_view::npos ? 0 : end + 1;
  std::string_view line = text.substr(begin);
  if (!line.starts_with('#'))
    return std::nullopt;
  text = text.substr(0, begin);
  text = text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
  return line;
}

std::optional<Error> mlir::pipe::readVersionsLine(std::string_view line,
                                                  Schedule &schedule) {
  if (line != kStash && line != kVerticalSync)
    return Error("the last line is neither '" + std::string(kStash) +
                 "' nor '" + std::string(kVerticalSync) + "'");
  if (!schedule.updatesWithinStep())
    return Error("'" + std::string(line) +
                 "' is for a schedule with updates of micro-batches, such as "
                 "0U0, but there are none");
  schedule.verticalSync = line == kVerticalSync;
  return std::nullopt;
}

std::string mlir::pipe::writeVersionsLine(const Schedule &schedule) {
  if (!schedule.updatesWithinStep())
    return "";
  return std::string(schedule.verticalSync ? kVerticalSync : kStash) + "\n";
}
