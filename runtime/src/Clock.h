//===- Clock.h - The clock of events and timeouts ---------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_CLOCK_H
#define PIPERT_SRC_CLOCK_H

#include <cstdint>
#include <ctime>

namespace mlir::pipert {

/// Nanoseconds of a clock that all threads of the process share.
inline int64_t now() {
  timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return int64_t(time.tv_sec) * 1000000000 + time.tv_nsec;
}

/// Tells the core that this thread is spinning.
inline void pauseCore() {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

} // namespace mlir::pipert

#endif // PIPERT_SRC_CLOCK_H
