//===- NumberedGraph.cpp - A task graph as numbers ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NumberedGraph.h"

#include "pipe/Analysis/Program/GraphSchedule.h"

#include "llvm/ADT/MapVector.h"

using namespace mlir;
using namespace mlir::pipe;

NumberedGraph mlir::pipe::numberGraph(GraphOp graph,
                                      ArrayRef<int64_t> placement) {
  NumberedGraph numbered;
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
    DataflowTask flow{getActionKind(task.getKind()),
                      static_cast<int32_t>(task.getStage()),
                      placement[task.getStage()],
                      {},
                      {}};
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

void mlir::pipe::appendReductions(ReturnOp yield, const NumberedGraph &numbered,
                                  std::vector<std::vector<Step>> &steps) {
  llvm::MapVector<Attribute, SmallVector<int32_t>> partialsOf;
  for (auto [value, param] :
       llvm::zip_equal(yield.getGradients(), yield.getParams()))
    partialsOf[param].push_back(numbered.numberOf.lookup(value));
  auto getRank = [&](int32_t value) {
    return numbered.dataflow.tasks[numbered.dataflow.values[value].maker].rank;
  };
  for (auto &[param, partials] : partialsOf)
    for (int32_t value : llvm::drop_begin(partials)) {
      int64_t from = getRank(value), to = getRank(partials.front());
      if (from == to)
        continue;
      steps[from].push_back({StepKind::Send, value, to, 0});
      steps[to].push_back({StepKind::Post, value, from, 0});
      steps[to].push_back({StepKind::Wait, value, -1, 0});
      steps[to].push_back({StepKind::Release, value, -1, 0});
    }
}
