//===- TaskDependencies.h - What the tasks of a graph read ------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_SCHEDULE_TIMING_TASKDEPENDENCIES_H
#define PIPE_LIB_SCHEDULE_TIMING_TASKDEPENDENCIES_H

#include "Core/ActionTable.h"
#include "pipe/Schedule/Timing/CheckSchedule.h"

namespace mlir::pipe {

/// What the tasks of a graph read of each other, the same for every
/// micro-batch.
class TaskDependencies {
public:
  /// The task (stage, taskClass) of the same micro-batch, and the bytes read of
  /// it.
  struct Operand {
    int32_t stage;
    TaskClass taskClass;
    int64_t bytes;
  };

  /// \param shape     says how many stages there are and what the schedule is
  ///                  called; its actions are not looked at.
  /// \param training  whether there is a backward.
  /// \errors an edge of a stage that does not exist, of a backward where there
  ///         is none, or of a negative number of bytes.
  static Result<TaskDependencies> create(const Schedule &shape, bool training,
                                         const std::vector<TaskEdge> &edges);

  /// Calls `visit(operand)` for what an action of that kind reads. An operand
  /// in the taskClass of W is B where the schedule has the whole. Updates read
  /// nothing: they follow the backward of their stage by the order of the rank.
  template <class Visitor>
  void forEachOperand(int64_t stage, ActionKind kind, Visitor visit) const;

private:
  std::optional<Error> addEdge(const Schedule &shape, bool training,
                               const TaskEdge &edge);
  std::vector<Operand> &getOperands(int64_t stage, TaskClass taskClass) {
    return operands[static_cast<size_t>(stage * kNumTaskClasses +
                                        static_cast<int64_t>(taskClass))];
  }

  std::vector<std::vector<Operand>> operands; ///< by stage and taskClass
};

template <class Visitor>
void TaskDependencies::forEachOperand(int64_t stage, ActionKind kind,
                                      Visitor visit) const {
  auto visitClass = [&](TaskClass taskClass) {
    for (const Operand &operand : operands[static_cast<size_t>(
             stage * kNumTaskClasses + static_cast<int64_t>(taskClass))]) {
      // What one half hands to the other stays inside of B.
      bool inside = kind == ActionKind::Backward && operand.stage == stage &&
                    operand.taskClass != TaskClass::Forward;
      if (!inside)
        visit(operand);
    }
  };
  if (kind == ActionKind::Update)
    return;
  if (kind == ActionKind::Forward)
    return visitClass(TaskClass::Forward);
  if (kind != ActionKind::WeightGradient)
    visitClass(TaskClass::Backward);
  if (kind != ActionKind::InputGradient)
    visitClass(TaskClass::WeightGradient);
}

} // namespace mlir::pipe

#endif // PIPE_LIB_SCHEDULE_TIMING_TASKDEPENDENCIES_H
