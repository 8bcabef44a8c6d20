//===- HardwareQueueMachine.h - Transfers on few queues ---------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_SCHEDULE_TRANSFERS_HARDWAREQUEUEMACHINE_H
#define PIPE_LIB_SCHEDULE_TRANSFERS_HARDWAREQUEUEMACHINE_H

#include "TransferTable.h"

namespace mlir::pipe {

/// Runs the lists of all ranks at once on `queues` hardware queues a rank. The
/// order of steps does not matter: a step that can be made stays possible until
/// it is made.
class HardwareQueueMachine {
public:
  /// The table must outlive the machine.
  HardwareQueueMachine(const TransferTable &table, int64_t queues);

  /// Runs until nothing moves. Returns true if all lists came to their end.
  bool run();

  /// The most queues of a rank that were in use at a time.
  int64_t getMostUsed() const { return mostUsed; }

  /// After a run that did not end: who waits for whom, and where.
  Error describeCircle() const;

private:
  struct Rank {
    int64_t position = 0;  ///< The action that does not run yet, or the end.
    int64_t nextStart = 0; ///< All transfers before it have started.
    int64_t used = 0;      ///< Queues.
  };

  void advance(int64_t rank);
  bool startTransfers(int64_t rank);
  bool runActions(int64_t rank);

  bool hasStarted(ItemIndex transfer) const {
    return table.getPosition(transfer) < getRank(transfer).nextStart;
  }
  bool isDone(ItemIndex transfer) const {
    return hasStarted(transfer) && hasStarted(table.getOther(transfer));
  }
  bool isIssued(ItemIndex transfer) const {
    return table.getPosition(transfer) < getRank(transfer).position;
  }
  const Rank &getRank(ItemIndex item) const {
    return ranks[static_cast<size_t>(table.getRank(item))];
  }
  ItemIndex findStuck() const;
  ItemIndex getOldestUnfinished(int64_t rank) const;
  ItemIndex follow(ItemIndex transfer) const;
  std::string describeWait(ItemIndex transfer) const;

  const TransferTable &table;
  int64_t queues;
  int64_t mostUsed = 0;
  std::vector<Rank> ranks;
  std::vector<int64_t> moved; ///< Ranks that may be able to go on.
};

} // namespace mlir::pipe

#endif // PIPE_LIB_SCHEDULE_TRANSFERS_HARDWAREQUEUEMACHINE_H
