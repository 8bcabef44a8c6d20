//===- Gemm.cpp - Matrix products for generated code ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Gemm.h"
#include "pipert/pipert.h"

#include <string>

using namespace mlir::pipert;

template <class T>
static void run(const Product<T> &product) {
  if (product.m <= 0 || product.n <= 0)
    return;
  if (isLong(product))
    return multiplyLong(product);
  if (product.k <= 0 || !multiply(product))
    multiplyPlain(product);
}

extern "C" void pipert_gemm_f32(int64_t m, int64_t n, int64_t k, const float *a,
                                int64_t lda, int32_t trans_a, const float *b,
                                int64_t ldb, int32_t trans_b, float beta,
                                float *c, int64_t ldc) {
  run<float>(
      {m, n, k, a, lda, trans_a != 0, b, ldb, trans_b != 0, beta, c, ldc});
}

extern "C" void pipert_gemm_f64(int64_t m, int64_t n, int64_t k,
                                const double *a, int64_t lda, int32_t trans_a,
                                const double *b, int64_t ldb, int32_t trans_b,
                                double beta, double *c, int64_t ldc) {
  run<double>(
      {m, n, k, a, lda, trans_a != 0, b, ldb, trans_b != 0, beta, c, ldc});
}

extern "C" const char *pipert_gemm_library(void) {
  static const std::string name =
      std::string("f32: ") + gemmLibraryF32 + ", f64: " + gemmLibraryF64;
  return name.c_str();
}
