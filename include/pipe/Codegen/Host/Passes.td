//===- Passes.td - Passes that make kernels code of the host *- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_CODEGEN_HOST_PASSES_TD
#define PIPE_CODEGEN_HOST_PASSES_TD

include "mlir/Pass/PassBase.td"

// In the order in which the pipeline pipe-codegen-host runs them;
// pipe-expand-math comes behind pipe-lower-loops.
include "pipe/Codegen/Host/LowerContractions.td"
include "pipe/Codegen/Host/LowerLoops.td"
include "pipe/Codegen/Host/LowerSmallFloats.td"
include "pipe/Codegen/Host/WidenIntegers.td"
include "pipe/Codegen/Host/LowerIndexChecks.td"
include "pipe/Codegen/Host/ConvertKernelsToLLVM.td"

#endif // PIPE_CODEGEN_HOST_PASSES_TD
