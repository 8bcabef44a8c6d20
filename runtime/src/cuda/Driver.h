//===- Driver.h - The CUDA driver -------------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_CUDA_DRIVER_H
#define PIPERT_SRC_CUDA_DRIVER_H

#include "Types.h"

#include <string>

namespace mlir::pipert::cuda {

/// The functions of a driver: of the one that the machine has, or of the
/// emulated one (emulated/Machine.h).
struct Driver {
#define PIPERT_CUDA(NAME, SYMBOL, PARAMETERS)                                  \
  Result(*NAME) PARAMETERS = nullptr;
#include "Driver.def"
};

/// The oldest version that serves: 12.0, as cuDriverGetVersion says it.
inline constexpr int32_t neededVersion = 12000;

/// Opens the library of the driver, once. Null: there is none that serves, and
/// `error` says why not.
const Driver *openDriver(std::string &error);
/// The same from the library `file`, for tests.
bool openDriver(const char *file, Driver &driver, std::string &error);

/// Starts a driver and refuses one that is too old or has no GPU; sets `count`
/// to the number of GPUs.
bool startDriver(const Driver &driver, int32_t &count, std::string &error);

/// "out of memory (CUDA_ERROR_OUT_OF_MEMORY)".
std::string describe(const Driver &driver, Result result);

} // namespace mlir::pipert::cuda

#endif // PIPERT_SRC_CUDA_DRIVER_H
