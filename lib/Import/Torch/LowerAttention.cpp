//===- LowerAttention.cpp - Attention becomes products and a softmax ------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LowerTMTensor.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

#include <cmath>

using namespace mlir;
using namespace mlir::pipe;

using Body = llvm::function_ref<Value(ImplicitLocOpBuilder &, ValueRange)>;

namespace {
/// Emits ops on matrices, one for each place of the leading dimensions. Scores
/// have the type `wide`.
struct AttentionEmitter {
  ImplicitLocOpBuilder &builder;
  Type wide;
  int64_t rank; ///< Of all matrices.

  Value constant(double value) {
    return arith::ConstantOp::create(builder,
                                     builder.getFloatAttr(wide, value));
  }

  Value fill(ArrayRef<int64_t> shape, double value) {
    Value empty = tensor::EmptyOp::create(builder, shape, wide);
    return linalg::FillOp::create(builder, constant(value), empty).getResult(0);
  }

  /// The map of a loop nest of `loops` loops without the loop `dropped`.
  AffineMap dropLoop(int64_t loops, int64_t dropped) {
    return AffineMap::getMultiDimIdentityMap(loops, builder.getContext())
        .dropResult(dropped);
  }

  Value generic(ValueRange inputs, Value output, ArrayRef<AffineMap> maps,
                int64_t reduction, Body body) {
    SmallVector<utils::IteratorType> iterators(maps.front().getNumDims(),
                                               utils::IteratorType::parallel);
    if (reduction >= 0)
      iterators[reduction] = utils::IteratorType::reduction;
    return linalg::GenericOp::create(
               builder, output.getType(), inputs, output, maps, iterators,
               [&](OpBuilder &nested, Location loc, ValueRange elements) {
                 ImplicitLocOpBuilder inner(loc, nested);
                 linalg::YieldOp::create(inner, body(inner, elements));
               })
        .getResult(0);
  }

  static Value extend(ImplicitLocOpBuilder &b, Value value, Type type) {
    if (value.getType() == type)
      return value;
    return arith::ExtFOp::create(b, type, value);
  }

  /// `left * right` of m x k and n x k (transposed) or k x n matrices.
  Value multiply(Value left, Value right, bool transposed,
                 ArrayRef<int64_t> shape) {
    // The loops are the leading dimensions, m, n, k.
    AffineMap ofLeft = dropLoop(rank + 1, rank - 1);
    AffineMap ofRight = dropLoop(rank + 1, rank - 2);
    if (!transposed) {
      SmallVector<AffineExpr> results(ofRight.getResults());
      std::swap(results[rank - 2], results[rank - 1]);
      ofRight = AffineMap::get(rank + 1, 0, results, builder.getContext());
    }
    SmallVector<AffineMap> maps{ofLeft, ofRight, dropLoop(rank + 1, rank)};
    return generic({left, right}, fill(shape, 0.0), maps, rank,
                   [&](ImplicitLocOpBuilder &b, ValueRange e) -> Value {
                     Value product = arith::MulFOp::create(
                         b, extend(b, e[0], wide), extend(b, e[1], wide));
                     return arith::AddFOp::create(b, e[2], product);
                   });
  }

  /// Computes each element from those of `inputs`; those after the first may
  /// lack the last dimension.
  Value map(ValueRange inputs, Type element, Body body) {
    auto type = cast<RankedTensorType>(inputs.front().getType());
    AffineMap identity = builder.getMultiDimIdentityMap(rank);
    SmallVector<AffineMap> maps;
    for (Value input : inputs) {
      bool isRow = cast<RankedTensorType>(input.getType()).getRank() < rank;
      maps.push_back(isRow ? identity.dropResult(rank - 1) : identity);
    }
    maps.push_back(identity);
    Value empty = tensor::EmptyOp::create(builder, type.getShape(), element);
    return generic(inputs, empty, maps, -1, body);
  }

  /// Combines the elements of each row, beginning with `init`.
  Value reduce(Value input, double init, Body body) {
    auto type = cast<RankedTensorType>(input.getType());
    AffineMap identity = builder.getMultiDimIdentityMap(rank);
    return generic(input, fill(type.getShape().drop_back(), init),
                   {identity, identity.dropResult(rank - 1)}, rank - 1, body);
  }

