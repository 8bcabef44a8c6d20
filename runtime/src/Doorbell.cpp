//===- Doorbell.cpp - How a rank sleeps until a peer has done something ---===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Doorbell.h"

#if defined(__linux__)
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

using namespace mlir::pipert;

#if defined(__linux__)
static_assert(sizeof(std::atomic<uint32_t>) == 4, "a futex is a 32-bit word");

static void callFutex(std::atomic<uint32_t> &word, int operation,
                      uint32_t value) {
  // Failure (changed value, signal) only means that the caller looks again.
  syscall(SYS_futex, reinterpret_cast<uint32_t *>(&word), operation, value,
          nullptr, nullptr, 0);
}

void Doorbell::wake() {
  rings.fetch_add(1, std::memory_order_release);
  callFutex(rings, FUTEX_WAKE_PRIVATE, 1);
}

void Doorbell::sleep(uint32_t seen) {
  callFutex(rings, FUTEX_WAIT_PRIVATE, seen);
}
#else
void Doorbell::wake() {
  rings.fetch_add(1, std::memory_order_release);
  rings.notify_one();
}

void Doorbell::sleep(uint32_t seen) {
  rings.wait(seen, std::memory_order_acquire);
}
#endif
