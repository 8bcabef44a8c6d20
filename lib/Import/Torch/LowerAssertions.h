//===- LowerAssertions.h - Steps of pipe-lower-assertions -------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_IMPORT_TORCH_LOWERASSERTIONS_H
#define PIPE_LIB_IMPORT_TORCH_LOWERASSERTIONS_H

#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"

namespace mlir::pipe {

/// Whether `op` says that an index is in the range in which
/// pipe-guard-indices checks it anyway.
bool isCheckOfIndex(cf::AssertOp op);

/// Puts the check of `op` in its place and makes a value depend on it. Fails,
/// with an error, if there is none.
LogicalResult attachCheck(cf::AssertOp op);

} // namespace mlir::pipe

#endif // PIPE_LIB_IMPORT_TORCH_LOWERASSERTIONS_H
