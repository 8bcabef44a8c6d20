//===- Timelines.h - Planned and measured timelines of a run ----*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_TIMELINES_H
#define PIPE_TOOLS_PIPERUN_TIMELINES_H

#include "Session.h"

#include "pipe/Schedule/Timing/Timeline.h"

#include <iosfwd>
#include <vector>

namespace mlir::pipe {

/// The tasks that have ended, by rank, in nanoseconds after `origin`.
Timeline makeTimeline(const Manifest &manifest,
                      const std::vector<std::vector<pipert_event_t>> &events,
                      int64_t origin);

/// When the first rank has started the last step.
int64_t findStart(const Measurements &measurements);

/// The tasks of the last step in nanoseconds after the start of the first rank.
Timeline makeMeasuredTimeline(const Manifest &manifest,
                              const Measurements &measurements);

/// The schedule simulated with the manifest's costs and edges, in nanoseconds:
/// costs are scaled so that all tasks of micro-batches together take
/// `totalWorkNs`. Updates run behind them and are in no plan. Throws
/// Failure if the schedule does not fit the tasks.
Timeline makePlannedTimeline(const Bundle &bundle, int64_t totalWorkNs);

/// The rows of one replica of a timeline that has those of all, replica 0
/// first.
Timeline selectReplica(const Timeline &timeline, const Manifest &manifest,
                       int64_t replica);

/// Time in which any rank runs a task of a micro-batch: what a plan has.
int64_t getTotalWork(const Timeline &timeline);

/// Prints both timelines under each other on one scale, their bubble ratios,
/// the wall time of the steps, and bytes and messages of each rank.
void printTimelines(const Bundle &bundle, const Measurements &measurements,
                    std::ostream &out);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_TIMELINES_H
