//===- KernelStatus.h - What kernels of this thread report ------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_KERNELSTATUS_H
#define PIPERT_SRC_KERNELSTATUS_H

#include "pipert/pipert.h"

#include <string>

namespace mlir::pipert {

/// An index out of range that a kernel met, an assertion that does not hold, or
/// another failure.
struct KernelFault {
  /// PIPERT_OUT_OF_RANGE, PIPERT_ASSERTION, or that of another failure.
  pipert_status_t status;
  /// Which index of which op, text of the bundle's code; or what has failed.
  const char *place;
  int64_t index;
  int64_t bound;
};

/// Returns the first fault of this thread since the last forgetKernelFault;
/// null if there was none.
const KernelFault *getKernelFault();

void forgetKernelFault();

/// Keeps, for this thread, what has failed in a kernel by no fault of its data.
void reportKernelFailure(const std::string &text,
                         pipert_status_t status = PIPERT_INTERNAL);

/// Fails with the status of `fault` and says what it was, behind `prefix`.
pipert_status_t failKernel(const KernelFault &fault, const char *prefix);

} // namespace mlir::pipert

#endif // PIPERT_SRC_KERNELSTATUS_H
