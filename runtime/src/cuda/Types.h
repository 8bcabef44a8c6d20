//===- Types.h - Names of the CUDA driver API -------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// What this project calls of the CUDA driver API, as its documentation has it
// for 12.0 and newer; numbers and layouts are part of its ABI. So no header of
// CUDA is needed to build.
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_CUDA_TYPES_H
#define PIPERT_SRC_CUDA_TYPES_H

#include <cstddef>
#include <cstdint>

namespace mlir::pipert::cuda {

/// cuda.h has enums, which are as wide.
enum Result : int32_t {
  Success = 0,
  InvalidValue = 1,
  OutOfMemory = 2,
  NoDevice = 100,
  InvalidDevice = 101,
  InvalidContext = 201,
  InvalidPtx = 218,
  InvalidHandle = 400,
  NotFound = 500,
  NotReady = 600,
  IllegalAddress = 700,
  PeerAccessAlreadyEnabled = 704,
  LaunchFailed = 719
};

using DeviceId = int32_t;
using DevicePointer = uint64_t;
using Context = struct ContextHandle *;
using Module = struct ModuleHandle *;
using Function = struct FunctionHandle *;
using Stream = struct StreamHandle *;
using Event = struct EventHandle *;

inline constexpr int32_t attributeComputeMajor = 75;
inline constexpr int32_t attributeComputeMinor = 76;
inline constexpr uint32_t hostAllocPortable = 1;
inline constexpr uint32_t streamNonBlocking = 1;
inline constexpr uint32_t eventDisableTiming = 2;
inline constexpr int32_t jitErrorLogBuffer = 5;
inline constexpr int32_t jitErrorLogBytes = 6;

inline DevicePointer toDevice(const void *data) {
  return reinterpret_cast<DevicePointer>(data);
}

} // namespace mlir::pipert::cuda

#endif // PIPERT_SRC_CUDA_TYPES_H
