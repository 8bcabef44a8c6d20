//===- Queue.cpp - Where launches of a kernel go --------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Queue.h"
#include "../KernelStatus.h"
#include "Emulation.h"
#include "Modules.h"

#include <cstring>

using namespace mlir::pipert;

namespace {
/// Does all at once, on the CPU.
class HostQueue final : public GpuQueue {
public:
  void launch(const pipert_gpu_function_t &function, int64_t blocks,
              void *const *parameters) override {
    std::string error = runEmulatedLaunch(function, blocks, parameters);
    if (!error.empty())
      reportKernelFailure(error);
    reportDeviceFault(fault, findGpuModule(function));
    fault = {};
  }
  void multiply(const GpuProduct &product) override { multiplyOnHost(product); }
  void copy(void *destination, const void *source, uint64_t bytes) override {
    if (bytes != 0)
      std::memcpy(destination, source, bytes);
  }
  pipert_gpu_fault_t *getFault() override { return &fault; }

private:
  pipert_gpu_fault_t fault = {};
};
} // namespace

static thread_local GpuQueue *current = nullptr;

GpuQueue &mlir::pipert::getGpuQueue() {
  static thread_local HostQueue host;
  return current ? *current : host;
}

GpuQueue *mlir::pipert::findGpuQueue() { return current; }

void mlir::pipert::setGpuQueue(GpuQueue *queue) { current = queue; }

//===----------------------------------------------------------------------===//
// What kernels call
//===----------------------------------------------------------------------===//

extern "C" void pipert_gpu_launch(const void *function, int64_t blocks,
                                  void *const *parameters) {
  getGpuQueue().launch(*static_cast<const pipert_gpu_function_t *>(function),
                       blocks, parameters);
}

extern "C" void pipert_gpu_multiply(int32_t element, int64_t m, int64_t n,
                                    int64_t k, const void *a, int64_t lda,
                                    int32_t trans_a, const void *b, int64_t ldb,
                                    int32_t trans_b, int32_t accumulate,
                                    void *c, int64_t ldc, int64_t count,
                                    int64_t stride_a, int64_t stride_b,
                                    int64_t stride_c) {
  getGpuQueue().multiply({element, m, n, k, a, lda, trans_a != 0, b, ldb,
                          trans_b != 0, accumulate != 0, c, ldc, count,
                          stride_a, stride_b, stride_c});
}

extern "C" void pipert_gpu_copy(void *destination, const void *source,
                                uint64_t bytes) {
  getGpuQueue().copy(destination, source, bytes);
}

extern "C" void pipert_gpu_fault(void **out) {
  *out = getGpuQueue().getFault();
}
