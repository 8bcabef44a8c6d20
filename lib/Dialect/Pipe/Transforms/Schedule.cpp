//===- Schedule.cpp - Attach a schedule to a task graph -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Program/GraphSchedule.h"
#include "pipe/Analysis/Program/GraphSearch.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"
#include "pipe/Dialect/Pipe/Transforms/Passes.h"
#include "pipe/Schedule/Formats/ScheduleCsv.h"
#include "pipe/Schedule/Timing/CheckSchedule.h"

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
      Result<LoadedSchedule> loaded = makeSchedule(pipeline);
      if (!loaded) {
        emitError(pipeline.getLoc(), loaded.getError());
        return signalPassFailure();
      }
      if (failed(attach(pipeline, *loaded)))
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

  Location getLoc(const FilePlace &place) {
    return FileLineColLoc::get(&getContext(), place.file, place.row,
                               place.column);
  }

  /// Emits an error at its place in a file, else at `loc`.
  InFlightDiagnostic emitError(Location loc, const Error &error) {
    std::string message = error.message;
    if (const std::optional<FilePlace> &place = error.filePlace) {
      loc = getLoc(*place);
      if (place->row == 0) {
        loc = UnknownLoc::get(&getContext());
        message = place->file + ": " + message;
      }
    }
    InFlightDiagnostic diag = mlir::emitError(loc) << message;
    for (const std::string &note : error.notes)
      diag.attachNote() << note;
    return diag;
  }

  /// Emits what is wrong with a schedule, at the places in its file if it has
  /// one.
  void emitError(Location loc, Error error, const LoadedSchedule &loaded) {
    if (!loaded.file) {
      emitError(loc, error);
      return;
    }
    error.filePlace = FilePlace{loaded.file->fileName};
    if (!error.places.empty())
      error.filePlace = loaded.file->findPlace(error.places.front());
    InFlightDiagnostic diag = emitError(loc, error);
    for (const ErrorPlace &place : error.places)
      if (auto found = loaded.file->findPlace(place);
          found && !place.withTransfers)
        diag.attachNote(getLoc(*found))
            << "this is "
            << toString(loaded.value.actions[place.rank][place.position]);
  }

  Result<LoadedSchedule> makeSchedule(PipelineOp pipeline) {
    std::string name = getName(pipeline);
    ScheduleParameters parameters;
    parameters.ranks = ranks;
    parameters.microBatches = microBatches;
    parameters.virtualStages = virtualStages;
    if (name == kSearchName)
      return search(pipeline, parameters);
    if (memoryCap != 0)
      return Error("memory-cap is for schedule=search, but the schedule is '" +
                   name + "'");
    return loadSchedule(name, parameters);
  }

  Result<LoadedSchedule> search(PipelineOp pipeline,
                                const ScheduleParameters &parameters) {
    if (memoryCap < 0 || searchMs < 0)
      return Error("memory-cap and search-ms must not be negative");
    GraphSearchOptions options;
    options.ranks = parameters.ranks;
    options.microBatches = parameters.microBatches;
    options.virtualStages =
        parameters.virtualStages ? parameters.virtualStages : 1;
    options.memoryCap = memoryCap;
    options.searchMs = searchMs;
    options.seed = seed;
    Result<SearchResult> found =
        searchGraphSchedule(pipeline.getGraph(), options);
    if (!found)
      return found.getError();
    mlir::emitRemark(pipeline.getLoc())
        << "searched " << found->candidates << " schedules and " << found->moves
        << " moves: best from " << found->origin
        << "; no schedule is faster than " << found->bound.time << " ("
        << toString(found->bound) << ")";
    LoadedSchedule loaded;
    loaded.csv = writeScheduleCsv(found->schedule);
    loaded.value = std::move(found->schedule);
    return loaded;
  }

  static ArrayAttr getCopies(const Schedule &value, Builder &builder) {
    SmallVector<Attribute> copies;
    for (const std::vector<int64_t> &placement : value.otherPlacements)
      copies.push_back(builder.getDenseI64ArrayAttr(placement));
    return copies.empty() ? ArrayAttr() : builder.getArrayAttr(copies);
  }

  static DenseI64ArrayAttr getPattern(const Schedule &value, Builder &builder) {
    std::vector<int64_t> pattern = getCopyPattern(value);
    return pattern.empty() ? DenseI64ArrayAttr()
                           : builder.getDenseI64ArrayAttr(pattern);
  }

  LogicalResult attach(PipelineOp pipeline, const LoadedSchedule &loaded) {
    const Schedule &value = loaded.value;
    StringRef csv = loaded.csv;
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
             << (training
                     ? "; take a training schedule or import with "
                       "mode=infer"
                     : ", as no result is known to be a gradient; name "
                       "the gradients with 'gradient=RESULT:PARAMETER', or "
                       "take one that only infers, such as forward-only");
    std::vector<TaskEdge> edges = getTaskEdges(graph);
    std::optional<Error> error = checkRunnable(value, graph);
    if (!error)
      error = checkSchedule(value, edges);
    if (error) {
      emitError(pipeline.getLoc(), *error, loaded);
      return failure();
    }
    if (ScheduleOp old = pipeline.getSchedule())
      old.erase();
    OpBuilder builder(graph->getContext());
    builder.setInsertionPointAfter(graph);
    ScheduleOp::create(builder, pipeline.getLoc(), value.name, value.ranks,
                       value.microBatches, value.virtualStages, value.placement,
                       getCopies(value, builder), getPattern(value, builder),
                       csv.empty() ? StringAttr() : builder.getStringAttr(csv));
    Result<Timeline> timeline = simulate(value, getTaskCosts(graph), edges);
    InFlightDiagnostic remark = mlir::emitRemark(pipeline.getLoc())
                                << "schedule " << value.name << ": ";
    if (timeline)
      remark
          << "makespan " << timeline->makespan
          << ", bubble ratio (idle / makespan) "
          << llvm::formatv("{0:f1} %", 100 * timeline->getBubbleRatio()).str();
    else
      remark << "no makespan: " << timeline.getError().message;
    return success();
  }
};
} // namespace
