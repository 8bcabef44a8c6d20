//===- RendezvousCircle.cpp - Who waits for whom at a deadlock ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RendezvousMachine.h"

#include "Core/MessageWords.h"

#include <algorithm>

using namespace mlir::pipe;
using Kind = CommunicationItem::Kind;

/// Returns the item at which some rank waits, or a transfer that a rank passed
/// and that is not done, or kNoItem if all is done.
ItemIndex RendezvousMachine::findStuck() const {
  for (int64_t rank = 0; rank < table.numRanks(); ++rank)
    if (positions[static_cast<size_t>(rank)] < table.numItems(rank))
      return table.getIndex(rank, positions[static_cast<size_t>(rank)]);
  for (const Queue &queue : queues)
    if (!queue.isDone())
      return queue.items[queue.head];
  return kNoItem;
}

/// Returns the name of the queue of a transfer, which is the same at both ends.
std::string RendezvousMachine::describeQueue(ItemIndex transfer) const {
  const CommunicationItem &item = table.getItem(transfer);
  std::string rank = str(table.getRank(transfer)), peer = str(item.peer);
  if (model == QueueModel::Rank || model == QueueModel::Blocking)
    return "the queue of rank " + rank;
  if (model == QueueModel::Pair)
    return "the queue of ranks " + (table.getRank(transfer) < item.peer
                                        ? rank + " and " + peer
                                        : peer + " and " + rank);
  if (item.kind == Kind::Receive)
    std::swap(rank, peer);
  std::string edge = "from rank " + rank + " to rank " + peer;
  if (model == QueueModel::Edge)
    return "the queue " + edge;
  return (item.action.kind == ActionKind::Backward
              ? "the queue of gradients "
              : "the queue of activations ") +
         edge;
}

/// Says why an action does not run: its receive is not done.
RendezvousMachine::Wait
RendezvousMachine::describeReceive(ItemIndex action) const {
  ItemIndex receive = table.getOther(action);
  const Queue &queue = getQueue(receive);
  ItemIndex head = queue.items[queue.head];
  std::string text = " waits for " + toString(table.getItem(receive)) +
                     " at position " + str(table.getPosition(receive));
  if (head != receive)
    text += ", which is behind " + toString(table.getItem(head)) +
            " at position " + str(table.getPosition(head)) + " in " +
            describeQueue(receive);
  return {text, head};
}

/// Says why the head of a queue does not complete: its other end is not reached
/// or not the head of its queue.
RendezvousMachine::Wait
RendezvousMachine::describeOther(ItemIndex transfer) const {
  ItemIndex other = table.getOther(transfer);
  int64_t rank = table.getRank(other);
  std::string text = " waits for rank " + str(rank) + ", which has " +
                     toString(table.getItem(other)) + " at position " +
                     str(table.getPosition(other));
  bool reached = isReached(other);
  const Queue &queue = getQueue(other);
  ItemIndex behind =
      reached ? queue.items[queue.head]
              : table.getIndex(rank, positions[static_cast<size_t>(rank)]);
  text += " behind " + toString(table.getItem(behind)) + " at position " +
          str(table.getPosition(behind));
  if (reached)
    text += " in " + describeQueue(other);
  return {text, behind};
}

RendezvousMachine::Wait RendezvousMachine::describeWait(ItemIndex index) const {
  Wait wait = table.getItem(index).isTransfer() ? describeOther(index)
                                                : describeReceive(index);
  wait.text = table.describe(index) + wait.text;
  return wait;
}

/// Follows who waits for whom. Each stuck item has one item in its way, which
/// is stuck too: it would have been taken else. There are finitely many, so the
/// way comes back to an item seen before: what follows from there is the
/// circle, and what came before only waits for it.
///
///   rank 0: 0SEND_F1 0RECV_B0    one queue a rank
///   rank 1: 1SEND_B0 1RECV_F1
///
/// 0SEND_F1 waits for 1RECV_F1, which is behind 1SEND_B0 in the queue of rank
/// 1; that waits for 0RECV_B0, which is behind 0SEND_F1 in the queue of rank 0:
/// back where it began. An action waits for its receive in the same way.
Error RendezvousMachine::describeCircle(ItemIndex stuck) const {
  std::vector<ItemIndex> path;
  std::vector<char> isOnPath(static_cast<size_t>(table.numItems()), 0);
  for (; !isOnPath[static_cast<size_t>(stuck)];
       stuck = describeWait(stuck).behind) {
    isOnPath[static_cast<size_t>(stuck)] = 1;
    path.push_back(stuck);
  }
  path.erase(path.begin(), std::find(path.begin(), path.end(), stuck));

  std::vector<std::string> notes;
  std::vector<ErrorPlace> places;
  for (ItemIndex index : path) {
    notes.push_back(describeWait(index).text);
    places.push_back(table.getPlace(index));
  }
  return Error("deadlock with queue model '" + std::string(toString(model)) +
                   "': " + describeReason(path),
               notes, places);
}

/// Two ends of one queue that wait for each other have different orders.
std::string
RendezvousMachine::describeReason(const std::vector<ItemIndex> &path) const {
  bool sameQueue = path.size() == 2 && table.getItem(path[0]).isTransfer() &&
                   table.getItem(path[1]).isTransfer() &&
                   describeQueue(path[0]) == describeQueue(path[1]);
  if (sameQueue)
    return "the two ends of " + describeQueue(path[0]) +
           " have its transfers in different orders";
  return "sends and receives wait for each other in a circle";
}
