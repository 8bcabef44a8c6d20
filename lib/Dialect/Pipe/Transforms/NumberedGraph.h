//===- NumberedGraph.h - A task graph as numbers -------------- -*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_DIALECT_PIPE_TRANSFORMS_NUMBEREDGRAPH_H
#define PIPE_LIB_DIALECT_PIPE_TRANSFORMS_NUMBEREDGRAPH_H

#include "pipe/Analysis/Program/ProgramSteps.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/MapVector.h"

namespace mlir::pipe {

/// The task graph with numbers in place of ops and values.
struct NumberedGraph {
  Dataflow dataflow;
  SmallVector<TaskOp> tasks;
  SmallVector<Value> values;
  llvm::DenseMap<Value, int32_t> numberOf;
  llvm::DenseMap<Value, StringAttr> outputNames;
  llvm::DenseMap<Value, StringAttr> inputNames;
};

/// `schedule` says which ranks run the tasks.
NumberedGraph numberGraph(GraphOp graph, ScheduleOp schedule);

/// The sum of the micro-batches of a gradient that one rank makes.
struct PartialGradient {
  int32_t value;
  int64_t rank;
};

/// Returns the partial gradients of each parameter in the order in which they
/// are added: that of the return, each on all ranks that make it. The first one
/// becomes the result.
llvm::MapVector<StringAttr, SmallVector<PartialGradient>>
getPartialGradients(ReturnOp yield, const NumberedGraph &numbered);

/// Appends the transfers with which partial gradients come to the rank of the
/// result, in the order in which `pipe-build-programs` writes them.
void appendReductions(ReturnOp yield, const NumberedGraph &numbered,
                      std::vector<std::vector<Step>> &steps);

} // namespace mlir::pipe

#endif // PIPE_LIB_DIALECT_PIPE_TRANSFORMS_NUMBEREDGRAPH_H
