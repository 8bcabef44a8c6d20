//===- Numbers.h - Numbers in bytes -----------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_NET_NUMBERS_H
#define PIPERT_SRC_NET_NUMBERS_H

#include <cstddef>
#include <cstdint>

namespace mlir::pipert {

/// Writes the low `bytes` bytes of a number, little-endian on every machine.
inline void putNumber(char *place, uint64_t value, size_t bytes) {
  for (size_t i = 0; i < bytes; ++i)
    place[i] = char(value >> 8 * i);
}

inline uint64_t getNumber(const char *place, size_t bytes) {
  uint64_t value = 0;
  for (size_t i = 0; i < bytes; ++i)
    value |= uint64_t(static_cast<unsigned char>(place[i])) << 8 * i;
  return value;
}

/// A sum of `bytes` bytes (FNV-1a) in which every change of one byte shows.
inline uint32_t getChecksum(const char *data, size_t bytes) {
  uint32_t sum = 2166136261u;
  for (size_t i = 0; i < bytes; ++i)
    sum = (sum ^ static_cast<unsigned char>(data[i])) * 16777619u;
  return sum;
}

} // namespace mlir::pipert

#endif // PIPERT_SRC_NET_NUMBERS_H
