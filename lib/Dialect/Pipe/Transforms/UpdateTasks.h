//===- UpdateTasks.h - Tasks of functions that update -----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_DIALECT_PIPE_TRANSFORMS_UPDATETASKS_H
#define PIPE_LIB_DIALECT_PIPE_TRANSFORMS_UPDATETASKS_H

#include "SharedFunction.h"

#include "pipe/Dialect/Pipe/IR/Pipe.h"

namespace mlir::pipe {
/// A parameter, or a part of one, and the functions of its update.
struct UpdatedParam {
  ParamOp op;
  int64_t stage = 0; ///< Where its gradient is added up.
  UpdateFunction function;
  /// Of each function of what updates share; empty: it has no terms.
  SmallVector<UpdateFunction> terms;
};

/// How a pipeline updates its parameters.
struct PipelineUpdates {
  SmallVector<UpdatedParam> params;
  /// Those with terms, as numbers of `params`, in the order in which `shared`
  /// takes their terms.
  SmallVector<size_t> withTerms;
  /// What updates share and what the step reports, one behind the other.
  SmallVector<SharedFunction> shared;
};

/// Writes the `pipe.step` of `pipeline`, its states and hypers. With
/// `skipsNonfinite` it keeps all values where a gradient is not finite.
/// \errors emits one when two functions give a number different values.
LogicalResult writeUpdates(PipelineOp pipeline, PipelineUpdates &updates,
                           bool skipsNonfinite);
} // namespace mlir::pipe

#endif // PIPE_LIB_DIALECT_PIPE_TRANSFORMS_UPDATETASKS_H
