//===- TaskDependencies.cpp - What the tasks of a graph read --------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TaskDependencies.h"

#include "Core/MessageWords.h"

#include <algorithm>

using namespace mlir::pipe;

Result<TaskDependencies>
TaskDependencies::create(const Schedule &shape, bool training,
                         const std::vector<TaskEdge> &edges) {
  TaskDependencies dependencies;
  dependencies.operands.resize(
      static_cast<size_t>(shape.numStages() * kNumTaskClasses));
  for (int32_t stage = 0; stage < shape.numStages(); ++stage) {
    dependencies.getOperands(stage, TaskClass::Backward)
        .push_back({stage, TaskClass::Forward, 0});
    dependencies.getOperands(stage, TaskClass::WeightGradient)
        .push_back({stage, TaskClass::Backward, 0});
  }
  for (const TaskEdge &edge : edges)
    if (auto error = dependencies.addEdge(shape, training, edge))
      return *error;
  return dependencies;
}

std::optional<Error> TaskDependencies::addEdge(const Schedule &shape,
                                               bool training,
                                               const TaskEdge &edge) {
  auto describe = [&]() {
    return "edge from " + str(edge.fromStage) + getLetter(edge.fromKind) +
           " to " + str(edge.toStage) + getLetter(edge.toKind);
  };
  for (int32_t stage : {edge.fromStage, edge.toStage})
    if (stage < 0 || stage >= shape.numStages())
      return Error("the task graph has an " + describe() +
                   ", but the schedule has " + str(shape.numStages()) +
                   " stages");
  if (edge.bytes < 0)
    return Error("the task graph has an " + describe() + " of " +
                 str(edge.bytes) + " bytes");
  if (edge.fromKind == ActionKind::Update || edge.toKind == ActionKind::Update)
    return std::nullopt;
  if (!training &&
      (isBackwardKind(edge.fromKind) || isBackwardKind(edge.toKind)))
    return Error("the task graph has an " + describe() +
                 ", but the schedule '" + shape.name +
                 "' has no backward actions; use a training schedule");
  Operand added = {edge.fromStage, getTaskClass(edge.fromKind), edge.bytes};
  auto &list = getOperands(edge.toStage, getTaskClass(edge.toKind));
  auto same = std::find_if(list.begin(), list.end(), [&](const Operand &each) {
    return each.stage == added.stage && each.taskClass == added.taskClass;
  });
  if (same == list.end())
    list.push_back(added);
  else if (__builtin_add_overflow(same->bytes, added.bytes, &same->bytes))
    return Error("the task graph has an " + describe() +
                 " of more bytes than 64 bits hold");
  return std::nullopt;
}
