//===- SearchCandidates.h - Where a search begins ---------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_SCHEDULE_SEARCH_SEARCHCANDIDATES_H
#define PIPE_LIB_SCHEDULE_SEARCH_SEARCHCANDIDATES_H

#include "OrderJudge.h"
#include "pipe/Schedule/Search/Bounds.h"

namespace mlir::pipe {

/// An order of actions that solves the problem.
struct SearchCandidate {
  OrderJudge *judge = nullptr; ///< of the placement
  ActionLists lists;
  int64_t makespan = 0;
  std::string origin;
};

/// The best candidates found so far.
class CandidatePool {
public:
  explicit CandidatePool(size_t size) : size(size) {}

  /// Takes a candidate that is legal and keeps the caps.
  void add(SearchCandidate candidate);

  int64_t numTried() const { return tried; }
  /// The best first; of equal ones the first that came.
  std::vector<SearchCandidate> &getBest() { return best; }
  const std::vector<SearchCandidate> &getBest() const { return best; }

private:
  size_t size;
  int64_t tried = 0;
  std::vector<SearchCandidate> best;
};

/// Numbers the micro-batches of each stage anew, so that F, B or I, and W come
/// in ascending order. The k-th F of a stage never comes before the k-th of the
/// stage before it, whatever their micro-batches are, and so on: no action
/// starts later than before, and what is kept does not change. Only for one
/// copy of the model.
void sortMicroBatches(Schedule &schedule);

/// Adds the registered schedules that solve the problem of the judge.
void addRegisteredSchedules(OrderJudge &judge, BackwardForm form,
                            CandidatePool &pool);

} // namespace mlir::pipe

#endif // PIPE_LIB_SCHEDULE_SEARCH_SEARCHCANDIDATES_H
