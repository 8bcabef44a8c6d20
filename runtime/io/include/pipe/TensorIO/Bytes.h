//===- Bytes.h - Aligned blocks of bytes ------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TENSORIO_BYTES_H
#define PIPE_TENSORIO_BYTES_H

#include <cstddef>
#include <new>
#include <vector>

namespace mlir::pipe {

/// Allocates at multiples of 64, as generated code likes it.
template <class T>
struct AlignedAllocator {
  using value_type = T;
  static constexpr std::align_val_t alignment{64};

  AlignedAllocator() = default;
  template <class Other>
  AlignedAllocator(const AlignedAllocator<Other> &) {}

  T *allocate(size_t count) {
    return static_cast<T *>(::operator new(count * sizeof(T), alignment));
  }
  void deallocate(T *block, size_t) { ::operator delete(block, alignment); }
  friend bool operator==(AlignedAllocator, AlignedAllocator) { return true; }
};

using Bytes = std::vector<char, AlignedAllocator<char>>;

} // namespace mlir::pipe

#endif // PIPE_TENSORIO_BYTES_H
