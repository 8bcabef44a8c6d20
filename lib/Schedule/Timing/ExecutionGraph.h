//===- ExecutionGraph.h - Who waits for whom in a schedule ------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_SCHEDULE_TIMING_EXECUTIONGRAPH_H
#define PIPE_LIB_SCHEDULE_TIMING_EXECUTIONGRAPH_H

#include "TaskDependencies.h"

namespace mlir::pipe {

/// The actions of a schedule with what each reads.
class ExecutionGraph {
public:
  /// Finds all errors of `checkSchedule` except circles between ranks. The
  /// schedule must outlive the graph.
  static Result<ExecutionGraph> create(const Schedule &schedule,
                                       const std::vector<TaskEdge> &edges);

  const ActionTable &getTable() const { return table; }

  /// Calls `visit(index)` for each action that must be done before `action`.
  template <class Visitor>
  void forEachOperand(const Action &action, Visitor visit) const;

  /// Returns the circle in which ranks wait that came no further than
  /// `positions`, or nothing if all ranks reached their end.
  std::optional<Error>
  describeCircle(const std::vector<int64_t> &positions) const;

private:
  ActionIndex findMissing(const Action &action,
                          const std::vector<int64_t> &positions) const;
  std::optional<Error> checkOrder() const;
  std::optional<Error> checkUpdateOrder(int64_t rank) const;

  ActionTable table;
  TaskDependencies dependencies;
};

// Templates
//===----------------------------------------------------------------------===//

template <class Visitor>
void ExecutionGraph::forEachOperand(const Action &action, Visitor visit) const {
  dependencies.forEachOperand(
      action.stage, action.kind, [&](const TaskDependencies::Operand &operand) {
        ActionIndex index =
            table.find(operand.stage, operand.taskClass, action.microBatch);
        // B stands for W.
        if (index == kNoAction &&
            operand.taskClass == TaskClass::WeightGradient)
          index =
              table.find(operand.stage, TaskClass::Backward, action.microBatch);
        if (index != kNoAction)
          visit(index);
      });
}

} // namespace mlir::pipe

#endif // PIPE_LIB_SCHEDULE_TIMING_EXECUTIONGRAPH_H
