//===- StepGraph.h - What happens once a step, as numbers -------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_PROGRAM_STEPGRAPH_H
#define PIPE_ANALYSIS_PROGRAM_STEPGRAPH_H

#include "pipe/Analysis/Program/PartialGradients.h"
#include "pipe/Analysis/Program/TaskGraph.h"

namespace mlir::pipe {

/// The tasks of `pipe.step`, and behind them the copies of new values: a
/// parameter that several ranks hold (a tied one, one of two copies of the
/// model) is updated by the rank of its gradient, and the new value goes to the
/// others.
struct StepGraph {
  /// A rank takes over the new value of a parameter.
  struct Copy {
    StringAttr param;
    int32_t value;
  };

  /// Its tasks are those of `tasks`, then one for each of `copies`. Without
  /// copies of the model: a task has one rank.
  Dataflow dataflow;
  SmallVector<TaskOp> tasks;
  SmallVector<Copy> copies;
  SmallVector<Value> values; ///< The gradients, then results of tasks.
  llvm::DenseMap<Value, int32_t> numberOf;
  /// The new value of a parameter or state -> its name.
  llvm::DenseMap<Value, StringAttr> variableOf;
};

/// Reads the step of a pipeline; empty if it has none. `graph` has its ranks,
/// and `gradients` are those of its parameters. Emits an error and fails where
/// a task reads a gradient or state that lies on another rank, or the old value
/// of a variable behind the task of its rank that writes the new one over it.
FailureOr<StepGraph> readStepGraph(PipelineOp pipeline, const TaskGraph &graph,
                                   ArrayRef<ReducedGradient> gradients);

/// Checks that every stage can be updated without the others, as a schedule
/// with updates within the step does: a task of the step reads nothing of
/// another stage, a gradient is made by one stage, and what a stage updates is
/// read by its tasks only, and no state is of the step as a whole. Emits an
/// error and fails otherwise, also where there is no step.
LogicalResult checkStagesAreApart(PipelineOp pipeline, const TaskGraph &graph,
                                  ArrayRef<ReducedGradient> gradients,
                                  const StepGraph &step);

} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_PROGRAM_STEPGRAPH_H
