//===- SplitBackward.h - Inside pipe-split-backward -------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_DIALECT_PIPE_TRANSFORMS_SPLITBACKWARD_H
#define PIPE_LIB_DIALECT_PIPE_TRANSFORMS_SPLITBACKWARD_H

#include "pipe/Analysis/Partition/BackwardSplit.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"

namespace mlir::pipe {
/// A backward task as lists with indices.
struct NumberedBody {
  BackwardBody body;
  SmallVector<Value> values;
  SmallVector<Operation *> ops;
  /// Numbers of the task's results that are `body.results`.
  SmallVector<unsigned> results;
};

/// What becomes of one backward task.
struct SplitTask {
  TaskOp old;
  NumberedBody numbered;
  BackwardSplit split;
  IntegerAttr inputCost, weightCost; ///< Null when the task has no cost.
};

/// Writes the tasks of `task.split` in front of the old one, which nobody uses
/// then.
void writeSplitTask(SplitTask &task);
} // namespace mlir::pipe

#endif // PIPE_LIB_DIALECT_PIPE_TRANSFORMS_SPLITBACKWARD_H
