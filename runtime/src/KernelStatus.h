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

namespace mlir::pipert {

/// An index out of range that a kernel met, or an assertion that does not hold.
struct KernelFault {
  const char *place; ///< Which index of which op; text of the bundle's code.
  int64_t index;
  int64_t bound; ///< -1: an assertion, which has no index.
};

/// Returns the first fault of this thread since the last forgetKernelFault;
/// null if there was none.
const KernelFault *getKernelFault();

void forgetKernelFault();

/// Fails with PIPERT_OUT_OF_RANGE or PIPERT_ASSERTION and says what it was,
/// behind `prefix`.
pipert_status_t failKernel(const KernelFault &fault, const char *prefix);

} // namespace mlir::pipert

#endif // PIPERT_SRC_KERNELSTATUS_H
