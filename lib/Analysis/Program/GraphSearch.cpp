//===- GraphSearch.cpp - A schedule searched for a graph ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Program/GraphSearch.h"

#include "pipe/Analysis/Program/GraphSchedule.h"
#include "pipe/Schedule/Generators/Registry.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/Support/CheckedArithmetic.h"

using namespace mlir;
using namespace mlir::pipe;

/// Returns the bytes of the values that tasks of `stage` take from other tasks,
/// each value once.
static int64_t
getBytesTaken(GraphOp graph, int64_t stage,
              function_ref<bool(TaskOp taker, TaskOp maker)> counts) {
  llvm::SmallDenseSet<Value> seen;
  int64_t bytes = 0;
  for (TaskOp taker : graph.getOps<TaskOp>()) {
    if (static_cast<int64_t>(taker.getStage()) != stage)
      continue;
    for (Value operand : taker.getOperands()) {
      auto maker = operand.getDefiningOp<TaskOp>();
      if (!maker || !counts(taker, maker) || !seen.insert(operand).second)
        continue;
      // More than 63 bits are refused where they are added up over time.
      constexpr int64_t most = std::numeric_limits<int64_t>::max();
      bytes =
          llvm::checkedAdd(
              bytes, getTensorBytes(cast<RankedTensorType>(operand.getType()))
                         .value_or(most))
              .value_or(most);
    }
  }
  return bytes;
}

ActivationSizes mlir::pipe::getActivationSizes(GraphOp graph) {
  ActivationSizes sizes;
  for (int64_t stage = 0; stage < graph.getNumStages(); ++stage) {
    sizes.forward.push_back(
        getBytesTaken(graph, stage, [](TaskOp taker, TaskOp maker) {
          return taker.getKind() != TaskKind::Forward &&
                 maker.getKind() == TaskKind::Forward;
        }));
    sizes.weightGradient.push_back(
        getBytesTaken(graph, stage, [](TaskOp taker, TaskOp) {
          return taker.getKind() == TaskKind::WeightGradient;
        }));
  }
  return sizes;
}

Result<SearchResult>
mlir::pipe::searchGraphSchedule(GraphOp graph,
                                const GraphSearchOptions &options) {
  if (std::optional<Error> error = checkParameters(
          {options.ranks, options.microBatches, options.virtualStages},
          /*actionsPerTask=*/3))
    return *error;
  int64_t numStages = options.ranks * options.virtualStages;
  if (numStages != graph.getNumStages())
    return Error("the graph has " + std::to_string(graph.getNumStages()) +
                 " stages, but a schedule of " + std::to_string(options.ranks) +
                 " ranks with " + std::to_string(options.virtualStages) +
                 " stages each has " + std::to_string(numStages) +
                 "; partition with stages=" + std::to_string(numStages));
  auto hasKind = [&](TaskKind kind) {
    return llvm::any_of(graph.getOps<TaskOp>(),
                        [&](TaskOp task) { return task.getKind() == kind; });
  };
  SearchRequest request;
  request.ranks = options.ranks;
  request.microBatches = options.microBatches;
  request.virtualStages = options.virtualStages;
  bool split = hasKind(TaskKind::WeightGradient);
  request.training = split || hasKind(TaskKind::Backward);
  request.form = split ? BackwardForm::Either : BackwardForm::Whole;
  request.costs = getTaskCosts(graph);
  request.edges = getTaskEdges(graph);
  request.activations = getActivationSizes(graph);
  if (options.memoryCap > 0)
    request.caps.assign(options.ranks, options.memoryCap);
  request.searchMs = options.searchMs;
  request.seed = options.seed;
  return searchSchedule(request);
}
