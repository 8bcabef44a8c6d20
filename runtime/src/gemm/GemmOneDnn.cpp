//===- GemmOneDnn.cpp - Products in single precision by oneDNN ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Gemm.h"

#include <oneapi/dnnl/dnnl.h>

using namespace mlir::pipert;

// Of the OpenMP library that oneDNN brings along, if it does.
extern "C" __attribute__((weak)) void omp_set_num_threads(int);

/// Sets the number of OpenMP threads of products on this thread to one.
static void useOneThread() {
  static thread_local bool done = false;
  if (done)
    return;
  if (omp_set_num_threads)
    omp_set_num_threads(1);
  done = true;
}

const char *const mlir::pipert::gemmLibraryF32 = "onednn";

bool mlir::pipert::multiply(const Product<float> &product) {
  useOneThread();
  return dnnl_sgemm(product.transA ? 'T' : 'N', product.transB ? 'T' : 'N',
                    product.m, product.n, product.k, 1.0f, product.a,
                    product.lda, product.b, product.ldb, product.beta,
                    product.c, product.ldc) == dnnl_success;
}
