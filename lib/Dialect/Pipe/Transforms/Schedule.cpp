//===- Schedule.cpp - Attach a schedule to a task graph -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Program/GraphSearch.h"
#include "pipe/Analysis/Program/PipelineSchedule.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"
#include "pipe/Dialect/Pipe/Transforms/Passes.h"
#include "pipe/Schedule/Formats/ScheduleCsv.h"
#include "pipe/Schedule/Request/ScheduleRequest.h"
#include "pipe/Schedule/Timing/Simulate.h"

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
/// A schedule to attach, and its text where the IR holds that.
struct AttachedSchedule {
  std::shared_ptr<const CommunicationSchedule> communication;
  StringRef csv;
  const ScheduleCsvFile *file = nullptr;
};

struct SchedulePass : public pipe::impl::SchedulePassBase<SchedulePass> {
  using Base::Base;
  SchedulePass(const SchedulePassOptions &options,
               std::shared_ptr<const RequestedSchedule> requested)
      : Base(options), requested(std::move(requested)) {}

  void runOnOperation() override {
    for (PipelineOp pipeline : getOperation().getOps<PipelineOp>())
      if (failed(schedulePipeline(pipeline)))
        return signalPassFailure();
  }

  LogicalResult schedulePipeline(PipelineOp pipeline) {
    FailureOr<TaskGraph> graph = readTaskGraph(pipeline.getGraph());
    if (failed(graph))
      return failure();
    std::string name = getName(*graph);
    if (name == kSearchName)
      return search(pipeline, *graph);
    if (memoryCap != 0)
      return pipeline.emitError(
                 "memory-cap is for schedule=search, but the schedule is '")
             << name << "'";
    std::shared_ptr<const RequestedSchedule> found = requested;
    if (!found) {
      Result<RequestedSchedule> resolved = resolveSchedule(
          {name, {ranks, microBatches, virtualStages}, /*prefix=*/""});
      if (!resolved)
        return emitError(pipeline.getLoc(), resolved.getError());
      found = std::make_shared<RequestedSchedule>(std::move(*resolved));
    }
    return attach(pipeline, *graph,
                  {{found, &found->get()},
                   found->csv,
                   found->file ? &*found->file : nullptr});
  }

  /// The name that was asked for, or the usual one for the graph.
  std::string getName(const TaskGraph &graph) {
    if (!schedule.empty())
      return schedule;
    if (!graph.isTraining())
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
  InFlightDiagnostic emitError(Location loc, Error error,
                               const AttachedSchedule &attached) {
    const ScheduleCsvFile *file = attached.file;
    if (!file)
      return emitError(loc, error);
    error.filePlace = FilePlace{file->fileName};
    if (!error.places.empty())
      error.filePlace = file->findPlace(error.places.front());
    InFlightDiagnostic diag = emitError(loc, error);
    for (const ErrorPlace &place : error.places)
      if (auto found = file->findPlace(place))
        diag.attachNote(getLoc(*found))
            << "this is " << toString(attached.communication->getItem(place));
    return diag;
  }

  LogicalResult search(PipelineOp pipeline, const TaskGraph &graph) {
    if (memoryCap < 0 || searchMs < 0)
      return pipeline.emitError(
          "memory-cap and search-ms must not be negative");
    GraphSearchOptions options;
    options.ranks = ranks;
    options.microBatches = microBatches;
    options.virtualStages = virtualStages ? int64_t(virtualStages) : 1;
    options.memoryCap = memoryCap;
    options.searchMs = searchMs;
    options.seed = seed;
    Result<SearchResult> found = searchGraphSchedule(graph, options);
    if (!found)
      return emitError(pipeline.getLoc(), found.getError());
    mlir::emitRemark(pipeline.getLoc())
        << "searched " << found->candidates << " schedules and " << found->moves
        << " moves: best from " << found->origin
        << "; no schedule is faster than " << found->bound.time << " ("
        << toString(found->bound) << ")";
    std::string csv = writeScheduleCsv(found->schedule);
    return attach(pipeline, graph,
                  {std::make_shared<CommunicationSchedule>(
                       CommunicationSchedule{std::move(found->schedule), {}}),
                   csv});
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

  LogicalResult attach(PipelineOp pipeline, const TaskGraph &graph,
                       const AttachedSchedule &attached) {
    const Schedule &value = attached.communication->schedule;
    if (graph.numStages != value.numStages())
      return pipeline.emitError("the graph has ")
             << graph.numStages << " stages, but the schedule '" << value.name
             << "' has " << value.numStages()
             << "; partition with stages=" << value.numStages();
    bool training = graph.isTraining();
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
    if (auto error = checkRunnable(*attached.communication, graph))
      return emitError(pipeline.getLoc(), *error, attached);
    if (ScheduleOp old = pipeline.getSchedule())
      old.erase();
    OpBuilder builder(&getContext());
    builder.setInsertionPointAfter(pipeline.getGraph());
    auto op = ScheduleOp::create(
        builder, pipeline.getLoc(), value.name, value.ranks, value.microBatches,
        value.virtualStages, value.placement, getCopies(value, builder),
        getPattern(value, builder), /*update_every=*/IntegerAttr(),
        /*delays=*/DenseI64ArrayAttr(),
        attached.csv.empty() ? StringAttr()
                             : builder.getStringAttr(attached.csv));
    if (std::optional<UpdateRule> rule = *findUpdateRule(value)) {
      op.setUpdateEvery(rule->every);
      op.setDelays(rule->delays);
    }
    getAnalysis<ScheduleCache>().put(op, attached.communication);
    remark(pipeline, graph, *attached.communication);
    return success();
  }

  static void remark(PipelineOp pipeline, const TaskGraph &graph,
                     const CommunicationSchedule &communication) {
    const Schedule &value = communication.schedule;
    Result<Timeline> timeline =
        simulate(value, getTaskCosts(graph), getTaskEdges(graph));
    InFlightDiagnostic remark = mlir::emitRemark(pipeline.getLoc())
                                << "schedule " << value.name << ": ";
    if (timeline)
      remark
          << "makespan " << timeline->makespan
          << ", bubble ratio (idle / makespan) "
          << llvm::formatv("{0:f1} %", 100 * timeline->getBubbleRatio()).str();
    else
      remark << "no makespan: " << timeline.getError().message;
    if (communication.hasTransfers())
      remark << "; sends and receives stand where the file has them";
  }

  /// What the caller has looked up; null if the options say all.
  std::shared_ptr<const RequestedSchedule> requested;
};
} // namespace

std::unique_ptr<Pass> mlir::pipe::createSchedulePass(
    const SchedulePassOptions &options,
    std::shared_ptr<const RequestedSchedule> requested) {
  return std::make_unique<SchedulePass>(options, std::move(requested));
}
