//===- WriteStep.h - Write what a rank does once a step ---------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_DIALECT_PIPE_TRANSFORMS_WRITESTEP_H
#define PIPE_LIB_DIALECT_PIPE_TRANSFORMS_WRITESTEP_H

#include "WriteProgram.h"

#include "mlir/IR/Builders.h"

namespace mlir::pipe {

/// What the program of a rank has declared when its step is written.
struct RankDeclarations {
  /// Parameters, states and hypers by name. The step declares those that it
  /// needs beside.
  llvm::DenseMap<StringAttr, Value> variables;
  /// Where the gradient of a parameter lies at the end of a step.
  llvm::DenseMap<StringAttr, Value> gradients;
  std::map<ChannelKey, Value> channels;
};

/// Writes what a rank does once a step, behind its micro-batches.
class StepWriter {
public:
  StepWriter(PipelineOp pipeline, const ProgramPlan &plan, int64_t rank,
             OpBuilder &builder, RankDeclarations &declared)
      : pipeline(pipeline), symbols(plan.symbols), step(plan.step),
        instructions(plan.stepInstructions[rank]), rank(rank), builder(builder),
        declared(declared) {}

  void declareBuffers();
  void write();

private:
  Value declare(BufferKind kind, RankedTensorType type, StringAttr name = {});
  void declareVariable(StringAttr name);
  Value getBuffer(int32_t value) const;
  void writeInstruction(const Instruction &instruction);
  void runTask(TaskOp task);

  PipelineOp pipeline;
  const SymbolTable &symbols;
  const StepGraph &step;
  ArrayRef<Instruction> instructions;
  int64_t rank;
  OpBuilder &builder;
  RankDeclarations &declared;
  llvm::DenseMap<int32_t, Value> local, received; ///< By value.
};

} // namespace mlir::pipe

#endif // PIPE_LIB_DIALECT_PIPE_TRANSFORMS_WRITESTEP_H
