//===- Passes.td - Passes on kernels of all back ends ------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_CODEGEN_KERNELS_PASSES_TD
#define PIPE_CODEGEN_KERNELS_PASSES_TD

include "mlir/Pass/PassBase.td"

// In the order in which the pipelines of back ends run them.
include "pipe/Codegen/Kernels/SetKernelTarget.td"
include "pipe/Codegen/Kernels/CheckKernels.td"
include "pipe/Codegen/Kernels/ExpandGathers.td"
include "pipe/Codegen/Kernels/GuardIndices.td"
include "pipe/Codegen/Kernels/DropEmptyTensors.td"
include "pipe/Codegen/Kernels/PrepareKernels.td"
include "pipe/Codegen/Kernels/PassDestinations.td"
include "pipe/Codegen/Kernels/FuseElementwise.td"
include "pipe/Codegen/Kernels/YieldInPlace.td"
include "pipe/Codegen/Kernels/BufferizeKernels.td"
include "pipe/Codegen/Kernels/PackWorkspace.td"
include "pipe/Codegen/Kernels/OutlineLoops.td"

#endif // PIPE_CODEGEN_KERNELS_PASSES_TD
