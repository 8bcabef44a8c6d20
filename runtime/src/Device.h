//===- Device.h - Where the kernels of a rank run ------------- -*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_DEVICE_H
#define PIPERT_SRC_DEVICE_H

#include "pipert/pipert.h"

#include <string>

namespace mlir::pipert {

/// A kernel of a rank, copied from pipert_kernel_desc_t.
struct Kernel {
  std::string name;
  pipert_kernel_t function = nullptr;
  void *userData = nullptr;
};

/// Memory and kernels of one rank. PIPERT_MEMORY_DEVICE is where kernels work;
/// on a CPU that is ordinary memory. Called by one thread at a time.
class Device {
public:
  virtual ~Device() = default;

  virtual bool hasSpace(int32_t space) const = 0;
  /// Returns `bytes` bytes of `space` aligned to `alignment`, or null if there
  /// is no room. `name` says what they hold, for messages.
  virtual void *allocate(int32_t space, uint64_t bytes, uint64_t alignment,
                         const std::string &name) = 0;
  /// Frees what `allocate` returned.
  virtual void free(void *data) = 0;
  /// Whether nothing was written behind a block of `bytes` bytes.
  virtual bool isIntact(const void *data, uint64_t bytes) const = 0;

  /// Copies between the spaces of this device and the caller's memory.
  virtual void copy(void *destination, const void *source, uint64_t bytes) = 0;
  /// Says that kernels leave nothing behind in these bytes.
  virtual void setScratch(void *data, uint64_t bytes) {
    (void)data;
    (void)bytes;
  }
  /// Runs a kernel on `numArguments` addresses.
  virtual void launch(const Kernel &kernel, void *const *arguments,
                      int32_t numArguments) = 0;
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_DEVICE_H
