//===- VectorBody.h - Bodies of linalg ops on vectors -----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_CODEGEN_NESTS_VECTORBODY_H
#define PIPE_CODEGEN_NESTS_VECTORBODY_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace mlir::pipe {

/// Returns true if every op of `op`'s body works on vectors as on scalars.
bool isVectorizable(linalg::LinalgOp op);

/// Returns how many elements of the widest type in `op` fill a vector of
/// `vectorBytes` bytes.
int64_t getVectorWidth(linalg::LinalgOp op, int64_t vectorBytes);

/// Returns `value` as a vector of `width` elements: itself if it is one, else
/// broadcast.
Value broadcast(OpBuilder &builder, Location loc, Value value, int64_t width);

/// Emits the body of `op` on `arguments`, one a block argument: a vector of
/// `width` elements or a scalar that stands for `width` equal ones. What
/// depends on scalars only stays scalar. `getIndex` returns the index of a loop
/// of `op`, in the same two forms.
///
/// Returns the yielded values, vectors or scalars.
SmallVector<Value> emitVectorBody(OpBuilder &builder, linalg::LinalgOp op,
                                  ValueRange arguments, int64_t width,
                                  llvm::function_ref<Value(unsigned)> getIndex);

} // namespace mlir::pipe

#endif // PIPE_CODEGEN_NESTS_VECTORBODY_H
