//===- ChooseCuts.h - Where the forward part is cut -------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_PARTITION_CHOOSECUTS_H
#define PIPE_ANALYSIS_PARTITION_CHOOSECUTS_H

#include "pipe/Analysis/Partition/JointGraph.h"
#include "pipe/Schedule/Core/Result.h"

namespace mlir::pipe {
/// How a model is to be cut.
struct CutRequest {
  int64_t numStages = 1;
  /// Names of the last op of each stage but the last; empty: find good cuts.
  SmallVector<std::string> cutAfter;
};

/// Returns the first forward position of each stage: balanced, or behind the
/// ops that are named.
///
/// \errors no stage, more stages than places to cut, names that do not name one
///         op each in the order of the forward part, costs beyond 63 bits.
Result<SmallVector<int64_t>> chooseCuts(const JointGraph &graph,
                                        const CutRequest &request);
} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_PARTITION_CHOOSECUTS_H
