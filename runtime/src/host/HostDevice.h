//===- HostDevice.h - The CPU as the device of a rank --------- -*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_HOST_HOSTDEVICE_H
#define PIPERT_SRC_HOST_HOSTDEVICE_H

#include "../Device.h"

namespace mlir::pipert {

/// All spaces are ordinary memory; a kernel is a call.
class HostDevice : public Device {
public:
  bool hasSpace(int32_t space) const override;
  void *allocate(int32_t space, uint64_t bytes, uint64_t alignment,
                 const std::string &name) override;
  void free(void *data) override;
  bool isIntact(const void *data, uint64_t bytes) const override;
  pipert_status_t copy(void *destination, const void *source,
                       uint64_t bytes) override;
  void launch(const Kernel &kernel, void *const *arguments,
              int32_t numArguments) override;
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_HOST_HOSTDEVICE_H
