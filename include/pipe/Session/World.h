//===- World.h - The world that a bundle runs in ----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SESSION_WORLD_H
#define PIPE_SESSION_WORLD_H

#include "pipe/Session/Bundle.h"
#include "pipe/Support/Failure.h"

#include "pipert/pipert.h"

#include <cstdint>
#include <optional>
#include <string>

namespace mlir::pipe::session {

/// A process that has one rank of a run.
struct Membership {
  int32_t rank = 0;
  std::string rendezvous; ///< Where rank 0 listens: HOST:PORT.
  std::string token;      ///< A secret of the run.
  int32_t listener = 0;   ///< At rank 0: a socket that listens; 0: none.
};

struct RunOptions {
  double timeoutSeconds = 60;
  std::string transport = "threads";
  std::string device = "cuda"; ///< Of the transport cuda.
  uint64_t deviceSeed = 0;
  bool fullTrace = false;   ///< Keep all events of a step, not only the latest.
  bool wantsReport = false; ///< Of a failure: the clocks are compared before.
  bool isVerbose = false;   ///< Other processes say what they do.
  bool pinsThreads = true;  ///< Where there is a core for each rank.
  /// Outputs are read while the next step is under way, as losses are anyway.
  bool copiesOutputs = false;
  /// Which rank is in this process; nothing: all are.
  std::optional<Membership> membership = {};
};

/// A failed call of the runtime.
struct RuntimeFailure : Failure {
  pipert_status_t code = PIPERT_INTERNAL;
};

/// Throws RuntimeFailure that says what the runtime does: the run failed, or
/// the input is at fault.
void checkStatus(pipert_status_t status);

/// Makes the world of the bundle's ranks. Returns when all processes of the run
/// have come. Throws Failure.
pipert_world_t *createWorld(const Bundle &bundle, const RunOptions &options);

} // namespace mlir::pipe::session

#endif // PIPE_SESSION_WORLD_H
