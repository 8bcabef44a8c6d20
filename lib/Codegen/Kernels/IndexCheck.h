//===- IndexCheck.h - A check of one index -------------------- -*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_CODEGEN_KERNELS_INDEXCHECK_H
#define PIPE_LIB_CODEGEN_KERNELS_INDEXCHECK_H

#include "mlir/IR/Builders.h"

namespace mlir::pipe {

/// Returns `index` after a check that it is at least 0 and less than `bound`.
/// The message at run time names `op` with its place, and which of its numbers
/// it is: `word` is "index" or "offset".
Value createIndexCheck(OpBuilder &builder, Operation *op, Value index,
                       int64_t bound, StringRef word, unsigned dimension);

} // namespace mlir::pipe

#endif // PIPE_LIB_CODEGEN_KERNELS_INDEXCHECK_H
