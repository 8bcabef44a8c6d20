//===- HardwareQueueMachine.cpp - Transfers on few queues -----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "HardwareQueueMachine.h"

#include "Core/MessageWords.h"

#include <algorithm>
#include <map>

using namespace mlir::pipe;

HardwareQueueMachine::HardwareQueueMachine(const TransferTable &table,
                                           int64_t queues)
    : table(table), queues(queues),
      ranks(static_cast<size_t>(table.numRanks())) {}

bool HardwareQueueMachine::run() {
  for (int64_t rank = table.numRanks(); rank > 0; --rank)
    moved.push_back(rank - 1);
  while (!moved.empty()) {
    int64_t rank = moved.back();
    moved.pop_back();
    advance(rank);
  }
  return findStuck() == kNoItem;
}

void HardwareQueueMachine::advance(int64_t rank) {
  bool goesOn = true;
  while (goesOn) {
    goesOn = runActions(rank);
    goesOn |= startTransfers(rank);
  }
}

/// Passes transfers, which issues them, and runs actions whose value is there.
/// Returns true if the rank came further.
bool HardwareQueueMachine::runActions(int64_t rank) {
  int64_t &position = ranks[static_cast<size_t>(rank)].position;
  int64_t before = position;
  for (; position < table.numItems(rank); ++position) {
    ItemIndex index = table.getIndex(rank, position);
    if (table.getItem(index).isTransfer())
      continue;
    ItemIndex receive = table.getOther(index);
    if (receive != kNoItem && !isDone(receive))
      break;
  }
  return position > before;
}

/// Returns true if a transfer of the rank has started.
bool HardwareQueueMachine::startTransfers(int64_t rank) {
  Rank &self = ranks[static_cast<size_t>(rank)];
  bool hasMoved = false;
  for (; self.nextStart < self.position; ++self.nextStart) {
    ItemIndex index = table.getIndex(rank, self.nextStart);
    if (!table.getItem(index).isTransfer())
      continue;
    if (self.used >= queues)
      break;
    hasMoved = true;
    mostUsed = std::max(mostUsed, ++self.used);
    ItemIndex other = table.getOther(index);
    if (!hasStarted(other))
      continue;
    --self.used;
    --ranks[static_cast<size_t>(table.getRank(other))].used;
    moved.push_back(table.getRank(other));
  }
  return hasMoved;
}

//===----------------------------------------------------------------------===//
// Who waits for whom
//===----------------------------------------------------------------------===//

/// Returns a transfer that has not started although some rank waits for it, or
/// kNoItem if all is done.
ItemIndex HardwareQueueMachine::findStuck() const {
  for (int64_t rank = 0; rank < table.numRanks(); ++rank) {
    const Rank &self = ranks[static_cast<size_t>(rank)];
    if (self.nextStart < self.position)
      return table.getIndex(rank, self.nextStart);
    if (self.position < table.numItems(rank)) {
      ItemIndex receive = table.getOther(table.getIndex(rank, self.position));
      return hasStarted(receive) ? table.getOther(receive) : receive;
    }
  }
  return kNoItem;
}

/// Returns the first transfer of a rank that uses a queue.
ItemIndex HardwareQueueMachine::getOldestUnfinished(int64_t rank) const {
  for (int64_t position = 0; position < table.numItems(rank); ++position) {
    ItemIndex index = table.getIndex(rank, position);
    if (table.getItem(index).isTransfer() && !isDone(index))
      return index;
  }
  return kNoItem;
}

/// Returns the transfer's end that must start before this one can.
ItemIndex HardwareQueueMachine::follow(ItemIndex transfer) const {
  int64_t rank = table.getRank(transfer);
  if (isIssued(transfer))
    return table.getOther(getOldestUnfinished(rank));
  ItemIndex receive =
      table.getOther(table.getIndex(rank, getRank(transfer).position));
  return hasStarted(receive) ? table.getOther(receive) : receive;
}

std::string HardwareQueueMachine::describeWait(ItemIndex transfer) const {
  int64_t rank = table.getRank(transfer);
  auto name = [&](ItemIndex index) {
    return toString(table.getItem(index)) + " at position " +
           str(table.getPosition(index));
  };
  std::string text = table.describe(transfer);
  if (!isIssued(transfer)) {
    ItemIndex action = table.getIndex(rank, getRank(transfer).position);
    return text + " is behind " + name(action) + ", which waits for " +
           name(table.getOther(action));
  }
  ItemIndex oldest = getOldestUnfinished(rank);
  return text + " waits for a queue of the rank; " +
         (queues == 1 ? "it has " : "the first has ") + name(oldest) +
         ", which waits for rank " + str(table.getItem(oldest).peer) +
         " to start " + toString(table.getItem(table.getOther(oldest)));
}

/// What a transfer waits for depends on its rank and on whether it is issued,
/// so the way comes back to one of these soon.
Error HardwareQueueMachine::describeCircle() const {
  std::vector<ItemIndex> path;
  std::map<std::pair<int64_t, bool>, size_t> seen;
  for (ItemIndex at = findStuck();; at = follow(at)) {
    path.push_back(at);
    std::pair<int64_t, bool> key(table.getRank(at), isIssued(at));
    auto [before, isNew] = seen.try_emplace(key, path.size());
    if (isNew)
      continue;
    path.erase(path.begin(),
               path.begin() + static_cast<int64_t>(before->second));
    break;
  }
  std::rotate(path.begin(), std::min_element(path.begin(), path.end()),
              path.end());
  std::vector<std::string> notes;
  std::vector<ErrorPlace> places;
  for (ItemIndex index : path) {
    notes.push_back(describeWait(index));
    places.push_back(table.getPlace(index));
  }
  return Error("transfers wait for each other in a circle", notes, places);
}
