//===- ScheduleCsv.cpp - Schedules as CSV ---------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Formats/ScheduleCsv.h"

#include "Core/MessageWords.h"
#include "CsvPlacement.h"
#include "CsvText.h"
#include "VersionsLine.h"

#include <algorithm>

using namespace mlir::pipe;

namespace {
/// Reads the rows of one file. Stages and micro-batches must be below the
/// number of actions that the file can have, since each needs one of its own:
/// so no number in a small file can ask for a big table.
class CsvReader {
public:
  CsvReader(std::string_view text, std::string_view fileName) : text(text) {
    file.fileName = fileName;
  }
  Result<ScheduleCsvFile> read(std::optional<int64_t> expectedRanks);

private:
  std::optional<Error> checkSize(std::optional<int64_t> expectedRanks);
  std::optional<Error> readRow(std::string_view line);
  std::optional<Error> readCell(std::string_view cell);
  std::optional<Error> readPair(std::string_view cell);
  std::optional<Error> enter(std::string_view text, const CsvCell &cell);
  std::optional<Error> finish();

  Error makeError(const std::string &reason) const;
  Error makeCellError(std::string_view cell, const Error &reason) const;

  std::string_view text;
  int64_t maxActions = 0; ///< numbers in cells are below it
  int64_t row = 0;        ///< from 1, as an editor counts
  int32_t column = 0;     ///< the cell in its row, from 1
  CsvPlacement placement;
  ScheduleCsvFile file;
  Schedule &schedule = file.communication.schedule;
};
} // namespace

Error CsvReader::makeError(const std::string &reason) const {
  Error error(reason);
  error.filePlace = {file.fileName, row, column};
  return error;
}

Error CsvReader::makeCellError(std::string_view cell,
                               const Error &reason) const {
  return makeError(quoteCell(cell) + " " + reason.message);
}

Result<ScheduleCsvFile> CsvReader::read(std::optional<int64_t> expectedRanks) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark)
    text.remove_prefix(kByteOrderMark.size());
  text = text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
  std::optional<VersionsLine> versions = takeVersionsLine(text);
  if (auto error = checkSize(expectedRanks))
    return *error;
  for (size_t begin = 0; begin <= text.size();) {
    size_t end = std::min(text.find('\n', begin), text.size());
    if (auto error = readRow(text.substr(begin, end - begin)))
      return *error;
    begin = end + 1;
  }
  row = column = 0;
  if (auto error = finish())
    return *error;
  if (versions)
    if (auto error = readVersionsLine(*versions, schedule)) {
      row = versions->row;
      column = 0;
      return makeError(error->message);
    }
  return std::move(file);
}

/// Counts rows and cells, without looking at them.
std::optional<Error>
CsvReader::checkSize(std::optional<int64_t> expectedRanks) {
  schedule.name = file.fileName;
  schedule.ranks = 1 + std::count(text.begin(), text.end(), '\n');
  int64_t numCells = schedule.ranks + std::count(text.begin(), text.end(), ',');
  if (numCells > kMaxScheduleCells)
    return makeError(
        "schedule is too big: it has " + str(numCells) +
        " cells, more than kMaxScheduleCells = " + str(kMaxScheduleCells));
  if (expectedRanks && schedule.ranks != *expectedRanks)
    return makeError("there are " + str(schedule.ranks) + " rows, but " +
                     str(*expectedRanks) + " ranks are asked for");
  int64_t numActions = numCells + std::count(text.begin(), text.end(), ';');
  maxActions = std::min(numActions, kMaxScheduleActions);
  placement.setMaxStages(2 * maxActions);
  return std::nullopt;
}

