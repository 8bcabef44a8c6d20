//===- CsvPlacement.cpp - Who has which stage in a CSV --------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CsvPlacement.h"

#include "Core/MessageWords.h"
#include "Transfers/Transfers.h"

#include <algorithm>

using namespace mlir::pipe;

static constexpr int64_t kNowhere = -1;
static constexpr int32_t kNoCopy = -1;

std::optional<Error> CsvPlacement::enter(const CsvCell &cell, int64_t row) {
  if (auto error = enterCopy(cell))
    return error;
  if (cell.item->isTransfer())
    return std::nullopt;
  const Action &action = cell.item->action;
  numMicroBatches = std::max<int64_t>(numMicroBatches, action.microBatch + 1);
  return enterStage(action, cell.copy.value_or(0), row);
}

/// Checks that all cells name a copy or none does, and that a micro-batch has
/// one copy.
std::optional<Error> CsvPlacement::enterCopy(const CsvCell &cell) {
  if (hasCopies && *hasCopies != cell.copy.has_value())
    return Error(cell.copy
                     ? "names a copy of the model, but cells before it do "
                       "not"
                     : "names no copy of the model, but cells before it "
                       "do, as in 0F3a");
  hasCopies = cell.copy.has_value();
  int32_t microBatch = cell.item->action.microBatch;
  if (!cell.copy)
    return std::nullopt;
  if (microBatch == kNoMicroBatch)
    return Error("must name a micro-batch: cells name copies of the model");
  if (static_cast<size_t>(microBatch) >= copies.size())
    copies.resize(static_cast<size_t>(microBatch) + 1, kNoCopy);
  int32_t &copy = copies[static_cast<size_t>(microBatch)];
  if (copy == kNoCopy)
    copy = *cell.copy;
  if (copy != *cell.copy)
    return Error("puts micro-batch " + str(microBatch) + " into copy " +
                 getCopyLetter(*cell.copy) +
                 " of the model, but a cell before it into copy " +
                 getCopyLetter(copy));
  return std::nullopt;
}

/// Puts a stage on the rank of a row.
std::optional<Error> CsvPlacement::enterStage(const Action &action,
                                              int32_t copy, int64_t row) {
  auto index = static_cast<size_t>(copy),
       stage = static_cast<size_t>(action.stage);
  if (index >= ranks.size())
    ranks.resize(index + 1);
  std::vector<int64_t> &stages = ranks[index];
  if (stage >= stages.size()) {
    numStages += static_cast<int64_t>(stage + 1 - stages.size());
    if (numStages > maxStages)
      return Error("has a stage that is too big: the cells before it have not "
                   "half as many of them");
    stages.resize(stage + 1, kNowhere);
  }
  int64_t &home = stages[stage];
  if (home == kNowhere)
    home = row - 1;
  if (home == row - 1)
    return std::nullopt;
  std::string which = "stage " + str(action.stage);
  std::string hint = "; name the copy of the model where there are several, as "
                     "in " +
                     toString(action) + "b";
  if (*hasCopies) {
    which += " of copy " + std::string(1, getCopyLetter(copy));
    hint.clear();
  }
  return Error("puts " + which + " on rank " + str(row - 1) + ", but row " +
               str(home + 1) + " has it on rank " + str(home) + hint);
}

/// Names a stage of a copy that no cell has, but must: there is a `last` one.
static Error describeMissing(size_t copy, size_t stage, size_t last,
                             bool hasCopies) {
  std::string which = "no rank has stage " + std::to_string(stage);
  if (!hasCopies)
    return Error(which + ", but there is a stage " + std::to_string(last));
  return Error(which + " of copy " + getCopyLetter(static_cast<int64_t>(copy)) +
               " of the model, but some copy has a stage " +
               std::to_string(last));
}

std::optional<Error> CsvPlacement::finish(Schedule &schedule) const {
  size_t numStages = 0;
  for (const std::vector<int64_t> &stages : ranks)
    numStages = std::max(numStages, stages.size());
  schedule.virtualStages = 0;
  for (size_t copy = 0; copy < ranks.size(); ++copy) {
    std::vector<int64_t> numOnRank(static_cast<size_t>(schedule.ranks), 0);
    for (size_t stage = 0; stage < numStages; ++stage) {
      if (stage >= ranks[copy].size() || ranks[copy][stage] == kNowhere)
        return describeMissing(copy, stage, numStages - 1, *hasCopies);
      int64_t &count = numOnRank[static_cast<size_t>(ranks[copy][stage])];
      schedule.virtualStages = std::max(schedule.virtualStages, ++count);
    }
  }
  schedule.placement = ranks.front();
  schedule.microBatches = numMicroBatches;
  if (ranks.size() == 1)
    return std::nullopt;
  schedule.otherPlacements.assign(ranks.begin() + 1, ranks.end());
  // A number that no cell has is an error of the check.
  schedule.copyOfMicroBatch = copies;
  schedule.copyOfMicroBatch.resize(static_cast<size_t>(numMicroBatches), 0);
  for (int32_t &copy : schedule.copyOfMicroBatch)
    copy = std::max(copy, 0);
  return std::nullopt;
}

std::optional<Error> CsvPlacement::findPeer(const Schedule &schedule,
                                            int64_t row,
                                            CommunicationItem &transfer) {
  const Action &action = transfer.action;
  if (action.stage >= schedule.numStages() ||
      action.microBatch >= schedule.microBatches)
    return Error("is a transfer of stage " + str(action.stage) +
                 " and micro-batch " + str(action.microBatch) +
                 ", but the actions have " + str(schedule.numStages()) +
                 " stages and " + str(schedule.microBatches) +
                 " micro-batches");
  int64_t home = schedule.getRank(action);
  if (home != row - 1)
    return Error("is a transfer of stage " + str(action.stage) +
                 ", which is not on this rank but on rank " + str(home));
  int64_t other = getOtherStage(transfer);
  if (other < 0 || other >= schedule.numStages())
    return Error("has no other end: there is no stage " + str(other));
  Action there = action;
  there.stage = static_cast<int32_t>(other);
  transfer.peer = static_cast<int32_t>(schedule.getRank(there));
  return std::nullopt;
}
