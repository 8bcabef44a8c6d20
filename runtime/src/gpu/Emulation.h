//===- Emulation.h - Launches on the CPU ------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_GPU_EMULATION_H
#define PIPERT_SRC_GPU_EMULATION_H

#include "pipert/gpu.h"

#include <string>

namespace mlir::pipert {

/// Runs all threads of a launch on this thread, block after block; where
/// threads meet, those of a block in turns from one barrier or shuffle to the
/// next. Memory that blocks share is filled with NaN before each of them.
///
/// With `seed` 0, blocks and threads come in the order of their numbers, else
/// in another one, which finds work that wrongly relies on that order.
///
/// Returns what is wrong with the device function, or "": threads that wait for
/// others which never come, and writes behind the shared memory. Then the rest
/// of the launch is left out.
std::string runEmulatedLaunch(const pipert_gpu_function_t &function,
                              int64_t blocks, void *const *parameters,
                              uint64_t seed = 0);

} // namespace mlir::pipert

#endif // PIPERT_SRC_GPU_EMULATION_H
