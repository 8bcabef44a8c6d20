//===- OptimizerUpdate.cpp - The formulas of optimizers -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Operations stand in the order in which torch.optim does them one by one, so
// that results differ from its by rounding only.
//
//===----------------------------------------------------------------------===//

#include "OptimizerUpdate.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::pipe;

SmallVector<StringRef> Optimizer::getStates() const {
  switch (kind) {
  case Kind::Sgd:
    return {};
  case Kind::Momentum:
    return {"momentum"};
  case Kind::Adam:
  case Kind::AdamW:
    return {"exp_avg", "exp_avg_sq"};
  }
  llvm_unreachable("all optimizers are listed");
}

bool Optimizer::readsStep() const {
  return kind == Kind::Adam || kind == Kind::AdamW ||
         (kind == Kind::Momentum && dampening != 0);
}

FloatType mlir::pipe::getUpdateType(Type type) {
  auto real = dyn_cast<FloatType>(type);
  if (!real || real.isF64())
    return real;
  return Float32Type::get(type.getContext());
}

namespace {
/// Arithmetic on floating-point scalars of one type.
class Arithmetic {
public:
  Arithmetic(ImplicitLocOpBuilder &builder, FloatType type)
      : builder(builder), type(type) {}

  Value number(double value) {
    APFloat rounded(value);
    bool isInexact;
    rounded.convert(type.getFloatSemantics(), APFloat::rmNearestTiesToEven,
                    &isInexact);
    return arith::ConstantOp::create(builder,
                                     builder.getFloatAttr(type, rounded));
  }
  /// `value` of another floating-point type, in this one.
  Value convert(Value value) {
    auto from = cast<FloatType>(value.getType());
    if (from.getWidth() < type.getWidth())
      return arith::ExtFOp::create(builder, type, value);
    if (from.getWidth() > type.getWidth())
      return arith::TruncFOp::create(builder, type, value);
    return value;
  }
  Value add(Value a, Value b) { return arith::AddFOp::create(builder, a, b); }
  Value sub(Value a, Value b) { return arith::SubFOp::create(builder, a, b); }
  Value mul(Value a, Value b) { return arith::MulFOp::create(builder, a, b); }
  Value div(Value a, Value b) { return arith::DivFOp::create(builder, a, b); }
  /// a + factor * b.
  Value addScaled(Value a, Value factor, Value b) {
    return add(a, mul(factor, b));
  }
  Value sqrt(Value a) { return math::SqrtOp::create(builder, a); }
  Value power(Value a, Value b) { return math::PowFOp::create(builder, a, b); }
  Value neg(Value a) { return arith::NegFOp::create(builder, a); }

private:
  ImplicitLocOpBuilder &builder;
  FloatType type;
};

/// What an update needs that is the same for all elements, in the type that
/// elements are updated in. Null where the optimizer does not need it.
struct Scalars {
  Value negativeRate;     ///< -lr, or -lr / (1 - beta1^t).
  Value gradientFactor;   ///< Of the gradient in the momentum.
  Value secondCorrection; ///< sqrt(1 - beta2^t).
  Value decay;            ///< 1 - lr * weight_decay.
  Value scale;            ///< Of the gradient.
};

class UpdateWriter {
public:
  UpdateWriter(ImplicitLocOpBuilder &builder, const Optimizer &optimizer,
               FloatType type)
      : builder(builder), optimizer(optimizer), type(type) {}

  void computeScalars(Value rate, Value step, Value scale) {
    Arithmetic f64(builder, builder.getF64Type());
    Arithmetic element(builder, type);
    auto set = [&](Value &scalar, Value value) {
      scalar = element.convert(value);
    };
    if (scale)
      set(scalars.scale, scale);
    if (optimizer.rateFactor != 1)
      rate = f64.mul(rate, f64.number(optimizer.rateFactor));
    if (optimizer.kind == Optimizer::Kind::Sgd)
      return set(scalars.negativeRate, f64.neg(rate));
    if (optimizer.kind == Optimizer::Kind::Momentum) {
      set(scalars.negativeRate, f64.neg(rate));
      if (step) {
        // The first step takes the gradient as it is.
        Value one = f64.number(1);
        Value isFirst = arith::CmpFOp::create(
            builder, arith::CmpFPredicate::OEQ, step, one);
        Value damped = f64.number(1 - optimizer.dampening);
        set(scalars.gradientFactor,
            arith::SelectOp::create(builder, isFirst, one, damped));
      }
      return;
    }
    Value one = f64.number(1);
    auto correct = [&](double beta) {
      return f64.sub(one, f64.power(f64.number(beta), step));
    };
    set(scalars.negativeRate, f64.neg(f64.div(rate, correct(optimizer.beta1))));
    set(scalars.secondCorrection, f64.sqrt(correct(optimizer.beta2)));
    if (optimizer.kind == Optimizer::Kind::AdamW && optimizer.weightDecay != 0)
      set(scalars.decay,
          f64.sub(one, f64.mul(rate, f64.number(optimizer.weightDecay))));
  }

