//===- CudaQueue.h - What kernels queue on a GPU ----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_CUDA_CUDAQUEUE_H
#define PIPERT_SRC_CUDA_CUDAQUEUE_H

#include "../gpu/Queue.h"
#include "Gpu.h"
#include "Products.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace mlir::pipert::cuda {

/// Queues on the stream of a rank, and keeps what fails there and what device
/// code reports.
///
/// Each kernel that asks for it gets a pipert_gpu_fault_t of its own in a step,
/// so that a report names its kernel; the last ones share one.
class CudaQueue final : public GpuQueue {
public:
  explicit CudaQueue(Gpu &gpu) : gpu(gpu), driver(gpu.driver) {}
  CudaQueue(const CudaQueue &) = delete;
  /// Returns what went wrong, or "".
  std::string start(Stream newStream);
  /// Frees what it has; nothing is under way.
  void free();

  void launch(const pipert_gpu_function_t &function, int64_t blocks,
              void *const *parameters) override;
  void multiply(const GpuProduct &product) override;
  void copy(void *destination, const void *source, uint64_t bytes) override;
  bool isRemote() const override { return gpu.hasCode(); }
  pipert_gpu_fault_t *getFault() override;

  /// Keeps the first call that fails; returns whether this one does not. By any
  /// thread: that of another rank may copy a message here.
  bool check(const char *what, Result result);
  bool hasFailed() const { return failed.load(); }
  /// "" where nothing has.
  std::string getFailure() const;

  /// What launches from now on belong to: the number of a mark.
  void setMark(size_t mark) { currentMark = mark; }
  /// Queues the copy of what device code has reported in this step.
  void copyFaults();
  /// When that is done: makes the first report the kernel status of the thread
  /// and returns its mark. Begins the next step.
  std::optional<size_t> takeFault();

private:
  struct FaultOwner {
    size_t mark = 0;
    const pipert_gpu_function_t *function = nullptr;
  };

  void keep(const std::string &text);
  /// Tells the kernel that runs of the first failure, or of `text`.
  void fail(const std::string &text = "");
  void clear(const GpuProduct &product);
  std::string openProducts();

  Gpu &gpu;
  const Driver &driver;
  Stream stream = nullptr;
  std::atomic<bool> failed = false;
  mutable std::mutex failureMutex;
  std::string failure;
  size_t currentMark = 0;
  pipert_gpu_fault_t *faults = nullptr;      ///< On the GPU.
  pipert_gpu_fault_t *faultCopies = nullptr; ///< Pinned.
  std::vector<FaultOwner> owners;
  std::unique_ptr<Products> products;
  DevicePointer productScratch = 0;
};

} // namespace mlir::pipert::cuda

#endif // PIPERT_SRC_CUDA_CUDAQUEUE_H
