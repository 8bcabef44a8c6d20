//===- CudaQueue.cpp - What kernels queue on a GPU ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CudaQueue.h"
#include "../KernelStatus.h"
#include "../gpu/Modules.h"

#include <cstring>

using namespace mlir::pipert;
using namespace mlir::pipert::cuda;

/// Reports of a step that have places of their own.
static constexpr size_t maxFaults = 1024;
static constexpr size_t faultBytes = maxFaults * sizeof(pipert_gpu_fault_t);
/// Parameters of a device function, at most: those of PTX fit 4 KiB.
static constexpr int32_t maxParameters = 512;

std::string CudaQueue::start(Stream newStream) {
  stream = newStream;
  owners.reserve(maxFaults);
  if (!gpu.hasCode())
    return "";
  DevicePointer data = 0;
  void *copies = nullptr;
  if (check("cannot allocate memory", driver.cuMemAlloc(&data, faultBytes)) &&
      check("cannot allocate pinned memory",
            driver.cuMemHostAlloc(&copies, faultBytes, hostAllocPortable)))
    check("cannot clear memory",
          driver.cuMemsetD8Async(data, 0, faultBytes, stream));
  faults = reinterpret_cast<pipert_gpu_fault_t *>(data);
  faultCopies = static_cast<pipert_gpu_fault_t *>(copies);
  return getFailure();
}

void CudaQueue::free() {
  products.reset();
  if (productScratch)
    driver.cuMemFree(productScratch);
  if (faults)
    driver.cuMemFree(toDevice(faults));
  if (faultCopies)
    driver.cuMemFreeHost(faultCopies);
}

bool CudaQueue::check(const char *what, Result result) {
  if (result != Success)
    keep(gpu.name + " " + what + ": " + describe(driver, result));
  return result == Success;
}

void CudaQueue::keep(const std::string &text) {
  std::lock_guard lock(failureMutex);
  if (!failed.load())
    failure = text;
  failed.store(true);
}

std::string CudaQueue::getFailure() const {
  if (!hasFailed())
    return "";
  std::lock_guard lock(failureMutex);
  return failure;
}

void CudaQueue::fail(const std::string &text) {
  if (!text.empty())
    keep(text);
  reportKernelFailure(getFailure());
}

//===----------------------------------------------------------------------===//
// What kernels queue
//===----------------------------------------------------------------------===//

void CudaQueue::launch(const pipert_gpu_function_t &function, int64_t blocks,
                       void *const *parameters) {
  if (!owners.empty() && !owners.back().function)
    owners.back().function = &function;
  if (blocks == 0)
    return;
  const std::string name = std::string("device function '") + function.name;
  const Function found = gpu.find(function);
  if (!found)
    return fail(name + "' is of no module that was added before the world was "
                       "made");
  if (blocks < 0 || blocks > INT32_MAX ||
      function.num_parameters > maxParameters)
    return fail(name + "' cannot have " + std::to_string(blocks) +
                " blocks and " + std::to_string(function.num_parameters) +
                " parameters");
  void *words[maxParameters];
  for (int32_t i = 0; i < function.num_parameters; ++i)
    words[i] = const_cast<void **>(&parameters[i]);
  if (Result result = driver.cuLaunchKernel(found, uint32_t(blocks), 1, 1,
                                            uint32_t(function.threads), 1, 1, 0,
                                            stream, words, nullptr);
      result != Success) {
    check(("cannot launch " + name + "'").c_str(), result);
    fail();
  }
}

void CudaQueue::copy(void *destination, const void *source, uint64_t bytes) {
  if (bytes == 0)
    return;
  if (!gpu.hasCode()) {
    std::memcpy(destination, source, bytes);
  } else if (!check("cannot copy",
                    driver.cuMemcpyAsync(toDevice(destination),
                                         toDevice(source), bytes, stream))) {
    fail();
  }
}

/// A sum without terms is 0.
void CudaQueue::clear(const GpuProduct &p) {
  const size_t size = p.element == PIPERT_ELEMENT_F64   ? 8
                      : p.element == PIPERT_ELEMENT_F32 ? 4
                                                        : 2;
  for (int64_t i = 0; i < p.count; ++i)
    if (!check("cannot clear memory",
               driver.cuMemsetD2D8Async(
                   toDevice(p.c) + size_t(i * p.strideC) * size,
                   size_t(p.ldc) * size, 0, size_t(p.n) * size, size_t(p.m),
                   stream)))
      return fail();
}

std::string CudaQueue::openProducts() {
  std::string error;
  const Blas *blas = gpu.platform.openBlas(error);
  if (!blas)
    return error;
  if (!check("cannot allocate memory for matrix products",
             driver.cuMemAlloc(&productScratch, Products::workspaceBytes)))
    return getFailure();
  products = std::make_unique<Products>(*blas);
  return "";
}

void CudaQueue::multiply(const GpuProduct &product) {
  if (product.m <= 0 || product.n <= 0 || product.count <= 0)
    return;
  if (product.k <= 0) {
    if (!product.accumulates)
      clear(product);
    return;
  }
  std::string error;
  if (!products)
    error = openProducts();
  if (error.empty())
    error = products->multiply(
        product, reinterpret_cast<void *>(productScratch), stream);
  if (!error.empty())
    fail(error);
}

//===----------------------------------------------------------------------===//
// Reports of device code
//===----------------------------------------------------------------------===//

pipert_gpu_fault_t *CudaQueue::getFault() {
  if (owners.size() < maxFaults)
    owners.push_back({currentMark, nullptr});
  return faults ? &faults[owners.size() - 1] : nullptr;
}

void CudaQueue::copyFaults() {
  if (!owners.empty() && faults)
    check("cannot copy",
          driver.cuMemcpyAsync(toDevice(faultCopies), toDevice(faults),
                               owners.size() * sizeof(pipert_gpu_fault_t),
                               stream));
}

std::optional<size_t> CudaQueue::takeFault() {
  std::optional<size_t> mark;
  for (size_t i = 0; faults && i < owners.size() && !mark; ++i) {
    if (faultCopies[i].state == 0)
      continue;
    const FaultOwner &owner = owners[i];
    reportDeviceFault(faultCopies[i], owner.function
                                          ? findGpuModule(*owner.function)
                                          : nullptr);
    mark = owner.mark;
  }
  owners.clear();
  return mark;
}
