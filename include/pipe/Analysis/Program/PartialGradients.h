//===- PartialGradients.h - Sums of gradients on several ranks  -*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_PROGRAM_PARTIALGRADIENTS_H
#define PIPE_ANALYSIS_PROGRAM_PARTIALGRADIENTS_H

#include "pipe/Analysis/Program/TaskGraph.h"
#include "pipe/Schedule/Transfers/Instructions.h"

#include "llvm/ADT/MapVector.h"

namespace mlir::pipe {

/// The sum of the micro-batches of a gradient that one rank makes.
struct PartialGradient {
  int32_t value;
  int64_t rank;
};

/// Returns the partial gradients of each parameter in the order in which they
/// are added: that of the return, each on all ranks that make it. The first one
/// becomes the result.
llvm::MapVector<StringAttr, SmallVector<PartialGradient>>
getPartialGradients(ReturnOp yield, const TaskGraph &graph);

/// Appends the transfers with which partial gradients come to the rank of the
/// result, in the order in which `pipe-build-programs` writes them.
void appendReductions(ReturnOp yield, const TaskGraph &graph,
                      std::vector<std::vector<Instruction>> &instructions);

} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_PROGRAM_PARTIALGRADIENTS_H
