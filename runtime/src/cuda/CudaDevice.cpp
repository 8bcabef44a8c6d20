//===- CudaDevice.cpp - A rank on a GPU -----------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CudaDevice.h"
#include "../Error.h"
#include "../KernelStatus.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <thread>

using namespace mlir::pipert;
using namespace mlir::pipert::cuda;

/// Bytes behind every block that nobody may write.
static constexpr uint64_t guardBytes = 64;
static constexpr unsigned char guardValue = 0xa5;
/// Blocks whose guards are copied at the end of a step; of others they are read
/// when they are asked for.
static constexpr int32_t maxGuards = 64;

static bool isGuard(const unsigned char *bytes) {
  return std::all_of(bytes, bytes + guardBytes,
                     [](unsigned char byte) { return byte == guardValue; });
}

//===----------------------------------------------------------------------===//
// Fleet
//===----------------------------------------------------------------------===//

Fleet::~Fleet() {
  for (std::unique_ptr<Gpu> &gpu : gpus)
    if (isLost)
      gpu.release();
}

bool Fleet::drain(Gpu &gpu, Stream stream) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(1);
  gpu.makeCurrent();
  while (!isLost && gpu.driver.cuStreamQuery(stream) == NotReady) {
    isLost = std::chrono::steady_clock::now() >= end;
    std::this_thread::sleep_for(std::chrono::microseconds(50));
  }
  return !isLost;
}

bool Fleet::drain() {
  for (CudaDevice *device : devices)
    if (device->getStream())
      drain(device->getGpu(), device->getStream());
  return !isLost;
}

//===----------------------------------------------------------------------===//
// Streams and events
//===----------------------------------------------------------------------===//

CudaDevice::CudaDevice(Fleet &fleet, Gpu &gpu)
    : fleet(fleet), gpu(gpu), driver(gpu.driver), queue(gpu) {
  fleet.devices.push_back(this);
}

CudaDevice::~CudaDevice() {
  const bool isDone = fleet.drain();
  std::erase(fleet.devices, this);
  if (!isDone)
    return;
  gpu.makeCurrent();
  queue.free();
  for (Event event : markEvents)
    driver.cuEventDestroy(event);
  if (endEvent)
    driver.cuEventDestroy(endEvent);
  if (guards)
    driver.cuMemFreeHost(guards);
  if (stream)
    driver.cuStreamDestroy(stream);
}

std::string CudaDevice::start() {
  makeStream(stream);
  if (!stream)
    return queue.getFailure();
  endEvent = makeEvent();
  void *data = nullptr;
  if (queue.check("cannot allocate pinned memory",
                  driver.cuMemHostAlloc(&data, maxGuards * guardBytes,
                                        hostAllocPortable)))
    guards = static_cast<unsigned char *>(data);
  return queue.hasFailed() ? queue.getFailure() : queue.start(stream);
}

void CudaDevice::makeStream(Stream &made) {
  if (queue.check("cannot be used", gpu.makeCurrent()))
    queue.check("cannot make a stream",
                driver.cuStreamCreate(&made, streamNonBlocking));
}

void CudaDevice::copyFromPeer(Stream channel, std::array<Event, 2> before,
                              void *destination, const CudaDevice &peer,
                              const void *source, uint64_t bytes,
                              Event copied) {
  Result result = gpu.makeCurrent();
  for (Event event : before)
    if (result == Success)
      result = driver.cuStreamWaitEvent(channel, event, 0);
  if (result == Success)
    result = driver.cuMemcpyPeerAsync(toDevice(destination), gpu.context,
                                      toDevice(source), peer.gpu.context, bytes,
                                      channel);
  if (result == Success)
    result = driver.cuEventRecord(copied, channel);
  queue.check("cannot copy a message", result);
}

Event CudaDevice::makeEvent() {
  Event event = nullptr;
  if (queue.check("cannot be used", gpu.makeCurrent()))
    queue.check("cannot make an event",
                driver.cuEventCreate(&event, eventDisableTiming));
  return event;
}

void CudaDevice::record(Event event) {
  if (queue.check("cannot be used", gpu.makeCurrent()))
    queue.check("cannot record an event", driver.cuEventRecord(event, stream));
}

void CudaDevice::waitFor(Event event) {
  if (queue.check("cannot be used", gpu.makeCurrent()))
    queue.check("cannot wait for an event",
                driver.cuStreamWaitEvent(stream, event, 0));
}

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

bool CudaDevice::hasSpace(int32_t space) const {
  return space == PIPERT_MEMORY_HOST || space == PIPERT_MEMORY_PINNED ||
         space == PIPERT_MEMORY_DEVICE;
}

void *CudaDevice::allocateOnGpu(uint64_t bytes) {
  DevicePointer data = 0;
  if (driver.cuMemAlloc(&data, bytes + guardBytes) != Success ||
      driver.cuMemsetD8Async(data + bytes, guardValue, guardBytes, stream) !=
          Success)
    return nullptr;
  void *made = reinterpret_cast<void *>(data);
  blocks[made] = numGuards < maxGuards ? numGuards++ : -1;
  blockBytes[made] = bytes;
  guardsAreFresh = false;
  return made;
}

void *CudaDevice::allocatePinned(uint64_t bytes) {
  void *data = nullptr;
  if (driver.cuMemHostAlloc(&data, bytes + guardBytes, hostAllocPortable) !=
      Success)
    return nullptr;
  pinned.insert(data);
  return data;
}

