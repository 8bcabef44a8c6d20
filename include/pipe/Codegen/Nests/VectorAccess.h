//===- VectorAccess.h - Vectors in and out of buffers -----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_CODEGEN_NESTS_VECTORACCESS_H
#define PIPE_CODEGEN_NESTS_VECTORACCESS_H

#include "pipe/Codegen/Nests/LoopNest.h"

namespace mlir::pipe {

/// Returns the buffer of `access` as one dimension from its origin on; a scalar
/// operand as it is.
Value makeFlatBuffer(OpBuilder &builder, Location loc,
                     const NestAccess &access);

/// Returns the linear index at which `access` starts in its flat buffer.
Value getOrigin(OpBuilder &builder, Location loc, const NestAccess &access);

/// Returns `base + index * scale`, folded where constants allow.
Value addScaled(OpBuilder &builder, Location loc, Value base, Value index,
                int64_t scale);

/// Returns a mask of `width` bits, the first `active` set.
Value getMask(OpBuilder &builder, Location loc, int64_t width, int64_t active);

/// Loads the first `active` of `width` elements at distance `stride` from
/// `offset` on. With stride 0 the one element, as a scalar; a scalar operand as
/// it is.
Value loadVector(OpBuilder &builder, Location loc, const NestAccess &access,
                 Value buffer, Value offset, int64_t stride, int64_t width,
                 int64_t active);

/// Stores the first `active` elements of `vector` from `offset` on.
void storeVector(OpBuilder &builder, Location loc, Value buffer, Value offset,
                 Value vector, int64_t active);

Value loadScalar(OpBuilder &builder, Location loc, const NestAccess &access,
                 Value buffer, Value offset);

void storeScalar(OpBuilder &builder, Location loc, Value buffer, Value offset,
                 Value value);

} // namespace mlir::pipe

#endif // PIPE_CODEGEN_NESTS_VECTORACCESS_H
