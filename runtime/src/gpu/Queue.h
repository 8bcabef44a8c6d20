//===- Queue.h - Where launches of a kernel go ------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_GPU_QUEUE_H
#define PIPERT_SRC_GPU_QUEUE_H

#include "pipert/gpu.h"
#include "pipert/pipert.h"

namespace mlir::pipert {

/// A batch of products c[i] = a[i] * b[i] + (accumulates ? c[i] : 0) of
/// row-major matrices, as pipert_gemm_f32 has them.
struct GpuProduct {
  int32_t element; ///< A pipert_element_t; of all three.
  int64_t m, n, k;
  const void *a;
  int64_t lda;
  bool transposesA;
  const void *b;
  int64_t ldb;
  bool transposesB;
  bool accumulates;
  void *c;
  int64_t ldc;
  int64_t count;                     ///< Of products.
  int64_t strideA, strideB, strideC; ///< Elements from one to the next.
};

/// Takes what a kernel of a bundle for GPUs launches, in order. A device sets
/// its own for the thread that runs a kernel; where none is set all is done at
/// once, on the CPU and in memory that the host can reach.
class GpuQueue {
public:
  virtual ~GpuQueue() = default;

  virtual void launch(const pipert_gpu_function_t &function, int64_t blocks,
                      void *const *parameters) = 0;
  virtual void multiply(const GpuProduct &product) = 0;
  virtual void copy(void *destination, const void *source, uint64_t bytes) = 0;
  /// Whether addresses are of a device, so that kernels cannot follow them.
  virtual bool isRemote() const { return false; }
  /// Where device code reports; in memory of the device.
  virtual pipert_gpu_fault_t *getFault() = 0;
};

/// The one of this thread; never null.
GpuQueue &getGpuQueue();
/// The one that a device has set for this thread; null: none.
GpuQueue *findGpuQueue();
/// Null: none, all is done at once.
void setGpuQueue(GpuQueue *queue);

/// Does a product on the CPU. What cannot be is a fault of the kernel.
void multiplyOnHost(const GpuProduct &product);

} // namespace mlir::pipert

#endif // PIPERT_SRC_GPU_QUEUE_H
