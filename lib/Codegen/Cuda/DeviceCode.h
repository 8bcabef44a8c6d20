//===- DeviceCode.h - Functions that run on a device ------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_CODEGEN_CUDA_DEVICECODE_H
#define PIPE_LIB_CODEGEN_CUDA_DEVICECODE_H

#include "pipe/Codegen/Kernels/Kernels.h"

namespace mlir::pipe {

/// On a function: it runs on a device, and kernels launch it.
inline constexpr llvm::StringLiteral kDeviceAttr = "pipe.device";
/// On a device function: the threads of a block, and the blocks of the grid.
inline constexpr llvm::StringLiteral kThreadsAttr = "pipe.threads";
inline constexpr llvm::StringLiteral kBlocksAttr = "pipe.blocks";

/// On the module of device code: its PTX, and the texts of its checks.
inline constexpr llvm::StringLiteral kPtxAttr = "pipe.ptx";
inline constexpr llvm::StringLiteral kPlacesAttr = "pipe.places";

/// The module of device code.
inline constexpr llvm::StringLiteral kGpuModule = "pipe_gpu";
/// The end of the name of a device function's twin on the host.
inline constexpr llvm::StringLiteral kEmulatedSuffix = "_emulated";

/// The table of pipert_gpu_function_t, in the order of the module.
inline constexpr llvm::StringLiteral kFunctionTable = "pipe_gpu_functions";

/// Returns the type of an entry of it.
Type getFunctionEntryType(MLIRContext *context);

/// Returns true if `function` runs on a device: it is a loop nest, or code
/// between them.
inline bool isDeviceFunction(func::FuncOp function) {
  return function->hasAttr(kLoopAttr) || function->hasAttr(kDeviceAttr);
}

/// Returns the kernels of `module` that run on the host and launch.
SmallVector<func::FuncOp> getLaunchingKernels(ModuleOp module);

/// Returns the functions of `module` that run on a device.
SmallVector<func::FuncOp> getDeviceFunctions(ModuleOp module);

} // namespace mlir::pipe

#endif // PIPE_LIB_CODEGEN_CUDA_DEVICECODE_H
