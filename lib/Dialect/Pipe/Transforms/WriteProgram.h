//===- WriteProgram.h - Write the program of one rank --------- -*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_DIALECT_PIPE_TRANSFORMS_WRITEPROGRAM_H
#define PIPE_LIB_DIALECT_PIPE_TRANSFORMS_WRITEPROGRAM_H

#include "pipe/Analysis/Program/PartialGradients.h"
#include "pipe/Analysis/Program/PipelineSchedule.h"
#include "pipe/Analysis/Program/StepGraph.h"
#include "pipe/Analysis/Program/TaskGraph.h"
#include "pipe/Schedule/Transfers/ChannelCapacity.h"

#include <map>
#include <unordered_map>
#include <vector>

namespace mlir::pipe {

/// All that is known of the programs of a pipeline before they are written.
/// Lists have an entry a rank.
struct ProgramPlan {
  explicit ProgramPlan(PipelineOp pipeline) : symbols(pipeline) {}

  SymbolTable symbols; ///< Of the pipeline: its parameters, states, hypers.
  TaskGraph graph;
  /// Those of tasks, and behind them the transfers of partial gradients.
  std::vector<std::vector<Instruction>> instructions;
  std::vector<size_t> numTaskInstructions;
  std::vector<std::vector<BufferSlots>> slots;
  std::map<ChannelKey, int64_t> capacities;
  std::vector<ReducedGradient> gradients;
  /// A value that is a partial gradient -> its place in `gradients`.
  std::unordered_map<int32_t, size_t> gradientOf;
  /// Those that a rank has a part of, or the result.
  std::vector<std::vector<size_t>> gradientsOfRank;
  StepGraph step;
  /// What the ranks do once a step, in the numbers of `step`. Where there is a
  /// `rule`, the tasks of a stage run at each of its updates instead.
  std::vector<std::vector<Instruction>> stepInstructions;
  std::optional<UpdateRule> rule;
  /// Of each stage; empty without a rule.
  std::vector<SmallVector<TaskOp>> stepTasksOfStage;
  int64_t microBatches = 1;
  int64_t numUpdates = 1; ///< In a step.
  bool replicas = false;  ///< Gradients are added up over those of a launch.
  /// Of parameters that are kept in several versions, how many.
  llvm::DenseMap<StringAttr, int64_t> versions;

  int64_t getNumVersions(StringAttr variable) const {
    auto it = versions.find(variable);
    return it == versions.end() ? 1 : it->second;
  }
};

/// Appends the program of `rank` to the pipeline.
void writeProgram(PipelineOp pipeline, const ProgramPlan &plan, int64_t rank);

} // namespace mlir::pipe

#endif // PIPE_LIB_DIALECT_PIPE_TRANSFORMS_WRITEPROGRAM_H
