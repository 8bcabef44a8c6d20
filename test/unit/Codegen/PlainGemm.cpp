//===- PlainGemm.cpp - The matrix products that compiled kernels call -----===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PlainGemm.h"

#include "gtest/gtest.h"

#include <cstdint>

static int64_t calls = 0;

int64_t mlir::pipe::test::takeGemmCalls() {
  int64_t result = calls;
  calls = 0;
  return result;
}

/// Rows are at least as far apart as they are long, as every BLAS demands.
static void checkPitch(int64_t rows, int64_t columns, int64_t pitch,
                       int32_t transposed) {
  EXPECT_GE(pitch, transposed ? rows : columns);
}

template <class T>
static void multiply(int64_t m, int64_t n, int64_t k, const T *a, int64_t lda,
                     int32_t transA, const T *b, int64_t ldb, int32_t transB,
                     T beta, T *c, int64_t ldc) {
  ++calls;
  checkPitch(m, k, lda, transA);
  checkPitch(k, n, ldb, transB);
  checkPitch(m, n, ldc, 0);
  for (int64_t i = 0; i < m; ++i)
    for (int64_t j = 0; j < n; ++j) {
      T sum = 0;
      for (int64_t l = 0; l < k; ++l)
        sum += (transA ? a[l * lda + i] : a[i * lda + l]) *
               (transB ? b[j * ldb + l] : b[l * ldb + j]);
      T &result = c[i * ldc + j];
      result = beta == 0 ? sum : sum + beta * result;
    }
}

extern "C" void pipert_gemm_f32(int64_t m, int64_t n, int64_t k, const float *a,
                                int64_t lda, int32_t transA, const float *b,
                                int64_t ldb, int32_t transB, float beta,
                                float *c, int64_t ldc) {
  multiply(m, n, k, a, lda, transA, b, ldb, transB, beta, c, ldc);
}

extern "C" void pipert_gemm_f64(int64_t m, int64_t n, int64_t k,
                                const double *a, int64_t lda, int32_t transA,
                                const double *b, int64_t ldb, int32_t transB,
                                double beta, double *c, int64_t ldc) {
  multiply(m, n, k, a, lda, transA, b, ldb, transB, beta, c, ldc);
}

/// The tests give kernels no index that is out of range.
extern "C" void pipert_index_out_of_range(const char *place, int64_t index,
                                          int64_t bound) {
  ADD_FAILURE() << place << " is " << index << ", not below " << bound;
}

extern "C" void pipert_assertion_failed(const char *place) {
  ADD_FAILURE() << place << " does not hold";
}
