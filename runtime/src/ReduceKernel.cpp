//===- ReduceKernel.cpp - The kernels of reductions -----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReduceKernel.h"
#include "gpu/Queue.h"
#include "gpu/ReplicaSums.h"

#include <algorithm>
#include <cstring>

using namespace mlir::pipert;

uint64_t mlir::pipert::getElementBytes(int32_t element) {
  return element == PIPERT_ELEMENT_F64 ? sizeof(double) : sizeof(float);
}

const char *mlir::pipert::getElementName(int32_t element) {
  return element == PIPERT_ELEMENT_F64 ? "f64" : "f32";
}

/// Sums of a block stay in the cache until the last addend.
static constexpr uint64_t blockElements = 512;

template <class Float>
static void addUp(const ReduceWork &work, void *const *arguments) {
  Float sums[blockElements];
  for (uint64_t begin = 0; begin < work.count; begin += blockElements) {
    const uint64_t count = std::min(blockElements, work.count - begin);
    auto getAddend = [&](int32_t index) {
      return static_cast<const Float *>(arguments[1 + index]) + begin;
    };
    std::copy_n(getAddend(0), count, sums);
    for (int32_t index = 1; index < work.numAddends; ++index) {
      const Float *addend = getAddend(index);
      for (uint64_t i = 0; i < count; ++i)
        sums[i] += addend[i];
    }
    if (work.isMean)
      for (uint64_t i = 0; i < count; ++i)
        sums[i] /= Float(work.numAddends);
    std::copy_n(sums, count, static_cast<Float *>(arguments[0]) + begin);
  }
}

static void runAdd(void *userData, void *const *arguments) {
  const auto &work = *static_cast<const ReduceWork *>(userData);
  if (GpuQueue *queue = findGpuQueue(); queue && queue->isRemote())
    return addReplicas(*queue, work, arguments);
  if (work.element == PIPERT_ELEMENT_F64)
    addUp<double>(work, arguments);
  else
    addUp<float>(work, arguments);
}

static void runCopy(void *userData, void *const *arguments) {
  const uint64_t bytes = static_cast<const ReduceWork *>(userData)->count;
  if (GpuQueue *queue = findGpuQueue())
    return queue->copy(arguments[0], arguments[1], bytes);
  std::memcpy(arguments[0], arguments[1], bytes);
}

Kernel mlir::pipert::makeAddKernel(ReduceWork &work) {
  return {"add replicas", runAdd, &work};
}

Kernel mlir::pipert::makeCopyKernel(ReduceWork &work) {
  return {"copy sum", runCopy, &work};
}
