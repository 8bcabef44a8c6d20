//===- Pipelines.cpp - The order of the passes ----------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Pipelines/Pipelines.h"

#include "pipe/Analysis/Program/GraphSchedule.h"
#include "pipe/Analysis/Program/GraphSearch.h"
#include "pipe/Codegen/HostCodegen.h"
#include "pipe/Codegen/Passes.h"
#include "pipe/Conversion/Passes.h"
#include "pipe/Dialect/Pipe/Transforms/Passes.h"
#include "pipe/Import/Torch/Passes.h"

#include "mlir/Conversion/ArithToLLVM/ArithToLLVM.h"
#include "mlir/Conversion/ControlFlowToLLVM/ControlFlowToLLVM.h"
#include "mlir/Conversion/FuncToLLVM/ConvertFuncToLLVMPass.h"
#include "mlir/Conversion/ReconcileUnrealizedCasts/ReconcileUnrealizedCasts.h"
#include "mlir/Conversion/SCFToControlFlow/SCFToControlFlow.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;
using namespace mlir::pipe;

template <typename From, typename To>
static void copyList(const From &from, To &to) {
  to.assign(from.begin(), from.end());
}

/// What must be known of a schedule before there is a graph.
struct ScheduleNeeds {
  int64_t stages = 1;
  bool splitBackward = false;
};

/// A schedule that cannot be made is left to pipe-schedule, which says why.
static ScheduleNeeds getNeeds(const SchedulePassOptions &options) {
  ScheduleNeeds needs;
  int64_t virtualStages = options.virtualStages
                              ? options.virtualStages
                              : getDefaultVirtualStages(options.schedule);
  // A product that overflows is refused by pipe-schedule.
  needs.stages = static_cast<int64_t>(static_cast<uint64_t>(options.ranks) *
                                      static_cast<uint64_t>(virtualStages));
  if (options.schedule.empty())
    return needs;
  // A search may defer weight gradients.
  if (options.schedule == kSearchName) {
    needs.splitBackward = true;
    return needs;
  }
  Result<LoadedSchedule> schedule =
      loadSchedule(options.schedule, {options.ranks, options.microBatches,
                                      options.virtualStages});
  if (!schedule)
    return needs;
  // A file may give some ranks more stages than others.
  needs.stages = schedule->value.numStages();
  needs.splitBackward = schedule->value.hasSplitBackward();
  return needs;
}

void mlir::pipe::buildPlanPipeline(OpPassManager &pm,
                                   const PlanPipelineOptions &options) {
  pm.addPass(createLowerSeedPass());
  pm.addNestedPass<func::FuncOp>(createSplitSlicesPass());
  pm.addPass(createRefineShapesPass());
  LowerAssertionsPassOptions lowerAssertions;
  lowerAssertions.assertions = options.assertions;
  pm.addNestedPass<func::FuncOp>(createLowerAssertionsPass(lowerAssertions));
  pm.addNestedPass<func::FuncOp>(createLowerTMTensorPass());
  pm.addNestedPass<func::FuncOp>(createSplitSlicesPass());
  ImportPassOptions import;
  copyList(options.batch, import.batch);
  copyList(options.frozen, import.frozen);
  copyList(options.gradientPairs, import.gradientPairs);
  copyList(options.extraOutputs, import.extraOutputs);
  copyList(options.tie, import.tie);
  import.loss = options.loss;
  import.gradients = options.gradients;
  import.mode = options.mode;
  import.function = options.function;
  copyList(options.pureDialects, import.pureDialects);
  copyList(options.sumDialects, import.sumDialects);
  pm.addPass(createImportPass(import));
  UnrollLoopsPassOptions unroll;
  unroll.unrollLimit = options.unrollLimit;
  pm.addNestedPass<func::FuncOp>(createUnrollLoopsPass(unroll));
  pm.addNestedPass<func::FuncOp>(createForwardSlicesPass());
  // Before the cut, so that every cut computes the same products.
  pm.addNestedPass<func::FuncOp>(createFoldTransposesPass());

  SchedulePassOptions schedule;
  schedule.schedule = options.schedule;
  schedule.ranks = options.ranks;
  schedule.microBatches = options.microBatches;
  schedule.virtualStages = options.virtualStages;
  schedule.searchMs = options.searchMs;
  schedule.seed = options.seed;
  schedule.memoryCap = options.memoryCap;
  ScheduleNeeds needs = getNeeds(schedule);

  PartitionPassOptions partition;
  partition.stages = needs.stages;
  copyList(options.cutAfter, partition.cutAfter);
  pm.addPass(createPartitionPass(partition));

  if (needs.splitBackward)
    pm.addPass(createSplitBackwardPass());
  pm.addPass(createSchedulePass(schedule));
  pm.addPass(createOutlineTasksPass());
  pm.addPass(createBuildProgramsPass());
  if (options.postReceives)
    pm.addPass(createPostReceivesPass());
  pm.addPass(createVerifyProgramsPass());
}

void mlir::pipe::buildSumsPipeline(OpPassManager &pm) {
  pm.addPass(createOutlineSumsPass());
}

void mlir::pipe::buildMemoryPipeline(OpPassManager &pm,
                                     const MemoryPipelineOptions &options) {
  PlanMemoryPassOptions plan;
  plan.limit = options.memoryLimit;
  plan.share = options.shareLocal;
  pm.addPass(createPlanMemoryPass(plan));
  VerifyProgramsPassOptions verify;
  verify.places = true;
  pm.addPass(createVerifyProgramsPass(verify));
}

void mlir::pipe::buildHostPipeline(OpPassManager &pm,
                                   const MemoryPipelineOptions &options) {
  buildSumsPipeline(pm);
  buildHostCodegenPipeline(pm, HostCodegenOptions());
  buildMemoryPipeline(pm, options);
}

void mlir::pipe::buildLoweringPipeline(OpPassManager &pm) {
  pm.addPass(createConvertPipeToPipeRTPass());
  pm.addPass(createCanonicalizerPass());
  pm.addPass(createCSEPass());
  pm.addPass(createSCFToControlFlowPass());
  pm.addPass(createConvertPipeRTToLLVMPass());
  pm.addPass(createConvertControlFlowToLLVMPass());
  pm.addPass(createArithToLLVMConversionPass());
  pm.addPass(createConvertFuncToLLVMPass());
  pm.addPass(createReconcileUnrealizedCastsPass());
}

void mlir::pipe::registerPipelines() {
  PassPipelineRegistration<PlanPipelineOptions>(
      "pipe-plan-pipeline", "From a model function to proven rank programs",
      buildPlanPipeline);
  PassPipelineRegistration<MemoryPipelineOptions>(
      "pipe-host-pipeline", "Code for the host and a place for every buffer",
      buildHostPipeline);
  PassPipelineRegistration<>("pipe-lowering-pipeline",
                             "From planned programs to the LLVM dialect",
                             buildLoweringPipeline);
}
