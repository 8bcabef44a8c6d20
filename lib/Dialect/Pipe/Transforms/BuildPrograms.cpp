//===- BuildPrograms.cpp - Write one program a rank -----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "WriteProgram.h"

#include "pipe/Analysis/Program/PipelineSchedule.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"
#include "pipe/Dialect/Pipe/Transforms/Passes.h"
#include "pipe/Schedule/Transfers/EarlyPosts.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/BuiltinOps.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_BUILDPROGRAMSPASS
#include "pipe/Dialect/Pipe/Transforms/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

/// Groups the gradients by the ranks that have to do with them.
static void listGradients(ReturnOp yield, ProgramPlan &plan) {
  plan.gradients = getReducedGradients(yield, plan.graph);
  plan.gradientsOfRank.resize(plan.instructions.size());
  for (size_t index = 0; index < plan.gradients.size(); ++index)
    for (const PartialGradient &partial : plan.gradients[index].partials) {
      plan.gradientOf[partial.value] = index;
      std::vector<size_t> &list = plan.gradientsOfRank[partial.rank];
      if (list.empty() || list.back() != index)
        list.push_back(index);
    }
}

static Result<ProgramPlan> planPrograms(TaskGraph graph,
                                        const CommunicationSchedule &schedule,
                                        PipelineOp pipeline,
                                        bool postReceives) {
  ProgramPlan plan;
  plan.graph = std::move(graph);
  const Dataflow &dataflow = plan.graph.dataflow;
  plan.instructions = expandSchedule(schedule, dataflow);
  Result<std::vector<BufferSlots>> slots =
      countSlots(schedule.schedule, dataflow, plan.instructions);
  if (!slots)
    return slots.getError();
  plan.slots.resize(plan.instructions.size());
  for (BufferSlots &buffer : *slots) {
    // Outputs lie in the caller's memory, all micro-batches of them.
    if (!buffer.isReceived &&
        plan.graph.outputNames.count(plan.graph.values[buffer.value]))
      buffer.slots = schedule.schedule.microBatches;
    plan.slots[buffer.rank].push_back(buffer);
  }
  if (postReceives)
    postEarly(plan.instructions, dataflow, *slots);
  for (const std::vector<Instruction> &list : plan.instructions)
    plan.numTaskInstructions.push_back(list.size());
  listGradients(pipeline.getGraph().getReturn(), plan);
  appendReductions(plan.gradients, plan.instructions);
  plan.capacities = countInFlight(plan.instructions, dataflow, *slots);
  return plan;
}

namespace {
struct BuildProgramsPass
    : public pipe::impl::BuildProgramsPassBase<BuildProgramsPass> {
  using Base::Base;

  void runOnOperation() override {
    for (PipelineOp pipeline : getOperation().getOps<PipelineOp>())
      if (failed(build(pipeline)))
        return signalPassFailure();
  }

  LogicalResult build(PipelineOp pipeline) {
    // 1. Read.
    ScheduleOp scheduleOp = pipeline.getSchedule();
    if (!scheduleOp)
      return pipeline.emitError("has no schedule; run pipe-schedule first");
    auto found = getAnalysis<ScheduleCache>().get(scheduleOp);
    if (!found)
      return scheduleOp.emitError(found.getError().toString());
    const CommunicationSchedule &schedule = **found;
    FailureOr<TaskGraph> graph = readTaskGraph(pipeline.getGraph());
    if (failed(graph))
      return failure();
    // What `pipe-schedule` has found true may have been edited since.
    if (std::optional<Error> error = checkRunnable(schedule, *graph))
      return scheduleOp.emitError(error->message);
    for (ProgramOp program :
         llvm::make_early_inc_range(pipeline.getBody().getOps<ProgramOp>()))
      program.erase();
    placeTasks(*graph, scheduleOp);
    // 2. Solve.
    Result<ProgramPlan> plan =
        planPrograms(std::move(*graph), schedule, pipeline, postReceives);
    if (!plan)
      return scheduleOp.emitError(plan.getError().toString());
    // 3. Write.
    for (int64_t rank = 0; rank < schedule.schedule.ranks; ++rank)
      writeProgram(pipeline, *plan, rank);
    return success();
  }
};
} // namespace
