//===- Session.h - The parts of a session by short names --------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_SESSION_H
#define PIPE_TOOLS_PIPERUN_SESSION_H

#include "pipe/Session/MeanLoss.h"
#include "pipe/Session/Runner.h"

/// pipe-run has no other bundles, ranks and so on than those of a session.
namespace mlir::pipe {
using namespace session;
} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_SESSION_H
