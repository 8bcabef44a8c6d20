//===- RankState.h - Where a rank stands, for the watchdog ------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_RANKSTATE_H
#define PIPERT_SRC_RANKSTATE_H

#include <atomic>
#include <cstdint>

namespace mlir::pipert {

enum class Activity : int32_t {
  Idle,        ///< No step is running on this rank.
  Running,     ///< Between two calls of the runtime, outside of a task.
  Task,        ///< In a task.
  WaitRecv,    ///< Waits for the peer to send.
  WaitSend,    ///< Waits for the peer to release.
  WaitRoom,    ///< Waits for the peer to release any message of a full channel.
  WaitReduced, ///< Waits for another replica to go on with a reduction.
  Start,       ///< Waits for all ranks to start the step.
  Ended,       ///< The program has returned.
  Failed,      ///< The program has returned an error of its own.
};

/// A plain copy of a rank's state.
struct RankSnapshot {
  uint64_t progress = 0;
  Activity activity = Activity::Idle;
  int32_t task = -1;
  int64_t microBatch = -1;
  int32_t channel = -1;
  int64_t messageMicroBatch = -1;
};

/// Written by the rank's thread with relaxed stores, read by the watchdog. The
/// fields are read as a whole only when no rank goes on, so they fit together.
class alignas(64) RankState {
public:
  void enter(Activity value) {
    activity.store(value, std::memory_order_relaxed);
    touch();
  }
  void enterTask(int32_t newTask, int64_t newMicroBatch) {
    task.store(newTask, std::memory_order_relaxed);
    microBatch.store(newMicroBatch, std::memory_order_relaxed);
    enter(Activity::Task);
  }
  void enterWait(Activity value, int32_t newChannel, int64_t newMicroBatch) {
    channel.store(newChannel, std::memory_order_relaxed);
    messageMicroBatch.store(newMicroBatch, std::memory_order_relaxed);
    enter(value);
  }
  /// Says that the rank goes on, whatever it is in.
  void touch() {
    progress.store(progress.load(std::memory_order_relaxed) + 1,
                   std::memory_order_relaxed);
  }
  /// Forgets the last task, at the start of a step.
  void reset() {
    task.store(-1, std::memory_order_relaxed);
    enter(Activity::Start);
  }

  uint64_t getProgress() const {
    return progress.load(std::memory_order_relaxed);
  }
  RankSnapshot read() const {
    return {progress.load(std::memory_order_relaxed),
            activity.load(std::memory_order_relaxed),
            task.load(std::memory_order_relaxed),
            microBatch.load(std::memory_order_relaxed),
            channel.load(std::memory_order_relaxed),
            messageMicroBatch.load(std::memory_order_relaxed)};
  }

private:
  std::atomic<uint64_t> progress{0};
  std::atomic<Activity> activity{Activity::Idle};
  std::atomic<int32_t> task{-1};
  std::atomic<int64_t> microBatch{-1};
  std::atomic<int32_t> channel{-1};
  std::atomic<int64_t> messageMicroBatch{-1};
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_RANKSTATE_H
