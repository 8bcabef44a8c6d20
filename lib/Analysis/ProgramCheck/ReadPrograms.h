//===- ReadPrograms.h - From IR to the model of a check ---------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_ANALYSIS_PROGRAMCHECK_READPROGRAMS_H
#define PIPE_LIB_ANALYSIS_PROGRAMCHECK_READPROGRAMS_H

#include "pipe/Analysis/ProgramCheck/AnalyzePrograms.h"

#include "llvm/ADT/StringMap.h"

namespace mlir::scf {
class ForOp;
} // namespace mlir::scf

namespace mlir::pipe::check {

/// Returns a + b * factor, or std::nullopt if that does not fit 64 bits.
std::optional<LoopNumber> addScaled(const LoopNumber &a, const LoopNumber &b,
                                    int64_t factor);

/// Returns such as "forward stage 1".
std::string getTaskName(TaskKind kind, int64_t stage);

/// Where the parts of the graph are in the model.
struct GraphIndex {
  llvm::StringMap<int32_t> tasks;
  llvm::DenseMap<Value, int32_t> values;
  llvm::StringMap<int32_t> inputs, parameters, states, hypers; ///< Values.
  llvm::StringMap<int32_t> outputs;
  llvm::DenseMap<Type, int32_t> types;

  int32_t getTypeNumber(Type type) {
    return types.try_emplace(type, types.size()).first->second;
  }
  /// The index that a buffer of this kind and name has as its subject, or -1.
  int32_t lookupSubject(BufferKind kind, StringRef name) const;
  /// The parameter, state or hyper of this name.
  int32_t lookupVariable(StringRef name) const;
};

/// Reads one `pipe.program`.
class ProgramReader {
public:
  /// The ops of rank `rank` are written down in `source`.
  ProgramReader(GraphIndex &graph, ProgramSource &source, int64_t rank)
      : graph(graph), program(source.model.programs[rank]),
        actions(source.actions[rank]), channels(source.channels[rank]),
        buffers(source.buffers[rank]) {}

  void readSegments(ProgramOp op);

  LogicalResult readBlock(Block &block, std::vector<ProgramNode> &nodes);

private:
  LogicalResult readExpression(Operation *op);
  std::optional<LoopNumber> lookup(Value value) const;
  FailureOr<int64_t> readBound(Operation *loop, Value value, StringRef what);
  FailureOr<ProgramNode> readLoop(scf::ForOp loop);
  FailureOr<LoopNumber> readNumber(Operation *op, AffineMap map,
                                   ValueRange coordinates, StringRef what);
  LogicalResult readSlot(Operation *op, AffineMap slot, ValueRange coordinates,
                         ProgramNode &node);
  LogicalResult readSlots(Operation *op, ProgramNode &node);
  LogicalResult readAction(Operation *op, ProgramNode &node);
  LogicalResult readBuffer(BufferOp op);
  void readChannel(ChannelOp op);

  GraphIndex &graph;
  RankProgram &program;
  std::vector<Operation *> &actions;
  std::vector<Operation *> &channels;
  std::vector<Operation *> &buffers;
  llvm::DenseMap<Value, int32_t> numbers;      ///< Of buffers and of channels.
  llvm::DenseMap<Value, LoopNumber> numbersOf; ///< Of indices.
  unsigned depth = 0;
};

} // namespace mlir::pipe::check

#endif // PIPE_LIB_ANALYSIS_PROGRAMCHECK_READPROGRAMS_H
