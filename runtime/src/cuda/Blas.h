//===- Blas.h - The library cuBLASLt ----------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Names and numbers are those of cublasLt.h, as CUDA 12 and 13 have it.
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_CUDA_BLAS_H
#define PIPERT_SRC_CUDA_BLAS_H

#include "Types.h"

#include <string>

namespace mlir::pipert::cuda {

using BlasHandle = struct BlasHandleObject *;
using BlasProduct = struct BlasProductObject *;
using BlasLayout = struct BlasLayoutObject *;
using BlasPreference = struct BlasPreferenceObject *;

struct BlasAlgorithm {
  uint64_t data[8];
};

/// What the heuristic proposes.
struct BlasChoice {
  BlasAlgorithm algorithm;
  size_t workspaceBytes;
  int32_t status;
  float wavesCount;
  int32_t reserved[4];
};

// Types of elements, and what sums are kept in.
inline constexpr int32_t blasF32 = 0, blasF64 = 1, blasF16 = 2, blasBf16 = 14;
inline constexpr int32_t blasCompute32 = 68, blasCompute64 = 70;
// Attributes.
inline constexpr int32_t blasTransposesA = 3, blasTransposesB = 4;
inline constexpr int32_t blasBatchCount = 5, blasBatchStride = 6;
inline constexpr int32_t blasMaxWorkspace = 1, blasAlignmentA = 5,
                         blasAlignmentB = 6, blasAlignmentC = 7,
                         blasAlignmentD = 8;

/// The functions of the library, or of the emulated one.
struct Blas {
#define PIPERT_BLAS(NAME, PARAMETERS) int32_t(*NAME) PARAMETERS = nullptr;
#include "Blas.def"
};

/// Opens the library, once. Null: it is not there, and `error` says so.
const Blas *openBlas(std::string &error);
/// The same from the library `file`, for tests.
bool openBlas(const char *file, Blas &blas, std::string &error);

} // namespace mlir::pipert::cuda

#endif // PIPERT_SRC_CUDA_BLAS_H
