//===- Pipelines.h - The order of the passes --------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_PIPELINES_PIPELINES_H
#define PIPE_PIPELINES_PIPELINES_H

#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassOptions.h"

#include <memory>

namespace mlir::pipe {
struct RequestedSchedule;

/// Options of `pipe-plan-pipeline`. The only place defaults are written: flags
/// and C++ callers share it.
struct PlanPipelineOptions : public PassPipelineOptions<PlanPipelineOptions> {
  ListOption<std::string> batch{
      *this, "batch",
      llvm::cl::desc("Names of the arguments that hold the batch.")};
  ListOption<std::string> frozen{
      *this, "frozen",
      llvm::cl::desc("Names of parameters without a gradient.")};
  ListOption<std::string> gradientPairs{
      *this, "gradient",
      llvm::cl::desc("RESULT:PARAMETER: the result is the gradient of the "
                     "parameter.")};
  ListOption<std::string> updates{
      *this, "update",
      llvm::cl::desc("RESULT:ARGUMENT: the result is the new value of the "
                     "argument.")};
  ListOption<std::string> extraOutputs{
      *this, "extra-output",
      llvm::cl::desc("Names of results that are neither the loss nor "
                     "gradients.")};
  ListOption<std::string> tie{
      *this, "tie", llvm::cl::desc("Groups of parameters that are one: A,B.")};
  Option<std::string> loss{
      *this, "loss", llvm::cl::desc("Name of the result that is the loss."),
      llvm::cl::init("")};
  Option<std::string> gradients{
      *this, "gradients",
      llvm::cl::desc("'mean' or 'sum' over the micro-batches."),
      llvm::cl::init("mean")};
  Option<std::string> mode{*this, "mode",
                           llvm::cl::desc("'train' or 'infer'; empty: train if "
                                          "the results hold gradients."),
                           llvm::cl::init("")};
  Option<std::string> function{*this, "function",
                               llvm::cl::desc("Name of the model function."),
                               llvm::cl::init("")};
  ListOption<std::string> pureDialects{
      *this, "pure-dialects",
      llvm::cl::desc("Dialects whose unregistered ops have no effects.")};
  ListOption<std::string> sumDialects{
      *this, "sum-dialects",
      llvm::cl::desc("Dialects whose unregistered 'add', 'transpose' and "
                     "'reshape' are what they are called.")};
  Option<int64_t> unrollLimit{
      *this, "unroll-limit",
      llvm::cl::desc("How many ops unrolling loops may make; 0: no loop is "
                     "unrolled."),
      llvm::cl::init(16384)};
  Option<std::string> compute{
      *this, "compute",
      llvm::cl::desc("'f32', or the type that activations of f32 are kept in: "
                     "'bf16' or 'f16'."),
      llvm::cl::init("f32")};
  ListOption<std::string> keepF32{
      *this, "keep-f32", llvm::cl::desc("Ops whose results stay in f32 then.")};
  Option<std::string> assertions{
      *this, "assertions",
      llvm::cl::desc("Whether to 'check' what assertions say, or to 'drop' "
                     "them."),
      llvm::cl::init("check")};
  ListOption<std::string> cutAfter{
      *this, "cut-after",
      llvm::cl::desc("Names of the last op of each stage but the last.")};
  Option<std::string> schedule{
      *this, "schedule",
      llvm::cl::desc("Name of a schedule, or a file that ends in .csv; "
                     "or 'search'; empty: the usual one for the graph."),
      llvm::cl::init("")};
  Option<int64_t> ranks{*this, "ranks", llvm::cl::desc("Number of ranks."),
                        llvm::cl::init(1)};
  Option<int64_t> microBatches{*this, "micro-batches",
                               llvm::cl::desc("Number of micro-batches."),
                               llvm::cl::init(1)};
  Option<int64_t> virtualStages{*this, "virtual-stages",
                                llvm::cl::desc("Stages a rank; 0: as many as "
                                               "the schedule is made for."),
                                llvm::cl::init(0)};
  Option<int64_t> searchMs{*this, "search-ms",
                           llvm::cl::desc("Effort of a search."),
                           llvm::cl::init(200)};
  Option<uint64_t> seed{*this, "seed", llvm::cl::desc("Seed of a search."),
                        llvm::cl::init(0)};
  Option<int64_t> memoryCap{
      *this, "memory-cap",
      llvm::cl::desc("Bytes of activations that a rank may keep in a schedule "
                     "that is searched; 0 for no limit."),
      llvm::cl::init(0)};
  Option<std::string> optimizer{
      *this, "optimizer",
      llvm::cl::desc("sgd, momentum, adam or adamw; empty: parameters are left "
                     "as they are."),
      llvm::cl::init("")};
  Option<double> learningRate{
      *this, "learning-rate",
      llvm::cl::desc("Learning rate, if the caller gives no other."),
      llvm::cl::init(1e-3)};
  Option<double> momentum{*this, "momentum",
                          llvm::cl::desc("Factor of the momentum."),
                          llvm::cl::init(0.9)};
  Option<double> dampening{
      *this, "dampening",
      llvm::cl::desc("What is taken from the gradient in the momentum."),
      llvm::cl::init(0.0)};
  Option<double> beta1{*this, "beta1",
                       llvm::cl::desc("Decay of the mean of the gradients."),
                       llvm::cl::init(0.9)};
  Option<double> beta2{*this, "beta2",
                       llvm::cl::desc("Decay of the mean of their squares."),
                       llvm::cl::init(0.999)};
  Option<double> epsilon{
      *this, "epsilon", llvm::cl::desc("Added to the root of the mean square."),
      llvm::cl::init(1e-8)};
  Option<double> weightDecay{*this, "weight-decay",
                             llvm::cl::desc("Weight decay."),
                             llvm::cl::init(0.0)};
  Option<bool> nesterov{*this, "nesterov", llvm::cl::desc("Nesterov momentum."),
                        llvm::cl::init(false)};
  ListOption<std::string> noDecay{
      *this, "no-decay",
      llvm::cl::desc("Patterns of the names of parameters without weight "
                     "decay.")};
  ListOption<std::string> rateFactor{
      *this, "rate-factor",
      llvm::cl::desc("PATTERN:FACTOR: the learning rate of parameters whose "
                     "names match is multiplied by the factor.")};
  Option<double> clipNorm{
      *this, "clip-norm",
      llvm::cl::desc("Largest norm of all gradients together; 0: any."),
      llvm::cl::init(0.0)};
  Option<bool> skipNonfinite{
      *this, "skip-nonfinite",
      llvm::cl::desc(
          "Update nothing in a step with a gradient that is not finite."),
      llvm::cl::init(false)};
  Option<std::string> lossScale{
      *this, "loss-scale",
      llvm::cl::desc(
          "A number that the loss is multiplied by for its gradients, "
          "or 'dynamic'; empty: none."),
      llvm::cl::init("")};
  Option<bool> postReceives{
      *this, "post-receives",
      llvm::cl::desc("Post receives as early as their slots are free; gains "
                     "nothing where messages are handed over."),
      llvm::cl::init(false)};
  Option<bool> replicas{
      *this, "replicas",
      llvm::cl::desc("Add gradients up over the replicas of a launch."),
      llvm::cl::init(false)};
};

/// Appends the passes that turn a model function into proven rank programs:
/// lower seeds, split slices, refine shapes, lower assertions and ops of
/// torch-mlir, import, unroll loops, fold transposes, scale the loss if it is
/// to be, round to 16-bit floats if a type is named, partition, split the
/// backward if the schedule has actions I or W or is searched, add an optimizer
/// if one is named, schedule, outline, build, verify. `requested` is the
/// schedule that `options` ask for, if the caller has looked it up
/// (`resolveSchedule`); else it is made, or its file read, here. Input: a
/// module as a front end prints it. Output: `pipe.pipeline` with one
/// `pipe.program` a rank, kernels and the reference as functions on tensors.
void buildPlanPipeline(
    OpPassManager &pm, const PlanPipelineOptions &options,
    std::shared_ptr<const RequestedSchedule> requested = nullptr);

/// Options of `pipe-host-pipeline`.
struct MemoryPipelineOptions
    : public PassPipelineOptions<MemoryPipelineOptions> {
  Option<int64_t> memoryLimit{
      *this, "memory-limit",
      llvm::cl::desc("Bytes a rank may use; 0 for no limit."),
      llvm::cl::init(0)};
  Option<bool> shareLocal{
      *this, "share-local",
      llvm::cl::desc("Whether local buffers that are never needed at the same "
                     "time share bytes."),
      llvm::cl::init(true)};
};

/// Appends the passes that give every action of a program a kernel. Input: the
/// output of `buildPlanPipeline`.
void buildSumsPipeline(OpPassManager &pm);

/// Appends the passes that give buffers their place and prove that they never
/// collide. Input: kernels that a back end has given code. Output: programs
/// with their segments.
void buildMemoryPipeline(OpPassManager &pm,
                         const MemoryPipelineOptions &options);

/// Appends both, with the code generation for the host between them. Output:
/// kernels in the LLVM dialect, programs with their segments.
void buildHostPipeline(OpPassManager &pm, const MemoryPipelineOptions &options);

/// Appends the passes that turn planned programs into the LLVM dialect.
void buildLoweringPipeline(OpPassManager &pm);

/// Registers the pipelines under the names `pipe-plan-pipeline`,
/// `pipe-host-pipeline` and `pipe-lowering-pipeline`.
void registerPipelines();

} // namespace mlir::pipe

#endif // PIPE_PIPELINES_PIPELINES_H
