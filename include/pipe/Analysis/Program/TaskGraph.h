//===- TaskGraph.h - A task graph as numbers ------------------ -*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_PROGRAM_TASKGRAPH_H
#define PIPE_ANALYSIS_PROGRAM_TASKGRAPH_H

#include "pipe/Dialect/Pipe/IR/Pipe.h"
#include "pipe/Schedule/Search/Search.h"
#include "pipe/Schedule/Timing/Simulate.h"
#include "pipe/Schedule/Transfers/Dataflow.h"

#include "llvm/ADT/DenseMap.h"

namespace mlir::pipe {

/// A task graph with numbers in place of ops and values: read once, and asked
/// from then on.
struct TaskGraph {
  int64_t numStages = 0;
  /// Tasks have no ranks before `placeTasks`.
  Dataflow dataflow;
  SmallVector<TaskOp> tasks;
  SmallVector<Value> values;
  /// Of each value, for one micro-batch.
  SmallVector<int64_t> bytes;
  llvm::DenseMap<Value, int32_t> numberOf;
  llvm::DenseMap<Value, StringAttr> outputNames;
  llvm::DenseMap<Value, StringAttr> inputNames;

  /// Returns true if any task is of this kind.
  bool hasKind(TaskKind kind) const;
  /// Returns true if any task is not a forward.
  bool isTraining() const;
};

/// Reads a graph. Fails with an error at the task whose result has no size in
/// bytes, or at the graph for an input: the element type has none, or it does
/// not fit 63 bits.
FailureOr<TaskGraph> readTaskGraph(GraphOp graph);

/// Says which ranks run the tasks. `schedule` must have as many stages as the
/// graph.
void placeTasks(TaskGraph &graph, ScheduleOp schedule);

/// Returns the dataflow between tasks that a schedule has to respect, each pair
/// of tasks once, with the bytes that flow for one micro-batch (at most 63
/// bits' worth). The chain of stages is part of it even where no value flows,
/// so that a schedule is legal for every graph of as many stages or for none.
std::vector<TaskEdge> getTaskEdges(const TaskGraph &graph);

/// Returns the `cost` of every task; tasks without one cost 1, tasks that do
/// not exist cost 0. Where the backward of a stage is split, B costs as much as
/// I and W together.
TaskCosts getTaskCosts(const TaskGraph &graph);

/// Returns what each stage keeps of one micro-batch between its tasks, in
/// bytes: results of tasks that the backward of the stage takes, those for W
/// apart. Inputs of the graph are not counted: they stay where they are. Nor
/// are messages that no later task takes, and what I makes for W counts from
/// the end of I: while I runs, pipe-plan-memory has it beside what I reads.
ActivationSizes getActivationSizes(const TaskGraph &graph);

inline ActionKind getActionKind(TaskKind kind) {
  return static_cast<ActionKind>(kind);
}

} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_PROGRAM_TASKGRAPH_H
