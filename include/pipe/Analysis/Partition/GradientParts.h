//===- GradientParts.h - Gradients as one part a stage ----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_PARTITION_GRADIENTPARTS_H
#define PIPE_ANALYSIS_PARTITION_GRADIENTPARTS_H

#include "pipe/Analysis/Partition/GradientSums.h"
#include "pipe/Analysis/Partition/StageAssignment.h"

namespace mlir::pipe {
/// A value of the graph, or an op that is to be written.
struct PartValue {
  enum class Kind : uint8_t {
    Known, ///< `value`
    Zeros, ///< zeros of the type of `replaced`'s value, in front of its op
    Copy,  ///< the op that makes `value`, reading others in place of `replaced`
    Sum    ///< of `others`, behind the later one of their makers
  };
  Kind kind = Kind::Known;
  int32_t value = -1;
  SmallVector<OpOperand *, 2> replaced;
  SmallVector<int32_t, 2> others; ///< numbers in GradientParts::values
};

/// What the gradients of a model are to be, as ops that somebody writes.
///
///   %g = add(%t0, %t1)      %t0 made at stage 0, %t1 at stage 1, %t2 at both
///   %h = add(%g, %t2)
///   return %h               becomes   return %k, %t1   with %k = add(%t0, %t2)
struct GradientParts {
  struct Part {
    int32_t value = -1;    ///< number in `values`
    int32_t gradient = -1; ///< of the graph: the one that it is a part of
  };
  /// Each after those that it reads.
  std::vector<PartValue> values;
  /// The gradients to be, in their order.
  SmallVector<Part> parts;
  /// False when the parts are the gradients as they are.
  bool isChange = false;
};

/// Splits gradients whose terms are placed on several stages into one part for
/// each stage, the sum of its terms in their order. The parts of a parameter
/// come by ascending stage. Gradients of one stage stay as they are.
GradientParts splitGradientSums(const JointGraph &graph,
                                const GradientSums &sums,
                                const StageAssignment &assignment);

/// Adds up parts of one gradient that came out at the same stage and puts the
/// others in ascending order of their stages; parts that are added stay at
/// their stage.
GradientParts mergeGradientParts(const JointGraph &graph,
                                 const StageAssignment &assignment);
} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_PARTITION_GRADIENTPARTS_H
