//===- Pipelines.cpp - The order of the passes ----------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Pipelines/Pipelines.h"

#include "pipe/Codegen/Host/HostCodegen.h"
#include "pipe/Conversion/Passes.h"
#include "pipe/Dialect/Pipe/Transforms/Passes.h"
#include "pipe/Import/Torch/Passes.h"
#include "pipe/Schedule/Request/ScheduleRequest.h"

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

/// Returns the schedule that the options ask for; null where only the graph
/// tells, or where there is none: pipe-schedule says why.
static std::shared_ptr<const RequestedSchedule>
request(const PlanPipelineOptions &options) {
  if (options.schedule.empty())
    return nullptr;
  Result<RequestedSchedule> found = resolveSchedule(
      {options.schedule,
       {options.ranks, options.microBatches, options.virtualStages},
       /*prefix=*/""});
  if (!found)
    return nullptr;
  return std::make_shared<RequestedSchedule>(std::move(*found));
}

/// Returns how many stages the graph is to be cut into.
static int64_t getNumStages(const PlanPipelineOptions &options,
                            const RequestedSchedule *requested) {
  // A file may give some ranks more stages than others.
  if (requested && requested->kind != ScheduleSource::Kind::Search)
    return requested->get().schedule.numStages();
  int64_t virtualStages = options.virtualStages
                              ? options.virtualStages
                              : getDefaultVirtualStages(options.schedule);
  // A product that overflows is refused by pipe-schedule.
  return static_cast<int64_t>(static_cast<uint64_t>(options.ranks) *
                              static_cast<uint64_t>(virtualStages));
}

/// A search may defer weight gradients.
static bool splitsBackward(const RequestedSchedule *requested) {
  return requested && (requested->kind == ScheduleSource::Kind::Search ||
                       requested->get().schedule.hasSplitBackward());
}

/// A loss scale that goes up and down needs to know what overflows.
static bool skipsNonfinite(const PlanPipelineOptions &options) {
  return options.skipNonfinite || options.lossScale == "dynamic";
}

static AddOptimizerPassOptions
getOptimizer(const PlanPipelineOptions &options) {
  AddOptimizerPassOptions optimizer;
  optimizer.optimizer = options.optimizer;
  optimizer.learningRate = options.learningRate;
  optimizer.momentum = options.momentum;
  optimizer.dampening = options.dampening;
  optimizer.nesterov = options.nesterov;
  optimizer.beta1 = options.beta1;
  optimizer.beta2 = options.beta2;
  optimizer.epsilon = options.epsilon;
  optimizer.weightDecay = options.weightDecay;
  copyList(options.noDecay, optimizer.noDecay);
  copyList(options.rateFactor, optimizer.rateFactor);
  optimizer.clipNorm = options.clipNorm;
  optimizer.skipNonfinite = skipsNonfinite(options);
  return optimizer;
}

void mlir::pipe::buildPlanPipeline(
    OpPassManager &pm, const PlanPipelineOptions &options,
    std::shared_ptr<const RequestedSchedule> requested) {
  if (!requested)
    requested = request(options);
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
  copyList(options.updates, import.updates);
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
  // What is multiplied is rounded then.
  if (!options.lossScale.empty()) {
    ScaleLossPassOptions scale;
    if (options.lossScale != "dynamic" &&
        StringRef(options.lossScale).getAsDouble(scale.scale))
      scale.scale = -1; // The pass says that it is no scale.
    pm.addPass(createScaleLossPass(scale));
  }
  if (options.compute != "f32") {
    MixedPrecisionPassOptions precision;
    precision.compute = options.compute;
    copyList(options.keepF32, precision.keepF32);
    pm.addPass(createMixedPrecisionPass(precision));
  }

  SchedulePassOptions schedule;
  schedule.schedule = options.schedule;
  schedule.ranks = options.ranks;
  schedule.microBatches = options.microBatches;
  schedule.virtualStages = options.virtualStages;
  schedule.searchMs = options.searchMs;
  schedule.seed = options.seed;
  schedule.memoryCap = options.memoryCap;
  PartitionPassOptions partition;
  partition.stages = getNumStages(options, requested.get());
  copyList(options.cutAfter, partition.cutAfter);
  pm.addPass(createPartitionPass(partition));

  if (splitsBackward(requested.get()))
    pm.addPass(createSplitBackwardPass());
  AddUpdatesPassOptions updates;
  updates.skipNonfinite = skipsNonfinite(options);
  pm.addPass(createAddUpdatesPass(updates));
  if (!options.optimizer.empty())
    pm.addPass(createAddOptimizerPass(getOptimizer(options)));
  pm.addPass(createSchedulePass(schedule, requested));
  pm.addPass(createOutlineTasksPass());
  BuildProgramsPassOptions build;
  build.postReceives = options.postReceives;
  build.replicas = options.replicas;
  pm.addPass(createBuildProgramsPass(build));
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
      [](OpPassManager &pm, const PlanPipelineOptions &options) {
        buildPlanPipeline(pm, options);
      });
  PassPipelineRegistration<MemoryPipelineOptions>(
      "pipe-host-pipeline", "Code for the host and a place for every buffer",
      buildHostPipeline);
  PassPipelineRegistration<>("pipe-lowering-pipeline",
                             "From planned programs to the LLVM dialect",
                             buildLoweringPipeline);
}
