//===- GemmOpenBlasF64.cpp - Products in double precision by OpenBLAS -----===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "GemmOpenBlas.h"

using namespace mlir::pipert;

const char *const mlir::pipert::gemmLibraryF64 = "openblas";

bool mlir::pipert::multiply(const Product<double> &product) {
  if (!fitsOpenBlas(product))
    return false;
  useOneOpenBlasThread();
  cblas_dgemm(CblasRowMajor, getTranspose(product.transA),
              getTranspose(product.transB), int(product.m), int(product.n),
              int(product.k), 1, product.a, int(product.lda), product.b,
              int(product.ldb), product.beta, product.c, int(product.ldc));
  return true;
}
