//===- ScheduleCsv.cpp - Schedules as CSV ---------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/ScheduleCsv.h"

#include <algorithm>
#include <charconv>
#include <optional>

using namespace mlir::pipe;

namespace {
/// Reads the rows of one file. Stages and micro-batches must be below the
/// number of cells, since each needs an action of its own: so no number in a
/// small file can ask for a big table.
class CsvReader {
public:
  CsvReader(std::string_view text, std::string_view fileName)
      : text(text), fileName(fileName) {}
  Result<Schedule> read();

private:
  std::optional<Error> readRow(std::string_view line);
  std::optional<Error> readCell(std::string_view cell);
  std::optional<Error> readNumber(std::string_view &cell, const char *what,
                                  int32_t &number) const;
  std::optional<Error> place(const Action &action);
  std::optional<Error> finish();

  Error makeCellError(const std::string &reason) const {
    return Error(std::string(fileName) + ": row " + std::to_string(row) +
                 ", column " + std::to_string(column) + ": '" +
                 shorten(currentCell) + "' " + reason);
  }
  static std::string shorten(std::string_view cell);

  std::string_view text;
  std::string_view fileName;
  int64_t maxNumber = 0; ///< numbers in cells are below it
  int64_t row = 0;       ///< from 1, as an editor counts
  int64_t column = 0;    ///< the cell in its row, from 1
  std::string_view currentCell;
  Schedule schedule;
};
} // namespace

static std::string_view trim(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\"";
  size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos)
    return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

/// Returns the cell fit for a message: not long, no control characters.
std::string CsvReader::shorten(std::string_view cell) {
  constexpr size_t kMaxLength = 32;
  std::string result(cell.substr(0, kMaxLength));
  for (char &c : result)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
      c = '?';
  return cell.size() > kMaxLength ? result + "..." : result;
}

Result<Schedule> CsvReader::read() {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark)
    text.remove_prefix(kByteOrderMark.size());
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r'))
    text.remove_suffix(1);
  maxNumber = 1 + std::count(text.begin(), text.end(), ',') +
              std::count(text.begin(), text.end(), '\n');
  if (maxNumber > kMaxScheduleActions)
    return Error(std::string(fileName) + ": schedule is too big: it has " +
                 std::to_string(maxNumber) + " cells, more than " +
                 std::to_string(kMaxScheduleActions));
  schedule.name = fileName;
  for (size_t begin = 0; begin <= text.size();) {
    size_t end = std::min(text.find('\n', begin), text.size());
    if (auto error = readRow(text.substr(begin, end - begin)))
      return *error;
    begin = end + 1;
  }
  if (auto error = finish())
    return *error;
  return std::move(schedule);
}

std::optional<Error> CsvReader::readRow(std::string_view line) {
  ++row;
  column = 0;
  schedule.actions.emplace_back();
  for (size_t begin = 0; begin <= line.size();) {
    size_t end = std::min(line.find(',', begin), line.size());
    ++column;
    currentCell = trim(line.substr(begin, end - begin));
    if (!currentCell.empty())
      if (auto error = readCell(currentCell))
        return error;
    begin = end + 1;
  }
  if (schedule.actions.back().empty())
    return Error(std::string(fileName) + ": row " + std::to_string(row) +
                 " has no actions; rank " + std::to_string(row - 1) +
                 " needs at least one stage");
  return std::nullopt;
}

/// Returns true for what PyTorch adds to a schedule to run it.
static bool isCommunication(std::string_view cell) {
  for (std::string_view name :
       {"SEND_", "RECV_", "UNSHARD", "RESHARD", "REDUCE_GRAD"})
    if (cell.substr(0, name.size()) == name)
      return true;
  return false;
}

