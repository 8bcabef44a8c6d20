//===- GraphSchedule.cpp - Task graphs seen by schedules ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/GraphSchedule.h"

#include "pipe/Schedule/ScheduleCsv.h"

#include "llvm/ADT/MapVector.h"

using namespace mlir;
using namespace mlir::pipe;

static_assert(static_cast<int>(ActionKind::Forward) ==
                      static_cast<int>(TaskKind::Forward) &&
                  static_cast<int>(ActionKind::Update) ==
                      static_cast<int>(TaskKind::Update),
              "kinds of actions and tasks have the same numbers");

Result<Schedule> mlir::pipe::getSchedule(ScheduleOp op) {
  if (std::optional<StringRef> csv = op.getCsv()) {
    Result<Schedule> schedule =
        parseScheduleCsv(csv->str(), op.getName().str());
    if (schedule)
      schedule->name = op.getName().str();
    return schedule;
  }
  ScheduleParameters parameters;
  parameters.ranks = op.getRanks();
  parameters.microBatches = op.getMicroBatches();
  parameters.virtualStages = op.getVirtualStages();
  return generateSchedule(op.getName().str(), parameters);
}

std::vector<TaskEdge> mlir::pipe::getTaskEdges(GraphOp graph) {
  bool training = llvm::any_of(graph.getOps<TaskOp>(), [](TaskOp task) {
    return task.getKind() != TaskKind::Forward;
  });
  llvm::MapVector<std::pair<Operation *, Operation *>, int64_t> bytes;
  for (TaskOp user : graph.getOps<TaskOp>())
    for (Value operand : user.getOperands())
      if (auto maker = operand.getDefiningOp<TaskOp>())
        bytes[{maker, user}] +=
            getTensorBytes(cast<RankedTensorType>(operand.getType()))
                .value_or(0);
  std::vector<TaskEdge> edges;
  for (auto [pair, size] : bytes) {
    auto from = cast<TaskOp>(pair.first), to = cast<TaskOp>(pair.second);
    edges.push_back({static_cast<int32_t>(from.getStage()),
                     getActionKind(from.getKind()),
                     static_cast<int32_t>(to.getStage()),
                     getActionKind(to.getKind()), size});
  }
  for (const TaskEdge &chain : getChainEdges(graph.getNumStages(), training))
    if (llvm::none_of(edges, [&](const TaskEdge &edge) {
          return edge.fromStage == chain.fromStage &&
                 edge.fromKind == chain.fromKind &&
                 edge.toStage == chain.toStage && edge.toKind == chain.toKind;
        }))
      edges.push_back(chain);
  return edges;
}

TaskCosts mlir::pipe::getTaskCosts(GraphOp graph) {
  TaskCosts costs = TaskCosts::makeUniform(graph.getNumStages(), 0, 0, 0);
  costs.update.assign(graph.getNumStages(), 0);
  for (TaskOp task : graph.getOps<TaskOp>()) {
    int64_t cost = task.getCost() ? std::max<int64_t>(*task.getCost(), 1) : 1;
    std::vector<int64_t> *list = nullptr;
    switch (task.getKind()) {
    case TaskKind::Forward:
      list = &costs.forward;
      break;
    case TaskKind::Backward:
      list = &costs.backward;
      break;
    case TaskKind::InputGradient:
      list = &costs.inputGradient;
      break;
    case TaskKind::WeightGradient:
      list = &costs.weightGradient;
      break;
    case TaskKind::Update:
      list = &costs.update;
      break;
    }
    (*list)[task.getStage()] = cost;
  }
  return costs;
}
