//===- LowerSort.cpp - A sort becomes a merge sort ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ElementLoops.h"
#include "LowerTMTensor.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// Emits the merging of runs of `width` elements into runs of twice as many.
/// All values are sorted by the same order.
struct MergeEmitter {
  ImplicitLocOpBuilder &builder;
  tm_tensor::SortOp op;
  int64_t size; ///< Along the dimension.
  ValueRange sources;

  Value less(Value left, Value right) {
    return arith::CmpIOp::create(builder, arith::CmpIPredicate::ult, left,
                                 right);
  }

  /// Reads the elements at `place` of the dimension, or the last ones if that
  /// is behind them, which are not used then.
  SmallVector<Value> read(ArrayRef<Value> outer, Value place) {
    place =
        arith::MinUIOp::create(builder, place, buildIndex(builder, size - 1));
    SmallVector<Value> at = insertAt(outer, op.getDimension(), place);
    SmallVector<Value> elements;
    for (Value source : sources)
      elements.push_back(tensor::ExtractOp::create(builder, source, at));
    return elements;
  }

  Value compare(ArrayRef<Value> left, ArrayRef<Value> right) {
    SmallVector<Value> arguments;
    for (auto [a, b] : llvm::zip_equal(left, right))
      arguments.append({a, b});
    return inlineScalars(builder, op.getRegion(), arguments);
  }

  /// Whether the right elements must stand before the left ones.
  Value mustSwap(ArrayRef<Value> left, ArrayRef<Value> right) {
    Value keeps = compare(left, right), swaps = compare(right, left);
    Value yes = arith::ConstantIntOp::create(builder, 1, 1);
    Value forbids = arith::XOrIOp::create(builder, keeps, yes);
    return arith::AndIOp::create(builder, swaps, forbids);
  }

  /// Writes place `place`. `carried` are the next elements of the left and of
  /// the right run, which end at `middle` and `end`, and the targets.
  SmallVector<Value> step(ArrayRef<Value> outer, Value place, Value middle,
                          Value end, ValueRange carried) {
    Value leftOpen = less(carried[0], middle),
          rightOpen = less(carried[1], end);
    SmallVector<Value> left = read(outer, carried[0]);
    SmallVector<Value> right = read(outer, carried[1]);
    Value yes = arith::ConstantIntOp::create(builder, 1, 1);
    Value wanted =
        arith::SelectOp::create(builder, leftOpen, mustSwap(left, right), yes);
    Value takesRight = arith::AndIOp::create(builder, rightOpen, wanted);
    Value one = buildIndex(builder, 1);
    auto pick = [&](Value ifRight, Value ifLeft) -> Value {
      return arith::SelectOp::create(builder, takesRight, ifRight, ifLeft);
    };
    SmallVector<Value> next{
        pick(carried[0], arith::AddIOp::create(builder, carried[0], one)),
        pick(arith::AddIOp::create(builder, carried[1], one), carried[1])};
    SmallVector<Value> at = insertAt(outer, op.getDimension(), place);
    for (auto [l, r, target] :
         llvm::zip_equal(left, right, carried.drop_front(2)))
      next.push_back(tensor::InsertOp::create(builder, pick(r, l), target, at));
    return next;
  }

  /// Merges the two runs that begin at `start`.
  SmallVector<Value> mergePair(ArrayRef<Value> outer, Value start,
                               int64_t width, ValueRange targets) {
    Value whole = buildIndex(builder, size);
    auto limit = [&](int64_t distance) -> Value {
      Value place =
          arith::AddIOp::create(builder, start, buildIndex(builder, distance));
      return arith::MinUIOp::create(builder, place, whole);
    };
    Value middle = limit(width), end = limit(2 * width);
    SmallVector<Value> carried{start, middle};
    llvm::append_range(carried, targets);
    SmallVector<Value> left =
        buildLoop(builder, start, end, buildIndex(builder, 1), carried,
                  [&](ValueRange place, ValueRange inner) {
                    return step(outer, place.front(), middle, end, inner);
                  });
    return SmallVector<Value>(ArrayRef(left).drop_front(2));
  }
};
} // namespace

SmallVector<Value> mlir::pipe::lowerSort(ImplicitLocOpBuilder &builder,
                                         tm_tensor::SortOp op) {
  SmallVector<Value> values(op.getOutputs());
  auto type = cast<RankedTensorType>(values.front().getType());
  int64_t size = type.getDimSize(op.getDimension());
  SmallVector<int64_t> outerSizes(type.getShape());
  outerSizes.erase(outerSizes.begin() + op.getDimension());
  if (type.getNumElements() == 0)
    return values;
  for (int64_t width = 1; width < size; width *= 2) {
    SmallVector<Value> targets;
    for (Value value : values)
      targets.push_back(tensor::EmptyOp::create(builder, type.getShape(),
                                                getElementTypeOrSelf(value)));
    MergeEmitter emitter{builder, op, size, values};
    values = buildLoops(
        builder, outerSizes, targets,
        [&](ValueRange outer, ValueRange carried) {
          SmallVector<Value> indices(outer);
          return buildLoop(
              builder, buildIndex(builder, 0), buildIndex(builder, size),
              buildIndex(builder, 2 * width), carried,
              [&](ValueRange start, ValueRange inner) {
                return emitter.mergePair(indices, start.front(), width, inner);
              });
        });
  }
  return values;
}
