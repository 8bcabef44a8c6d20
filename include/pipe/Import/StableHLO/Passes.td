//===- Passes.td - Passes that read front ends -------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_IMPORT_STABLEHLO_PASSES_TD
#define PIPE_IMPORT_STABLEHLO_PASSES_TD

include "pipe/Import/StableHLO/ImportStableHLO.td"

#endif // PIPE_IMPORT_STABLEHLO_PASSES_TD
