//===- Launcher.h - Starts a process for each rank --------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_LAUNCHER_H
#define PIPE_TOOLS_PIPERUN_LAUNCHER_H

#include "pipe/Support/Failure.h"

#include <cstdint>

namespace mlir::pipe {

/// Starts this program `count` times on this machine, with the same arguments
/// and the rank of each, and waits for all of them. They meet on loopback, at a
/// port that the system chooses, with a random token.
///
/// Rank 0 writes to the standard streams. What the others say is shown where
/// rank 0 could not (it was killed, or ended without an error), or with
/// `isVerbose` as it comes. When one has failed the others get the time to say
/// so, and are ended then: no process is left behind.
/// \returns that of rank 0; RunFailed if it was killed, or if another failed
///          although rank 0 did not. Throws Failure (the run failed) if they
///          cannot be started.
ExitStatus launch(int32_t count, int argc, char **argv, bool isVerbose);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_LAUNCHER_H
