//===- ReduceKernel.h - The kernels of reductions ---------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_REDUCEKERNEL_H
#define PIPERT_SRC_REDUCEKERNEL_H

#include "Device.h"

#include <cstdint>

namespace mlir::pipert {

/// What the kernels of this file are told by their user data.
struct ReduceWork {
  uint64_t count = 0;     ///< Elements; of a copy, bytes.
  int32_t numAddends = 0; ///< At least 2.
  int32_t element = 0;    ///< A pipert_element_t.
  bool isMean = false;    ///< Divide the sum by `numAddends`.
};

/// Bytes of a pipert_element_t.
uint64_t getElementBytes(int32_t element);
/// "f32" or "f64".
const char *getElementName(int32_t element);

/// Argument 0 becomes ((argument 1 + argument 2) + argument 3) + ..., and may
/// be one of them.
Kernel makeAddKernel(ReduceWork &work);
/// Copies argument 1 to argument 0.
Kernel makeCopyKernel(ReduceWork &work);

} // namespace mlir::pipert

#endif // PIPERT_SRC_REDUCEKERNEL_H
