//===- TaskPlan.h - What goes into each task --------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_PARTITION_TASKPLAN_H
#define PIPE_ANALYSIS_PARTITION_TASKPLAN_H

#include "pipe/Analysis/Partition/StageAssignment.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"
#include "pipe/Schedule/Core/Result.h"

namespace mlir::pipe {
/// A value as one task hands it to another: the same value may come from its
/// maker's task or, sent along, from a later one.
struct TaskValue {
  int32_t task =
      -1; ///< index of the task that yields it, -1: input of the graph
  int32_t value = -1;
  bool operator==(const TaskValue &) const = default;
};

struct TaskPlan {
  TaskKind kind = TaskKind::Forward;
  int32_t stage = 0;
  /// Nodes in the order in which the body computes them; copies of free and
  /// local ones right before their first use.
  std::vector<int32_t> nodes;
  /// In order of first use in the body.
  SmallVector<TaskValue> operands;
  SmallVector<int32_t> params;
  /// What other tasks take, in the order of `nodes`, then passed-on operands.
  SmallVector<int32_t> results;
  /// Outputs and gradients of the graph that this task yields, after `results`:
  /// indices of JointGraph::outputs or, for a backward task, ::gradients.
  SmallVector<int32_t> roots;
  int64_t cost = 0;
};

/// Forward tasks by ascending stage, then, when the graph has gradients,
/// backward tasks by descending stage: every task takes only what earlier ones
/// yield.
///
/// \errors a message when a value that is not a tensor would have to be sent.
Result<std::vector<TaskPlan>> planTasks(const JointGraph &graph,
                                        const StageAssignment &assignment);
} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_PARTITION_TASKPLAN_H
