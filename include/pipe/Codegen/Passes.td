//===- Passes.td - Passes of the host code generation ------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_CODEGEN_PASSES_TD
#define PIPE_CODEGEN_PASSES_TD

include "mlir/Pass/PassBase.td"

// On the whole graph, before it is cut, and again on the kernels.
include "pipe/Codegen/SplitSlices.td"
// On the whole graph.
include "pipe/Codegen/FoldTransposes.td"

// In the order in which the pipeline pipe-codegen-host runs them.
include "pipe/Codegen/CheckKernels.td"
include "pipe/Codegen/ExpandGathers.td"
include "pipe/Codegen/GuardIndices.td"
include "pipe/Codegen/DropEmptyTensors.td"
include "pipe/Codegen/PrepareKernels.td"
include "pipe/Codegen/PassDestinations.td"
include "pipe/Codegen/FuseElementwise.td"
include "pipe/Codegen/YieldInPlace.td"
include "pipe/Codegen/BufferizeKernels.td"
include "pipe/Codegen/LowerContractions.td"
include "pipe/Codegen/PackWorkspace.td"
include "pipe/Codegen/OutlineLoops.td"
include "pipe/Codegen/LowerLoops.td"
include "pipe/Codegen/WidenIntegers.td"
include "pipe/Codegen/ExpandMath.td"
include "pipe/Codegen/LowerIndexChecks.td"
include "pipe/Codegen/LowerSmallFloats.td"
include "pipe/Codegen/ConvertKernelsToLLVM.td"

#endif // PIPE_CODEGEN_PASSES_TD
