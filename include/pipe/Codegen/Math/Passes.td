//===- Passes.td - Passes on the arithmetic of kernels -----*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_CODEGEN_MATH_PASSES_TD
#define PIPE_CODEGEN_MATH_PASSES_TD

include "mlir/Pass/PassBase.td"

include "pipe/Codegen/Math/ExpandMath.td"

#endif // PIPE_CODEGEN_MATH_PASSES_TD
