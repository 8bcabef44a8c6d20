//===- QueueRun.h - Programs on few hardware queues -------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_ANALYSIS_PROGRAMCHECK_QUEUERUN_H
#define PIPE_LIB_ANALYSIS_PROGRAMCHECK_QUEUERUN_H

#include "CheckState.h"

namespace mlir::pipe::check {

/// Executes all programs with a number of hardware queues a rank, each rank as
/// far as it gets. A rank issues its transfers (sends and posts) in the order
/// of its program and goes on; one starts when fewer than `queues` of those
/// issued before it are not done; a transfer is done when both its ends have
/// started. What a rank waits for is always that transfers are done. Which rank
/// goes first does not matter: what can start or go on stays so until it does.
///
/// The programs must be proven.
class QueueRun {
public:
  QueueRun(const CheckState &state, int64_t queues);

  /// Returns true if all programs end.
  bool run();

  /// The most transfers of a rank that were started and not done at a time: so
  /// many queues are enough for all that was executed.
  int64_t getMostOpen() const { return mostOpen; }

  /// After a run that did not end: ends that wait for each other in a circle.
  std::vector<Remark> describeCircle() const;

private:
  /// One of the two ends of a message.
  struct End {
    int32_t message;
    bool isSend;
  };
  struct MessageState {
    bool isSendStarted = false, isPostStarted = false;
    int32_t previousOfSlot = -1; ///< Sent from the same slot before.
    bool isDone() const { return isSendStarted && isPostStarted; }
  };
  struct RankState {
    int32_t position = 0;
    int32_t waitsFor = -1;   ///< A message.
    std::vector<End> issued; ///< In order.
    size_t numStarted = 0;   ///< Of them: no transfer overtakes another.
    int64_t numOpen = 0;     ///< Started and not done.
    std::vector<int32_t> lastOfSlot; ///< Latest message sent from each slot.
    std::vector<int32_t> unfinished; ///< Messages sent; done ones at the end.
  };

  void advance(int32_t rank);
  void startTransfers(int32_t rank);
  bool executeNext(int32_t rank);
  bool isDone(int32_t rank, int32_t message);
  bool acquire(int32_t rank, int32_t slot);
  bool drain(int32_t rank);

  int32_t getRank(End end) const;
  int32_t getPosition(End end) const;
  bool isIssued(End end) const {
    return getPosition(end) < ranks[getRank(end)].position;
  }
  End getOpenEnd(int32_t message, int32_t preferredRank) const;
  End getOldestOpen(int32_t rank) const;
  End follow(End end) const;
  Remark describeWait(End end) const;

  const CheckState &state;
  int64_t queues;
  int64_t mostOpen = 0;
  std::vector<MessageState> messages;
  std::vector<RankState> ranks;
  std::vector<int32_t> runnable;
};

} // namespace mlir::pipe::check

#endif // PIPE_LIB_ANALYSIS_PROGRAMCHECK_QUEUERUN_H
