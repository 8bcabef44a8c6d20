//===- GemmOpenBlas.h - Products by OpenBLAS --------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_GEMM_GEMMOPENBLAS_H
#define PIPERT_SRC_GEMM_GEMMOPENBLAS_H

#include "Gemm.h"

#include <cblas.h>
#include <climits>
#include <initializer_list>

namespace mlir::pipert {

/// Products of the whole process run on the thread that asks for them.
inline void useOneOpenBlasThread() {
  static const bool done = (openblas_set_num_threads(1), true);
  (void)done;
}

/// Whether the sizes fit OpenBLAS's integers.
template <class T>
bool fitsOpenBlas(const Product<T> &product) {
  for (int64_t size :
       {product.m, product.n, product.k, product.lda, product.ldb, product.ldc})
    if (size > INT_MAX)
      return false;
  return true;
}

inline CBLAS_TRANSPOSE getTranspose(bool transposed) {
  return transposed ? CblasTrans : CblasNoTrans;
}

} // namespace mlir::pipert

#endif // PIPERT_SRC_GEMM_GEMMOPENBLAS_H
