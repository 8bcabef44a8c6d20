//===- World.h - The world that a bundle runs in ----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_WORLD_H
#define PIPE_TOOLS_PIPERUN_WORLD_H

#include "Bundle.h"
#include "Launch.h"

#include "pipert/pipert.h"

#include <optional>
#include <string>

namespace mlir::pipe {

struct RunOptions {
  double timeoutSeconds = 60;
  std::string transport = "threads";
  bool fullTrace = false;   ///< Keep all events of a step, not only the latest.
  bool wantsReport = false; ///< Of a failure: the clocks are compared before.
  bool isVerbose = false;   ///< Other processes say what they do.
  /// Which rank is in this process; nothing: all are.
  std::optional<Membership> membership = {};
};

/// Throws Failure that says what the runtime does: the run failed, or the
/// input is at fault.
void checkStatus(pipert_status_t status);

/// Makes the world of the bundle's ranks. Returns when all processes of the run
/// have come. Throws Failure.
pipert_world_t *createWorld(const Bundle &bundle, const RunOptions &options);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_WORLD_H
