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
  Rendezvous, ///< When its receive is posted.
  Handover    ///< When its receiver has released the message.
};

/// Vector clocks of messages: blocks of `width` counts, reused when freed.
class ClockPool {
public:
  explicit ClockPool(size_t width) : width(width) {}

  int32_t store(const std::vector<int32_t> &clock);
  /// Raises `clock` to the stored one, and frees that. -1 is ignored.
  void joinAndFree(std::vector<int32_t> &clock, int32_t &stored);

private:
  size_t width;
  std::vector<int32_t> counts;
  std::vector<int32_t> freeBlocks;
};

/// Executes all programs once, each rank as far as it gets. Which rank goes
/// first does not matter: a rank has no choices, a channel one writer and one
/// reader, and what has become possible stays possible.
///
/// A vector clock a rank (how many actions of other ranks are known to be
/// executed) tells what happened before a send in every execution. It counts a
/// window of ranks only, so that memory does not grow with their square.
class Execution {
public:
  static constexpr int64_t kWindow = 64;

  /// Clocks count the ranks from `firstCounted` on. `values` may be null.
  Execution(CheckState &state, Completion completion, int64_t firstCounted,
            ValueTracker *values);

  /// Reports the cycle if ranks get stuck.
  void run();

private:
  struct MessageState {
    int32_t previousOfSlot = -1; ///< Sent from the same slot before.
    int32_t sentClock = -1, doneClock = -1;
    bool isSent = false, isDone = false;
  };
  struct RankState {
    int32_t position = 0;
    int32_t waitsFor = -1; ///< A message.
    std::vector<int32_t> clock;
    std::vector<int32_t> lastOfSlot; ///< Latest message sent from each slot.
    std::vector<int32_t> unfinished; ///< Messages sent; done ones at the end.
  };

  void advance(int32_t rank);
  bool execute(int32_t rank, const ProgramAction &action, int32_t message);
  void send(int32_t rank, int32_t slot, int32_t message);
  bool wait(int32_t rank, int32_t message);
  bool acquire(int32_t rank, int32_t slot);
  bool drain(int32_t rank);
  void finishSend(int32_t message, const std::vector<int32_t> &clock);
  bool isKnownDone(int32_t rank, int32_t message);
  bool isCounted(int32_t rank) const {
    return rank >= firstCounted && rank < firstCounted + numCounted;
  }
  void recordInFlight(int32_t rank, int32_t message);
  void wake(int32_t rank, int32_t message);
  int32_t getAwaitedRank(int32_t rank) const;
  std::vector<int32_t> findCycle() const;
  std::string describeWait(int32_t rank) const;
  void reportCycle();

  CheckState &state;
  Completion completion;
  ValueTracker *values;
  int32_t firstCounted, numCounted;
  ClockPool clocks;
  std::vector<MessageState> messages;
  std::vector<RankState> ranks;
  std::vector<int32_t> runnable;
};

} // namespace mlir::pipe::check

#endif // PIPE_LIB_ANALYSIS_PROGRAMCHECK_EXECUTION_H
