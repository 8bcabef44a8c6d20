//===- LowerScan.cpp - A scan becomes a loop over slices ------------------===//
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
/// Emits accesses to the slices along the dimension of a scan.
struct SliceEmitter {
  ImplicitLocOpBuilder &builder;
  tm_tensor::ScanOp op;

  RankedTensorType getWhole() {
    return cast<RankedTensorType>(op.getInputs()[0].getType());
  }
  RankedTensorType getSlice() {
    return cast<RankedTensorType>(op.getOutputs()[1].getType());
  }

  SmallVector<OpFoldResult> getOffsets(OpFoldResult place) {
    SmallVector<OpFoldResult> offsets(getWhole().getRank(),
                                      builder.getIndexAttr(0));
    offsets[op.getDimension()] = place;
    return offsets;
  }

  SmallVector<OpFoldResult> getSizes() {
    SmallVector<OpFoldResult> sizes;
    for (int64_t size : getWhole().getShape())
      sizes.push_back(builder.getIndexAttr(size));
    sizes[op.getDimension()] = builder.getIndexAttr(1);
    return sizes;
  }

  SmallVector<OpFoldResult> getStrides() {
    return SmallVector<OpFoldResult>(getWhole().getRank(),
                                     builder.getIndexAttr(1));
  }

  Value read(Value whole, OpFoldResult place) {
    return tensor::ExtractSliceOp::create(builder, getSlice(), whole,
                                          getOffsets(place), getSizes(),
                                          getStrides());
  }

  Value write(Value slice, Value whole, OpFoldResult place) {
    return tensor::InsertSliceOp::create(
        builder, slice, whole, getOffsets(place), getSizes(), getStrides());
  }

  /// Emits what the region makes of all elements of `before` and `value`.
  Value combine(Value before, Value value) {
    Value empty = tensor::EmptyOp::create(builder, getSlice().getShape(),
                                          getSlice().getElementType());
    int64_t rank = getSlice().getRank();
    SmallVector<AffineMap> maps(3, builder.getMultiDimIdentityMap(rank));
    return linalg::GenericOp::create(
               builder, getSlice(), ValueRange{before, value}, empty, maps,
               SmallVector<utils::IteratorType>(rank,
                                                utils::IteratorType::parallel),
               [&](OpBuilder &nested, Location loc, ValueRange elements) {
                 Value combined = inlineScalars(nested, op.getRegion(),
                                                elements.take_front(2));
                 linalg::YieldOp::create(nested, loc, combined);
               })
        .getResult(0);
  }
};
} // namespace

SmallVector<Value> mlir::pipe::lowerScan(ImplicitLocOpBuilder &builder,
                                         tm_tensor::ScanOp op) {
  SliceEmitter emitter{builder, op};
  Value input = op.getInputs()[0], last = op.getOutputs()[1];
  int64_t size = emitter.getWhole().getDimSize(op.getDimension());
  if (emitter.getWhole().getNumElements() == 0)
    return SmallVector<Value>(op.getOutputs());
  OpFoldResult zero = builder.getIndexAttr(0);
  Value first = op.getInclusive() ? emitter.read(input, zero) : last;
  Value output = emitter.write(first, op.getOutputs()[0], zero);
  if (size == 1)
    return {output, last};
  Value one = createIndex(builder, builder.getLoc(), 1);
  return createLoop(
      builder, builder.getLoc(), one,
      createIndex(builder, builder.getLoc(), size), one, {output, first},
      [&](ValueRange indices, ValueRange carried) -> SmallVector<Value> {
        Value place = indices.front(), from = place;
        if (!op.getInclusive())
          from = arith::SubIOp::create(builder, place, one);
        Value next = emitter.combine(carried[1], emitter.read(input, from));
        return {emitter.write(next, carried[0], place), next};
      });
}
