//===- PartitionPlan.cpp - How a joint graph is cut -----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Partition/PartitionPlan.h"

using namespace mlir;
using namespace mlir::pipe;

/// Stage of each forward position.
static std::vector<int32_t> spreadStages(const JointGraph &graph,
                                         ArrayRef<int64_t> cuts) {
  std::vector<int32_t> stages(graph.forward.size());
  int32_t stage = 0;
  for (size_t position = 0; position < stages.size(); ++position) {
    while (stage + 1 < static_cast<int32_t>(cuts.size()) &&
           cuts[stage + 1] <= static_cast<int64_t>(position))
      ++stage;
    stages[position] = stage;
  }
  return stages;
}

static StageAssignment assign(const JointGraph &graph, const GradientSums &sums,
                              ArrayRef<int64_t> cuts, bool assignSums) {
  return assignStages(graph, sums, spreadStages(graph, cuts),
                      static_cast<int32_t>(cuts.size()), assignSums);
}

Result<PartitionPlan>
mlir::pipe::continuePartition(const JointGraph &graph,
                              const PartitionPlan &before) {
  PartitionPlan plan;
  plan.cuts = before.cuts;
  plan.assignment = assign(graph, findGradientSums(graph), plan.cuts,
                           /*assignSums=*/true);
  plan.parts = mergeGradientParts(graph, plan.assignment);
  if (plan.isOpen())
    return plan;
  Result<std::vector<TaskPlan>> tasks = planTasks(graph, plan.assignment);
  if (!tasks)
    return tasks.getError();
  plan.tasks = std::move(*tasks);
  return plan;
}

Result<PartitionPlan> mlir::pipe::planPartition(const JointGraph &graph,
                                                const CutRequest &request) {
  Result<SmallVector<int64_t>> cuts = chooseCuts(graph, request);
  if (!cuts)
    return cuts.getError();
  PartitionPlan plan;
  plan.cuts = std::move(*cuts);
  GradientSums sums = findGradientSums(graph);
  plan.assignment = assign(graph, sums, plan.cuts, /*assignSums=*/false);
  plan.parts = splitGradientSums(graph, sums, plan.assignment);
  if (plan.isOpen())
    return plan;
  return continuePartition(graph, plan);
}
