//===- UnrollLoops.h - Steps of pipe-unroll-loops ---------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_DIALECT_PIPE_TRANSFORMS_UNROLLLOOPS_H
#define PIPE_LIB_DIALECT_PIPE_TRANSFORMS_UNROLLLOOPS_H

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace mlir::pipe {
/// Folds what is constant once loops are unrolled: counters, also those in
/// tensors of one integer, conditions, bounds of inner loops and the offsets of
/// slices.
void foldUnrolled(func::FuncOp func);
} // namespace mlir::pipe

#endif // PIPE_LIB_DIALECT_PIPE_TRANSFORMS_UNROLLLOOPS_H