  /// Appends the new values of an element of the parameter and its states.
  /// `elements` are the gradient's, the parameter's and the states'.
  void update(ImplicitLocOpBuilder &inner, ValueRange elements,
              SmallVectorImpl<Value> &results) const {
    Arithmetic e(inner, type);
    Value gradient = e.convert(elements[0]), param = e.convert(elements[1]);
    if (scalars.scale)
      gradient = e.mul(gradient, scalars.scale);
    if (scalars.decay)
      param = e.mul(param, scalars.decay);
    else if (optimizer.weightDecay != 0)
      gradient = e.add(gradient, e.mul(e.number(optimizer.weightDecay), param));
    if (optimizer.kind == Optimizer::Kind::Sgd) {
      results.push_back(e.addScaled(param, scalars.negativeRate, gradient));
    } else if (optimizer.kind == Optimizer::Kind::Momentum) {
      updateMomentum(e, gradient, param, elements[2], results);
    } else {
      updateAdam(e, gradient, param, elements.drop_front(2), results);
    }
  }

private:
  void updateMomentum(Arithmetic &e, Value gradient, Value param, Value old,
                      SmallVectorImpl<Value> &results) const {
    Value momentum = e.number(optimizer.momentum);
    Value sum = e.mul(old, momentum);
    sum = scalars.gradientFactor
              ? e.addScaled(sum, scalars.gradientFactor, gradient)
              : e.add(sum, gradient);
    Value direction =
        optimizer.nesterov ? e.addScaled(gradient, momentum, sum) : sum;
    results.push_back(e.addScaled(param, scalars.negativeRate, direction));
    results.push_back(sum);
  }

  void updateAdam(Arithmetic &e, Value gradient, Value param, ValueRange old,
                  SmallVectorImpl<Value> &results) const {
    Value distance = e.sub(gradient, old[0]);
    Value mean = e.addScaled(old[0], e.number(1 - optimizer.beta1), distance);
    Value square = e.mul(old[1], e.number(optimizer.beta2));
    Value scaled = e.mul(e.number(1 - optimizer.beta2), gradient);
    square = e.addScaled(square, scaled, gradient);
    Value root = e.div(e.sqrt(square), scalars.secondCorrection);
    root = e.add(root, e.number(optimizer.epsilon));
    Value change = e.div(e.mul(scalars.negativeRate, mean), root);
    results.push_back(e.add(param, change));
    results.push_back(mean);
    results.push_back(square);
  }

  ImplicitLocOpBuilder &builder;
  const Optimizer &optimizer;
  FloatType type;
  Scalars scalars;
};
} // namespace

SmallVector<Value> mlir::pipe::buildUpdate(ImplicitLocOpBuilder &builder,
                                           const Optimizer &optimizer,
                                           Value gradient, Value param,
                                           ValueRange states, Value rate,
                                           Value step, Value scale) {
  auto type = cast<RankedTensorType>(param.getType());
  FloatType updateType = getUpdateType(type.getElementType());
  UpdateWriter writer(builder, optimizer, updateType);
  writer.computeScalars(rate, step, scale);
  SmallVector<Value> old{param};
  llvm::append_range(old, states);
  SmallVector<AffineMap> maps(old.size() + 1,
                              builder.getMultiDimIdentityMap(type.getRank()));
  SmallVector<utils::IteratorType> iterators(type.getRank(),
                                             utils::IteratorType::parallel);
  auto op = linalg::GenericOp::create(
      builder, TypeRange(ValueRange(old)), gradient, old, maps, iterators,
      [&](OpBuilder &nested, Location loc, ValueRange elements) {
        ImplicitLocOpBuilder inner(loc, nested);
        SmallVector<Value> results;
        writer.update(inner, elements, results);
        results.front() =
            Arithmetic(inner, cast<FloatType>(type.getElementType()))
                .convert(results.front());
        linalg::YieldOp::create(inner, results);
      });
  return llvm::to_vector(ValueRange(op.getResults()));
}

Value mlir::pipe::buildSquareSum(ImplicitLocOpBuilder &builder, Value tensor) {
  int64_t rank = cast<RankedTensorType>(tensor.getType()).getRank();
  Arithmetic f64(builder, builder.getF64Type());
  Value empty = tensor::EmptyOp::create(builder, ArrayRef<int64_t>(),
                                        builder.getF64Type());
  Value zero =
      linalg::FillOp::create(builder, f64.number(0), empty).getResult(0);
  AffineMap scalar = AffineMap::get(rank, 0, builder.getContext());
  SmallVector<utils::IteratorType> iterators(rank,
                                             utils::IteratorType::reduction);
  auto sum = linalg::GenericOp::create(
      builder, zero.getType(), tensor, zero,
      ArrayRef<AffineMap>{builder.getMultiDimIdentityMap(rank), scalar},
      iterators, [&](OpBuilder &nested, Location loc, ValueRange elements) {
        ImplicitLocOpBuilder inner(loc, nested);
        Arithmetic e(inner, inner.getF64Type());
        Value wide = e.convert(elements[0]);
        linalg::YieldOp::create(inner, e.add(elements[1], e.mul(wide, wide)));
      });
  return tensor::ExtractOp::create(builder, sum.getResult(0), ValueRange());
}

Value mlir::pipe::buildClipScale(ImplicitLocOpBuilder &builder,
                                 ValueRange squareSums, double norm) {
  Arithmetic f64(builder, builder.getF64Type());
  Value sum = f64.number(0);
  for (Value squares : squareSums)
    sum = f64.add(sum, squares);
  Value root = f64.sqrt(sum);
  Value divisor = f64.add(root, f64.number(1e-6));
  Value scale = f64.div(f64.number(norm), divisor);
  // A norm that is no number makes all new values no numbers: nothing is
  // hidden.
  return arith::MinimumFOp::create(builder, scale, f64.number(1));
}
