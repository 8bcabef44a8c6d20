//===- Execution.h - All programs run together ------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_ANALYSIS_PROGRAMCHECK_EXECUTION_H
#define PIPE_LIB_ANALYSIS_PROGRAMCHECK_EXECUTION_H

#include "CheckState.h"
#include "Values.h"

namespace mlir::pipe::check {

/// When a send is done.
enum class Completion : uint8_t {
  Rendezvous, ///< When its receive is reached.
  Handover    ///< When its receiver has released the message.
};

/// Executes all programs once, each rank as far as it gets. Which rank goes
/// first does not matter: a rank has no choices, a channel one writer and one
/// reader, and what has become possible stays possible.
///
/// A vector clock a rank (how many actions of every rank are known to be
/// executed) tells what happened before a send in every execution.
class Execution {
public:
  /// `values` may be null.
  Execution(CheckState &state, Completion completion, ValueTracker *values);

  /// Reports the cycle if ranks get stuck.
  void run();

private:
  struct MessageState {
    bool isSent = false, isDone = false;
    int32_t previousOfSlot = -1; ///< Sent from the same slot before.
    std::vector<int32_t> sentClock, doneClock;
  };
  struct RankState {
    int32_t position = 0;
    int32_t waitsFor = -1; ///< A message.
    std::vector<int32_t> clock;
    std::vector<int32_t> lastOfSlot; ///< Latest message sent from each slot.
    std::vector<int32_t> unfinished; ///< Messages sent; done ones at the end.
  };

  void advance(int32_t rank);
  bool step(int32_t rank, const ProgramAction &action, int32_t message);
  void send(int32_t rank, int32_t slot, int32_t message);
  bool receive(int32_t rank, int32_t message);
  bool acquire(int32_t rank, int32_t slot);
  bool drain(int32_t rank);
  void finishSend(int32_t message, const std::vector<int32_t> &clock);
  bool isKnownDone(int32_t rank, int32_t message);
  void recordInFlight(int32_t rank, int32_t message);
  void wake(int32_t rank, int32_t message);
  int32_t getAwaitedRank(int32_t rank) const;
  std::vector<int32_t> findCycle() const;
  std::string describeWait(int32_t rank) const;
  void reportCycle();

  CheckState &state;
  Completion completion;
  ValueTracker *values;
  std::vector<MessageState> messages;
  std::vector<RankState> ranks;
  std::vector<int32_t> runnable;
};

} // namespace mlir::pipe::check

#endif // PIPE_LIB_ANALYSIS_PROGRAMCHECK_EXECUTION_H
