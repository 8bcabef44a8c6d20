//===- Products.cpp - Matrix products by cuBLASLt -------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Products.h"

#include <algorithm>

using namespace mlir::pipert;
using namespace mlir::pipert::cuda;

/// The descriptions of a product, and the algorithm that does it.
struct Products::Plan {
  explicit Plan(const Blas &blas) : blas(blas) {}
  ~Plan() {
    for (BlasLayout layout : {a, b, c})
      if (layout)
        blas.cublasLtMatrixLayoutDestroy(layout);
    if (product)
      blas.cublasLtMatmulDescDestroy(product);
  }

  const Blas &blas;
  BlasProduct product = nullptr;
  BlasLayout a = nullptr, b = nullptr, c = nullptr;
  BlasChoice choice = {};
};

Products::Products(const Blas &blas) : blas(blas) {}

Products::~Products() {
  plans.clear();
  if (handle)
    blas.cublasLtDestroy(handle);
}

/// The largest power of two, up to 256, that an address is a multiple of.
static int64_t getAlignment(const void *data) {
  const auto address = reinterpret_cast<uintptr_t>(data) | 256;
  return int64_t(address & (~address + 1));
}

Products::Key Products::makeKey(const GpuProduct &p) {
  return {p.element | p.transposesA << 8 | p.transposesB << 9 |
              p.accumulates << 10,
          p.m,
          p.n,
          p.k,
          p.lda,
          p.ldb,
          p.ldc,
          p.count,
          p.strideA,
          p.strideB,
          p.strideC,
          getAlignment(p.a),
          getAlignment(p.b),
          getAlignment(p.c)};
}

size_t Products::KeyHash::operator()(const Key &key) const {
  uint64_t hash = 0;
  for (int64_t word : key)
    hash = (hash ^ uint64_t(word)) * 0x9e3779b97f4a7c15;
  return size_t(hash ^ hash >> 32);
}

/// -1: there is no such type.
static int32_t getType(int32_t element) {
  switch (element) {
  case PIPERT_ELEMENT_F32:
    return blasF32;
  case PIPERT_ELEMENT_F64:
    return blasF64;
  case PIPERT_ELEMENT_BF16:
    return blasBf16;
  case PIPERT_ELEMENT_F16:
    return blasF16;
  default:
    return -1;
  }
}

static std::string tell(const char *function, int32_t status) {
  return std::string(function) + " fails with status " + std::to_string(status);
}

/// Returns the message if a call fails.
#define PIPERT_TRY(FUNCTION, ...)                                              \
  if (int32_t status = blas.FUNCTION(__VA_ARGS__); status != 0)                \
  return tell(#FUNCTION, status)

std::string Products::choose(const GpuProduct &p, Plan &plan) {
  BlasPreference preference = nullptr;
  PIPERT_TRY(cublasLtMatmulPreferenceCreate, &preference);
  auto set = [&](int32_t attribute, auto value) {
    return blas.cublasLtMatmulPreferenceSetAttribute(preference, attribute,
                                                     &value, sizeof(value));
  };
  // The first factor of the library is B; see makePlan.
  int32_t found = 0;
  int32_t status = set(blasMaxWorkspace, uint64_t(workspaceBytes));
  const std::pair<int32_t, const void *> addresses[] = {{blasAlignmentA, p.b},
                                                        {blasAlignmentB, p.a},
                                                        {blasAlignmentC, p.c},
                                                        {blasAlignmentD, p.c}};
  for (auto [attribute, data] : addresses)
    if (status == 0)
      status = set(attribute, uint32_t(getAlignment(data)));
  if (status == 0)
    status = blas.cublasLtMatmulAlgoGetHeuristic(
        handle, plan.product, plan.a, plan.b, plan.c, plan.c, preference, 1,
        &plan.choice, &found);
  blas.cublasLtMatmulPreferenceDestroy(preference);
  if (status != 0)
    return tell("cublasLtMatmulAlgoGetHeuristic", status);
  return found > 0 && plan.choice.status == 0
             ? ""
             : "cuBLASLt has no algorithm for this product";
}

/// The library's matrices are column-major. So a row-major matrix is its
/// transpose there, and C = A * B is the product of B's and A's transposes.
std::string Products::makePlan(const GpuProduct &p, Plan &plan) {
  const int32_t type = getType(p.element);
  if (type < 0)
    return "there is no product of elements of kind " +
           std::to_string(p.element);
  if (!handle)
    PIPERT_TRY(cublasLtCreate, &handle);
  const bool isDouble = type == blasF64;
  PIPERT_TRY(cublasLtMatmulDescCreate, &plan.product,
             isDouble ? blasCompute64 : blasCompute32,
             isDouble ? blasF64 : blasF32);
  const int32_t transposesB = p.transposesB, transposesA = p.transposesA;
  PIPERT_TRY(cublasLtMatmulDescSetAttribute, plan.product, blasTransposesA,
             &transposesB, sizeof(transposesB));
  PIPERT_TRY(cublasLtMatmulDescSetAttribute, plan.product, blasTransposesB,
             &transposesA, sizeof(transposesA));
  struct Matrix {
    BlasLayout &layout;
    int64_t rows, columns, pitch, stride;
  };
  const Matrix matrices[] = {{plan.a, p.transposesB ? p.k : p.n,
                              p.transposesB ? p.n : p.k, p.ldb, p.strideB},
                             {plan.b, p.transposesA ? p.m : p.k,
                              p.transposesA ? p.k : p.m, p.lda, p.strideA},
                             {plan.c, p.n, p.m, p.ldc, p.strideC}};
  const auto count = int32_t(p.count);
  for (const Matrix &matrix : matrices) {
    PIPERT_TRY(cublasLtMatrixLayoutCreate, &matrix.layout, type,
               uint64_t(matrix.rows), uint64_t(matrix.columns), matrix.pitch);
    PIPERT_TRY(cublasLtMatrixLayoutSetAttribute, matrix.layout, blasBatchCount,
               &count, sizeof(count));
    PIPERT_TRY(cublasLtMatrixLayoutSetAttribute, matrix.layout, blasBatchStride,
               &matrix.stride, sizeof(matrix.stride));
  }
  return choose(p, plan);
}

std::string Products::multiply(const GpuProduct &p, void *workspace,
                               Stream stream) {
  if (p.count > INT32_MAX)
    return "a batch cannot have " + std::to_string(p.count) + " products";
  std::unique_ptr<Plan> &plan = plans[makeKey(p)];
  if (!plan) {
    auto made = std::make_unique<Plan>(blas);
    std::string error = makePlan(p, *made);
    if (!error.empty())
      return error;
    plan = std::move(made);
  }
  const float ones[] = {0.0f, 1.0f};
  const double longOnes[] = {0.0, 1.0};
  const bool isDouble = p.element == PIPERT_ELEMENT_F64;
  auto getNumber = [&](int value) {
    return isDouble ? static_cast<const void *>(&longOnes[value])
                    : &ones[value];
  };
  PIPERT_TRY(cublasLtMatmul, handle, plan->product, getNumber(1), p.b, plan->a,
             p.a, plan->b, getNumber(p.accumulates), p.c, plan->c, p.c, plan->c,
             &plan->choice.algorithm, workspace, plan->choice.workspaceBytes,
             stream);
  return "";
}
