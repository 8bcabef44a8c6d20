//===- Difference.h - How far two tensors are apart -------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_DIFFERENCE_H
#define PIPE_TOOLS_PIPERUN_DIFFERENCE_H

#include "pipe/TensorIO/Elements.h"
#include "pipe/TensorIO/Tensor.h"

#include <cstdint>

namespace mlir::pipe {

/// How far a tensor is from a reference.
struct Difference {
  int64_t numElements = 0;
  int64_t numBitEqual = 0;
  int64_t numNan = 0;     ///< NaN in both, whatever their signs and payloads.
  int64_t numUnlike = 0;  ///< NaN or infinite in one, and not so in the other.
  double maxAbsolute = 0; ///< Largest |value - reference|.
  double normDifference = 0; ///< Euclidean norm of value - reference.
  double normReference = 0;  ///< Of the finite elements, as normValue.
  double normValue = 0;

  /// norm(value - reference) / norm(reference), or norm(value) where the
  /// reference is 0. Infinite when there are unlike elements.
  double getRelative() const;
};

/// The elements of a tensor in memory.
struct TensorData {
  ElementType type;
  const void *data;
};

/// Compares `count` elements. Every value is multiplied by `factor` first, in
/// double precision; bits are compared only when that is 1 and the types are
/// the same.
Difference compare(int64_t count, TensorData values, TensorData reference,
                   double factor = 1);

/// The type in which values of `type` are added up: f32 for f16 and bf16.
ElementType getSumType(ElementType type);

/// sums[i] = sums[i] + values[i], where the values are of `type` and the sums
/// of its sum type.
void addElements(ElementType type, int64_t count, void *sums,
                 const void *values);

/// sums[i] = sums[i] / divisor.
void divideElements(ElementType type, int64_t count, void *sums,
                    int64_t divisor);

/// values[i] = sums[i], rounded to `type` where that is not the sum type.
void roundElements(ElementType type, int64_t count, const void *sums,
                   void *values);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_DIFFERENCE_H
