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

#include <vector>

namespace mlir::pipe {

/// The sum of the micro-batches of a gradient that one rank makes.
struct PartialGradient {
  int32_t value;
  int64_t rank;
};

/// The gradient of a parameter as a sum of partial ones.
struct ReducedGradient {
  StringAttr param;
  /// In the order in which they are added; the first one becomes the result.
  SmallVector<PartialGradient> partials;
};

/// Returns the gradients of a graph whose tasks are placed, in the order of the
/// return, each parameter's once: its partial ones are those of the return,
/// each on all ranks that make it.
std::vector<ReducedGradient> getReducedGradients(ReturnOp yield,
                                                 const TaskGraph &graph);

/// Appends the transfers with which partial gradients come to the rank of the
/// result, in the order in which `pipe-build-programs` writes them.
void appendReductions(ArrayRef<ReducedGradient> gradients,
                      std::vector<std::vector<Instruction>> &instructions);

} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_PROGRAM_PARTIALGRADIENTS_H
