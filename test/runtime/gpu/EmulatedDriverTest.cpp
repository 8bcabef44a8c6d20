//===- EmulatedDriverTest.cpp - What the CUDA driver promises -------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Relay.h"

#include <cstring>
#include <gtest/gtest.h>
#include <vector>

using namespace mlir::pipert::cuda;
using emulated::Machine;
using emulated::MachineSetup;

namespace {

/// Two GPUs that do nothing before they are asked for it.
struct EmulatedDriver : testing::Test {
  static constexpr size_t bytes = relay::messageBytes;

  EmulatedDriver() {
    MachineSetup setup;
    setup.numGpus = 2;
    setup.seed = 1;
    Machine::get().configure(setup);
    for (int32_t i = 0; i < 2; ++i)
      EXPECT_EQ(driver.cuDevicePrimaryCtxRetain(&contexts[i], i), Success);
    use(0);
    EXPECT_EQ(driver.cuStreamCreate(&stream, streamNonBlocking), Success);
    EXPECT_EQ(driver.cuStreamCreate(&other, streamNonBlocking), Success);
    EXPECT_EQ(driver.cuEventCreate(&event, eventDisableTiming), Success);
  }
  ~EmulatedDriver() override { Machine::get().configure(MachineSetup()); }

  void use(int32_t gpu) {
    EXPECT_EQ(driver.cuCtxSetCurrent(contexts[gpu]), Success);
  }
  DevicePointer allocate() {
    DevicePointer data = 0;
    EXPECT_EQ(driver.cuMemAlloc(&data, bytes), Success);
    return data;
  }
  float *allocatePinned() {
    void *data = nullptr;
    EXPECT_EQ(driver.cuMemHostAlloc(&data, bytes, hostAllocPortable), Success);
    return static_cast<float *>(data);
  }
  void copy(DevicePointer to, DevicePointer from, Stream on) {
    EXPECT_EQ(driver.cuMemcpyAsync(to, from, bytes, on), Success);
  }
  float readFirst(DevicePointer data) {
    std::vector<float> numbers(relay::numNumbers);
    copy(toDevice(numbers.data()), data, stream);
    return numbers[0];
  }
  void write(DevicePointer data, float value, Stream on) {
    std::vector<float> numbers(relay::numNumbers, value);
    copy(data, toDevice(numbers.data()), on);
  }

