//===- PipelineSchedule.h - The schedule of a pipeline -------- -*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_PROGRAM_PIPELINESCHEDULE_H
#define PIPE_ANALYSIS_PROGRAM_PIPELINESCHEDULE_H

#include "pipe/Analysis/Program/TaskGraph.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"
#include "pipe/Schedule/Core/UpdateRule.h"
#include "pipe/Schedule/Transfers/Communication.h"

#include "mlir/Pass/AnalysisManager.h"

#include <memory>

namespace mlir::pipe {

/// Returns the schedule that `op` describes: the generator of its name run with
/// its numbers, or its CSV text parsed, with the transfers that it has.
Result<CommunicationSchedule> getSchedule(ScheduleOp op);

/// Schedules of pipelines, so that each is made or read once in a run of
/// passes. Depends on nothing but the attributes of the op that it is asked
/// for, so that no change of the IR makes it wrong.
class ScheduleCache {
public:
  explicit ScheduleCache(Operation *) {}

  /// As `getSchedule`.
  Result<std::shared_ptr<const CommunicationSchedule>> get(ScheduleOp op);

  /// Keeps the schedule that `op` was made from.
  void put(ScheduleOp op,
           std::shared_ptr<const CommunicationSchedule> schedule);

  bool isInvalidated(const AnalysisManager::PreservedAnalyses &) {
    return false;
  }

private:
  llvm::DenseMap<DictionaryAttr, std::shared_ptr<const CommunicationSchedule>>
      schedules;
};

/// Returns the shortest list of copies of the model that micro-batches pass
/// through in turn; empty if there is one copy.
std::vector<int64_t> getCopyPattern(const Schedule &schedule);

/// Returns what `op` says of updates within the step; nothing if there are
/// none.
std::optional<UpdateRule> getUpdateRule(ScheduleOp op);

/// Checks that programs of `graph` can run a schedule: as many stages, an order
/// that respects every edge (`checkSchedule`), transfers that meet where the
/// schedule has some, updates that have a rule (`findUpdateRule`), I and W only
/// where the backward is split.
/// \returns nothing, or the first error.
std::optional<Error> checkRunnable(const CommunicationSchedule &schedule,
                                   const TaskGraph &graph);

} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_PROGRAM_PIPELINESCHEDULE_H
