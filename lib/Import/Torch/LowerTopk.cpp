//===- LowerTopk.cpp - Top-k becomes insertions ---------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LowerTMTensor.h"

#include "../Support/Loops.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;
using namespace mlir::pipe;

/// Whether the new value goes before the old one: the region says so, or it
/// says the same both ways and the new number is smaller.
static Value isBefore(ImplicitLocOpBuilder &builder, Region &region,
                      Value newValue, Value newNumber, Value oldValue,
                      Value oldNumber) {
  Value before = inlineScalars(builder, region, {newValue, oldValue});
  Value behind = inlineScalars(builder, region, {oldValue, newValue});
  Value equal =
      arith::CmpIOp::create(builder, arith::CmpIPredicate::eq, before, behind);
  Value isFirst = arith::CmpIOp::create(builder, arith::CmpIPredicate::slt,
                                        newNumber, oldNumber);
  return arith::OrIOp::create(builder, before,
                              arith::AndIOp::create(builder, equal, isFirst));
}

SmallVector<Value> mlir::pipe::lowerTopk(ImplicitLocOpBuilder &builder,
                                         tm_tensor::TopkOp op) {
  int64_t dimension = op.getDimension();
  auto input = cast<RankedTensorType>(op.getInputs()[0].getType());
  auto output = cast<RankedTensorType>(op.getOutputs()[0].getType());
  Type number = getElementTypeOrSelf(op.getOutputs()[1]);

  // Puts what the first two carried values are into place `k`, and carries on
  // with what was there, or the other way round.
  auto place = [&](ArrayRef<Value> outer, Value k, ValueRange carried) {
    SmallVector<Value> at(outer);
    at[dimension] = k;
    Value value = carried[0], index = carried[1];
    Value oldValue = tensor::ExtractOp::create(builder, carried[2], at);
    Value oldIndex = tensor::ExtractOp::create(builder, carried[3], at);
    Value before =
        isBefore(builder, op.getRegion(), value, index, oldValue, oldIndex);
    auto pick = [&](Value yes, Value no) -> Value {
      return arith::SelectOp::create(builder, before, yes, no);
    };
    return SmallVector<Value>{
        pick(oldValue, value), pick(oldIndex, index),
        tensor::InsertOp::create(builder, pick(value, oldValue), carried[2],
                                 at),
        tensor::InsertOp::create(builder, pick(index, oldIndex), carried[3],
                                 at)};
  };
  return createLoops(
      builder, builder.getLoc(), input.getShape(), op.getOutputs(),
      [&](ValueRange indices, ValueRange carried) {
        SmallVector<Value> outer(indices);
        Value value =
            tensor::ExtractOp::create(builder, op.getInputs()[0], outer);
        Value index;
        if (op.getInputs().size() == 2)
          index = tensor::ExtractOp::create(builder, op.getInputs()[1], outer);
        else
          index = arith::IndexCastOp::create(builder, number, outer[dimension]);
        SmallVector<Value> all{value, index, carried[0], carried[1]};
        SmallVector<Value> after =
            createLoops(builder, builder.getLoc(), output.getDimSize(dimension),
                        all, [&](ValueRange k, ValueRange inner) {
                          return place(outer, k.front(), inner);
                        });
        return SmallVector<Value>{after[2], after[3]};
      });
}
