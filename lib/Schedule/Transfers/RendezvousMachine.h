//===- RendezvousMachine.h - Queues whose heads must meet -------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_SCHEDULE_TRANSFERS_RENDEZVOUSMACHINE_H
#define PIPE_LIB_SCHEDULE_TRANSFERS_RENDEZVOUSMACHINE_H

#include "TransferTable.h"
#include "pipe/Schedule/Transfers/Rendezvous.h"

namespace mlir::pipe {

/// Runs the lists of all ranks at once. A rank runs actions in order, each once
/// its receive is done; it passes transfers without waiting (unless the model
/// is blocking), which then wait in their queues. The order of moves does not
/// matter: a move that can be made stays possible until it is made.
class RendezvousMachine {
public:
  /// The table must outlive the machine.
  RendezvousMachine(const TransferTable &table, QueueModel model);

  /// Runs until nothing moves.
  /// \returns the circle of those that wait for each other, or nothing if all
  ///          lists came to their end.
  std::optional<Error> run();

private:
  /// The transfers of one rank that share a queue, in order.
  struct Queue {
    int64_t peer = 0;
    bool sends = false;
    bool gradients = false;
    std::vector<ItemIndex> items;
    size_t head = 0; ///< the first that is not done

    bool isDone() const { return head == items.size(); }
  };
  using QueueIndex = int32_t;

  /// One link in the story of a deadlock: what an item waits for, and the item
  /// that is in the way.
  struct Wait {
    std::string text;
    ItemIndex behind;
  };

  void fillQueues(int64_t rank);
  QueueIndex findQueue(const CommunicationItem &item, size_t firstQueue);
  void advance(int64_t rank);
  void tryQueue(QueueIndex index);

  bool isReached(ItemIndex index) const {
    return table.getPosition(index) <=
           positions[static_cast<size_t>(table.getRank(index))];
  }
  Queue &getQueue(ItemIndex transfer) {
    return queues[static_cast<size_t>(queueOf[static_cast<size_t>(transfer)])];
  }
  const Queue &getQueue(ItemIndex transfer) const {
    return const_cast<RendezvousMachine *>(this)->getQueue(transfer);
  }
  bool isHead(ItemIndex transfer) const {
    const Queue &queue = getQueue(transfer);
    return !queue.isDone() && queue.items[queue.head] == transfer;
  }

  ItemIndex findStuck() const;
  Wait describeWait(ItemIndex index) const;
  Wait describeReceive(ItemIndex action) const;
  Wait describeOther(ItemIndex transfer) const;
  Error describeCircle(ItemIndex stuck) const;
  std::string describeReason(const std::vector<ItemIndex> &path) const;
  std::string describeQueue(ItemIndex transfer) const;

  const TransferTable &table;
  QueueModel model;
  std::vector<Queue> queues;
  std::vector<QueueIndex> queueOf;     ///< by item; of actions not used
  std::vector<char> done;              ///< by item
  std::vector<int64_t> positions;      ///< rank -> how far it came
  std::vector<int32_t> movedRanks;     ///< may be able to go on
  std::vector<QueueIndex> movedQueues; ///< their head may be able to complete
};

} // namespace mlir::pipe

#endif // PIPE_LIB_SCHEDULE_TRANSFERS_RENDEZVOUSMACHINE_H
