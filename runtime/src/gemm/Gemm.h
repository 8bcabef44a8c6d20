//===- Gemm.h - Matrix products of one library ------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_GEMM_GEMM_H
#define PIPERT_SRC_GEMM_GEMM_H

#include <cstdint>

namespace mlir::pipert {

/// One product as pipert_gemm_f32 describes it; all sizes are at least 1.
template <class T>
struct Product {
  int64_t m, n, k;
  const T *a;
  int64_t lda;
  bool transA;
  const T *b;
  int64_t ldb;
  bool transB;
  T beta;
  T *c;
  int64_t ldc;
};

/// A plain loop for what a library cannot do. The terms of an element of C are
/// added in the order of k.
template <class T>
void multiplyPlain(const Product<T> &product) {
  for (int64_t i = 0; i < product.m; ++i) {
    T *row = product.c + i * product.ldc;
    for (int64_t j = 0; j < product.n; ++j)
      row[j] = product.beta == T(0) ? T(0) : product.beta * row[j];
    for (int64_t p = 0; p < product.k; ++p) {
      T a = product.transA ? product.a[p * product.lda + i]
                           : product.a[i * product.lda + p];
      for (int64_t j = 0; j < product.n; ++j)
        row[j] += a * (product.transB ? product.b[j * product.ldb + p]
                                      : product.b[p * product.ldb + j]);
    }
  }
}

/// The library that this build uses for each type, fixed when it was
/// configured. Returns false if the library cannot do the product.
bool multiply(const Product<float> &product);
bool multiply(const Product<double> &product);

/// True for sums so long that single precision would lose digits: a library
/// adds one term after the other.
bool isLong(const Product<float> &product);
inline bool isLong(const Product<double> &) { return false; }

/// Does such a product in blocks of a few terms, whose sums are added in double
/// precision and rounded once.
void multiplyLong(const Product<float> &product);
inline void multiplyLong(const Product<double> &) {}

/// Names of those libraries.
extern const char *const gemmLibraryF32;
extern const char *const gemmLibraryF64;

} // namespace mlir::pipert

#endif // PIPERT_SRC_GEMM_GEMM_H
