//===- Report.h - A plan as text and as JSON --------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPE_PLAN_REPORT_H
#define PIPE_TOOLS_PIPE_PLAN_REPORT_H

#include "Plan.h"

#include <iosfwd>
#include <string>
#include <utility>
#include <vector>

namespace mlir::pipe {

/// Columns of the widest picture that the tool prints.
inline constexpr int kMaxTimelineWidth = 1 << 16;

/// Prints the actions of each rank, the timeline in `width` columns, and the
/// numbers of the plan.
void printPlan(const Plan &plan, int width, std::ostream &out);

/// Returns P, M, V and the times of the actions: "4 ranks, 8 micro-batches, 1
/// stage a rank, F 1, B 2".
std::string describePlan(const Plan &plan);

/// Returns the numbers of the whole plan by name: makespan, bound, bubbles.
std::vector<std::pair<std::string, std::string>> getFacts(const Plan &plan);

/// Returns a table of the numbers of the ranks; the first row is its head.
std::vector<std::vector<std::string>> getRankTable(const Plan &plan);

/// Returns the plan as one JSON object:
///
///   schedule        name
///   ranks, micro_batches, virtual_stages
///   placement       rank of each stage, a list for each copy of the model
///   unit            "ns", or null for plain units; of all times
///   makespan
///   at_least        {time, binds, scope}: no schedule in scope is faster,
///                   and why
///   bubble          {idle_of_makespan, idle_of_ideal}, as ratios
///   remarks         {name: text}: what else is known, "found by" of a search
///   per_rank        [{busy, idle, span_idle, peak_activations, peak_bytes,
///                   messages_sent, bytes_sent}]; bytes are null if not known
///   timeline        a list for each rank of {action, stage, kind, micro_batch,
///                   start, end}; kind is F, B, I, W or U, micro_batch null for
///                   the update of a whole step
std::string makePlanJson(const Plan &plan);

/// Returns a page that shows the timeline, see `makeTimelineHtml`.
std::string makePlanHtml(const Plan &plan);

/// Returns a trace in the JSON format of Chrome and Perfetto; plain units are
/// shown as nanoseconds.
std::string makePlanTrace(const Plan &plan);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPE_PLAN_REPORT_H
