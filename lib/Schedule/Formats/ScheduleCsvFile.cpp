//===- ScheduleCsvFile.cpp - Check and write schedules in CSV -------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Formats/ScheduleCsv.h"

#include "CsvCell.h"
#include "VersionsLine.h"
#include "pipe/Schedule/Core/UpdateRule.h"
#include "pipe/Schedule/Timing/CheckSchedule.h"

#include <algorithm>

using namespace mlir::pipe;

std::optional<FilePlace>
ScheduleCsvFile::findPlace(const ErrorPlace &place) const {
  const auto &columns = place.withTransfers ? itemColumns : actionColumns;
  auto rank = static_cast<size_t>(place.rank);
  auto position = static_cast<size_t>(place.position);
  if (rank >= columns.size() || position >= columns[rank].size())
    return std::nullopt;
  return FilePlace{fileName, place.rank + 1, columns[rank][position]};
}

/// Returns "my.csv:2:5: 1F3" for the item at a place, or nothing if the file
/// has no such place.
static std::optional<std::string> describePlace(const ScheduleCsvFile &file,
                                                const ErrorPlace &place) {
  std::optional<FilePlace> found = file.findPlace(place);
  if (!found)
    return std::nullopt;
  return found->toString() + ": " +
         formatCsvCell(file.getSchedule(), file.communication.getItem(place));
}

Error ScheduleCsvFile::locate(Error error) const {
  for (const ErrorPlace &place : error.places) {
    std::optional<std::string> note = describePlace(*this, place);
    auto &notes = error.notes;
    if (note && std::find(notes.begin(), notes.end(), *note) == notes.end())
      notes.push_back(*note);
  }
  return error;
}

std::optional<Error>
mlir::pipe::checkScheduleCsvFile(const ScheduleCsvFile &file,
                                 std::optional<QueueModel> model) {
  std::optional<Error> error = checkSchedule(file.getSchedule());
  if (!error)
    if (auto rule = findUpdateRule(file.getSchedule()); !rule)
      error = rule.getError();
  if (!error && model)
    error = checkRendezvous(file.communication, *model);
  if (!error)
    return std::nullopt;
  return file.locate(*error);
}

std::string mlir::pipe::writeScheduleCsv(const Schedule &schedule) {
  std::string text;
  for (const std::vector<Action> &list : schedule.actions) {
    for (size_t i = 0; i < list.size(); ++i) {
      CommunicationItem item;
      item.action = list[i];
      text += (i == 0 ? "" : ",") + formatCsvCell(schedule, item);
    }
    text += "\n";
  }
  return text + writeVersionsLine(schedule);
}

std::string
mlir::pipe::writeCommunicationCsv(const CommunicationSchedule &communication) {
  if (!communication.hasTransfers())
    return writeScheduleCsv(communication.schedule);
  std::string text;
  for (const std::vector<CommunicationItem> &list : communication.items) {
    for (size_t i = 0; i < list.size(); ++i)
      text +=
          (i == 0 ? "" : ",") + formatCsvCell(communication.schedule, list[i]);
    text += "\n";
  }
  return text + writeVersionsLine(communication.schedule);
}
