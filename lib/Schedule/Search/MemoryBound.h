//===- MemoryBound.h - What a cap costs in time -----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_SCHEDULE_SEARCH_MEMORYBOUND_H
#define PIPE_LIB_SCHEDULE_SEARCH_MEMORYBOUND_H

#include "TaskPaths.h"

namespace mlir::pipe {

/// A stage on a rank whose cap a bound is for.
struct KeptStage {
  const TaskPaths *paths; ///< of its copy of the model
  int64_t stage;
  int64_t count; ///< micro-batches that pass through it
  int64_t forwardSize;
  int64_t weightGradientSize; ///< at least, until W ends
};

/// Returns a makespan below which a rank with these stages cannot keep its cap,
/// or 0. No forward size is above the cap.
int64_t getMemoryBound(const std::vector<KeptStage> &stages, int64_t cap);

} // namespace mlir::pipe

#endif // PIPE_LIB_SCHEDULE_SEARCH_MEMORYBOUND_H
