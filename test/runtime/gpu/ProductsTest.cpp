//===- ProductsTest.cpp - Products by cuBLASLt ----------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "KernelStatus.h"
#include "Relay.h"
#include "cuda/CudaQueue.h"
#include "cuda/emulated/Machine.h"
#include "gpu/SmallFloats.h"

#include <cstring>
#include <gtest/gtest.h>
#include <vector>

using namespace mlir::pipert;
using namespace mlir::pipert::cuda;
using emulated::Machine;
using emulated::MachineSetup;

namespace {

/// The queue of a rank, whose products are to be those of the CPU, bit by bit:
/// the emulated library has matrices by columns, as the real one.
struct CudaProducts : testing::Test {
  CudaProducts() {
    MachineSetup setup;
    setup.seed = 3;
    Machine::get().configure(setup);
    std::string error;
    platform = openPlatform("emulated", 3, error);
    gpu = Gpu::open(platform, 0, error);
    EXPECT_EQ(error, "");
    EXPECT_EQ(driver.cuStreamCreate(&stream, 0), Success);
    queue.emplace(*gpu);
    EXPECT_EQ(queue->start(stream), "");
  }
  ~CudaProducts() override {
    driver.cuStreamSynchronize(stream);
    queue->free();
    queue.reset();
    gpu.reset();
    Machine::get().configure(MachineSetup());
  }

  template <class T>
  void compare(int32_t element, int way, int64_t k, size_t offset) {
    const int64_t m = 3, n = 5, pitch = 7, size = pitch * 6;
    const size_t count = size_t(2 * size) + offset, bytes = count * sizeof(T);
    std::vector<T> values[3], result(count);
    DevicePointer data[3] = {};
    for (int i = 0; i < 3; ++i) {
      for (size_t j = 0; j < count; ++j)
        if constexpr (std::is_floating_point_v<T>)
          values[i].push_back(T(float(j % 11) / 3 - float(i)));
        else
          values[i].push_back(T::round(float(j % 11) / 3 - float(i)));
      EXPECT_EQ(driver.cuMemAlloc(&data[i], bytes), Success);
      EXPECT_EQ(driver.cuMemcpyAsync(data[i], toDevice(values[i].data()), bytes,
                                     stream),
                Success);
    }
    auto make = [&](const void *a, const void *b, void *c) {
      auto move = [&](const void *from) {
        return static_cast<const T *>(from) + offset;
      };
      return GpuProduct{element,
                        m,
                        n,
                        k,
                        move(a),
                        pitch,
                        (way & 1) != 0,
                        move(b),
                        pitch,
                        (way & 2) != 0,
                        (way & 4) != 0,
                        const_cast<T *>(move(c)),
                        pitch,
                        2,
                        size,
                        size,
                        size};
    };
    auto at = [&](int i) { return reinterpret_cast<void *>(data[i]); };
    queue->multiply(make(at(0), at(1), at(2)));
    EXPECT_EQ(queue->getFailure(), "");
    EXPECT_EQ(
        driver.cuMemcpyAsync(toDevice(result.data()), data[2], bytes, stream),
        Success);
    multiplyOnHost(make(values[0].data(), values[1].data(), values[2].data()));
    EXPECT_EQ(std::memcmp(result.data(), values[2].data(), bytes), 0)
        << "element " << element << " way " << way << " k " << k;
    for (DevicePointer each : data)
      EXPECT_EQ(driver.cuMemFree(each), Success);
  }

  const Driver &driver = emulated::getDriver();
  relay::Module module;
  Platform platform;
  std::unique_ptr<Gpu> gpu;
  Stream stream = nullptr;
  std::optional<CudaQueue> queue;
};

TEST_F(CudaProducts, AreThoseOfTheHost) {
  for (int64_t k : {4, 0})
    for (int way = 0; way < 8; ++way)
      for (size_t offset : {0, 1}) {
        compare<float>(PIPERT_ELEMENT_F32, way, k, offset);
        compare<double>(PIPERT_ELEMENT_F64, way, k, offset);
        compare<BFloat16>(PIPERT_ELEMENT_BF16, way, k, offset);
        compare<Float16>(PIPERT_ELEMENT_F16, way, k, offset);
      }
}

std::string takeFailure() {
  EXPECT_EQ(pipert_kernel_status(), PIPERT_INTERNAL);
  return pipert_last_error();
}

TEST_F(CudaProducts, WhatCannotBeIsAFailureOfTheKernel) {
  GpuProduct product = {};
  product.element = 9;
  product.m = product.n = product.k = product.count = 1;
  queue->multiply(product);
  EXPECT_EQ(takeFailure(), "there is no product of elements of kind 9");
}

TEST_F(CudaProducts, ABatchHasALimit) {
  GpuProduct product = {};
  product.m = product.n = product.k = 1;
  product.count = int64_t(1) << 31;
  queue->multiply(product);
  EXPECT_EQ(takeFailure(), "a batch cannot have 2147483648 products");
}

TEST_F(CudaProducts, TheLibraryMayRefuse) {
  GpuProduct product = {};
  product.m = product.n = product.k = product.count = 1;
  product.lda = product.ldb = 1;
  product.ldc = 0;
  queue->multiply(product);
  EXPECT_EQ(takeFailure(),
            "cublasLtMatmulAlgoGetHeuristic fails with status 7");
}

TEST_F(CudaProducts, ItsMemoryMayNotFit) {
  Machine::get().failCall("cuMemAlloc", 0, OutOfMemory);
  GpuProduct product = {};
  product.m = product.n = product.k = product.count = 1;
  queue->multiply(product);
  EXPECT_EQ(takeFailure(),
            "GPU 0 (emulated GPU 0) cannot allocate memory for matrix "
            "products: the emulated driver refuses (CUDA_ERROR_OUT_OF_MEMORY)");
}

TEST_F(CudaProducts, AnUnknownFunctionIsAFailureOfTheKernel) {
  const pipert_gpu_function_t function = {"stranger", nullptr, 0, 1, 0, 0};
  queue->launch(function, 0, nullptr);
  queue->launch(function, 1, nullptr);
  EXPECT_EQ(takeFailure(),
            "device function 'stranger' is of no module that was "
            "added before the world was made");
}

TEST_F(CudaProducts, ALaunchHasALimit) {
  queue->launch(relay::module.functions[relay::Add], -1, nullptr);
  EXPECT_EQ(takeFailure(),
            "device function 'add' cannot have -1 blocks and 2 parameters");
}

} // namespace
