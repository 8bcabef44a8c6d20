//===- Blas.cpp - The emulated cuBLASLt -----------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Blas.h"
#include "../../gpu/Queue.h"
#include "Machine.h"

#include <cstring>
#include <map>

// As cublasLt.h has them.
namespace mlir::pipert::cuda {
struct BlasHandleObject {};
struct BlasProductObject {
  int32_t computeType = 0, scaleType = 0;
  int32_t transposes[2] = {0, 0};
};
struct BlasLayoutObject {
  int32_t type = 0;
  int64_t rows = 0, columns = 0, pitch = 0;
  int32_t count = 1;
  int64_t stride = 0;
};
struct BlasPreferenceObject {
  uint64_t workspaceBytes = 0;
  uint32_t alignments[4] = {256, 256, 256, 256};
};
} // namespace mlir::pipert::cuda

using namespace mlir::pipert;
using namespace mlir::pipert::cuda;
using namespace mlir::pipert::cuda::emulated;

namespace {

constexpr int32_t success = 0, invalidValue = 7, notSupported = 15;
/// What every algorithm of this library needs.
constexpr size_t neededBytes = 64;

int32_t cublasLtCreate(BlasHandle *handle) {
  *handle = new BlasHandleObject;
  return success;
}

int32_t cublasLtDestroy(BlasHandle handle) {
  delete handle;
  return success;
}

int32_t cublasLtMatmulDescCreate(BlasProduct *product, int32_t computeType,
                                 int32_t scaleType) {
  *product = new BlasProductObject{computeType, scaleType, {0, 0}};
  return success;
}

int32_t cublasLtMatmulDescDestroy(BlasProduct product) {
  delete product;
  return success;
}

template <class T>
int32_t set(T &target, const void *value, size_t bytes) {
  if (bytes != sizeof(T))
    return invalidValue;
  std::memcpy(&target, value, bytes);
  return success;
}

int32_t cublasLtMatmulDescSetAttribute(BlasProduct product, int32_t attribute,
                                       const void *value, size_t bytes) {
  if (attribute != blasTransposesA && attribute != blasTransposesB)
    return notSupported;
  return set(product->transposes[attribute - blasTransposesA], value, bytes);
}

int32_t cublasLtMatrixLayoutCreate(BlasLayout *layout, int32_t type,
                                   uint64_t rows, uint64_t columns,
                                   int64_t pitch) {
  *layout =
      new BlasLayoutObject{type, int64_t(rows), int64_t(columns), pitch, 1, 0};
  return success;
}

int32_t cublasLtMatrixLayoutDestroy(BlasLayout layout) {
  delete layout;
  return success;
}

int32_t cublasLtMatrixLayoutSetAttribute(BlasLayout layout, int32_t attribute,
                                         const void *value, size_t bytes) {
  if (attribute == blasBatchCount)
    return set(layout->count, value, bytes);
  if (attribute == blasBatchStride)
    return set(layout->stride, value, bytes);
  return notSupported;
}

int32_t cublasLtMatmulPreferenceCreate(BlasPreference *preference) {
  *preference = new BlasPreferenceObject;
  return success;
}

int32_t cublasLtMatmulPreferenceDestroy(BlasPreference preference) {
  delete preference;
  return success;
}

int32_t cublasLtMatmulPreferenceSetAttribute(BlasPreference preference,
                                             int32_t attribute,
                                             const void *value, size_t bytes) {
  if (attribute == blasMaxWorkspace)
    return set(preference->workspaceBytes, value, bytes);
  if (attribute < blasAlignmentA || attribute > blasAlignmentD)
    return notSupported;
  return set(preference->alignments[attribute - blasAlignmentA], value, bytes);
}

/// Whether the sizes of a product are such that it can be done.
bool fits(const BlasProductObject &product, const BlasLayoutObject &a,
          const BlasLayoutObject &b, const BlasLayoutObject &c,
          const BlasLayoutObject &d) {
  const bool isDouble = a.type == blasF64;
  const int64_t m = product.transposes[0] ? a.columns : a.rows;
  const int64_t k = product.transposes[0] ? a.rows : a.columns;
  const int64_t n = product.transposes[1] ? b.rows : b.columns;
  const int64_t k2 = product.transposes[1] ? b.columns : b.rows;
  for (const BlasLayoutObject *layout : {&a, &b, &c, &d})
    if (layout->type != a.type || layout->count != a.count ||
        layout->pitch < layout->rows || layout->rows < 1 ||
        layout->columns < 1 || layout->count < 1)
      return false;
  return k == k2 && c.rows == m && c.columns == n && d.rows == m &&
         d.columns == n &&
         product.computeType == (isDouble ? blasCompute64 : blasCompute32) &&
         product.scaleType == (isDouble ? blasF64 : blasF32);
}

/// The algorithm holds the alignments that it was chosen for.
int32_t cublasLtMatmulAlgoGetHeuristic(BlasHandle, BlasProduct product,
                                       BlasLayout a, BlasLayout b, BlasLayout c,
                                       BlasLayout d, BlasPreference preference,
                                       int32_t wanted, BlasChoice *choices,
                                       int32_t *found) {
  *found = 0;
  if (!fits(*product, *a, *b, *c, *d) || wanted < 1)
    return invalidValue;
  if (preference->workspaceBytes < neededBytes)
    return notSupported;
  choices[0] = {};
  choices[0].workspaceBytes = neededBytes;
  for (int i = 0; i < 4; ++i)
    choices[0].algorithm.data[i] = preference->alignments[i];
  *found = 1;
  return success;
}

int32_t getElement(int32_t type) {
  switch (type) {
  case blasF64:
    return PIPERT_ELEMENT_F64;
  case blasF16:
    return PIPERT_ELEMENT_F16;
  case blasBf16:
    return PIPERT_ELEMENT_BF16;
  default:
    return PIPERT_ELEMENT_F32;
  }
}

/// 0 or 1; -1 for another factor.
int readFactor(const void *factor, int32_t type) {
  const double value = type == blasF64 ? *static_cast<const double *>(factor)
                                       : *static_cast<const float *>(factor);
  return value == 0 ? 0 : value == 1 ? 1 : -1;
}

/// Does the product where the memory can be reached.
void run(const GpuProduct &product) {
  Machine &machine = Machine::get();
  const void *const data[] = {product.a, product.b, product.c};
  for (const void *each : data)
    machine.memory->open(each);
  multiplyOnHost(product);
  for (const void *each : data)
    machine.memory->close(each);
}

int32_t cublasLtMatmul(BlasHandle, BlasProduct product, const void *alpha,
                       const void *a, BlasLayout layoutA, const void *b,
                       BlasLayout layoutB, const void *beta, const void *c,
                       BlasLayout layoutC, void *d, BlasLayout layoutD,
                       const BlasAlgorithm *algorithm, void *workspace,
                       size_t workspaceBytes, Stream stream) {
  Machine &machine = Machine::get();
  std::unique_lock lock(machine.getMutex());
  if (machine.enter("cublasLtMatmul") != Success)
    return 13; // The execution failed.
  auto target = machine.streams.find(stream);
  const int one = readFactor(alpha, layoutA->type);
  const int accumulates = readFactor(beta, layoutA->type);
  if (target == machine.streams.end() || one != 1 || accumulates < 0 ||
      c != d || !workspace || workspaceBytes < neededBytes ||
      !fits(*product, *layoutA, *layoutB, *layoutC, *layoutD))
    return invalidValue;
  const void *const data[] = {a, b, c, d};
  for (int i = 0; i < 4; ++i)
    if (toDevice(data[i]) % algorithm->data[i] != 0)
      return invalidValue;
  // Back to rows: as Products has turned it.
  const GpuProduct rows = {getElement(layoutA->type),
                           layoutD->columns,
                           layoutD->rows,
                           product->transposes[0] ? layoutA->rows
                                                  : layoutA->columns,
                           b,
                           layoutB->pitch,
                           product->transposes[1] != 0,
                           a,
                           layoutA->pitch,
                           product->transposes[0] != 0,
                           accumulates == 1,
                           d,
                           layoutD->pitch,
                           layoutA->count,
                           layoutB->stride,
                           layoutA->stride,
                           layoutD->stride};
  Work work;
  work.run = [rows](std::string &) {
    run(rows);
    return Success;
  };
  machine.add(*target->second, std::move(work));
  return success;
}

} // namespace

const Blas &mlir::pipert::cuda::emulated::getBlas() {
  static const Blas blas = {
#define PIPERT_BLAS(NAME, PARAMETERS) NAME,
#include "../Blas.def"
  };
  return blas;
}
