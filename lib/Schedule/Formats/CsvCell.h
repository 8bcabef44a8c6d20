//===- CsvCell.h - One cell of a schedule in CSV ----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_SCHEDULE_FORMATS_CSVCELL_H
#define PIPE_LIB_SCHEDULE_FORMATS_CSVCELL_H

#include "pipe/Schedule/Transfers/Communication.h"

#include <optional>
#include <string_view>

namespace mlir::pipe {

/// What a cell says.
struct CsvCell {
  /// The action or the transfer, without its peer; nothing for a cell that
  /// means nothing to a schedule (UNSHARD, RESHARD, REDUCE_GRAD).
  std::optional<CommunicationItem> item;
  /// The copy of the model that the cell names: 0 for "a".
  std::optional<int32_t> copy;
};

/// Returns the letter of a copy of the model; there are at most
/// kMaxCsvCopies.
inline char getCopyLetter(int64_t copy) {
  return static_cast<char>('a' + copy);
}
inline constexpr int64_t kMaxCsvCopies = 26;

/// Reads a cell without blanks around it.
///
/// \param maxNumber  stages and micro-batches must be below it.
/// \errors what is wrong with the text, to be put behind it: "is not an action
///         such as 0F3: ...".
Result<CsvCell> parseCsvCell(std::string_view text, int64_t maxNumber);

/// Returns the text of a cell, with the letter of its copy where the schedule
/// has several. The item need not be legal.
std::string formatCsvCell(const Schedule &schedule,
                          const CommunicationItem &item);

} // namespace mlir::pipe

#endif // PIPE_LIB_SCHEDULE_FORMATS_CSVCELL_H
