//===- CheckSchedule.h - Is a schedule legal? -------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SCHEDULE_TIMING_CHECKSCHEDULE_H
#define PIPE_SCHEDULE_TIMING_CHECKSCHEDULE_H

#include "pipe/Schedule/Core/Result.h"
#include "pipe/Schedule/Core/Schedule.h"

#include <optional>
#include <vector>

namespace mlir::pipe {

/// The task (toStage, toKind) reads a value of the task (fromStage, fromKind)
/// of the same micro-batch. `bytes` is the size of what is read.
struct TaskEdge {
  int32_t fromStage = 0;
  ActionKind fromKind = ActionKind::Forward;
  int32_t toStage = 0;
  ActionKind toKind = ActionKind::Forward;
  int64_t bytes = 0;

  friend bool operator==(const TaskEdge &, const TaskEdge &) = default;
};

/// Returns the dependencies of a plain chain of stages: each F after the F of
/// the stage before; in training each B after its F and after the B of the
/// stage behind it. Bytes are 0.
std::vector<TaskEdge> getChainEdges(int64_t numStages, bool training);

/// Checks that a schedule is legal for a task graph with the given edges:
///   - shape: P lists of actions, a placement onto the P ranks;
///   - coverage: for each stage and micro-batch F once and, in a training
///     schedule, B once or I and W once;
///   - placement: each action is on the rank of its stage;
///   - order: no rank runs an action before one of its own that it reads;
///   - progress: the ranks never wait for each other in a circle.
///
/// Edges may skip stages. An edge of B means I where the schedule has the
/// halves, and an edge of I or W means B where it has the whole. F before B or
/// I, I before W, and updates after the backward of their stage need no edge.
///
/// \returns nothing, or the first error: it names rank, position (from 0),
///          action and reason; the notes of a circle say who waits for whom.
std::optional<Error> checkSchedule(const Schedule &schedule,
                                   const std::vector<TaskEdge> &edges);

/// As above, for a plain chain of stages.
std::optional<Error> checkSchedule(const Schedule &schedule);

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_TIMING_CHECKSCHEDULE_H
