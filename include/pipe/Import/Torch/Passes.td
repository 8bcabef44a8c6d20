//===- Passes.td - Passes for what torch-mlir prints -------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_IMPORT_TORCH_PASSES_TD
#define PIPE_IMPORT_TORCH_PASSES_TD

include "mlir/Pass/PassBase.td"

// In the order in which the plan pipeline runs them, before pipe-import.
include "pipe/Import/Torch/LowerSeed.td"
include "pipe/Import/Torch/RefineShapes.td"
include "pipe/Import/Torch/LowerAssertions.td"
include "pipe/Import/Torch/LowerTMTensor.td"

#endif // PIPE_IMPORT_TORCH_PASSES_TD