/// Reads `<stage><F|B|I|W|U><micro-batch>`.
std::optional<Error> CsvReader::readCell(std::string_view cell) {
  Action action;
  if (auto error = readNumber(cell, "stage", action.stage))
    return error;
  using enum ActionKind;
  std::optional<ActionKind> kind;
  for (ActionKind candidate :
       {Forward, Backward, InputGradient, WeightGradient, Update})
    if (!cell.empty() && cell.front() == getLetter(candidate))
      kind = candidate;
  if (isCommunication(cell))
    return makeCellError("is no compute action; write the compute-only form: "
                         "sends and receives are found from the order");
  if (!kind)
    return makeCellError("is not an action such as 0F3: expected F, B, I, W or "
                         "U after the stage");
  action.kind = *kind;
  cell.remove_prefix(1);
  if (cell.empty() && action.kind == Update)
    action.microBatch = kNoMicroBatch;
  else if (auto error = readNumber(cell, "micro-batch", action.microBatch))
    return error;
  if (!cell.empty())
    return makeCellError("is not an action such as 0F3: nothing may follow the "
                         "micro-batch");
  return place(action);
}

/// Takes a number off the front of `cell`.
std::optional<Error> CsvReader::readNumber(std::string_view &cell,
                                           const char *what,
                                           int32_t &number) const {
  const char *end = cell.data() + cell.size();
  bool isDigit = !cell.empty() && cell.front() >= '0' && cell.front() <= '9';
  auto [rest, status] = std::from_chars(cell.data(), end, number);
  if (!isDigit)
    return makeCellError("is not an action such as 0F3: expected the number of "
                         "the " +
                         std::string(what));
  if (status != std::errc() || number >= maxNumber)
    return makeCellError("has a " + std::string(what) +
                         " that is too big: the file has only " +
                         std::to_string(maxNumber) + " cells");
  cell.remove_prefix(static_cast<size_t>(rest - cell.data()));
  return std::nullopt;
}

/// Adds an action to the current rank, which thereby has its stage.
std::optional<Error> CsvReader::place(const Action &action) {
  constexpr int64_t kNowhere = -1;
  auto stage = static_cast<size_t>(action.stage);
  if (stage >= schedule.placement.size())
    schedule.placement.resize(stage + 1, kNowhere);
  int64_t &home = schedule.placement[stage];
  if (home == kNowhere)
    home = row - 1;
  if (home != row - 1)
    return makeCellError("puts stage " + std::to_string(stage) + " on rank " +
                         std::to_string(row - 1) + ", but row " +
                         std::to_string(home + 1) + " has it on rank " +
                         std::to_string(home));
  schedule.microBatches =
      std::max<int64_t>(schedule.microBatches, action.microBatch + 1);
  schedule.actions.back().push_back(action);
  return std::nullopt;
}

std::optional<Error> CsvReader::finish() {
  schedule.ranks = row;
  std::vector<int64_t> stagesOfRank(static_cast<size_t>(row), 0);
  for (size_t stage = 0; stage < schedule.placement.size(); ++stage) {
    int64_t rank = schedule.placement[stage];
    if (rank < 0)
      return Error(std::string(fileName) + ": no rank has stage " +
                   std::to_string(stage) + ", but there is a stage " +
                   std::to_string(schedule.placement.size() - 1));
    ++stagesOfRank[static_cast<size_t>(rank)];
  }
  schedule.virtualStages =
      *std::max_element(stagesOfRank.begin(), stagesOfRank.end());
  return std::nullopt;
}

Result<Schedule>
mlir::pipe::parseScheduleCsv(std::string_view text, std::string_view fileName,
                             std::optional<int64_t> expectedRanks) {
  Result<Schedule> schedule = CsvReader(text, fileName).read();
  if (schedule && expectedRanks && schedule->ranks != *expectedRanks)
    return Error(std::string(fileName) + ": there are " +
                 std::to_string(schedule->ranks) + " rows, but " +
                 std::to_string(*expectedRanks) + " ranks are asked for");
  return schedule;
}

std::string mlir::pipe::writeScheduleCsv(const Schedule &schedule) {
  std::string text;
  for (const std::vector<Action> &list : schedule.actions) {
    for (size_t i = 0; i < list.size(); ++i)
      text += (i == 0 ? "" : ",") + toString(list[i]);
    text += "\n";
  }
  return text;
}
