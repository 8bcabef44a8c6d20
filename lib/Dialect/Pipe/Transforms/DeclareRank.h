//===- DeclareRank.h - Buffers and channels of one rank ---------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_DIALECT_PIPE_TRANSFORMS_DECLARERANK_H
#define PIPE_LIB_DIALECT_PIPE_TRANSFORMS_DECLARERANK_H

#include "WriteProgram.h"

#include "mlir/IR/Builders.h"
#include "llvm/ADT/MapVector.h"

namespace mlir::pipe {

/// What the program of a rank has declared.
struct RankDeclarations {
  /// Parameters, states and hypers by name.
  llvm::DenseMap<StringAttr, Value> variables;
  /// Of values that this rank makes, or takes from the caller.
  llvm::DenseMap<Value, Value> buffers;
  /// Of messages of values that other ranks make.
  llvm::DenseMap<Value, Value> received;
  /// Where partial gradients are added up, by their value.
  llvm::MapVector<Value, Value> sums;
  /// Where sums in a wider type than the parameter's are rounded to.
  llvm::DenseMap<Value, Value> rounded;
  /// Where the gradient of a parameter lies at the end of a step.
  llvm::DenseMap<StringAttr, Value> gradients;
  std::map<ChannelKey, Value> channels;
};

/// Declares what the micro-batches on a rank need, at the insertion point of
/// `builder`.
class RankDeclarer {
public:
  RankDeclarer(PipelineOp pipeline, const ProgramPlan &plan, int64_t rank,
               OpBuilder &builder, RankDeclarations &declared)
      : pipeline(pipeline), plan(plan), graph(plan.graph), rank(rank),
        builder(builder), declared(declared) {
    for (const BufferSlots &buffer : plan.slots[rank])
      slotsOf[{buffer.value, buffer.isReceived}] = buffer.slots;
  }

  void declareBuffers();
  /// Declares the channels in the order of their first use. Objects of
  /// `instructions` are values of `dataflow`.
  void declareChannels(ArrayRef<Instruction> instructions,
                       const Dataflow &dataflow);
  /// Declares a buffer for a partial gradient that is received.
  Value declareReceivedSum(Value gradient);

private:
  BufferType getType(Value value, int64_t slots);
  BufferType getSumBufferType(Value gradient);
  Value declare(BufferKind kind, BufferType type, StringAttr name = {},
                bool isResult = false);
  void declareParameter(StringAttr name);
  void declareRead(int32_t task, int32_t number);
  void declareWrite(int32_t number);
  void declareGradient(int32_t number);

  PipelineOp pipeline;
  const ProgramPlan &plan;
  const TaskGraph &graph;
  int64_t rank;
  OpBuilder &builder;
  RankDeclarations &declared;
  std::map<std::pair<int32_t, bool>, int64_t> slotsOf;
};

} // namespace mlir::pipe

#endif // PIPE_LIB_DIALECT_PIPE_TRANSFORMS_DECLARERANK_H
