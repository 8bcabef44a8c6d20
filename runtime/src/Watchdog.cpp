//===- Watchdog.cpp - Notices that no rank goes on ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Watchdog.h"
#include "Clock.h"
#include "Cores.h"

#include <algorithm>
#include <chrono>

using namespace mlir::pipert;

Watchdog::Watchdog(int64_t timeoutNs, std::function<uint64_t()> sampleProgress,
                   std::function<bool()> isRunning,
                   std::function<void(int64_t)> onStuck)
    : timeoutNs(timeoutNs), sampleProgress(std::move(sampleProgress)),
      isRunning(std::move(isRunning)), onStuck(std::move(onStuck)),
      thread([this] { watch(); }) {}

Watchdog::~Watchdog() {
  {
    std::lock_guard lock(mutex);
    ending = true;
  }
  wakeUp.notify_all();
  thread.join();
}

void Watchdog::watch() {
  nameThread("pipert-watchdog");
  const int64_t interval =
      std::clamp<int64_t>(timeoutNs / 16, 1'000'000, 500'000'000);
  uint64_t seen = sampleProgress();
  int64_t last = now();
  int64_t stuckNs = 0;
  std::unique_lock lock(mutex);
  while (!ending) {
    wakeUp.wait_for(lock, std::chrono::nanoseconds(interval));
    uint64_t progress = sampleProgress();
    int64_t time = now();
    // A stopped process sees one long interval; its ranks were stopped too.
    stuckNs += std::min(time - last, 2 * interval);
    last = time;
    if (progress != seen || !isRunning()) {
      seen = progress;
      stuckNs = 0;
    } else if (stuckNs >= timeoutNs) {
      onStuck(stuckNs);
      return;
    }
  }
}
