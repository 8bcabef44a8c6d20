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

/// A place in what a rank has queued on its device.
struct DeviceMark {
  int32_t kernel = -1;  ///< That was launched; -1: a message.
  int32_t task = -1;    ///< -1: none.
  int32_t channel = -1; ///< Of the message that the device waits for.
  bool isSend = false;  ///< Not for its data, but for their release.
  int64_t microBatch = 0;
};

/// How far a device has come with what is queued.
struct DeviceNews {
  bool isDone = true; ///< With all, or it has failed.
  uint64_t numPassed = 0;
  DeviceMark next; ///< The first mark that it has not passed, unless isDone.
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
  virtual pipert_status_t copy(void *destination, const void *source,
                               uint64_t bytes) = 0;
  /// Says that kernels leave nothing behind in these bytes.
  virtual void setScratch(void *data, uint64_t bytes) {
    (void)data;
    (void)bytes;
  }
  /// What room there is in PIPERT_MEMORY_DEVICE, in words behind a colon.
  virtual std::string describeRoom() { return ""; }
  /// Runs a kernel on `numArguments` addresses, or queues it.
  virtual void launch(const Kernel &kernel, void *const *arguments,
                      int32_t numArguments) = 0;

  // Of devices that do what is queued later than the host goes on.
  /// Notes what was queued last.
  virtual void mark(const DeviceMark &) {}
  /// At the end of the program; until look() says that it is done.
  virtual void beginEnd() {}
  virtual DeviceNews look() { return {}; }
  /// Tells what has failed, when it is done. What a kernel has reported is the
  /// thread's kernel status, and `mark` which kernel it was.
  virtual pipert_status_t end(DeviceMark &) { return PIPERT_OK; }
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_DEVICE_H
