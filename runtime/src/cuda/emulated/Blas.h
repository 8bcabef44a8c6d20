//===- Blas.h - The emulated cuBLASLt ---------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_CUDA_EMULATED_BLAS_H
#define PIPERT_SRC_CUDA_EMULATED_BLAS_H

#include "../Blas.h"

namespace mlir::pipert::cuda::emulated {

/// A library that does what is asked of it by pipert_gemm_f32 and _f64, on the
/// machine's streams.
const Blas &getBlas();

} // namespace mlir::pipert::cuda::emulated

#endif // PIPERT_SRC_CUDA_EMULATED_BLAS_H
