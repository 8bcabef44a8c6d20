//===- Reductions.h - What is added up over replicas ------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_PROGRAM_REDUCTIONS_H
#define PIPE_ANALYSIS_PROGRAM_REDUCTIONS_H

#include "pipe/Dialect/Pipe/IR/Pipe.h"

namespace mlir::pipe {

/// Returns the accumulators that `program` adds up over replicas, in the order
/// of their declarations. The place of one is its number in the calls of the
/// runtime.
SmallVector<BufferOp> getReducedBuffers(ProgramOp program);

} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_PROGRAM_REDUCTIONS_H
