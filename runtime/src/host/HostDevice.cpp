//===- HostDevice.cpp - The CPU as the device of a rank -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "HostDevice.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

using namespace mlir::pipert;

/// Bytes behind every block that nobody may write.
static constexpr uint64_t guardBytes = 64;
static constexpr unsigned char guardValue = 0xa5;

bool HostDevice::hasSpace(int32_t space) const {
  return space == PIPERT_MEMORY_HOST || space == PIPERT_MEMORY_PINNED ||
         space == PIPERT_MEMORY_DEVICE;
}

void *HostDevice::allocate(int32_t, uint64_t bytes, uint64_t alignment,
                           const std::string &) {
  void *data = nullptr;
  if (bytes > UINT64_MAX - guardBytes ||
      posix_memalign(&data, std::max<uint64_t>(alignment, 64),
                     bytes + guardBytes) != 0)
    return nullptr;
  std::memset(static_cast<char *>(data) + bytes, guardValue, guardBytes);
  return data;
}

void HostDevice::free(void *data) { std::free(data); }

bool HostDevice::isIntact(const void *data, uint64_t bytes) const {
  const auto *guard = static_cast<const unsigned char *>(data) + bytes;
  return std::all_of(guard, guard + guardBytes,
                     [](unsigned char byte) { return byte == guardValue; });
}

pipert_status_t HostDevice::copy(void *destination, const void *source,
                                 uint64_t bytes) {
  if (bytes != 0)
    std::memcpy(destination, source, bytes);
  return PIPERT_OK;
}

void HostDevice::launch(const Kernel &kernel, void *const *arguments, int32_t) {
  kernel.function(kernel.userData, arguments);
}
