//===- CsvPlacement.h - Who has which stage in a CSV ------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_SCHEDULE_FORMATS_CSVPLACEMENT_H
#define PIPE_LIB_SCHEDULE_FORMATS_CSVPLACEMENT_H

#include "CsvCell.h"

namespace mlir::pipe {

/// Learns from cells which rank has which stage of which copy of the model, and
/// which copy a micro-batch passes through. Rows count from 1. Errors are to be
/// put behind the text of the cell.
class CsvPlacement {
public:
  /// Allows so many stages of all copies together; more than a file that is
  /// complete can have, so that what is missing can be named.
  void setMaxStages(int64_t number) { maxStages = number; }

  /// Enters a cell that has an item. An action puts its stage on its row.
  /// \errors a stage on two ranks, a micro-batch in two copies, cells with and
  ///         without a copy.
  std::optional<Error> enter(const CsvCell &cell, int64_t row);

  /// Fills in all of a schedule but its actions; `ranks` is known.
  /// \errors a stage or a copy that no cell has.
  std::optional<Error> finish(Schedule &schedule) const;

  /// Fills in the peer of a transfer of a row.
  /// \errors a stage or micro-batch that the row has not, or no stage at the
  ///         other end.
  static std::optional<Error> findPeer(const Schedule &schedule, int64_t row,
                                       CommunicationItem &transfer);

private:
  std::optional<Error> enterCopy(const CsvCell &cell);
  std::optional<Error> enterStage(const Action &action, int32_t copy,
                                  int64_t row);

  int64_t maxStages = 0;
  int64_t numStages = 0; ///< of all copies
  int64_t numMicroBatches = 0;
  /// Whether cells name a copy, once there was one.
  std::optional<bool> hasCopies;
  std::vector<std::vector<int64_t>> ranks; ///< copy -> stage -> rank, or -1
  std::vector<int32_t> copies;             ///< micro-batch -> copy, or -1
};

} // namespace mlir::pipe

#endif // PIPE_LIB_SCHEDULE_FORMATS_CSVPLACEMENT_H