std::optional<Error> CsvReader::readRow(std::string_view line) {
  ++row;
  column = 0;
  schedule.actions.emplace_back();
  file.communication.items.emplace_back();
  file.actionColumns.emplace_back();
  file.itemColumns.emplace_back();
  if (auto error = checkIsRow(line))
    return makeError(error->message);
  for (size_t begin = 0; begin <= line.size();) {
    size_t end = std::min(line.find(',', begin), line.size());
    ++column;
    std::string_view cell = trimCell(line.substr(begin, end - begin));
    if (!cell.empty())
      if (auto error = readCell(cell))
        return error;
    begin = end + 1;
  }
  column = 0;
  if (schedule.actions.back().empty())
    return makeError("row " + str(row) + " has no actions; rank " +
                     str(row - 1) + " needs at least one stage");
  return std::nullopt;
}

std::optional<Error> CsvReader::readCell(std::string_view text) {
  if (text.front() == '(')
    return readPair(text);
  Result<CsvCell> cell = parseCsvCell(text, maxActions);
  if (!cell)
    return makeCellError(text, cell.getError());
  return enter(text, *cell);
}

/// Reads "(1F1;1B0)OVERLAP_F_B": actions that one cell holds, in their order.
std::optional<Error> CsvReader::readPair(std::string_view text) {
  constexpr std::string_view kWord = ")OVERLAP_F_B";
  auto makePairError = [&](const std::string &reason) {
    return makeCellError(
        text, Error("is no pair such as (1F1;1B0)OVERLAP_F_B" + reason));
  };
  if (!text.ends_with(kWord))
    return makePairError("");
  std::string_view inner = text.substr(1, text.size() - 1 - kWord.size());
  for (size_t begin = 0; begin <= inner.size();) {
    size_t end = std::min(inner.find(';', begin), inner.size());
    std::string_view part = trimCell(inner.substr(begin, end - begin));
    Result<CsvCell> cell = parseCsvCell(part, maxActions);
    if (!cell)
      return makePairError(": " + quoteCell(part) + " " +
                           cell.getError().message);
    if (!cell->item || cell->item->isTransfer())
      return makePairError(": " + quoteCell(part) + " is no action");
    if (auto error = enter(text, *cell))
      return error;
    begin = end + 1;
  }
  return std::nullopt;
}

std::optional<Error> CsvReader::enter(std::string_view text,
                                      const CsvCell &cell) {
  if (!cell.item)
    return std::nullopt;
  if (auto error = placement.enter(cell, row))
    return makeCellError(text, *error);
  file.communication.items.back().push_back(*cell.item);
  file.itemColumns.back().push_back(column);
  if (cell.item->isTransfer())
    return std::nullopt;
  schedule.actions.back().push_back(cell.item->action);
  file.actionColumns.back().push_back(column);
  return std::nullopt;
}

/// Finds the peers of transfers once all stages have their ranks.
std::optional<Error> CsvReader::finish() {
  if (auto error = placement.finish(schedule))
    return makeError(error->message);
  auto &lists = file.communication.items;
  for (size_t rank = 0; rank < lists.size(); ++rank)
    for (size_t i = 0; i < lists[rank].size(); ++i) {
      CommunicationItem &item = lists[rank][i];
      if (!item.isTransfer())
        continue;
      row = static_cast<int64_t>(rank) + 1;
      column = file.itemColumns[rank][i];
      if (auto error = placement.findPeer(schedule, row, item))
        return makeCellError(formatCsvCell(schedule, item), *error);
    }
  return std::nullopt;
}

Result<ScheduleCsvFile>
mlir::pipe::parseScheduleCsvFile(std::string_view text,
                                 std::string_view fileName,
                                 std::optional<int64_t> expectedRanks) {
  return CsvReader(text, fileName).read(expectedRanks);
}

Result<Schedule>
mlir::pipe::parseScheduleCsv(std::string_view text, std::string_view fileName,
                             std::optional<int64_t> expectedRanks) {
  Result<ScheduleCsvFile> file =
      parseScheduleCsvFile(text, fileName, expectedRanks);
  if (!file)
    return file.getError();
  return std::move(file->communication.schedule);
}
