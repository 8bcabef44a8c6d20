//===- StepGraph.cpp - What happens once a step, as numbers ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Program/StepGraph.h"

#include "llvm/ADT/DenseSet.h"

#include <set>

using namespace mlir;
using namespace mlir::pipe;

namespace {
class StepReader {
public:
  StepReader(PipelineOp pipeline, const TaskGraph &graph,
             ArrayRef<ReducedGradient> gradients)
      : pipeline(pipeline), symbols(pipeline), graph(graph) {
    for (const ReducedGradient &gradient : gradients)
      gradientRank[gradient.param] = gradient.partials.front().rank;
  }

  FailureOr<StepGraph> read() {
    StepOp op = pipeline.getStep();
    if (!op)
      return std::move(step);
    placement = pipeline.getSchedule().getPlacement();
    for (BlockArgument gradient : op.getBody().getArguments())
      addValue(gradient, -1);
    for (TaskOp task : op.getOps<TaskOp>())
      if (failed(addTask(op, task)))
        return failure();
    for (auto [value, variable] : llvm::zip_equal(
             op.getUpdates().getValues(),
             op.getUpdates().getVariables().getAsRange<FlatSymbolRefAttr>()))
      step.variableOf[value] = variable.getAttr();
    if (failed(checkReads()))
      return failure();
    addCopies(op.getUpdates());
    return std::move(step);
  }

private:
  void addValue(Value value, int32_t maker) {
    step.numberOf[value] = static_cast<int32_t>(step.values.size());
    step.values.push_back(value);
    step.dataflow.values.push_back({maker, {}, false});
  }

  void addRead(int32_t reader, int32_t value) {
    if (!knownReads.insert({reader, value}).second)
      return;
    step.dataflow.tasks[reader].reads.push_back(value);
    step.dataflow.values[value].readers.push_back(reader);
  }

  LogicalResult addTask(StepOp op, TaskOp task) {
    auto number = static_cast<int32_t>(step.tasks.size());
    auto stage = static_cast<int32_t>(task.getStage());
    int64_t rank = placement[stage];
    step.tasks.push_back(task);
    step.dataflow.tasks.push_back(
        {getActionKind(task.getKind()), stage, {rank}, {}, {}});
    for (Value operand : task.getOperands()) {
      if (auto gradient = dyn_cast<BlockArgument>(operand)) {
        auto param =
            cast<FlatSymbolRefAttr>(op.getParams()[gradient.getArgNumber()]);
        if (int64_t lies = gradientRank.lookup(param.getAttr()); lies != rank)
          return task.emitError("reads the gradient of ")
                 << param << ", which is added up on rank " << lies
                 << ", but runs on rank " << rank
                 << ", where the schedule puts its stage " << stage;
      }
      addRead(number, step.numberOf.lookup(operand));
    }
    for (Value result : task.getResults()) {
      step.dataflow.tasks[number].writes.push_back(
          static_cast<int32_t>(step.values.size()));
      addValue(result, number);
    }
    return success();
  }

  int64_t getRank(size_t task) const {
    return step.dataflow.getRank(static_cast<int32_t>(task), 0);
  }

  /// Checks that variables are where tasks read them: a state lies on one rank,
  /// and a new value takes the place of the old one.
  LogicalResult checkReads() {
    llvm::DenseMap<StringAttr, size_t> firstReader, updater; // Tasks.
    for (size_t number = 0; number < step.tasks.size(); ++number) {
      TaskOp task = step.tasks[number];
      for (auto variable : task.getParams().getAsRange<FlatSymbolRefAttr>()) {
        StringAttr name = variable.getAttr();
        size_t first = firstReader.try_emplace(name, number).first->second;
        if (symbols.lookup<StateOp>(name) && getRank(first) != getRank(number))
          return reportRead(number, variable, first,
                            ", but a state lies on one rank",
                            "it is read on rank ");
        if (auto it = updater.find(name);
            it != updater.end() && getRank(it->second) == getRank(number))
          return reportRead(number, variable, it->second,
                            " behind the task that updates it in its place; "
                            "move it before that task",
                            "it is updated on rank ");
      }
      for (Value result : task.getResults())
        if (StringAttr name = step.variableOf.lookup(result))
          updater[name] = number;
    }
    return success();
  }

  LogicalResult reportRead(size_t task, FlatSymbolRefAttr variable,
                           size_t other, StringRef fault, StringRef note) {
    InFlightDiagnostic diag = TaskOp(step.tasks[task]).emitError("reads ")
                              << variable << " on rank " << getRank(task)
                              << fault;
    diag.attachNote(step.tasks[other]->getLoc())
        << note << getRank(other) << " here";
    return diag;
  }

  /// Lists the ranks whose tasks read each variable, once a step or for each
  /// micro-batch.
  llvm::DenseMap<StringAttr, std::set<int64_t>> getHolders() {
    llvm::DenseMap<StringAttr, std::set<int64_t>> holders;
    auto addTask = [&](TaskOp task, ArrayRef<int64_t> ranks) {
      for (auto name : task.getParams().getAsRange<FlatSymbolRefAttr>())
        holders[name.getAttr()].insert(ranks.begin(), ranks.end());
    };
    for (auto [index, task] : llvm::enumerate(graph.tasks))
      addTask(task, graph.dataflow.getRanks(static_cast<int32_t>(index)));
    for (auto [index, task] : llvm::enumerate(step.tasks))
      addTask(task, getRank(index));
    return holders;
  }

  void addCopies(UpdatesOp updates) {
    llvm::DenseMap<StringAttr, std::set<int64_t>> holders = getHolders();
    for (auto [value, variable] : llvm::zip_equal(
             updates.getValues(),
             updates.getVariables().getAsRange<FlatSymbolRefAttr>())) {
      StringAttr name = variable.getAttr();
      int32_t number = step.numberOf.lookup(value);
      int32_t maker = step.dataflow.values[number].maker;
      for (int64_t rank : holders.lookup(name)) {
        if (rank == step.dataflow.getRank(maker, 0))
          continue;
        auto copy = static_cast<int32_t>(step.dataflow.tasks.size());
        step.copies.push_back({name, number});
        step.dataflow.tasks.push_back({ActionKind::Update,
                                       step.dataflow.tasks[maker].stage,
                                       {rank},
                                       {},
                                       {}});
        addRead(copy, number);
      }
    }
  }

  PipelineOp pipeline;
  SymbolTable symbols;
  const TaskGraph &graph;
  llvm::DenseMap<StringAttr, int64_t> gradientRank;
  ArrayRef<int64_t> placement;
  llvm::DenseSet<std::pair<int32_t, int32_t>> knownReads; ///< Of a task.
  StepGraph step;
};
} // namespace

FailureOr<StepGraph>
mlir::pipe::readStepGraph(PipelineOp pipeline, const TaskGraph &graph,
                          ArrayRef<ReducedGradient> gradients) {
  return StepReader(pipeline, graph, gradients).read();
}
