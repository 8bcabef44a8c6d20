//===- WriteStep.h - Write what a rank does once a step ---------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_DIALECT_PIPE_TRANSFORMS_WRITESTEP_H
#define PIPE_LIB_DIALECT_PIPE_TRANSFORMS_WRITESTEP_H

#include "WriteGradients.h"

namespace mlir::pipe {

/// Writes what `pipe.step` means for a rank: once, behind its micro-batches, or
/// at each update of a stage.
class StepWriter {
public:
  StepWriter(PipelineOp pipeline, const ProgramPlan &plan, int64_t rank,
             OpBuilder &builder, GradientWriter &gradients,
             RankDeclarations &declared)
      : pipeline(pipeline), plan(plan), step(plan.step),
        instructions(plan.stepInstructions[rank]), rank(rank), builder(builder),
        gradients(gradients), declared(declared) {}

  /// Declares what the step needs beside what there is.
  void declareBuffers();
  /// Writes all of it, once.
  void write();
  /// Writes the tasks of `stage` for the update `update`, an expression of
  /// `coordinates`.
  void writeUpdate(int64_t stage, ValueRange coordinates, AffineMap update);

private:
  Value declare(BufferKind kind, int64_t slots, RankedTensorType type,
                StringAttr name = {});
  void declareVariable(StringAttr name);
  static StringAttr getParameter(BlockArgument gradient);
  Value getBuffer(int32_t value) const;
  void writeInstruction(const Instruction &instruction);
  void runTask(TaskOp task, ValueRange coordinates, AffineMap update);

  PipelineOp pipeline;
  const ProgramPlan &plan;
  const StepGraph &step;
  ArrayRef<Instruction> instructions;
  int64_t rank;
  OpBuilder &builder;
  GradientWriter &gradients;
  RankDeclarations &declared;
  llvm::DenseMap<int32_t, Value> local, received; ///< By value.
};

} // namespace mlir::pipe

#endif // PIPE_LIB_DIALECT_PIPE_TRANSFORMS_WRITESTEP_H
