//===- SearchProblems.h - What a search is asked for ------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_SCHEDULE_SEARCH_SEARCHPROBLEMS_H
#define PIPE_LIB_SCHEDULE_SEARCH_SEARCHPROBLEMS_H

#include "pipe/Schedule/Search/Search.h"

namespace mlir::pipe {

/// Returns how schedules for the request may write the backward.
BackwardForm getSearchForm(const SearchRequest &request);

/// Returns one problem for each placement of the request, not yet checked.
///
/// \errors bad numbers of ranks, micro-batches and stages; a placement that has
///         not P * V stages.
Result<std::vector<ScheduleProblem>>
makeSearchProblems(const SearchRequest &request);

} // namespace mlir::pipe

#endif // PIPE_LIB_SCHEDULE_SEARCH_SEARCHPROBLEMS_H
