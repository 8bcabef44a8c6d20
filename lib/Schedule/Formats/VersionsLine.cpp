//===- VersionsLine.cpp - The rule of versions in a CSV -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "VersionsLine.h"

#include "CsvText.h"

#include <algorithm>

using namespace mlir::pipe;

static constexpr std::string_view kStash = "# versions: stash";
static constexpr std::string_view kVerticalSync = "# versions: vertical-sync";

static bool beginsAsVersions(std::string_view line) {
  return trimCell(line).starts_with('#');
}

std::optional<VersionsLine>
mlir::pipe::takeVersionsLine(std::string_view &text) {
  size_t end = text.rfind('\n');
  size_t begin = end == std::string_view::npos ? 0 : end + 1;
  VersionsLine line = {text.substr(begin), 1};
  if (!beginsAsVersions(line.text))
    return std::nullopt;
  text = text.substr(0, begin);
  line.row += std::count(text.begin(), text.end(), '\n');
  text = text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
  return line;
}

static std::string nameLines() {
  return "'" + std::string(kStash) + "' or '" + std::string(kVerticalSync) +
         "'";
}

std::optional<Error> mlir::pipe::checkIsRow(std::string_view line) {
  if (!beginsAsVersions(line))
    return std::nullopt;
  return Error(quoteCell(trimCell(line)) +
               " is no row of actions; a line that begins with '#' says which "
               "versions of the weights are used, " +
               nameLines() + ", and stands behind all rows");
}

std::optional<Error> mlir::pipe::readVersionsLine(const VersionsLine &line,
                                                  Schedule &schedule) {
  size_t end = std::min(line.text.find(','), line.text.size());
  std::string_view rule = trimCell(line.text.substr(0, end));
  if (rule != kStash && rule != kVerticalSync)
    return Error("the last line is " + quoteCell(rule) + ", but must be " +
                 nameLines());
  for (size_t begin = end + 1; begin < line.text.size(); begin = end + 1) {
    end = std::min(line.text.find(',', begin), line.text.size());
    std::string_view cell = trimCell(line.text.substr(begin, end - begin));
    if (!cell.empty())
      return Error("nothing may follow '" + std::string(rule) +
                   "' on its line, but " + quoteCell(cell) + " does");
  }
  if (!schedule.updatesWithinStep())
    return Error("'" + std::string(rule) +
                 "' is for a schedule with updates of micro-batches, such as "
                 "0U0, but there are none");
  schedule.verticalSync = rule == kVerticalSync;
  return std::nullopt;
}

std::string mlir::pipe::writeVersionsLine(const Schedule &schedule) {
  if (!schedule.updatesWithinStep())
    return "";
  return std::string(schedule.verticalSync ? kVerticalSync : kStash) + "\n";
}