  Value scaleAndMask(Value scores, double scale, Value mask) {
    SmallVector<Value> inputs{scores};
    if (mask)
      inputs.push_back(mask);
    return map(inputs, wide, [&](ImplicitLocOpBuilder &b, ValueRange e) {
      auto number = [&](double value) -> Value {
        return arith::ConstantOp::create(b, b.getFloatAttr(wide, value));
      };
      Value score = arith::MulFOp::create(b, e[0], number(scale));
      if (!mask)
        return score;
      Value added = e[1];
      if (added.getType().isInteger(1))
        return arith::SelectOp::create(b, added, score, number(-INFINITY))
            .getResult();
      added = extend(b, added, wide);
      return arith::AddFOp::create(b, score, added).getResult();
    });
  }

  /// Returns what is to be multiplied with the values, and the sum of its rows.
  std::pair<Value, Value> exponentiate(Value scores) {
    Value largest = reduce(scores, -INFINITY,
                           [](ImplicitLocOpBuilder &b, ValueRange e) -> Value {
                             return arith::MaximumFOp::create(b, e[0], e[1]);
                           });
    Value powers = map(
        {scores, largest}, wide,
        [&](ImplicitLocOpBuilder &b, ValueRange e) -> Value {
          // In a row where nothing counts, all are exp(-inf).
          Value low =
              arith::ConstantOp::create(b, b.getFloatAttr(wide, -INFINITY));
          Value zero = arith::ConstantOp::create(b, b.getFloatAttr(wide, 0.0));
          Value isLow =
              arith::CmpFOp::create(b, arith::CmpFPredicate::OEQ, e[1], low);
          Value shift = arith::SelectOp::create(b, isLow, zero, e[1]);
          Value shifted = arith::SubFOp::create(b, e[0], shift);
          return math::ExpOp::create(b, shifted);
        });
    Value sums =
        reduce(powers, 0.0, [](ImplicitLocOpBuilder &b, ValueRange e) -> Value {
          return arith::AddFOp::create(b, e[1], e[0]);
        });
    return {powers, sums};
  }

  Value divide(Value powers, Value sums) {
    return map({powers, sums}, wide,
               [&](ImplicitLocOpBuilder &b, ValueRange e) -> Value {
                 Value zero =
                     arith::ConstantOp::create(b, b.getFloatAttr(wide, 0.0));
                 Value isEmpty = arith::CmpFOp::create(
                     b, arith::CmpFPredicate::OEQ, e[1], zero);
                 Value quotient = arith::DivFOp::create(b, e[0], e[1]);
                 return arith::SelectOp::create(b, isEmpty, zero, quotient);
               });
  }
};
} // namespace

SmallVector<Value> mlir::pipe::lowerAttention(ImplicitLocOpBuilder &builder,
                                              tm_tensor::AttentionOp op) {
  Value query = op.getInputs()[0], key = op.getInputs()[1];
  Value value = op.getInputs()[2];
  Value mask = op.getInputs().size() == 4 ? op.getInputs()[3] : Value();
  auto type = cast<RankedTensorType>(query.getType());
  auto result = cast<RankedTensorType>(op.getOutputs()[0].getType());
  Type element = type.getElementType();
  Type wide = element.isF64() ? element : Type(builder.getF32Type());
  AttentionEmitter emitter{builder, wide, type.getRank()};

  double scale = op.getScale() ? op.getScale()->convertToDouble()
                               : 1.0 / std::sqrt(type.getShape().back());
  SmallVector<int64_t> shape(type.getShape());
  auto keys = cast<RankedTensorType>(key.getType());
  shape.back() = keys.getDimSize(keys.getRank() - 2);
  Value scores = emitter.multiply(query, key, /*transposed=*/true, shape);
  scores = emitter.scaleAndMask(scores, scale, mask);
  auto [powers, sums] = emitter.exponentiate(scores);
  Value weights = emitter.divide(powers, sums);
  Value output =
      emitter.multiply(weights, value, /*transposed=*/false, result.getShape());
  if (element != wide)
    output = emitter.map(output, element,
                         [&](ImplicitLocOpBuilder &b, ValueRange e) -> Value {
                           return arith::TruncFOp::create(b, element, e[0]);
                         });
  return {output};
}
