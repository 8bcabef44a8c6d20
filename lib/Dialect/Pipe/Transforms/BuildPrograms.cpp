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
#include "pipe/Schedule/Transfers/StepInstructions.h"

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
static void listGradients(ProgramPlan &plan) {
  plan.gradientsOfRank.resize(plan.instructions.size());
  for (size_t index = 0; index < plan.gradients.size(); ++index)
    for (const PartialGradient &partial : plan.gradients[index].partials) {
      plan.gradientOf[partial.value] = index;
      std::vector<size_t> &list = plan.gradientsOfRank[partial.rank];
      if (list.empty() || list.back() != index)
        list.push_back(index);
    }
}

/// Returns the room of all channels. Values of the step have the numbers behind
/// those of the graph here, and so have its tasks.
static std::map<ChannelKey, int64_t>
countRoom(const ProgramPlan &plan, const std::vector<BufferSlots> &slots) {
  Dataflow both = plan.graph.dataflow;
  auto numTasks = static_cast<int32_t>(both.tasks.size());
  auto numValues = static_cast<int32_t>(both.values.size());
  const Dataflow &step = plan.step.dataflow;
  both.tasks.insert(both.tasks.end(), step.tasks.begin(), step.tasks.end());
  for (const DataflowValue &value : step.values)
    both.values.push_back({value.maker + numTasks, {}, false});
  std::vector<std::vector<Instruction>> instructions = plan.instructions;
  for (auto [list, ofStep] :
       llvm::zip_equal(instructions, plan.stepInstructions))
    for (Instruction instruction : ofStep) {
      bool isRun = instruction.kind == InstructionKind::Run;
      instruction.object += isRun ? numTasks : numValues;
      list.push_back(instruction);
    }
  return countInFlight(instructions, both, slots);
}

/// Counts the versions of what is updated within the step, and lists what
/// updates each stage.
static void planVersions(ProgramPlan &plan) {
  plan.numUpdates = plan.rule->getNumUpdates(plan.microBatches);
  plan.stepTasksOfStage.resize(plan.graph.numStages);
  for (TaskOp task : plan.step.tasks)
    plan.stepTasksOfStage[task.getStage()].push_back(task);
  for (auto [value, variable] : plan.step.variableOf)
    if (plan.symbols.lookup<ParamOp>(variable))
      plan.versions[variable] =
          1 + plan.rule->delays[value.getDefiningOp<TaskOp>().getStage()];
}

/// Adds to `plan`, which has what was read, what follows from it.
static std::optional<Error> planPrograms(const CommunicationSchedule &schedule,
                                         bool postReceives, ProgramPlan &plan) {
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
  listGradients(plan);
  appendReductions(plan.gradients, plan.instructions);
  plan.stepInstructions =
      expandStep(plan.step.dataflow, schedule.schedule.ranks);
  if (plan.rule)
    planVersions(plan);
  plan.capacities = countRoom(plan, *slots);
  return std::nullopt;
}

/// Whether replicas can add up all gradients; says which one they cannot.
static bool canAddUpReplicas(PipelineOp pipeline, const ProgramPlan &plan) {
  for (const ReducedGradient &gradient : plan.gradients) {
    Value value = plan.graph.values[gradient.partials.front().value];
    Type element =
        getSumType(cast<RankedTensorType>(value.getType())).getElementType();
    if (element.isF32() || element.isF64())
      continue;
    pipeline.getGraph().getReturn().emitRemark("the gradient of '")
        << gradient.param.getValue() << "' is added up in " << element
        << ", but replicas add f32 or f64: the programs are for one replica";
    return false;
  }
  return true;
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
    FailureOr<ProgramPlan> plan = read(pipeline, schedule);
    if (failed(plan))
      return failure();
    plan->replicas = replicas && canAddUpReplicas(pipeline, *plan);
    for (ProgramOp program :
         llvm::make_early_inc_range(pipeline.getBody().getOps<ProgramOp>()))
      program.erase();
    // 2. Solve.
    if (std::optional<Error> error =
            planPrograms(schedule, postReceives, *plan))
      return scheduleOp.emitError(error->toString());
    // 3. Write.
    for (int64_t rank = 0; rank < schedule.schedule.ranks; ++rank)
      writeProgram(pipeline, *plan, rank);
    return success();
  }

  static FailureOr<ProgramPlan> read(PipelineOp pipeline,
                                     const CommunicationSchedule &schedule) {
    ProgramPlan plan(pipeline);
    FailureOr<TaskGraph> graph = readTaskGraph(pipeline.getGraph());
    if (failed(graph))
      return failure();
    // What `pipe-schedule` has found true may have been edited since.
    if (std::optional<Error> error = checkRunnable(schedule, *graph))
      return pipeline.getSchedule().emitError(error->message);
    placeTasks(*graph, pipeline.getSchedule());
    plan.gradients =
        getReducedGradients(pipeline.getGraph().getReturn(), *graph);
    FailureOr<StepGraph> step = readStepGraph(pipeline, *graph, plan.gradients);
    if (failed(step))
      return failure();
    plan.rule = getUpdateRule(pipeline.getSchedule());
    plan.microBatches = schedule.schedule.microBatches;
    if (plan.rule &&
        failed(checkStagesAreApart(pipeline, *graph, plan.gradients, *step)))
      return failure();
    plan.graph = std::move(*graph);
    plan.step = std::move(*step);
    return std::move(plan);
  }
};
} // namespace
