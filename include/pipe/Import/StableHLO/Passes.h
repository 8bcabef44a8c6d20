//===- Passes.h - Passes that read front ends -------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_IMPORT_STABLEHLO_PASSES_H
#define PIPE_IMPORT_STABLEHLO_PASSES_H

#include "mlir/Pass/Pass.h"

namespace mlir::pipe {
#define GEN_PASS_DECL
#include "pipe/Import/StableHLO/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "pipe/Import/StableHLO/Passes.h.inc"
} // namespace mlir::pipe

#endif // PIPE_IMPORT_STABLEHLO_PASSES_H
