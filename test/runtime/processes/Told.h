//===- Told.h - What a process is told of aborts ----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_RUNTIME_PROCESSES_TOLD_H
#define PIPE_TEST_RUNTIME_PROCESSES_TOLD_H

#include "ControlPlane.h"

#include <atomic>
#include <chrono>
#include <thread>

namespace mlir::pipert {

inline constexpr int64_t second = 1'000'000'000;

inline void sleepMs(int64_t milliseconds) {
  std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
}

/// Waits until `condition()` holds, for five seconds at most.
template <class Condition>
bool holdsSoon(Condition condition) {
  for (int i = 0; i < 5000 && !condition(); ++i)
    sleepMs(1);
  return condition();
}

/// What a process is told of aborts.
struct Told {
  std::atomic<int> count{0};
  Abort abort;
  void listen(ControlPlane &plane) {
    plane.listen([this](const Abort &told) {
      abort = told;
      ++count;
    });
  }
  bool isTold() {
    return holdsSoon([&] { return count.load() > 0; });
  }
};

} // namespace mlir::pipert

#endif // PIPE_TEST_RUNTIME_PROCESSES_TOLD_H
