//===- Cores.cpp - Cores and threads --------------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Cores.h"

#include <algorithm>
#include <thread>

#if defined(__linux__)
#include <pthread.h>
#include <sched.h>
#include <unistd.h>
#endif

using namespace mlir::pipert;

#if defined(__linux__)
int32_t mlir::pipert::countUsableCores() {
  cpu_set_t cores;
  if (sched_getaffinity(0, sizeof(cores), &cores) != 0)
    return std::max(1, int32_t(std::thread::hardware_concurrency()));
  return std::max(1, CPU_COUNT(&cores));
}

void mlir::pipert::pinToOwnCore(int32_t rank, int32_t numRanks) {
  cpu_set_t cores;
  if (sched_getaffinity(0, sizeof(cores), &cores) != 0 ||
      CPU_COUNT(&cores) < numRanks)
    return;
  // Processes begin at different cores, so that two of them do not crowd on the
  // first ones while others are idle.
  int32_t wanted = (int32_t(getpid()) + rank) % CPU_COUNT(&cores);
  int32_t index = 0;
  for (int core = 0; core < CPU_SETSIZE; ++core) {
    if (!CPU_ISSET(core, &cores) || index++ != wanted)
      continue;
    cpu_set_t own;
    CPU_ZERO(&own);
    CPU_SET(core, &own);
    // A thread that may not be pinned runs as well, only less evenly.
    (void)pthread_setaffinity_np(pthread_self(), sizeof(own), &own);
    return;
  }
}
#else
int32_t mlir::pipert::countUsableCores() {
  return std::max(1, int32_t(std::thread::hardware_concurrency()));
}

void mlir::pipert::pinToOwnCore(int32_t, int32_t) {}
#endif
