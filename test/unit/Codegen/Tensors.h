//===- Tensors.h - Tensors of any element type, for tests -------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_CODEGEN_TENSORS_H
#define PIPE_TEST_UNIT_CODEGEN_TENSORS_H

#include "mlir/IR/BuiltinTypes.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mlir::pipe::test {

/// One number: a float in `real`, an integer, sign-extended, in `whole`.
struct Element {
  double real = 0;
  int64_t whole = 0;
};

/// Returns `value` as a number of `type` stores it: rounded to nearest even or
/// wrapped.
Element convertTo(Type type, Element value);

/// A tensor in row-major order.
struct Tensor {
  RankedTensorType type;
  std::vector<Element> elements;

  static Tensor zeros(RankedTensorType type);
  /// Whole numbers in [-4, 4], a different sequence for each `seed`; sums of a
  /// few thousand products of them are exact in f32. Booleans are 0 or 1, other
  /// unsigned uses should not be negative.
  static Tensor wholeNumbers(RankedTensorType type, unsigned seed);
  /// Fractions in (-scale, scale).
  static Tensor fractions(RankedTensorType type, unsigned seed,
                          double scale = 1.0);

  int64_t linearize(llvm::ArrayRef<int64_t> indices) const;
  Element &at(llvm::ArrayRef<int64_t> indices) {
    return elements[linearize(indices)];
  }

  /// The bytes as a kernel reads and writes them, i1 as a byte.
  std::vector<char> toBytes() const;
  void fromBytes(const char *bytes);
};

/// Calls `body` with every index into `shape` in row-major order.
void forEachIndex(llvm::ArrayRef<int64_t> shape,
                  llvm::function_ref<void(llvm::ArrayRef<int64_t>)> body);

/// Returns an empty string if the tensors are equal, up to `tolerance` times
/// the larger of 1 and the expected value; otherwise where they differ.
std::string findDifference(const Tensor &expected, const Tensor &actual,
                           double tolerance);

} // namespace mlir::pipe::test

#endif // PIPE_TEST_UNIT_CODEGEN_TENSORS_H
