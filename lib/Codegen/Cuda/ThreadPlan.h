//===- ThreadPlan.h - How threads share a loop nest -------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_CODEGEN_CUDA_THREADPLAN_H
#define PIPE_LIB_CODEGEN_CUDA_THREADPLAN_H

#include "pipe/Codegen/Nests/LoopNest.h"

namespace mlir::pipe {

/// The threads that exchange numbers by shuffles.
inline constexpr int64_t kWarp = 32;

/// How threads share a loop nest.
struct ThreadPlan {
  enum class Form {
    Each,  ///< A thread an element of the result, with its terms in order.
    Group, ///< Threads an element of the result, with its lanes among them.
  };
  Form form;
  LoopNest nest;
  int64_t elements;      ///< Iterations of the parallel loops.
  int64_t width = 1;     ///< Each: neighbours that a thread has at a time.
  unsigned laneLoop = 0; ///< Group: the loop whose terms go to lanes.
  int64_t group = 1;     ///< Group: threads an element, at most a warp.
  int64_t lanes = 1;     ///< Group: of all threads together.
  int64_t threads;       ///< Of a block.
  int64_t blocks;

  /// Elements of the result that a block has at a time.
  int64_t getBlockElements() const { return threads / group; }
};

/// Returns how threads share `op`; fails if they cannot, because elements of
/// its result are written more than once or at places that data choose: one
/// thread does all of it then.
FailureOr<ThreadPlan> planThreads(linalg::LinalgOp op, int64_t vectorBytes);

} // namespace mlir::pipe

#endif // PIPE_LIB_CODEGEN_CUDA_THREADPLAN_H
