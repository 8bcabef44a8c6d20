//===- StagesApart.cpp - Whether stages are updated one by one ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Program/StepGraph.h"

using namespace mlir;
using namespace mlir::pipe;

namespace {
class StageChecker {
public:
  StageChecker(PipelineOp pipeline, const TaskGraph &graph,
               ArrayRef<ReducedGradient> gradients, const StepGraph &step)
      : pipeline(pipeline), symbols(pipeline), graph(graph),
        gradients(gradients), step(step) {
    for (const ReducedGradient &gradient : gradients)
      gradientOf[gradient.param] = &gradient;
    for (auto [value, variable] : step.variableOf)
      updaterOf[variable] = value.getDefiningOp<TaskOp>();
  }

  LogicalResult check() {
    if (!pipeline.getStep())
      return pipeline.getSchedule().emitError("the schedule '")
             << pipeline.getSchedule().getName()
             << "' updates parameters within the step, but nothing says how; "
                "name an optimizer with pipe-add-optimizer (--optimizer of "
                "pipe-compile), or take a schedule without updates";
    params = pipeline.getStep().getParams();
    for (StateOp state : pipeline.getBody().getOps<StateOp>())
      if (!state.getParam())
        return state.emitError("the state @")
               << state.getSymName()
               << " says something of a step as a whole, but the schedule '"
               << pipeline.getSchedule().getName()
               << "' updates the parameters several times within it; take a "
                  "schedule without updates "
               << (state.getResult()
                       ? "for what a step reports"
                       : "to skip steps whose gradients are not finite");
    for (TaskOp task : step.tasks)
      if (failed(checkOperands(task)) || failed(checkVariables(task)))
        return failure();
    for (TaskOp task : graph.tasks)
      if (failed(checkVariables(task)))
        return failure();
    return checkUnreadGradients();
  }

private:
  InFlightDiagnostic report(TaskOp task, const Twine &what) {
    return task.emitError("the task '")
           << task.getName() << "' of stage " << task.getStage() << " "
           << what.str() << ", but the schedule '"
           << pipeline.getSchedule().getName()
           << "' updates each stage at a time of its own; take a schedule "
              "without updates for what several stages share, such as a "
              "parameter or a norm for clipping";
  }

  /// Also gradients that no update reads are those of a group.
  LogicalResult checkUnreadGradients() {
    for (const ReducedGradient &gradient : gradients)
      if (gradient.partials.size() != 1)
        return pipeline.getGraph().getReturn().emitError("the gradient of @")
               << gradient.param.getValue() << " is made of "
               << gradient.partials.size() << " parts, but the schedule '"
               << pipeline.getSchedule().getName()
               << "' has the gradients of each stage at a time of its own; "
                  "take a schedule without updates";
    return success();
  }

  /// Gradients and results of other tasks of the step.
  LogicalResult checkOperands(TaskOp task) {
    for (Value operand : task.getOperands()) {
      if (auto maker = operand.getDefiningOp<TaskOp>()) {
        if (maker.getStage() == task.getStage())
          continue;
        return report(task, "reads what '" + maker.getName() + "' of stage " +
                                Twine(maker.getStage()) + " makes");
      }
      auto argument = cast<BlockArgument>(operand);
      Attribute param = params[argument.getArgNumber()];
      StringAttr name = cast<FlatSymbolRefAttr>(param).getAttr();
      const ReducedGradient &gradient = *gradientOf.at(name);
      for (const PartialGradient &partial : gradient.partials) {
        int32_t maker = graph.dataflow.values[partial.value].maker;
        int32_t stage = graph.dataflow.tasks[maker].stage;
        if (stage == static_cast<int64_t>(task.getStage()))
          continue;
        return report(task, "reads the gradient of @" + name.getValue() +
                                ", a part of which is made by stage " +
                                Twine(stage));
      }
      if (gradient.partials.size() != 1)
        return report(task, "reads the gradient of @" + name.getValue() +
                                ", which is made of several parts");
    }
    return success();
  }

  /// What changes is read by the stage that changes it.
  LogicalResult checkVariables(TaskOp task) {
    for (auto variable : task.getParams().getAsRange<FlatSymbolRefAttr>()) {
      if (!task.isOnceAStep() && symbols.lookup<HyperOp>(variable.getValue()))
        return report(task, "reads @" + variable.getValue() +
                                ", a number that an update is given");
      TaskOp updater = updaterOf.lookup(variable.getAttr());
      if (!updater || updater.getStage() == task.getStage())
        continue;
      InFlightDiagnostic diag =
          report(task, "reads @" + variable.getValue() + ", which stage " +
                           Twine(updater.getStage()) + " updates");
      diag.attachNote(updater.getLoc()) << "it is updated here";
      return diag;
    }
    return success();
  }

  PipelineOp pipeline;
  SymbolTable symbols;
  ArrayAttr params; ///< Whose gradients the arguments of the step are.
  const TaskGraph &graph;
  ArrayRef<ReducedGradient> gradients;
  const StepGraph &step;
  llvm::DenseMap<StringAttr, const ReducedGradient *> gradientOf;
  llvm::DenseMap<StringAttr, TaskOp> updaterOf;
};
} // namespace

LogicalResult
mlir::pipe::checkStagesAreApart(PipelineOp pipeline, const TaskGraph &graph,
                                ArrayRef<ReducedGradient> gradients,
                                const StepGraph &step) {
  return StageChecker(pipeline, graph, gradients, step).check();
}
