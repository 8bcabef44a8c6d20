//===- GraphSearch.cpp - A schedule searched for a graph ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Program/GraphSearch.h"

#include "pipe/Schedule/Generators/Registry.h"

using namespace mlir;
using namespace mlir::pipe;

Result<SearchResult>
mlir::pipe::searchGraphSchedule(const TaskGraph &graph,
                                const GraphSearchOptions &options) {
  if (std::optional<Error> error = checkParameters(
          {options.ranks, options.microBatches, options.virtualStages},
          /*actionsPerTask=*/3))
    return *error;
  int64_t numStages = options.ranks * options.virtualStages;
  if (numStages != graph.numStages)
    return Error("the graph has " + std::to_string(graph.numStages) +
                 " stages, but a schedule of " + std::to_string(options.ranks) +
                 " ranks with " + std::to_string(options.virtualStages) +
                 " stages each has " + std::to_string(numStages) +
                 "; partition with stages=" + std::to_string(numStages));
  SearchRequest request;
  request.ranks = options.ranks;
  request.microBatches = options.microBatches;
  request.virtualStages = options.virtualStages;
  bool split = graph.hasKind(TaskKind::WeightGradient);
  request.training = split || graph.hasKind(TaskKind::Backward);
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
