//===- TransferTable.cpp - The two ends of each transfer ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TransferTable.h"

#include "Core/MessageWords.h"
#include "Transfers.h"
#include "pipe/Schedule/Timing/CheckSchedule.h"

using namespace mlir::pipe;
using Kind = CommunicationItem::Kind;

std::string TransferTable::describe(ItemIndex index) const {
  return "rank " + str(getRank(index)) + ", position " +
         str(getPosition(index)) + ": " + toString(getItem(index));
}

Error TransferTable::makeError(ItemIndex index,
                               const std::string &reason) const {
  return Error(describe(index) + " " + reason, {}, {getPlace(index)});
}

Result<TransferTable>
TransferTable::create(const CommunicationSchedule &communication) {
  if (auto error = checkSchedule(communication.schedule))
    return *error;
  TransferTable table;
  table.communication = &communication;
  table.training = communication.schedule.isTraining();
  if (auto error = table.checkLists())
    return *error;
  table.firstOfRank.push_back(0);
  for (const std::vector<CommunicationItem> &list : communication.items) {
    auto rank = static_cast<int32_t>(table.firstOfRank.size() - 1);
    table.ranks.insert(table.ranks.end(), list.size(), rank);
    table.firstOfRank.push_back(static_cast<int64_t>(table.ranks.size()));
  }
  const Schedule &schedule = communication.schedule;
  table.ends.assign(
      static_cast<size_t>(schedule.numStages() * schedule.microBatches * 4),
      kNoItem);
  table.others.assign(static_cast<size_t>(table.numItems()), kNoItem);
  if (auto error = table.enterTransfers())
    return *error;
  for (ItemIndex index = 0; index < table.numItems(); ++index)
    if (!table.getItem(index).isTransfer())
      if (auto error = table.matchAction(index))
        return *error;
  return table;
}

std::optional<Error> TransferTable::checkLists() const {
  const Schedule &schedule = communication->schedule;
  if (communication->items.size() != schedule.actions.size())
    return Error("schedule has " + std::to_string(schedule.actions.size()) +
                 " ranks but " + std::to_string(communication->items.size()) +
                 " lists with transfers");
  for (size_t rank = 0; rank < communication->items.size(); ++rank)
    if (auto error = checkActions(rank))
      return error;
  return std::nullopt;
}

/// Checks that the list of a rank has the actions of the schedule, and no more
/// transfers than they can use, which bounds its length.
std::optional<Error> TransferTable::checkActions(size_t rank) const {
  const auto &actions = communication->schedule.actions[rank];
  size_t next = 0;
  for (const CommunicationItem &item : communication->items[rank])
    if (!item.isTransfer()) {
      if (next == actions.size() || !(actions[next] == item.action))
        return Error("the list with transfers of rank " + std::to_string(rank) +
                     " has " + toString(item.action) +
                     " where the schedule has " +
                     (next == actions.size() ? "no more actions"
                                             : toString(actions[next])));
      ++next;
    }
  if (next != actions.size())
    return Error("the list with transfers of rank " + std::to_string(rank) +
                 " lacks " + toString(actions[next]) + " of the schedule");
  size_t numTransfers = communication->items[rank].size() - actions.size();
  if (numTransfers > 2 * actions.size())
    return Error("rank " + std::to_string(rank) + " has " +
                 std::to_string(numTransfers) + " transfers for " +
                 std::to_string(actions.size()) +
                 " actions: at most one receive and one send belong to each");
  return std::nullopt;
}

/// Checks that a transfer names things that exist, and its own two ranks.
std::optional<Error> TransferTable::checkTransfer(ItemIndex index) const {
  const Schedule &schedule = communication->schedule;
  const CommunicationItem &item = getItem(index);
  const Action &action = item.action;
  if (action.kind != ActionKind::Forward && action.kind != ActionKind::Backward)
    return makeError(index, "must move a value of F or of B");
  if (action.kind == ActionKind::Backward && !training)
    return makeError(index, "moves a gradient, but the schedule '" +
                                schedule.name + "' has no backward actions");
  if (action.microBatch < 0 || action.microBatch >= schedule.microBatches)
    return makeError(index, "names micro-batch " + str(action.microBatch) +
                                ", but the schedule has " +
                                str(schedule.microBatches) + " micro-batches");
  int64_t other = getOtherStage(item);
  for (int64_t stage : {int64_t{action.stage}, other})
    if (stage < 0 || stage >= schedule.numStages())
      return makeError(index, "needs a stage " + str(stage) +
                                  ", but the schedule has " +
                                  str(schedule.numStages()) + " stages");
  int64_t home = schedule.getRank(action);
  if (home != getRank(index))
    return makeError(index, "is on the wrong rank: stage " + str(action.stage) +
                                " is placed on rank " + str(home));
  int64_t peer = schedule.getRank(
      {static_cast<int32_t>(other), action.kind, action.microBatch});
  if (peer == home)
    return makeError(index, "has both ends on rank " + str(home) +
                                ": a value used on its own rank needs no "
                                "transfer");
  if (peer != item.peer)
    return makeError(index, "names rank " + str(item.peer) +
                                " as its other end, but stage " + str(other) +
                                " is placed on rank " + str(peer));
  return std::nullopt;
}

