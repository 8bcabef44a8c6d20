//===- Passes.td - Passes that make kernels code for CUDA --*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_CODEGEN_CUDA_PASSES_TD
#define PIPE_CODEGEN_CUDA_PASSES_TD

include "mlir/Pass/PassBase.td"

// In the order in which the pipeline pipe-codegen-cuda runs them; behind
// pipe-distribute-loops come passes of the host and pipe-expand-math, and
// pipe-convert-kernels-to-llvm in front of pipe-export-gpu-module.
include "pipe/Codegen/Cuda/LaunchDeviceCode.td"
include "pipe/Codegen/Cuda/LaunchProducts.td"
include "pipe/Codegen/Cuda/DistributeLoops.td"
include "pipe/Codegen/Cuda/LowerDeviceChecks.td"
include "pipe/Codegen/Cuda/CreateGpuModule.td"
include "pipe/Codegen/Cuda/WritePtx.td"
include "pipe/Codegen/Cuda/EmulateGpuModule.td"
include "pipe/Codegen/Cuda/LowerGpuCalls.td"
include "pipe/Codegen/Cuda/ExportGpuModule.td"

#endif // PIPE_CODEGEN_CUDA_PASSES_TD
