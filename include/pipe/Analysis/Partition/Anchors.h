//===- Anchors.h - Order of backward ops ------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_PARTITION_ANCHORS_H
#define PIPE_ANALYSIS_PARTITION_ANCHORS_H

#include "pipe/Analysis/Partition/GradientTerms.h"

#include <optional>

namespace mlir::pipe {
/// Anchor of each backward node: the last position in the forward order at
/// which everything that it reads can be there; -1 for nodes that are not
/// backward.
///
/// That is the smallest over its forward reads of the position of their last
/// forward user, and over its backward reads, other than sum reads, of their
/// anchors. A gradient that could run later than the last use of its parameter
/// is anchored there, and so is what only it needs when that sends fewer bytes.
std::vector<int32_t> computeAnchors(const JointGraph &graph,
                                    const GradientSums &sums);

/// Cost of each forward position: its op, the free ops that it is the first to
/// use, and the backward ops anchored to it. std::nullopt when a sum does not
/// fit 63 bits.
std::optional<std::vector<int64_t>>
computeChainCosts(const JointGraph &graph, ArrayRef<int32_t> anchors);
} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_PARTITION_ANCHORS_H
