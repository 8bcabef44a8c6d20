//===- NestPlan.h - How a loop nest becomes vector code ---------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_CODEGEN_HOST_NESTPLAN_H
#define PIPE_LIB_CODEGEN_HOST_NESTPLAN_H

#include "pipe/Codegen/Nests/LoopNest.h"

namespace mlir::pipe {

/// How a nest becomes vector code.
struct NestPlan {
  enum class Form {
    Elementwise, ///< No reduction; vectors along a parallel loop.
    Ordered, ///< Vectors along a parallel loop, terms in order in registers.
    Lanes,   ///< Vectors along the innermost reduction loop.
  };
  Form form;
  LoopNest nest;
  unsigned vectorLoop; ///< The loop that vectors go along.
  int64_t width;       ///< Elements of a vector.
  int64_t vectors;     ///< Vectors that one iteration handles.
};

/// Returns the plan for `op` with vectors of `vectorBytes` bytes; fails if it
/// has none and is to be lowered to scalar loops, which compute the same
/// values.
FailureOr<NestPlan> planNest(linalg::LinalgOp op, int64_t vectorBytes);

} // namespace mlir::pipe

#endif // PIPE_LIB_CODEGEN_HOST_NESTPLAN_H
