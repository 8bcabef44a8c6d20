//===- Doorbell.h - How a rank sleeps until a peer has done something *- C++
//-*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_DOORBELL_H
#define PIPERT_SRC_DOORBELL_H

#include "Clock.h"

#include <atomic>
#include <cstdint>

namespace mlir::pipert {

/// What a sleeper waits for: any number but 0. Rings for something else do not
/// wake it.
using WaitReason = uint32_t;

/// What a sleeper waits for that every ring is to wake.
inline constexpr WaitReason waitForAny = UINT32_MAX;

/// Someone who is told when a sleeper goes to sleep, to look for him whether
/// what he waits for has come.
class DoorbellKeeper {
public:
  virtual ~DoorbellKeeper() = default;
  /// Called by the sleeper, after it can be woken.
  virtual void onSleep() = 0;
};

/// One sleeper and any number of threads that wake it.
///
/// A waker first changes what the sleeper's condition reads with a sequentially
/// consistent store, then calls ring(). The sleeper announces its reason with a
/// sequentially consistent store before it reads the condition for the last
/// time. So one of the two sees the other: no wake-up is lost, and ring() costs
/// one load while nobody sleeps.
class alignas(64) Doorbell {
public:
  /// Wakes the sleeper if it waits for `reason`, or for anything.
  void ring(WaitReason reason) {
    WaitReason found = sleeping.load(std::memory_order_seq_cst);
    if ((found == reason || found == waitForAny) &&
        sleeping.compare_exchange_strong(found, 0, std::memory_order_seq_cst))
      wake();
  }

  /// Wakes the sleeper whatever it waits for.
  void ring() {
    if (sleeping.exchange(0, std::memory_order_seq_cst))
      wake();
  }

  /// Before the sleeper sleeps for the first time.
  void setKeeper(DoorbellKeeper *newKeeper) { keeper = newKeeper; }

  /// Whether the sleeper sleeps, or is about to.
  bool isAsleep() const {
    return sleeping.load(std::memory_order_seq_cst) != 0;
  }

  /// Returns once `condition()` is true: spins for about `spinNs`, then sleeps
  /// between rings for `reason`. Returns whether it slept.
  template <class Condition>
  bool wait(int64_t spinNs, WaitReason reason, Condition condition) {
    if (spin(spinNs, condition))
      return false;
    while (true) {
      uint32_t seen = rings.load(std::memory_order_acquire);
      sleeping.store(reason, std::memory_order_seq_cst);
      bool ready = condition();
      if (!ready && keeper)
        keeper->onSleep();
      if (!ready)
        sleep(seen);
      sleeping.store(0, std::memory_order_relaxed);
      if (ready || condition())
        return true;
    }
  }

  /// Whether the sleeper sleeps, or looks for the last time before it does.
  bool isAnnounced() const {
    return sleeping.load(std::memory_order_relaxed) != 0;
  }

private:
  /// Polls `condition` for about `spinNs`; returns its last value.
  template <class Condition>
  static bool spin(int64_t spinNs, Condition condition) {
    if (condition())
      return true;
    int64_t end = 0;
    while (true) {
      for (int i = 0; i < 32; ++i) {
        pauseCore();
        if (condition())
          return true;
      }
      int64_t time = now();
      if (end == 0)
        end = time + spinNs;
      if (time >= end)
        return false;
    }
  }

  void wake();
  void sleep(uint32_t seen);

  std::atomic<uint32_t> rings{0};
  std::atomic<WaitReason> sleeping{0};
  DoorbellKeeper *keeper = nullptr;
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_DOORBELL_H
