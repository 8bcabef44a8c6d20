//===- ExhaustiveSearch.h - The optimum of small problems -------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_UNITTESTS_SCHEDULE_EXHAUSTIVESEARCH_H
#define PIPE_UNITTESTS_SCHEDULE_EXHAUSTIVESEARCH_H

#include "pipe/Schedule/Timing/ScheduleProblem.h"

#include <cstdint>
#include <vector>

namespace mlir::pipe {

/// Finds the smallest makespan of a chain of stages by trying everything, for
/// F, I and W of time 1 (B of time 2), free transfers, and activations of size
/// 1 that live until W or B ends.
///
/// As micro-batches are alike, a state is how many F, I and W of each stage are
/// done (for a whole backward: how many times 1 of B); in each unit of time
/// each rank starts one action or none. States are numbers; the search goes
/// from all states that are reached in t units to all that are reached in
/// t + 1.
class ExhaustiveSearch {
public:
  /// \param cap  activations that a rank may keep.
  ExhaustiveSearch(const Schedule &shape, bool splitBackward, int64_t cap);

  /// Returns the makespan, or -1 if no schedule keeps the cap.
  int64_t run();

  /// Returns the number of states, reached or not.
  static double countStates(int64_t numStages, int64_t microBatches,
                            bool splitBackward);

private:
  using Counters = std::vector<uint8_t>;

  void decode(uint64_t state, Counters &counters) const;
  void visit(const Counters &counters);
  void startRank(size_t rank, const Counters &before, Counters &after);
  bool mayStart(const Counters &before, size_t stage, size_t kind) const;
  size_t getKept(const Counters &counters, size_t rank) const;

  bool split;
  size_t numStages;
  size_t microBatches;
  size_t cap;
  size_t numKinds; ///< F, I and W, or F and B
  std::vector<std::vector<size_t>> stagesOfRank;
  std::vector<uint64_t> weights; ///< of each counter in the number of a state
  std::vector<bool> seen;
  std::vector<uint64_t> next;
};

} // namespace mlir::pipe

#endif // PIPE_UNITTESTS_SCHEDULE_EXHAUSTIVESEARCH_H
