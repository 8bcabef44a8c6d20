//===- SearchRules.h - Rules that a search tries ----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_SCHEDULE_SEARCH_SEARCHRULES_H
#define PIPE_LIB_SCHEDULE_SEARCH_SEARCHRULES_H

#include "pipe/Schedule/Search/Bounds.h"
#include "pipe/Schedule/Timing/ListSchedule.h"

#include <random>

namespace mlir::pipe {

/// Returns the rules to try, the first of each form in front and the others in
/// random order.
std::vector<ListScheduleRule> makeSearchRules(const ScheduleProblem &problem,
                                              BackwardForm form,
                                              std::mt19937_64 &random);

/// Returns for each stage the most micro-batches between F and B or I.
std::vector<int64_t> getMostInFlight(const Schedule &schedule);

/// Returns a rule that is a little different: some neighbouring stages take a
/// micro-batch more or less, or a rank chooses differently.
///
/// \param mostInFlight  of the schedule that `rule` made.
ListScheduleRule changeRule(ListScheduleRule rule, int64_t numRanks,
                            const std::vector<int64_t> &mostInFlight,
                            std::mt19937_64 &random);

} // namespace mlir::pipe

#endif // PIPE_LIB_SCHEDULE_SEARCH_SEARCHRULES_H
