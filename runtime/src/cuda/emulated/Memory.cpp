//===- Memory.cpp - Memory and copies of the emulated driver --------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Api.h"

#include <cstdlib>
#include <cstring>

using namespace mlir::pipert;
using namespace mlir::pipert::cuda;
using namespace mlir::pipert::cuda::emulated;

static uint64_t countUsed(const Machine &machine, int32_t device) {
  uint64_t used = 0;
  for (const auto &[data, block] : machine.blocks)
    used += block.device == device ? block.bytes : 0;
  return used;
}

Result api::cuMemGetInfo(size_t *free, size_t *total) {
  PIPERT_ENTER("cuMemGetInfo");
  *total = machine.getSetup().memory;
  *free = *total - countUsed(machine, current->device);
  return Success;
}

Result api::cuMemAlloc(DevicePointer *data, size_t bytes) {
  PIPERT_ENTER("cuMemAlloc");
  if (bytes == 0)
    return InvalidValue;
  const uint64_t room =
      machine.getSetup().memory - countUsed(machine, current->device);
  void *made = bytes > room
                   ? nullptr
                   : machine.memory->allocate(bytes, 256, "memory of a GPU");
  if (!made)
    return OutOfMemory;
  machine.memory->forget(made, bytes);
  *data = toDevice(made);
  machine.blocks[*data] = {bytes, current->device};
  return Success;
}

/// As the driver does it, after all work.
Result api::cuMemFree(DevicePointer data) {
  PIPERT_ENTER("cuMemFree");
  if (data == 0)
    return Success;
  auto block = machine.blocks.find(data);
  if (block == machine.blocks.end())
    return InvalidValue;
  for (auto &[handle, stream] : machine.streams)
    machine.runUntil(lock,
                     [&stream = *stream] { return stream.works.empty(); });
  machine.memory->free(reinterpret_cast<void *>(data));
  machine.blocks.erase(data);
  return machine.getLost();
}

Result api::cuMemHostAlloc(void **data, size_t bytes, uint32_t) {
  PIPERT_ENTER("cuMemHostAlloc");
  void *made = nullptr;
  if (bytes == 0 || posix_memalign(&made, 4096, bytes) != 0)
    return OutOfMemory;
  std::memset(made, 0xff, bytes);
  machine.pinned[toDevice(made)] = {bytes, made};
  *data = made;
  return Success;
}

Result api::cuMemFreeHost(void *data) {
  PIPERT_ENTER("cuMemFreeHost");
  auto block = machine.pinned.find(toDevice(data));
  if (block == machine.pinned.end())
    return InvalidValue;
  machine.pinned.erase(block);
  std::free(data);
  return Success;
}

static void copyNow(DevicePointer destination, DevicePointer source,
                    size_t bytes) {
  Machine::get().memory->copy(reinterpret_cast<void *>(destination),
                              reinterpret_cast<void *>(source), bytes);
}

/// The host's memory that is not pinned is read before the call returns, and
/// written before it returns; the rest comes later.
static Result copy(Machine &machine, Lock &lock, GpuStream &stream,
                   DevicePointer destination, DevicePointer source,
                   size_t bytes) {
  int32_t device = 0;
  const bool fromGpu = machine.findMemory(source, bytes, device);
  const bool toGpu = machine.findMemory(destination, bytes, device);
  const bool isStaged = !fromGpu && !machine.isPinned(source, bytes);
  const bool isAwaited = !toGpu && !machine.isPinned(destination, bytes);
  if (isStaged) {
    const auto *bytesNow = reinterpret_cast<const char *>(source);
    auto staged =
        std::make_shared<std::vector<char>>(bytesNow, bytesNow + bytes);
    machine.add(stream, {[=](std::string &) {
                  copyNow(destination, toDevice(staged->data()), bytes);
                  return Success;
                }});
  } else {
    machine.add(stream, {[=](std::string &) {
                  copyNow(destination, source, bytes);
                  return Success;
                }});
  }
  if (!isAwaited)
    return Success;
  return machine.runUntil(lock, [&] { return stream.works.empty(); });
}

Result api::cuMemcpyAsync(DevicePointer destination, DevicePointer source,
                          size_t bytes, Stream stream) {
  PIPERT_ENTER("cuMemcpyAsync");
  GpuStream *target = findStream(machine, stream);
  if (!target)
    return InvalidHandle;
  return copy(machine, lock, *target, destination, source, bytes);
}

Result api::cuMemcpyPeerAsync(DevicePointer destination,
                              Context destinationContext, DevicePointer source,
                              Context sourceContext, size_t bytes,
                              Stream stream) {
  PIPERT_ENTER("cuMemcpyPeerAsync");
  GpuStream *target = findStream(machine, stream);
  if (!target)
    return InvalidHandle;
  const GpuContext *from = findContext(machine, sourceContext);
  const GpuContext *to = findContext(machine, destinationContext);
  int32_t fromDevice = 0, toDevice = 0;
  if (!from || !to || !machine.findMemory(source, bytes, fromDevice) ||
      !machine.findMemory(destination, bytes, toDevice) ||
      fromDevice != from->device || toDevice != to->device)
    return InvalidValue;
  return copy(machine, lock, *target, destination, source, bytes);
}

static Result fill(Machine &machine, Stream stream, DevicePointer data,
                   size_t pitch, unsigned char value, size_t width,
                   size_t height) {
  GpuStream *target = findStream(machine, stream);
  int32_t device = 0;
  if (!target)
    return InvalidHandle;
  if (height == 0 || pitch < width ||
      !machine.findMemory(data, pitch * (height - 1) + width, device))
    return InvalidValue;
  machine.add(*target, {[=](std::string &) {
    const std::vector<char> row(width, char(value));
    for (size_t i = 0; i < height; ++i)
      copyNow(data + i * pitch, toDevice(row.data()), width);
    return Success;
  }});
  return Success;
}

Result api::cuMemsetD8Async(DevicePointer data, unsigned char value,
                            size_t bytes, Stream stream) {
  PIPERT_ENTER("cuMemsetD8Async");
  return fill(machine, stream, data, bytes, value, bytes, 1);
}

Result api::cuMemsetD2D8Async(DevicePointer data, size_t pitch,
                              unsigned char value, size_t width, size_t height,
                              Stream stream) {
  PIPERT_ENTER("cuMemsetD2D8Async");
  return fill(machine, stream, data, pitch, value, width, height);
}
