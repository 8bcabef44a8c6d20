//===- ReadPrograms.h - From IR to the model of a check ---------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_ANALYSIS_PROGRAMCHECK_READPROGRAMS_H
#define PIPE_LIB_ANALYSIS_PROGRAMCHECK_READPROGRAMS_H

#include "pipe/Analysis/ProgramCheck/ProgramModel.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "llvm/ADT/StringMap.h"

#include <map>

namespace mlir::scf {
class ForOp;
} // namespace mlir::scf

namespace mlir::pipe::check {

/// `constant` plus `coefficients[d]` times the variable of the loop of depth d.
struct AffineForm {
  int64_t constant = 0;
  SmallVector<int64_t, 2> coefficients;
  bool isConstant() const {
    return llvm::all_of(coefficients, [](int64_t c) { return c == 0; });
  }
};

/// Returns such as "forward stage 1".
std::string getTaskName(TaskKind kind, int64_t stage);

/// Where the parts of the graph are in the model.
struct GraphIndex {
  std::map<std::pair<uint32_t, int64_t>, int32_t> tasks; ///< By kind and stage.
  llvm::DenseMap<Value, int32_t> values;
  llvm::StringMap<int32_t> inputs, parameters; ///< Values.
  llvm::StringMap<int32_t> outputs;
  llvm::DenseMap<Type, int32_t> types;

  int32_t getTypeNumber(Type type) {
    return types.try_emplace(type, types.size()).first->second;
  }
  /// The index that a buffer of this kind and name has as its subject, or -1.
  int32_t lookupSubject(BufferKind kind, StringRef name) const;
};

/// Reads one `pipe.program`.
class ProgramReader {
public:
  ProgramReader(GraphIndex &graph, RankProgram &program,
                std::vector<Operation *> &actions,
                std::vector<Operation *> &channels)
      : graph(graph), program(program), actions(actions), channels(channels) {}

  LogicalResult readBlock(Block &block, std::vector<ProgramNode> &nodes);

private:
  LogicalResult readExpression(Operation *op);
  std::optional<AffineForm> lookup(Value value) const;
  FailureOr<int64_t> readBound(Operation *loop, Value value, StringRef what);
  FailureOr<ProgramNode> readLoop(scf::ForOp loop);
  LogicalResult readMicroBatch(Operation *op, Value base, int64_t offset,
                               ProgramNode &node);
  LogicalResult readAction(Operation *op, ProgramNode &node);
  LogicalResult readBuffer(BufferOp op);
  void readChannel(ChannelOp op);

  GraphIndex &graph;
  RankProgram &program;
  std::vector<Operation *> &actions;
  std::vector<Operation *> &channels;
  llvm::DenseMap<Value, int32_t> numbers; ///< Of buffers and of channels.
  llvm::DenseMap<Value, AffineForm> forms;
  unsigned depth = 0;
};

} // namespace mlir::pipe::check

#endif // PIPE_LIB_ANALYSIS_PROGRAMCHECK_READPROGRAMS_H
