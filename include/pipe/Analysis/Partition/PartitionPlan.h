//===- PartitionPlan.h - How a joint graph is cut ---------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_PARTITION_PARTITIONPLAN_H
#define PIPE_ANALYSIS_PARTITION_PARTITIONPLAN_H

#include "pipe/Analysis/Partition/ChooseCuts.h"
#include "pipe/Analysis/Partition/GradientParts.h"
#include "pipe/Analysis/Partition/TaskPlan.h"

namespace mlir::pipe {
/// What becomes of a joint graph. Graph in, plan out: nothing is written here.
///
/// Gradients that are sums over several stages need ops that the graph does not
/// have. Then the plan is *open*: it says in `parts` which gradients to write,
/// and what is planned next starts from the graph that has them.
///
///   plan = planPartition(graph, request)
///   while plan is open
///     write plan.parts, read the graph again
///     plan = continuePartition(graph, plan)
///   write plan.tasks
struct PartitionPlan {
  /// First forward position of each stage.
  SmallVector<int64_t> cuts;
  StageAssignment assignment;
  GradientParts parts;
  /// Of a plan that is not open.
  std::vector<TaskPlan> tasks;

  bool isOpen() const { return parts.isChange; }
};

/// \errors what `chooseCuts` and `planTasks` refuse.
Result<PartitionPlan> planPartition(const JointGraph &graph,
                                    const CutRequest &request);

/// \param before  an open plan, whose parts are the gradients of `graph`.
/// \errors what `planTasks` refuses.
Result<PartitionPlan> continuePartition(const JointGraph &graph,
                                        const PartitionPlan &before);

/// Prints a plan that is not open: which op runs at which stage and why, and
/// which values go from which task to which. The test of `pipe-partition`
/// shows one.
void print(const PartitionPlan &plan, const JointGraph &graph,
           llvm::raw_ostream &stream);
} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_PARTITION_PARTITIONPLAN_H