  const Driver &driver = emulated::getDriver();
  Context contexts[2] = {};
  Stream stream = nullptr, other = nullptr;
  Event event = nullptr;
  relay::Module module;
};

TEST_F(EmulatedDriver, MemoryIsNotANumberAtFirst) {
  EXPECT_NE(readFirst(allocate()), readFirst(allocate()));
}

/// What is not pinned is read before the call returns, and pinned memory when
/// the stream comes to it.
TEST_F(EmulatedDriver, PinnedMemoryIsReadLate) {
  DevicePointer data = allocate();
  std::vector<float> plain(relay::numNumbers, 3);
  copy(data, toDevice(plain.data()), stream);
  plain[0] = 4;
  EXPECT_EQ(readFirst(data), 3);
  float *pinned = allocatePinned();
  pinned[0] = 3;
  copy(data, toDevice(pinned), stream);
  pinned[0] = 4;
  EXPECT_EQ(readFirst(data), 4);
}

TEST_F(EmulatedDriver, AWaitIsForWhatWasRecordedBefore) {
  // For nothing, before the first record.
  EXPECT_EQ(driver.cuStreamWaitEvent(other, event, 0), Success);
  EXPECT_EQ(driver.cuEventQuery(event), Success);
  EXPECT_EQ(driver.cuStreamSynchronize(other), Success);
  DevicePointer data = allocate();
  write(data, 1, stream);
  EXPECT_EQ(driver.cuEventRecord(event, stream), Success);
  EXPECT_EQ(driver.cuStreamWaitEvent(other, event, 0), Success);
  Machine::get().stallLaunch("add", 0);
  Function function = nullptr;
  Module loaded = nullptr;
  ASSERT_EQ(driver.cuModuleLoadDataEx(&loaded, relay::module.ptx, 0, nullptr,
                                      nullptr),
            Success);
  ASSERT_EQ(driver.cuModuleGetFunction(&function, loaded, "add"), Success);
  void *words[] = {&data, &data};
  EXPECT_EQ(driver.cuLaunchKernel(function, 2, 1, 1, 32, 1, 1, 0, stream, words,
                                  nullptr),
            Success);
  // Recorded again behind what never ends: the wait is not for that.
  EXPECT_EQ(driver.cuEventRecord(event, stream), Success);
  EXPECT_EQ(driver.cuStreamSynchronize(other), Success);
  EXPECT_EQ(driver.cuEventQuery(event), NotReady);
  EXPECT_EQ(driver.cuStreamQuery(stream), NotReady);
}

TEST_F(EmulatedDriver, WhatBelongsToAnotherContextIsRefused) {
  use(1);
  Stream onOther = nullptr;
  ASSERT_EQ(driver.cuStreamCreate(&onOther, 0), Success);
  EXPECT_EQ(driver.cuEventRecord(event, onOther), InvalidHandle);
  // But streams may wait for events of all.
  EXPECT_EQ(driver.cuStreamWaitEvent(onOther, event, 0), Success);
  Module loaded = nullptr;
  Function function = nullptr;
  use(0);
  DevicePointer data = allocate();
  EXPECT_EQ(
      driver.cuModuleLoadDataEx(&loaded, "no such text", 0, nullptr, nullptr),
      InvalidPtx);
  ASSERT_EQ(driver.cuModuleLoadDataEx(&loaded, relay::module.ptx, 0, nullptr,
                                      nullptr),
            Success);
  EXPECT_EQ(driver.cuModuleGetFunction(&function, loaded, "mak"), NotFound);
  ASSERT_EQ(driver.cuModuleGetFunction(&function, loaded, "add"), Success);
  void *words[] = {&data, &data};
  auto launch = [&](uint32_t grid, uint32_t block, Stream on) {
    return driver.cuLaunchKernel(function, grid, 1, 1, block, 1, 1, 0, on,
                                 words, nullptr);
  };
  EXPECT_EQ(launch(1, 32, onOther), InvalidHandle);
  EXPECT_EQ(launch(0, 32, stream), InvalidValue);
  EXPECT_EQ(launch(1, 64, stream), InvalidValue);
  EXPECT_EQ(launch(1, 32, stream), Success);
}

/// The error of a kernel is that of all calls after it.
TEST_F(EmulatedDriver, AKernelDoesNotReachAnotherGpu) {
  DevicePointer far = allocate();
  use(1);
  DevicePointer near = allocate();
  Stream onOther = nullptr;
  Module loaded = nullptr;
  Function function = nullptr;
  ASSERT_EQ(driver.cuStreamCreate(&onOther, 0), Success);
  ASSERT_EQ(driver.cuModuleLoadDataEx(&loaded, relay::module.ptx, 0, nullptr,
                                      nullptr),
            Success);
  ASSERT_EQ(driver.cuModuleGetFunction(&function, loaded, "add"), Success);
  auto addFar = [&] {
    void *words[] = {&near, &far};
    return driver.cuLaunchKernel(function, 1, 1, 1, 32, 1, 1, 0, onOther, words,
                                 nullptr);
  };
  EXPECT_EQ(driver.cuCtxEnablePeerAccess(contexts[0], 0), Success);
  EXPECT_EQ(driver.cuCtxEnablePeerAccess(contexts[0], 0),
            PeerAccessAlreadyEnabled);
  EXPECT_EQ(addFar(), Success);
  EXPECT_EQ(driver.cuStreamSynchronize(onOther), Success);
  Machine::get().contexts[1].peers.clear();
  EXPECT_EQ(addFar(), Success);
  EXPECT_EQ(driver.cuStreamSynchronize(onOther), IllegalAddress);
  EXPECT_EQ(driver.cuStreamQuery(stream), IllegalAddress);
  const char *text = nullptr;
  EXPECT_EQ(driver.cuGetErrorString(IllegalAddress, &text), Success);
  EXPECT_STREQ(text, "device function 'add' was given memory of a GPU that it "
                     "cannot reach");
}

TEST_F(EmulatedDriver, CopiesAreOfMemoryOfTheGpusThatTheyName) {
  DevicePointer first = allocate();
  write(first, 5, stream);
  EXPECT_EQ(driver.cuStreamSynchronize(stream), Success);
  use(1);
  DevicePointer second = allocate();
  auto copyPeer = [&](DevicePointer to, int32_t toGpu, size_t size) {
    return driver.cuMemcpyPeerAsync(to, contexts[toGpu], first, contexts[0],
                                    size, stream);
  };
  EXPECT_EQ(copyPeer(second, 0, bytes), InvalidValue);
  EXPECT_EQ(copyPeer(second, 1, bytes + 1), InvalidValue);
  EXPECT_EQ(copyPeer(second, 1, bytes), Success);
  EXPECT_EQ(readFirst(second), 5);
  EXPECT_EQ(driver.cuMemsetD8Async(second, 0, bytes + 1, stream), InvalidValue);
  EXPECT_EQ(driver.cuMemsetD2D8Async(second, 8, 0, 4, 3, stream), Success);
  EXPECT_EQ(readFirst(second), 0);
}

TEST_F(EmulatedDriver, NothingWorksWithoutAContext) {
  EXPECT_EQ(driver.cuCtxSetCurrent(nullptr), Success);
  DevicePointer data = 0;
  EXPECT_EQ(driver.cuMemAlloc(&data, 4), InvalidContext);
  EXPECT_EQ(driver.cuStreamQuery(stream), InvalidContext);
}

} // namespace
