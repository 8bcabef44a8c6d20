//===- Termination.h - What a signal to end does ----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SESSION_TERMINATION_H
#define PIPE_SESSION_TERMINATION_H

#include "pipe/TensorIO/Unfinished.h"
#include "pipert/pipert.h"

#include <optional>
#include <thread>

namespace mlir::pipe::session {

/// While one exists, SIGTERM and SIGHUP end the run of all processes before
/// this one: with the report, which names whose end has made a launcher end
/// the others. The process has a second for it, then the signal ends it.
class Termination {
public:
  explicit Termination(pipert_world_t *world);
  ~Termination();
  Termination(const Termination &) = delete;
  Termination &operator=(const Termination &) = delete;

private:
  int ends[2] = {-1, -1}; ///< Of a pipe: signals are read from the first.
  std::optional<DeferTermination> defer;
  std::thread thread;
};

} // namespace mlir::pipe::session

#endif // PIPE_SESSION_TERMINATION_H
