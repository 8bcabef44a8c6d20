//===- Tensors.h - Tensors that lowerings are made of -----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_IMPORT_STABLEHLO_TENSORS_H
#define PIPE_LIB_IMPORT_STABLEHLO_TENSORS_H

#include "Importer.h"

namespace mlir::pipe::hlo {

/// The type of an operand or a result as it is imported: signless, ranked, of
/// static shape (which importFunction has checked).
RankedTensorType getType(Value source);

/// A tensor of any contents.
Value createEmpty(OpBuilder &builder, Location loc, RankedTensorType type);

/// A tensor whose elements all are `scalar`.
Value createFilled(OpBuilder &builder, Location loc, RankedTensorType type,
                   Value scalar);

/// The scalar in a 0-d tensor, in place of which a splat's value is taken.
Value extractScalar(Importer &importer, Location loc, Value tensor);

/// A 0-d tensor of `scalar`.
Value createScalarTensor(OpBuilder &builder, Location loc, Value scalar);

/// Converts a scalar integer to an index by its source type's sign. Numbers
/// beyond 63 bits of an unsigned type become the largest index.
Value toIndex(OpBuilder &builder, Location loc, Value scalar,
              Type sourceElement);

/// min(max(index, 0), last)
Value clampIndex(OpBuilder &builder, Location loc, Value index, int64_t last);

/// A generic op of parallel loops over the shape of `type`; the body returns
/// the element. Inputs are read through their maps.
Value createElementwise(
    OpBuilder &builder, Location loc, RankedTensorType type,
    ArrayRef<View> inputs,
    llvm::function_ref<Value(OpBuilder &, Location, ValueRange)> body);

/// The map from `loops` loops to the first `count` of them, which may be none.
AffineMap getLeadingLoops(MLIRContext *context, unsigned loops, unsigned count);

/// A slice of static place, dropping no dimension.
Value createSlice(OpBuilder &builder, Location loc, Value tensor,
                  ArrayRef<int64_t> offsets, ArrayRef<int64_t> sizes,
                  ArrayRef<int64_t> strides);

/// The same elements row by row in another shape.
Value createReshape(OpBuilder &builder, Location loc, Value tensor,
                    ArrayRef<int64_t> shape);

/// Dimension i of the result is dimension permutation[i] of `tensor`.
Value createTranspose(OpBuilder &builder, Location loc, Value tensor,
                      ArrayRef<int64_t> permutation);

/// Elements in the opposite order along `dims`.
Value createReverse(OpBuilder &builder, Location loc, Value tensor,
                    ArrayRef<int64_t> dims);

/// What surrounds a tensor and stands between its elements along a dimension.
struct Padding {
  int64_t low = 0, high = 0, interior = 0;

  /// Returns true if no sum of these numbers and `size` wraps around, and the
  /// result has 0 to 2^40 and some elements: a hostile file may hold any.
  bool isSane(int64_t size) const;
  int64_t getSize(int64_t size) const;
};

/// Fails silently if a padding is not sane.
FailureOr<Value> createPad(OpBuilder &builder, Location loc, Value tensor,
                           ArrayRef<Padding> padding, Value scalar);

} // namespace mlir::pipe::hlo

#endif // PIPE_LIB_IMPORT_STABLEHLO_TENSORS_H
