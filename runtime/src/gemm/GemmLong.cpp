//===- GemmLong.cpp - Products in single precision of many terms ----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Gemm.h"

#include <algorithm>
#include <vector>

using namespace mlir::pipert;

/// Terms that the library adds in single precision.
static constexpr int64_t kBlock = 128;
/// Elements of C at a time: what stays in a cache.
static constexpr int64_t kTile = 1 << 16;
static constexpr int64_t kTileColumns = 256;

// The compiler's own dispatch does not work under the sanitizers.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) &&         \
    !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__)
#define FOR_EVERY_CPU                                                          \
  __attribute__((target_clones("avx512f", "avx2", "default"), optimize("O3")))
#else
#define FOR_EVERY_CPU
#endif

/// sums[i] += values[i].
FOR_EVERY_CPU static void add(int64_t count, double *__restrict sums,
                              const float *__restrict values) {
  for (int64_t i = 0; i < count; ++i)
    sums[i] += double(values[i]);
}

/// The product of some rows of op(A), some columns of op(B) and some terms.
static Product<float> getBlock(const Product<float> &product, int64_t row,
                               int64_t column, int64_t term) {
  Product<float> block = product;
  block.k = std::min(kBlock, product.k - term);
  block.a +=
      product.transA ? term * product.lda + row : row * product.lda + term;
  block.b += product.transB ? column * product.ldb + term
                            : term * product.ldb + column;
  block.beta = 0;
  return block;
}

bool mlir::pipert::isLong(const Product<float> &product) {
  return product.k > 8 * kBlock;
}

void mlir::pipert::multiplyLong(const Product<float> &product) {
  static thread_local std::vector<float> partial(kTile);
  static thread_local std::vector<double> sums(kTile);
  int64_t columns = std::min(product.n, kTileColumns);
  int64_t rows = std::min(product.m, kTile / columns);
  for (int64_t row = 0; row < product.m; row += rows)
    for (int64_t column = 0; column < product.n; column += columns) {
      int64_t m = std::min(rows, product.m - row);
      int64_t n = std::min(columns, product.n - column);
      float *c = product.c + row * product.ldc + column;
      for (int64_t i = 0; i < m; ++i)
        for (int64_t j = 0; j < n; ++j)
          sums[i * n + j] = product.beta == 0
                                ? 0
                                : double(product.beta) * c[i * product.ldc + j];
      for (int64_t term = 0; term < product.k; term += kBlock) {
        Product<float> block = getBlock(product, row, column, term);
        block.m = m, block.n = block.ldc = n;
        block.c = partial.data();
        if (!multiply(block))
          multiplyPlain(block);
        add(m * n, sums.data(), partial.data());
      }
      for (int64_t i = 0; i < m; ++i)
        for (int64_t j = 0; j < n; ++j)
          c[i * product.ldc + j] = float(sums[i * n + j]);
    }
}
