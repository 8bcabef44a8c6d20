//===- Schedule.cpp - Attach a schedule to a task graph -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/GraphSchedule.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"
#include "pipe/Dialect/Pipe/Transforms/Passes.h"
#include "pipe/Schedule/Check.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/FormatVariadic.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_SCHEDULEPASS
#include "pipe/Dialect/Pipe/Transforms/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

namespace {
struct SchedulePass : public pipe::impl::SchedulePassBase<SchedulePass> {
  using Base::Base;

  void runOnOperation() override {
    for (PipelineOp pipeline : getOperation().getOps<PipelineOp>()) {
      std::string csv;
      Result<Schedule> value = makeSchedule(pipeline, csv);
      if (!value) {
        emitError(pipeline.getLoc(), value.getError());
        return signalPassFailure();
      }
      if (failed(attach(pipeline, *value, csv)))
        return signalPassFailure();
    }
  }

  static bool isTraining(GraphOp graph) {
    return llvm::any_of(graph.getOps<TaskOp>(), [](TaskOp task) {
      return task.getKind() != TaskKind::Forward;
    });
  }

  /// The name that was asked for, or the usual one for the graph.
  std::string getName(PipelineOp pipeline) {
    if (!schedule.empty())
      return schedule;
    if (!isTraining(pipeline.getGraph()))
      return "forward-only";
    return virtualStages > 1 ? "interleaved-1f1b" : "1f1b";
  }

  void emitError(Location loc, const Error &error) {
    InFlightDiagnostic diag = mlir::emitError(loc) << error.message;
    for (const std::string &note : error.notes)
      diag.attachNote() << note;
  }

  Result<Schedule> makeSchedule(PipelineOp pipeline, std::string &csv) {
    ScheduleParameters parameters;
    parameters.ranks = ranks;
    parameters.microBatches = microBatches;
    parameters.virtualStages = virtualStages;
    return loadSchedule(getName(pipeline), parameters, csv);
  }

  LogicalResult attach(PipelineOp pipeline, const Schedule &value,
                       StringRef csv) {
    GraphOp graph = pipeline.getGraph();
    if (graph.getNumStages() != value.numStages())
      return pipeline.emitError("the graph has ")
             << graph.getNumStages() << " stages, but the schedule '"
             << value.name << "' has " << value.numStages()
             << "; partition with stages=" << value.numStages();
    bool training = isTraining(graph);
    if (training != value.isTraining())
      return pipeline.emitError("the graph has ")
             << (training ? "backward tasks" : "no backward tasks")
             << ", but the schedule '" << value.name << "' has "
             << (value.isTraining() ? "some" : "none")
             << (training ? "; take a training schedule or import with "
                            "mode=infer"
                          : "; take schedule=forward-only");
    std::vector<TaskEdge> edges = getTaskEdges(graph);
    std::optional<Error> error = checkRunnable(value, graph);
    if (!error)
      error = checkSchedule(value, edges);
    if (error) {
      emitError(pipeline.getLoc(), *error);
      return failure();
    }
    if (ScheduleOp old = pipeline.getSchedule())
      old.erase();
    OpBuilder builder(graph->getContext());
    builder.setInsertionPointAfter(graph);
    ScheduleOp::create(builder, pipeline.getLoc(), value.name, value.ranks,
                       value.microBatches, value.virtualStages, value.placement,
                       csv.empty() ? StringAttr() : builder.getStringAttr(csv));
    Result<Timeline> timeline = simulate(value, getTaskCosts(graph), edges);
    if (timeline)
      mlir::emitRemark(pipeline.getLoc())
          << "schedule " << value.name << ": makespan " << timeline->makespan
          << ", bubble ratio (idle / makespan) "
          << llvm::formatv("{0:f1} %", 100 * timeline->getBubbleRatio()).str();
    return success();
  }
};
} // namespace