ItemIndex &TransferTable::getEnd(const CommunicationItem &end) {
  // Both ends are filed under the stage that sends.
  bool isSend = end.kind == Kind::Send;
  int64_t stage = isSend ? end.action.stage : getOtherStage(end);
  int64_t isGradient = end.action.kind == ActionKind::Backward;
  int64_t task =
      stage * communication->schedule.microBatches + end.action.microBatch;
  return ends[static_cast<size_t>(task * 4 + isGradient * 2 + isSend)];
}

std::optional<Error> TransferTable::enterTransfers() {
  for (ItemIndex index = 0; index < numItems(); ++index)
    if (getItem(index).isTransfer())
      if (auto error = enterTransfer(index))
        return error;
  return std::nullopt;
}

std::optional<Error> TransferTable::enterTransfer(ItemIndex index) {
  if (auto error = checkTransfer(index))
    return error;
  ItemIndex &end = getEnd(getItem(index));
  if (end != kNoItem)
    return Error(describe(index) + " repeats what is at position " +
                     str(getPosition(end)),
                 {}, {getPlace(index), getPlace(end)});
  end = index;
  ItemIndex other =
      getEnd(getOtherEnd(communication->schedule, getItem(index)));
  if (other != kNoItem) {
    others[static_cast<size_t>(index)] = other;
    others[static_cast<size_t>(other)] = index;
  }
  return std::nullopt;
}

/// Checks the transfers of an action: after it a send of what it makes, before
/// it a receive of what it reads.
std::optional<Error> TransferTable::matchAction(ItemIndex index) {
  const Schedule &schedule = communication->schedule;
  const Action &action = getItem(index).action;
  if (auto send = makeSend(schedule, action))
    if (auto error = matchSend(index, *send))
      return error;
  if (auto receive = makeReceive(schedule, action))
    return matchReceive(index, *receive);
  return std::nullopt;
}

std::optional<Error> TransferTable::matchSend(ItemIndex index,
                                              const CommunicationItem &send) {
  ItemIndex from = getEnd(send);
  CommunicationItem receive = getOtherEnd(communication->schedule, send);
  ItemIndex to = getEnd(receive);
  std::string missing =
      "rank " + str(send.peer) + " has no " + toString(receive);
  if (from == kNoItem && to == kNoItem)
    return makeError(index, "makes a value for stage " +
                                str(receive.action.stage) + ", but rank " +
                                str(receive.peer) + " has no " +
                                toString(send) + " and " + missing);
  if (from == kNoItem)
    return makeError(to, "has no send: rank " + str(receive.peer) + " has no " +
                             toString(send));
  if (to == kNoItem)
    return makeError(from, "has no receive: " + missing);
  if (from < index)
    return Error(describe(from) + " sends the value of " +
                     toString(getItem(index)) + " at position " +
                     str(getPosition(index)) + " before it is made",
                 {}, {getPlace(from), getPlace(index)});
  return std::nullopt;
}

/// The receive is there: `matchSend` finds for each action that sends that both
/// ends are there, and some action sends what this one reads.
std::optional<Error>
TransferTable::matchReceive(ItemIndex index, const CommunicationItem &receive) {
  ItemIndex to = getEnd(receive);
  if (to > index)
    return Error(describe(to) + " comes after " + toString(getItem(index)) +
                     " at position " + str(getPosition(index)) +
                     ", which reads the value",
                 {}, {getPlace(to), getPlace(index)});
  others[static_cast<size_t>(index)] = to;
  return std::nullopt;
}
