//===- NestEmitter.h - Emission of vector code for a loop nest --*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_CODEGEN_HOST_NESTEMITTER_H
#define PIPE_LIB_CODEGEN_HOST_NESTEMITTER_H

#include "NestPlan.h"

namespace mlir::pipe {

/// Emits loops with vector code for `plan` at the insertion point of `builder`.
/// The op of the plan stays.
void emitNest(OpBuilder &builder, const NestPlan &plan);

} // namespace mlir::pipe

#endif // PIPE_LIB_CODEGEN_HOST_NESTEMITTER_H
