//===- HostProduct.cpp - Products of kernels for GPUs, on the CPU ---------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../KernelStatus.h"
#include "Queue.h"
#include "SmallFloats.h"

#include <vector>

using namespace mlir::pipert;

static void multiplyOne(const GpuProduct &p, const float *a, const float *b,
                        float *c) {
  pipert_gemm_f32(p.m, p.n, p.k, a, p.lda, p.transposesA, b, p.ldb,
                  p.transposesB, p.accumulates ? 1.0f : 0.0f, c, p.ldc);
}

static void multiplyOne(const GpuProduct &p, const double *a, const double *b,
                        double *c) {
  pipert_gemm_f64(p.m, p.n, p.k, a, p.lda, p.transposesA, b, p.ldb,
                  p.transposesB, p.accumulates ? 1.0 : 0.0, c, p.ldc);
}

namespace {
/// A matrix of numbers of 16 bits in f32, without gaps between its rows.
class WideMatrix {
public:
  template <class T>
  WideMatrix(const T *data, int64_t rows, int64_t columns, int64_t pitch)
      : rows(rows), columns(columns), numbers(size_t(rows * columns)) {
    for (int64_t i = 0; data && i < rows; ++i)
      for (int64_t j = 0; j < columns; ++j)
        get()[i * columns + j] = data[i * pitch + j];
  }
  float *get() { return numbers.data(); }

  template <class T>
  void round(T *data, int64_t pitch) {
    for (int64_t i = 0; i < rows; ++i)
      for (int64_t j = 0; j < columns; ++j)
        data[i * pitch + j] = T::round(get()[i * columns + j]);
  }

private:
  int64_t rows, columns;
  std::vector<float> numbers;
};
} // namespace

template <class T>
static void multiplyOne(const GpuProduct &p, const T *a, const T *b, T *c) {
  const int64_t rowsA = p.transposesA ? p.k : p.m;
  const int64_t rowsB = p.transposesB ? p.n : p.k;
  const int64_t columnsA = p.transposesA ? p.m : p.k;
  const int64_t columnsB = p.transposesB ? p.k : p.n;
  WideMatrix wideA(a, rowsA, columnsA, p.lda);
  WideMatrix wideB(b, rowsB, columnsB, p.ldb);
  WideMatrix sums(p.accumulates ? c : nullptr, p.m, p.n, p.ldc);
  pipert_gemm_f32(p.m, p.n, p.k, wideA.get(), columnsA, p.transposesA,
                  wideB.get(), columnsB, p.transposesB,
                  p.accumulates ? 1.0f : 0.0f, sums.get(), p.n);
  sums.round(c, p.ldc);
}

template <class T>
static void multiplyAll(const GpuProduct &product) {
  for (int64_t i = 0; i < product.count; ++i)
    multiplyOne(product,
                static_cast<const T *>(product.a) + i * product.strideA,
                static_cast<const T *>(product.b) + i * product.strideB,
                static_cast<T *>(product.c) + i * product.strideC);
}

void mlir::pipert::multiplyOnHost(const GpuProduct &product) {
  if (product.m <= 0 || product.n <= 0)
    return;
  switch (product.element) {
  case PIPERT_ELEMENT_F32:
    return multiplyAll<float>(product);
  case PIPERT_ELEMENT_F64:
    return multiplyAll<double>(product);
  case PIPERT_ELEMENT_BF16:
    return multiplyAll<BFloat16>(product);
  case PIPERT_ELEMENT_F16:
    return multiplyAll<Float16>(product);
  default:
    return reportKernelFailure("there is no product of elements of kind " +
                               std::to_string(product.element));
  }
}
