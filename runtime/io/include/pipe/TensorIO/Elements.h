//===- Elements.h - Single elements of tensors in memory --------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TENSORIO_ELEMENTS_H
#define PIPE_TENSORIO_ELEMENTS_H

#include "pipe/TensorIO/Tensor.h"

#include <cstdint>
#include <cstring>

namespace mlir::pipe {

/// Element `index` of an array of `T` that need not be aligned.
template <class T>
T load(const void *data, int64_t index) {
  T value;
  std::memcpy(&value,
              static_cast<const char *>(data) + index * int64_t(sizeof(T)),
              sizeof(T));
  return value;
}

template <class T>
void store(void *data, int64_t index, T value) {
  std::memcpy(static_cast<char *>(data) + index * int64_t(sizeof(T)), &value,
              sizeof(T));
}

/// 16-bit floating point; to nearest, ties to even.
float fromBF16(uint16_t bits);
uint16_t toBF16(float value);
float fromF16(uint16_t bits);
uint16_t toF16(float value);

/// Distance from 1 to the next larger number; 0 for types without fractions.
double getEpsilon(ElementType type);

/// Element `index` as a double (integers beyond 2^53 are rounded).
double readElement(ElementType type, const void *data, int64_t index);

/// Rounds `value` to a floating-point element (see isFloat in
/// pipe/TensorIO/Tensor.h).
void writeFloat(ElementType type, void *data, int64_t index, double value);

} // namespace mlir::pipe

#endif // PIPE_TENSORIO_ELEMENTS_H