void *CudaDevice::allocate(int32_t space, uint64_t bytes, uint64_t alignment,
                           const std::string &) {
  // Both allocators give at least this much.
  constexpr uint64_t gpuAlignment = 256;
  if (bytes > UINT64_MAX / 2 || gpu.makeCurrent() != Success)
    return nullptr;
  if (isOnGpu(space))
    return alignment <= gpuAlignment ? allocateOnGpu(bytes) : nullptr;
  void *data = nullptr;
  if (space != PIPERT_MEMORY_HOST && alignment <= gpuAlignment)
    data = allocatePinned(bytes);
  else if (space == PIPERT_MEMORY_HOST &&
           posix_memalign(&data, std::max<uint64_t>(alignment, 64),
                          bytes + guardBytes) != 0)
    data = nullptr;
  if (data)
    std::memset(static_cast<char *>(data) + bytes, guardValue, guardBytes);
  return data;
}

void CudaDevice::free(void *data) {
  // What is under way may touch it, on any rank.
  if (!fleet.drain())
    return;
  gpu.makeCurrent();
  if (blocks.erase(data)) {
    blockBytes.erase(data);
    driver.cuMemFree(toDevice(data));
  } else if (pinned.erase(data)) {
    driver.cuMemFreeHost(data);
  } else {
    std::free(data);
  }
}

bool CudaDevice::isIntact(const void *data, uint64_t bytes) const {
  const auto *behind = static_cast<const unsigned char *>(data) + bytes;
  auto block = blocks.find(data);
  if (block == blocks.end())
    return isGuard(behind);
  if (guardsAreFresh && block->second >= 0)
    return isGuard(guards + size_t(block->second) * guardBytes);
  unsigned char copy[guardBytes] = {};
  return gpu.makeCurrent() == Success &&
         driver.cuMemcpyAsync(toDevice(copy), toDevice(behind), guardBytes,
                              stream) == Success &&
         driver.cuStreamSynchronize(stream) == Success && isGuard(copy);
}

pipert_status_t CudaDevice::copy(void *destination, const void *source,
                                 uint64_t bytes) {
  if (bytes == 0)
    return PIPERT_OK;
  if (!gpu.hasCode()) {
    std::memcpy(destination, source, bytes);
    return PIPERT_OK;
  }
  Result result = gpu.makeCurrent();
  if (result == Success)
    result = driver.cuMemcpyAsync(toDevice(destination), toDevice(source),
                                  bytes, stream);
  if (result == Success)
    result = driver.cuStreamSynchronize(stream);
  if (result != Success)
    return fail(PIPERT_INTERNAL, "%s cannot copy %llu bytes: %s",
                gpu.name.c_str(), (unsigned long long)bytes,
                describe(driver, result).c_str());
  return PIPERT_OK;
}

std::string CudaDevice::describeRoom() {
  size_t room = 0, total = 0;
  if (gpu.makeCurrent() != Success ||
      driver.cuMemGetInfo(&room, &total) != Success)
    return "";
  return ": " + gpu.name + " has " + std::to_string(room) + " of " +
         std::to_string(total) + " bytes left";
}

//===----------------------------------------------------------------------===//
// Kernels, and the end of a step
//===----------------------------------------------------------------------===//

void CudaDevice::launch(const Kernel &kernel, void *const *arguments, int32_t) {
  guardsAreFresh = false;
  queue.check("cannot be used", gpu.makeCurrent());
  if (queue.hasFailed())
    return reportKernelFailure(queue.getFailure());
  queue.setMark(marks.size());
  setGpuQueue(&queue);
  kernel.function(kernel.userData, arguments);
  setGpuQueue(nullptr);
}

void CudaDevice::mark(const DeviceMark &mark) {
  if (marks.size() == markEvents.size())
    markEvents.push_back(makeEvent());
  record(markEvents[marks.size()]);
  marks.push_back(mark);
}

void CudaDevice::beginEnd() {
  queue.check("cannot be used", gpu.makeCurrent());
  queue.copyFaults();
  for (auto [data, guard] : blocks)
    if (guard >= 0)
      queue.check(
          "cannot copy",
          driver.cuMemcpyAsync(toDevice(guards + size_t(guard) * guardBytes),
                               toDevice(data) + blockBytes.at(data), guardBytes,
                               stream));
  record(endEvent);
}

DeviceNews CudaDevice::look() {
  auto hasPassed = [&](Event event) {
    const Result result = driver.cuEventQuery(event);
    return result != NotReady && queue.check("has failed", result);
  };
  if (queue.hasFailed() || hasPassed(endEvent))
    return {};
  while (numPassed < marks.size() && hasPassed(markEvents[numPassed]))
    ++numPassed;
  if (queue.hasFailed())
    return {};
  const DeviceMark next =
      numPassed < marks.size() ? marks[numPassed] : DeviceMark();
  return {false, numPassed, next};
}

pipert_status_t CudaDevice::end(DeviceMark &mark) {
  if (queue.hasFailed())
    return fail(PIPERT_INTERNAL, "%s", queue.getFailure().c_str());
  guardsAreFresh = true;
  if (std::optional<size_t> faulty = queue.takeFault())
    mark = *faulty < marks.size() ? marks[*faulty] : DeviceMark();
  marks.clear();
  numPassed = 0;
  return PIPERT_OK;
}
