//===- CrossingBytes.h - Bytes that cross a cut -----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_PARTITION_CROSSINGBYTES_H
#define PIPE_ANALYSIS_PARTITION_CROSSINGBYTES_H

#include "pipe/Analysis/Partition/GradientSums.h"

namespace mlir::pipe {
/// Estimates in one walk the bytes that cross a cut in front of each forward
/// position: activations that are made before and used behind it, and
/// cotangents the other way, when every backward op runs at its position. -1
/// where an activation crosses that is not a tensor. Terms of gradients cross
/// nothing.
std::vector<int64_t> estimateCrossingBytes(const JointGraph &graph,
                                           const GradientSums &sums,
                                           ArrayRef<int32_t> positions);

/// Bytes that cross the cut in front of `position`, by placing all ops on two
/// stages.
int64_t countCrossingBytes(const JointGraph &graph, const GradientSums &sums,
                           int32_t position);

/// `estimate` with the exact count at the given positions, unless there are so
/// many of them that it would take more than seconds.
std::vector<int64_t> computeCrossingBytes(const JointGraph &graph,
                                          const GradientSums &sums,
                                          ArrayRef<int64_t> estimate,
                                          ArrayRef<bool> positions);
} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_PARTITION_CROSSINGBYTES_H
