//===- GradientSums.h - Gradients that are sums -----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_PARTITION_GRADIENTSUMS_H
#define PIPE_ANALYSIS_PARTITION_GRADIENTSUMS_H

#include "pipe/Analysis/Partition/JointGraph.h"

#include "llvm/ADT/DenseSet.h"

namespace mlir::pipe {
/// The part of a joint graph that only adds up terms of gradients.
///
///   %s = add(%t0, %t1)       a sum node
///   %u = transpose(%s)       a sum node: linear in a sum
///   %v = matmul outs(%u)     not a sum node, but its read of %u is a sum read
///   return %v                the gradient: %t0, %t1 and the product
struct GradientSums {
  /// Operands through which a sum passes, of each node: two of an addition, the
  /// one that a node is linear in, the destination of a contraction. Empty for
  /// nodes that are no part of a sum.
  std::vector<SmallVector<OpOperand *, 2>> operands;
  /// True for nodes that do nothing but add or pass on: not for contractions.
  std::vector<bool> isSumNode;
  llvm::DenseSet<std::pair<int32_t, int32_t>> sumReads;
  /// For each value that is a gradient, a term or a sum of terms, the
  /// parameter.
  DenseMap<int32_t, int32_t> parameter;

  /// True when `node` reads `value` only to add to it or to pass it on.
  bool isSumRead(int32_t node, int32_t value) const {
    return isSumNode[node] || sumReads.contains({node, value});
  }
};

/// Walks back from every gradient through values that are used once.
GradientSums findGradientSums(const JointGraph &graph);
} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_PARTITION_GRADIENTSUMS_H
