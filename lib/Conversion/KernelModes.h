//===- KernelModes.h - Do kernels write as runs say? ---------- -*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_CONVERSION_KERNELMODES_H
#define PIPE_LIB_CONVERSION_KERNELMODES_H

#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/IR/SymbolTable.h"

namespace mlir::pipe {

/// Checks that the kernel of `task` writes its results as `run` says: `inout`
/// ones in place of the operand, all others to memory of their own. Fails with
/// an error at the run that names both.
LogicalResult checkModes(RunOp run, TaskOp task, SymbolTable &module);

} // namespace mlir::pipe

#endif // PIPE_LIB_CONVERSION_KERNELMODES_H
