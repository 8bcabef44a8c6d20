//===- ThreadEmitter.h - Emission of a thread's part of a nest --*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_CODEGEN_CUDA_THREADEMITTER_H
#define PIPE_LIB_CODEGEN_CUDA_THREADEMITTER_H

#include "ThreadPlan.h"

namespace mlir::pipe {

/// Emits what one thread does of the nest of `plan` at the insertion point of
/// `builder`. The op of the plan stays.
void emitThread(OpBuilder &builder, const ThreadPlan &plan);

} // namespace mlir::pipe

#endif // PIPE_LIB_CODEGEN_CUDA_THREADEMITTER_H
