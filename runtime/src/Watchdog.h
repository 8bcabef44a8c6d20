//===- Watchdog.h - Notices that no rank goes on ----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_WATCHDOG_H
#define PIPERT_SRC_WATCHDOG_H

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>

namespace mlir::pipert {

/// A thread that samples a progress counter.
class Watchdog {
public:
  /// Calls `onStuck` (once) when `sampleProgress()`, which is called at least
  /// 16 times a timeout, has not changed for `timeoutNs`. The counter must
  /// change when a step starts or ends, and `isRunning()` says whether there is
  /// a step that ought to go on. Time in which the whole process was stopped
  /// does not count.
  Watchdog(int64_t timeoutNs, std::function<uint64_t()> sampleProgress,
           std::function<bool()> isRunning,
           std::function<void(int64_t)> onStuck);
  ~Watchdog();

private:
  void watch();

  const int64_t timeoutNs;
  std::function<uint64_t()> sampleProgress;
  std::function<bool()> isRunning;
  std::function<void(int64_t)> onStuck;
  std::mutex mutex;
  std::condition_variable wakeUp;
  bool ending = false;
  std::thread thread;
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_WATCHDOG_H
