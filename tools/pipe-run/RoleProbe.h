//===- RoleProbe.h - Whether guessed gradients are some ---------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_ROLEPROBE_H
#define PIPE_TOOLS_PIPERUN_ROLEPROBE_H

#include <string>

namespace mlir::pipe {

/// What made-up data say of the gradients of a model.
struct RoleProbe {
  enum Verdict {
    Confirmed, ///< All of them are gradients of the loss.
    Unknown,   ///< Of some that is not known.
    Wrong      ///< One is not.
  } verdict = Unknown;
  std::string reason; ///< Why, unless Confirmed.
};

/// Runs the uncut model of the bundle at `path` on made-up parameters and
/// inputs of one micro-batch and compares what are called gradients with
/// differences of the loss. Integers and booleans are 0 or 1. Takes some 20 to
/// 80 runs of the model, and none if one costs more than `maxCost` (see the
/// tasks' costs). Throws nothing.
RoleProbe probeRoles(const std::string &path, double maxCost) noexcept;

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_ROLEPROBE_H
