//===- Greedy.h - Schedules of equal stages by list scheduling --*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_SCHEDULE_GENERATORS_GREEDY_H
#define PIPE_LIB_SCHEDULE_GENERATORS_GREEDY_H

#include "pipe/Schedule/Timing/ListSchedule.h"

namespace mlir::pipe {

/// With more ranks than this list scheduling takes too long beside a closed
/// form.
inline constexpr int64_t kMaxGreedyRanks = 1024;

/// Returns the problem of filling the empty action lists of `shape`: a chain of
/// stages whose F, I and W take the same time, free transfers, and at most
/// `cap` activations of a stage on each rank.
ScheduleProblem makeEqualCostsProblem(Schedule shape, int64_t cap);

/// Returns `closed`, a legal schedule made by a rule for many micro-batches, or
/// a list schedule with the backward in two halves and at most `cap`
/// activations of a stage on each rank, whichever has the smaller makespan for
/// equal costs and free transfers; `closed` if they are equal.
///
/// \param cap  at least the number of stages on a rank, of all copies.
Result<Schedule> pickFaster(Schedule closed, int64_t cap);

} // namespace mlir::pipe

#endif // PIPE_LIB_SCHEDULE_GENERATORS_GREEDY_H
