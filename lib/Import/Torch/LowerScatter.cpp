//===- LowerScatter.cpp - A scatter becomes a loop over its updates -------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LowerTMTensor.h"

#include "../Support/Loops.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// Emits one iteration: it puts one update into the table.
struct UpdateEmitter {
  ImplicitLocOpBuilder &builder;
  tm_tensor::ScatterOp op;
  Value number; ///< Of the update.

  Value getUpdates() { return op.getInputs()[0]; }

  static RankedTensorType getTensor(Value value) {
    return cast<RankedTensorType>(value.getType());
  }

  /// Reads where the update begins in each dimension of the table.
  SmallVector<OpFoldResult> readOffsets(int64_t rank) {
    SmallVector<OpFoldResult> offsets(rank, builder.getIndexAttr(0));
    for (auto [column, dimension] : llvm::enumerate(op.getDimensionMap())) {
      SmallVector<Value> place{number,
                               createIndex(builder, builder.getLoc(), column)};
      Value value =
          tensor::ExtractOp::create(builder, op.getInputs()[1], place);
      offsets[dimension] =
          arith::IndexCastOp::create(builder, builder.getIndexType(), value)
              .getResult();
    }
    return offsets;
  }

  /// Puts an update that is one element into the table.
  Value updateElement(Value table, ArrayRef<OpFoldResult> offsets) {
    SmallVector<Value> place;
    for (OpFoldResult offset : offsets)
      place.push_back(cast<Value>(offset));
    Value update = tensor::ExtractOp::create(builder, getUpdates(), number);
    Value old = tensor::ExtractOp::create(builder, table, place);
    Value value = inlineScalars(builder, op.getRegion(), {update, old});
    return tensor::InsertOp::create(builder, value, table, place);
  }

  Value readUpdate(RankedTensorType type) {
    SmallVector<OpFoldResult> offsets{number};
    SmallVector<OpFoldResult> sizes{builder.getIndexAttr(1)};
    for (int64_t size : type.getShape()) {
      offsets.push_back(builder.getIndexAttr(0));
      sizes.push_back(builder.getIndexAttr(size));
    }
    return tensor::ExtractSliceOp::create(
        builder, type, getUpdates(), offsets, sizes,
        SmallVector<OpFoldResult>(sizes.size(), builder.getIndexAttr(1)));
  }

  /// Emits what the region makes of all elements of `update` and `old`.
  Value combine(Value update, Value old) {
    AffineMap identity =
        builder.getMultiDimIdentityMap(getTensor(update).getRank());
    return linalg::GenericOp::create(
               builder, old.getType(), update, old,
               ArrayRef<AffineMap>{identity, identity},
               SmallVector<utils::IteratorType>(identity.getNumDims(),
                                                utils::IteratorType::parallel),
               [&](OpBuilder &nested, Location loc, ValueRange elements) {
                 Value value = inlineScalars(nested, op.getRegion(), elements);
                 linalg::YieldOp::create(nested, loc, value);
               })
        .getResult(0);
  }

  Value updateSlice(Value table, ArrayRef<OpFoldResult> offsets) {
    RankedTensorType updates = getTensor(getUpdates());
    auto type = RankedTensorType::get(updates.getShape().drop_front(),
                                      updates.getElementType());
    OpFoldResult one = builder.getIndexAttr(1);
    SmallVector<OpFoldResult> sizes(offsets.size() - type.getRank(), one);
    for (int64_t size : type.getShape())
      sizes.push_back(builder.getIndexAttr(size));
    SmallVector<OpFoldResult> strides(sizes.size(), one);
    Value old = tensor::ExtractSliceOp::create(builder, type, table, offsets,
                                               sizes, strides);
    Value value = combine(readUpdate(type), old);
    return tensor::InsertSliceOp::create(builder, value, table, offsets, sizes,
                                         strides);
  }
};
} // namespace

SmallVector<Value> mlir::pipe::lowerScatter(ImplicitLocOpBuilder &builder,
                                            tm_tensor::ScatterOp op) {
  Value original = op.getOutputs()[0];
  auto updates = cast<RankedTensorType>(op.getInputs()[0].getType());
  if (updates.getNumElements() == 0)
    return {original};
  int64_t rank = cast<RankedTensorType>(original.getType()).getRank();
  return createLoops(
      builder, builder.getLoc(), updates.getDimSize(0), original,
      [&](ValueRange indices, ValueRange carried) -> SmallVector<Value> {
        UpdateEmitter emitter{builder, op, indices.front()};
        Value table = carried.front();
        SmallVector<OpFoldResult> offsets = emitter.readOffsets(rank);
        if (updates.getRank() == 1)
          return {emitter.updateElement(table, offsets)};
        return {emitter.updateSlice(table, offsets)};
      });
}
