//===- RendezvousMachine.cpp - Queues whose heads must meet ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RendezvousMachine.h"

using namespace mlir::pipe;
using Kind = CommunicationItem::Kind;

RendezvousMachine::RendezvousMachine(const TransferTable &table,
                                     QueueModel model)
    : table(table), model(model),
      queueOf(static_cast<size_t>(table.numItems()), -1),
      done(static_cast<size_t>(table.numItems()), 0),
      positions(static_cast<size_t>(table.numRanks()), 0) {
  for (int64_t rank = 0; rank < table.numRanks(); ++rank)
    fillQueues(rank);
}

/// Enters the transfers of a rank into its queues. A rank has few of them.
void RendezvousMachine::fillQueues(int64_t rank) {
  size_t firstQueue = queues.size();
  for (int64_t position = 0; position < table.numItems(rank); ++position) {
    ItemIndex index = table.getIndex(rank, position);
    const CommunicationItem &item = table.getItem(index);
    if (!item.isTransfer())
      continue;
    QueueIndex queue = findQueue(item, firstQueue);
    queueOf[static_cast<size_t>(index)] = queue;
    queues[static_cast<size_t>(queue)].items.push_back(index);
  }
}

/// Returns the queue of an item among those from `firstQueue` on, which are the
/// queues of its rank; makes it if there is none.
RendezvousMachine::QueueIndex
RendezvousMachine::findQueue(const CommunicationItem &item, size_t firstQueue) {
  bool byEdge = model == QueueModel::EdgeKind || model == QueueModel::Edge;
  Queue wanted;
  if (byEdge || model == QueueModel::Pair)
    wanted.peer = item.peer;
  wanted.sends = byEdge && item.kind == Kind::Send;
  wanted.gradients =
      model == QueueModel::EdgeKind && item.action.kind == ActionKind::Backward;
  size_t queue = firstQueue;
  while (queue < queues.size() &&
         !(queues[queue].peer == wanted.peer &&
           queues[queue].sends == wanted.sends &&
           queues[queue].gradients == wanted.gradients))
    ++queue;
  if (queue == queues.size())
    queues.push_back(wanted);
  return static_cast<QueueIndex>(queue);
}

std::optional<Error> RendezvousMachine::run() {
  for (int64_t rank = 0; rank < table.numRanks(); ++rank)
    advance(rank);
  while (!movedRanks.empty() || !movedQueues.empty()) {
    if (movedQueues.empty()) {
      int32_t rank = movedRanks.back();
      movedRanks.pop_back();
      advance(rank);
      continue;
    }
    QueueIndex queue = movedQueues.back();
    movedQueues.pop_back();
    tryQueue(queue);
  }
  ItemIndex stuck = findStuck();
  if (stuck == kNoItem)
    return std::nullopt;
  return describeCircle(stuck);
}

/// Lets a rank go on until it must wait.
void RendezvousMachine::advance(int64_t rank) {
  int64_t &position = positions[static_cast<size_t>(rank)];
  for (; position < table.numItems(rank); ++position) {
    ItemIndex index = table.getIndex(rank, position);
    if (table.getItem(index).isTransfer()) {
      if (done[static_cast<size_t>(index)])
        continue;
      movedQueues.push_back(queueOf[static_cast<size_t>(index)]);
      if (model == QueueModel::Blocking)
        return;
      continue;
    }
    ItemIndex receive = table.getOther(index);
    if (receive != kNoItem && !done[static_cast<size_t>(receive)])
      return;
  }
}

/// Completes the head of a queue if the other end is a head too and both ranks
/// came there.
void RendezvousMachine::tryQueue(QueueIndex index) {
  Queue &queue = queues[static_cast<size_t>(index)];
  if (queue.isDone())
    return;
  ItemIndex head = queue.items[queue.head];
  ItemIndex other = table.getOther(head);
  if (!isHead(other) || !isReached(head) || !isReached(other))
    return;
  for (ItemIndex end : {head, other}) {
    done[static_cast<size_t>(end)] = 1;
    ++getQueue(end).head;
    movedQueues.push_back(queueOf[static_cast<size_t>(end)]);
    movedRanks.push_back(static_cast<int32_t>(table.getRank(end)));
  }
}
