//===- NumberedGraph.cpp - A task graph as numbers ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NumberedGraph.h"

#include "pipe/Analysis/Program/GraphSchedule.h"

using namespace mlir;
using namespace mlir::pipe;

NumberedGraph mlir::pipe::numberGraph(GraphOp graph, ScheduleOp schedule) {
  NumberedGraph numbered;
  SmallVector<ArrayRef<int64_t>> placements = schedule.getPlacements();
  if (std::optional<ArrayRef<int64_t>> pattern = schedule.getPattern())
    numbered.dataflow.copyPattern.assign(pattern->begin(), pattern->end());
  auto addValue = [&](Value value, int32_t maker) {
    numbered.numberOf[value] = numbered.values.size();
    numbered.values.push_back(value);
    numbered.dataflow.values.push_back({maker, {}, false});
  };
  for (auto [argument, name] :
       llvm::zip_equal(graph.getBody().getArguments(), graph.getInputs())) {
    addValue(argument, -1);
    numbered.inputNames[argument] = cast<StringAttr>(name);
  }
  for (TaskOp task : graph.getOps<TaskOp>()) {
    int32_t number = numbered.tasks.size();
    DataflowTask flow;
    flow.kind = getActionKind(task.getKind());
    flow.stage = static_cast<int32_t>(task.getStage());
    for (ArrayRef<int64_t> placement : placements)
      flow.ranks.push_back(placement[task.getStage()]);
    for (Value operand : task.getOperands()) {
      int32_t value = numbered.numberOf.lookup(operand);
      if (llvm::is_contained(flow.reads, value))
        continue;
      flow.reads.push_back(value);
      numbered.dataflow.values[value].readers.push_back(number);
    }
    for (Value result : task.getResults()) {
      flow.writes.push_back(numbered.values.size());
      addValue(result, number);
    }
    numbered.tasks.push_back(task);
    numbered.dataflow.tasks.push_back(std::move(flow));
  }
  ReturnOp yield = graph.getReturn();
  for (auto [value, name] :
       llvm::zip_equal(yield.getOutputs(), yield.getOutputNames()))
    numbered.outputNames[value] = cast<StringAttr>(name);
  for (Value value : yield.getGradients())
    numbered.dataflow.values[numbered.numberOf[value]].isGradient = true;
  return numbered;
}

llvm::MapVector<StringAttr, SmallVector<PartialGradient>>
mlir::pipe::getPartialGradients(ReturnOp yield, const NumberedGraph &numbered) {
  llvm::MapVector<StringAttr, SmallVector<PartialGradient>> partialsOf;
  for (auto [value, param] :
       llvm::zip_equal(yield.getGradients(),
                       yield.getParams().getAsRange<FlatSymbolRefAttr>())) {
    int32_t number = numbered.numberOf.lookup(value);
    int32_t maker = numbered.dataflow.values[number].maker;
    for (int64_t rank : numbered.dataflow.getRanks(maker))
      partialsOf[param.getAttr()].push_back({number, rank});
  }
  return partialsOf;
}

void mlir::pipe::appendReductions(ReturnOp yield, const NumberedGraph &numbered,
                                  std::vector<std::vector<Step>> &steps) {
  for (auto &[param, partials] : getPartialGradients(yield, numbered)) {
    int64_t to = partials.front().rank;
    for (auto [value, from] : llvm::drop_begin(partials)) {
      if (from == to)
        continue;
      steps[from].push_back({StepKind::Send, value, to, 0});
      steps[to].push_back({StepKind::Post, value, from, 0});
      steps[to].push_back({StepKind::Wait, value, -1, 0});
      steps[to].push_back({StepKind::Release, value, -1, 0});
    }
  }
}
