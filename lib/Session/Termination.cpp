//===- Termination.cpp - What a signal to end does ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Session/Termination.h"

#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <unistd.h>

using namespace mlir::pipe;
using namespace mlir::pipe::session;

/// Open MPI kills what does not end within a second.
static constexpr auto grace = std::chrono::milliseconds(900);

/// Waits for a signal; a byte that is 0 ends the thread.
static void awaitSignal(int descriptor, pipert_world_t *world) {
  char signal = 0;
  while (read(descriptor, &signal, 1) < 0)
    ;
  if (signal == 0)
    return;
  std::thread([] {
    std::this_thread::sleep_for(grace);
    endByDeferredSignal();
  }).detach();
  std::string reason = "its process was told to end by signal " +
                       std::to_string(signal) + " (" + strsignal(signal) + ")";
  (void)pipert_world_end(world, reason.c_str());
}

Termination::Termination(pipert_world_t *world) {
  // Without it signals do what they did.
  if (pipe2(ends, O_CLOEXEC) != 0)
    return;
  thread = std::thread(awaitSignal, ends[0], world);
  defer.emplace(ends[1]);
}

Termination::~Termination() {
  defer.reset();
  if (!thread.joinable())
    return;
  const char none = 0;
  while (write(ends[1], &none, 1) < 0)
    ;
  thread.join();
  close(ends[0]);
  close(ends[1]);
}
