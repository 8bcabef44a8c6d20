//===- GraphSearch.h - A schedule searched for a graph ----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_PROGRAM_GRAPHSEARCH_H
#define PIPE_ANALYSIS_PROGRAM_GRAPHSEARCH_H

#include "pipe/Analysis/Program/TaskGraph.h"
#include "pipe/Schedule/Search/Search.h"

namespace mlir::pipe {
struct GraphSearchOptions {
  int64_t ranks = 1;
  int64_t microBatches = 1;
  int64_t virtualStages = 1;
  /// The most bytes of activations that a rank may keep between its tasks, see
  /// `getActivationSizes`; 0 for no limit.
  int64_t memoryCap = 0;
  int64_t searchMs = 0;
  uint64_t seed = 0;
};

/// Searches a schedule for the costs, edges and activations of `graph`.
/// \errors numbers below 1, a graph of another number of stages, those of
///         `searchSchedule`.
Result<SearchResult> searchGraphSchedule(const TaskGraph &graph,
                                         const GraphSearchOptions &options);
} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_PROGRAM_GRAPHSEARCH_H
