//===- MergeSort.cpp - Stable merge sort ----------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MergeSort.h"

#include "Loops.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// Emits one pass: sorted runs of `width` elements become sorted runs of twice
/// as many, in other tensors.
struct MergePass {
  OpBuilder &builder;
  Location loc;
  ValueRange sources;
  int64_t dimension;
  int64_t width;
  MustSwap mustSwap;

  int64_t getSize() const {
    return cast<RankedTensorType>(sources[0].getType()).getDimSize(dimension);
  }
  Value index(int64_t value) { return createIndex(builder, loc, value); }
  Value less(Value left, Value right) {
    return arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::ult, left,
                                 right);
  }
  /// The elements at `place` of a row, or the last ones if that is behind them,
  /// which are not used then.
  SmallVector<Value> read(ValueRange row, Value place) {
    place = arith::MinUIOp::create(builder, loc, place, index(getSize() - 1));
    SmallVector<Value> at = insertAt(row, dimension, place), elements;
    for (Value source : sources)
      elements.push_back(tensor::ExtractOp::create(builder, loc, source, at));
    return elements;
  }
  SmallVector<Value> emitStep(ValueRange row, Value target, ValueRange values);
  SmallVector<Value> emit();
};
} // namespace

/// Writes the element at `target` of a row. `values` are the next place of the
/// left run, that of the right one, and the tensors that are written.
SmallVector<Value> MergePass::emitStep(ValueRange row, Value target,
                                       ValueRange values) {
  // Where the pair of runs begins, where the right one does, where it ends.
  Value start = arith::AndIOp::create(builder, loc, target, index(-2 * width));
  auto limit = [&](int64_t distance) -> Value {
    Value place = arith::AddIOp::create(builder, loc, start, index(distance));
    return arith::MinUIOp::create(builder, loc, place, index(getSize()));
  };
  Value middle = limit(width), end = limit(2 * width);
  auto select = [&](Value condition, Value yes, Value no) -> Value {
    return arith::SelectOp::create(builder, loc, condition, yes, no);
  };
  Value isFirst = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq,
                                        start, target);
  Value left = select(isFirst, start, values[0]);
  Value right = select(isFirst, middle, values[1]);

  SmallVector<Value> lefts = read(row, left), rights = read(row, right);
  Value yes = arith::ConstantIntOp::create(builder, loc, 1, 1);
  Value wanted = select(less(left, middle), mustSwap(lefts, rights), yes);
  Value takesRight =
      arith::AndIOp::create(builder, loc, less(right, end), wanted);
  auto advance = [&](Value place) -> Value {
    return arith::AddIOp::create(builder, loc, place, index(1));
  };
  SmallVector<Value> next{select(takesRight, left, advance(left)),
                          select(takesRight, advance(right), right)};
  SmallVector<Value> at = insertAt(row, dimension, target);
  for (auto [l, r, tensor] :
       llvm::zip_equal(lefts, rights, values.drop_front(2)))
    next.push_back(tensor::InsertOp::create(
        builder, loc, select(takesRight, r, l), tensor, at));
  return next;
}

SmallVector<Value> MergePass::emit() {
  auto type = cast<RankedTensorType>(sources[0].getType());
  SmallVector<Value> values{index(0), index(0)};
  for (Value source : sources)
    values.push_back(tensor::EmptyOp::create(builder, loc, type.getShape(),
                                             getElementTypeOrSelf(source)));
  // One loop over both runs of all pairs: its bounds are constants, so that the
  // cost of a sort is known.
  SmallVector<int64_t> loops(type.getShape());
  loops.erase(loops.begin() + dimension);
  loops.push_back(getSize());
  values = createLoops(
      builder, loc, loops, values, [&](ValueRange variables, ValueRange now) {
        return emitStep(variables.drop_back(), variables.back(), now);
      });
  return SmallVector<Value>(ArrayRef(values).drop_front(2));
}

SmallVector<Value> mlir::pipe::createMergeSort(OpBuilder &builder, Location loc,
                                               ValueRange tensors,
                                               int64_t dimension,
                                               MustSwap mustSwap) {
  SmallVector<Value> sorted(tensors);
  auto type = cast<RankedTensorType>(tensors.front().getType());
  if (type.getNumElements() == 0)
    return sorted;
  for (int64_t width = 1; width < type.getDimSize(dimension); width *= 2)
    sorted = MergePass{builder, loc, sorted, dimension, width, mustSwap}.emit();
  return sorted;
}
