//===- Cores.cpp - Cores and threads --------------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Cores.h"

#include <algorithm>
#include <numeric>
#include <thread>

#if defined(__linux__)
#include <pthread.h>
#include <sched.h>
#include <unistd.h>
#endif

using namespace mlir::pipert;

static std::vector<int32_t> listAllCores() {
  std::vector<int32_t> all(std::max(1u, std::thread::hardware_concurrency()));
  std::iota(all.begin(), all.end(), 0);
  return all;
}

#if defined(__linux__)
std::vector<int32_t> mlir::pipert::listUsableCores() {
  std::vector<int32_t> usable;
  cpu_set_t cores;
  if (sched_getaffinity(0, sizeof(cores), &cores) != 0)
    CPU_ZERO(&cores);
  for (int32_t core = 0; core < CPU_SETSIZE; ++core)
    if (CPU_ISSET(core, &cores))
      usable.push_back(core);
  return usable.empty() ? listAllCores() : usable;
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

void mlir::pipert::nameThread(const std::string &name) {
  (void)pthread_setname_np(pthread_self(), name.c_str());
}
#else
std::vector<int32_t> mlir::pipert::listUsableCores() { return listAllCores(); }

void mlir::pipert::nameThread(const std::string &) {}

void mlir::pipert::pinToOwnCore(int32_t, int32_t) {}
#endif
