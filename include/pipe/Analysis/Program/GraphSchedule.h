//===- GraphSchedule.h - Task graphs seen by schedules ----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_PROGRAM_GRAPHSCHEDULE_H
#define PIPE_ANALYSIS_PROGRAM_GRAPHSCHEDULE_H

#include "pipe/Dialect/Pipe/IR/Pipe.h"
#include "pipe/Schedule/Formats/ScheduleCsv.h"
#include "pipe/Schedule/Generators/Registry.h"
#include "pipe/Schedule/Timing/Simulate.h"

namespace mlir::pipe {
/// Returns the schedule that `op` describes: the generator of its name run with
/// its numbers, or its CSV text parsed.
Result<Schedule> getSchedule(ScheduleOp op);

/// Returns the shortest list of copies of the model that micro-batches pass
/// through in turn; empty if there is one copy.
std::vector<int64_t> getCopyPattern(const Schedule &schedule);

/// A schedule as `loadSchedule` finds it.
struct LoadedSchedule {
  Schedule value;
  /// Of a schedule that was read from a file: its text and its places.
  std::string csv;
  std::optional<ScheduleCsvFile> file;
};

/// Returns the schedule of a name, generated with `parameters`, or the one in a
/// file (see `findSchedule`). Numbers that are 0 are read off the file; virtual
/// stages that are 0 are those that the named schedule is made for.
/// \errors those of the generator; a file that cannot be read or has other
///         numbers of ranks, micro-batches or virtual stages.
Result<LoadedSchedule> loadSchedule(StringRef nameOrFile,
                                    const ScheduleParameters &parameters);

/// Checks that programs can run `schedule` on `graph`: no updates in either, I
/// and W only where the backward is split.
/// \returns nothing, or the first error.
std::optional<Error> checkRunnable(const Schedule &schedule, GraphOp graph);

/// Returns the dataflow between tasks of `graph` that a schedule has to
/// respect, each pair of tasks once, with the bytes that flow for one
/// micro-batch. The chain of stages is part of it even where no value flows, so
/// that a schedule is legal for every graph of as many stages or for none.
std::vector<TaskEdge> getTaskEdges(GraphOp graph);

/// Returns the `cost` of every task of `graph`; tasks without one cost 1, tasks
/// that do not exist cost 0. Where the backward of a stage is split, B costs as
/// much as I and W together.
TaskCosts getTaskCosts(GraphOp graph);

inline ActionKind getActionKind(TaskKind kind) {
  return static_cast<ActionKind>(kind);
}
} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_PROGRAM_GRAPHSCHEDULE_H
