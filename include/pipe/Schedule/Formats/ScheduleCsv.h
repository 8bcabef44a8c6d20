//===- ScheduleCsv.h - Schedules as CSV -------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SCHEDULE_FORMATS_SCHEDULECSV_H
#define PIPE_SCHEDULE_FORMATS_SCHEDULECSV_H

#include "pipe/Schedule/Core/Result.h"
#include "pipe/Schedule/Core/Schedule.h"
#include "pipe/Schedule/Transfers/Communication.h"
#include "pipe/Schedule/Transfers/Rendezvous.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mlir::pipe {

/// The most cells that one file may have, empty ones included: enough for each
/// action of the largest schedule, with a receive, a send and an idle cell.
inline constexpr int64_t kMaxScheduleCells = 4 * kMaxScheduleActions;

/// Reads a schedule in the form of PyTorch's pipelining: one row a rank, one
/// cell an action, in order; empty cells are idle time and skipped.
///
///   0F0,0F1,0B0,0B1
///   1F0,1B0,1F1,1B1
///
/// The number of rows is P; M is the largest micro-batch + 1; the placement is
/// where the stages are found. Whether the schedule is legal is a question for
/// `checkSchedule`.
///
/// A cell is `<stage><F|B|I|W|U><micro-batch>`, where U may lack the
/// micro-batch. Where there are several copies of the model each cell ends with
/// the letter of its copy, as in `0F3a` and `1B4b`, "a" being the first; a
/// micro-batch passes through one copy. A cell may hold several actions that
/// PyTorch lets overlap, `(1F1;1B0)OVERLAP_F_B`; they are taken one after the
/// other. Cells for transfers
/// (`<stage><SEND_F|RECV_F|SEND_B|RECV_B><micro-batch>`) are left out here, see
/// `parseScheduleCsvFile`; UNSHARD, RESHARD and REDUCE_GRAD, which are about
/// replicas, everywhere.
///
/// Behind the rows there may be a line `# versions: RULE`, for a schedule with
/// updates of micro-batches: `stash`, as without the line, or `vertical-sync`
/// (`Schedule::verticalSync`). Empty cells may follow on that line.
///
/// \param fileName       used in messages and as the name of the schedule.
/// \param expectedRanks  if given, the number of rows that there must be.
/// \errors a cell that is none of these; a stage on two ranks; a micro-batch in
///         two copies; a cell without its copy, or with one where others have
///         none; a stage that no rank has; a transfer of a stage that its rank
///         has not, or to a stage that does not exist; a rank without actions;
///         another number of rows; more than kMaxScheduleCells cells; a last
///         line that names no rule, or one without updates; another line that
///         begins with "#".
///         `filePlace` has the row and the column, if one is at fault.
Result<Schedule>
parseScheduleCsv(std::string_view text, std::string_view fileName,
                 std::optional<int64_t> expectedRanks = std::nullopt);

/// A file with all that it says: also the transfers, and where things stand.
struct ScheduleCsvFile {
  std::string fileName;
  CommunicationSchedule communication;
  /// rank -> the column (from 1) of each action of the schedule.
  std::vector<std::vector<int32_t>> actionColumns;
  /// rank -> the column (from 1) of each item with transfers.
  std::vector<std::vector<int32_t>> itemColumns;

  const Schedule &getSchedule() const { return communication.schedule; }

  /// Returns where an item of the schedule stands, if the file has it.
  std::optional<FilePlace> findPlace(const ErrorPlace &place) const;

  /// Adds a note with row and column for each place that an error of
  /// `checkSchedule` or `checkRendezvous` names.
  Error locate(Error error) const;
};

/// Reads a file as above and keeps its transfers.
Result<ScheduleCsvFile>
parseScheduleCsvFile(std::string_view text, std::string_view fileName,
                     std::optional<int64_t> expectedRanks = std::nullopt);

/// Checks what was read: `checkSchedule`, then `findUpdateRule`, then
/// `checkRendezvous` if a model is given; the notes have rows and columns.
/// Without transfers of its own a file needs no model: any order of actions
/// that has no circle can be run, as receives may come in the order of the
/// sends (see `addCommunication`).
std::optional<Error> checkScheduleCsvFile(const ScheduleCsvFile &file,
                                          std::optional<QueueModel> model);

/// Writes a schedule in the same form, rows ending in "\n"; with the rule of
/// versions if it has updates of micro-batches.
std::string writeScheduleCsv(const Schedule &schedule);

/// Writes a schedule with the transfers that it has, rows ending in "\n".
std::string writeCommunicationCsv(const CommunicationSchedule &communication);

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_FORMATS_SCHEDULECSV_H
