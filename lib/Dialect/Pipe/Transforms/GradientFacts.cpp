//===- GradientFacts.cpp - What all gradients are together ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "GradientFacts.h"

#include "FloatArithmetic.h"
#include "StepReduction.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::pipe;

FloatType mlir::pipe::getUpdateType(Type type) {
  auto real = dyn_cast<FloatType>(type);
  if (!real || real.isF64())
    return real;
  return Float32Type::get(type.getContext());
}

SmallVector<Value> GradientFacts::getOperands() const {
  SmallVector<Value> operands;
  for (Value fact : {scale, finite})
    if (fact)
      operands.push_back(fact);
  return operands;
}

GradientFacts GradientFacts::read(ImplicitLocOpBuilder &builder,
                                  ValueRange arguments) const {
  auto readNext = [&](Value fact) -> Value {
    if (!fact)
      return Value();
    Value scalar =
        tensor::ExtractOp::create(builder, arguments.front(), ValueRange());
    arguments = arguments.drop_front();
    return scalar;
  };
  Value scalar = readNext(scale);
  return {scalar, readNext(finite)};
}

Value mlir::pipe::buildInverse(ImplicitLocOpBuilder &builder, Value hyper,
                               Type type) {
  if (!hyper)
    return Value();
  FloatArithmetic f64(builder, builder.getF64Type());
  Value scale = tensor::ExtractOp::create(builder, hyper, ValueRange());
  Value inverse = f64.div(f64.number(1), f64.convert(scale));
  return FloatArithmetic(builder, getUpdateType(type)).convert(inverse);
}

Value mlir::pipe::buildUnscaled(ImplicitLocOpBuilder &builder, Value element,
                                Value inverse) {
  FloatArithmetic e(builder, getUpdateType(element.getType()));
  Value wide = e.convert(element);
  return inverse ? e.mul(wide, inverse) : wide;
}

void mlir::pipe::keepUnlessFinite(OpBuilder &builder, Location loc,
                                  Value finite, SmallVectorImpl<Value> &news,
                                  ValueRange olds) {
  for (auto [value, old] : llvm::zip_equal(news, olds))
    value = arith::SelectOp::create(builder, loc, finite, value, old);
}

namespace {
/// Writes the loop that reads a gradient.
class MagnitudeLoop {
public:
  /// `hyper` holds the loss scale; null: there is none.
  MagnitudeLoop(StepBuilder &builder, Value tensor, Value hyper,
                const GradientQuestions &questions)
      : builder(builder), tensor(tensor),
        element(getUpdateType(getElementTypeOrSelf(tensor))),
        inverse(buildInverse(builder, hyper, element)) {
    sumsSquares = questions.clipNorm != 0;
    // The sum of squares of f32 is finite in f64 if all elements are. That of
    // f64 may overflow.
    asksLargest = questions.finite && (!sumsSquares || element.isF64());
    asksFinite = static_cast<bool>(questions.finite);
  }

  /// Returns what was asked for: the sum of the squares (f64), and whether all
  /// elements are finite (i1).
  SmallVector<Value> build() {
    SmallVector<Value> found = buildLoop(), scalars;
    if (sumsSquares)
      scalars.push_back(found.front());
    if (asksFinite)
      scalars.push_back(
          FloatArithmetic(builder, asksLargest ? element : builder.getF64Type())
              .isFinite(found.back()));
    return scalars;
  }

private:
  Value buildZero(FloatType type) {
    Value empty = tensor::EmptyOp::create(builder, ArrayRef<int64_t>(), type);
    return linalg::FillOp::create(
               builder, FloatArithmetic(builder, type).number(0), empty)
        .getResult(0);
  }

  SmallVector<Value> buildLoop() {
    int64_t rank = cast<RankedTensorType>(tensor.getType()).getRank();
    SmallVector<Value> zeros;
    if (sumsSquares)
      zeros.push_back(buildZero(builder.getF64Type()));
    if (asksLargest)
      zeros.push_back(buildZero(element));
    SmallVector<AffineMap> maps(1, builder.getMultiDimIdentityMap(rank));
    maps.append(zeros.size(), AffineMap::get(rank, 0, builder.getContext()));
    SmallVector<utils::IteratorType> iterators(rank,
                                               utils::IteratorType::reduction);
    auto loop = linalg::GenericOp::create(
        builder, TypeRange(ValueRange(zeros)), tensor, zeros, maps, iterators,
        [&](OpBuilder &nested, Location loc, ValueRange elements) {
          ImplicitLocOpBuilder inner(loc, nested);
          linalg::YieldOp::create(inner, buildTerms(inner, elements));
        });
    SmallVector<Value> found;
    for (Value result : loop.getResults())
      found.push_back(builder.readScalar(result));
    return found;
  }

  SmallVector<Value> buildTerms(ImplicitLocOpBuilder &inner,
                                ValueRange elements) {
    SmallVector<Value> terms;
    Value value = buildUnscaled(inner, elements[0], inverse);
    if (sumsSquares) {
      FloatArithmetic f64(inner, inner.getF64Type());
      Value wide = f64.convert(value);
      terms.push_back(f64.add(elements[1], f64.mul(wide, wide)));
    }
    if (asksLargest) {
      FloatArithmetic e(inner, element);
      terms.push_back(e.max(elements.back(), e.abs(value)));
    }
    return terms;
  }

  StepBuilder &builder;
  Value tensor;
  FloatType element;
  Value inverse;
  bool sumsSquares, asksLargest, asksFinite;
};

/// Builds what the task of all gradients yields.
class GradientAnswers {
public:
  GradientAnswers(StepBuilder &builder, const GradientQuestions &questions)
      : builder(builder), questions(questions) {}

  /// `scalars` are those of one gradient after the other.
  SmallVector<Value> build(ValueRange scalars) {
    FloatArithmetic f64(builder, builder.getF64Type());
    Value squares = f64.number(0), finite;
    while (!scalars.empty()) {
      if (questions.clipNorm != 0)
        squares = f64.add(squares, takeFirst(scalars));
      if (questions.finite) {
        Value next = takeFirst(scalars);
        finite = finite ? arith::AndIOp::create(builder, finite, next) : next;
      }
    }
    SmallVector<Value> answers;
    if (questions.clipNorm != 0)
      answers.push_back(makeTensor(buildScale(squares)));
    if (finite)
      answers.push_back(makeTensor(finite));
    return answers;
  }

private:
  static Value takeFirst(ValueRange &scalars) {
    Value first = scalars.front();
    scalars = scalars.drop_front();
    return first;
  }

  Value buildScale(Value squares) {
    FloatArithmetic f64(builder, builder.getF64Type());
    Value divisor = f64.add(f64.sqrt(squares), f64.number(1e-6));
    Value scale = f64.div(f64.number(questions.clipNorm), divisor);
    // A norm that is no number makes all new values no numbers: nothing is
    // hidden.
    return arith::MinimumFOp::create(builder, scale, f64.number(1));
  }

  Value makeTensor(Value scalar) {
    return tensor::FromElementsOp::create(
        builder, RankedTensorType::get({}, scalar.getType()), scalar);
  }

  StepBuilder &builder;
  const GradientQuestions &questions;
};
} // namespace

GradientFacts mlir::pipe::addGradientTasks(StepBuilder &step,
                                           ArrayRef<StepGradient> gradients,
                                           const GradientQuestions &questions) {
  const bool clips = questions.clipNorm != 0;
  if (!clips && !questions.finite)
    return {};
  SmallVector<Type> scalars, results;
  SmallVector<Attribute> read, updated;
  if (questions.lossScale)
    read.push_back(questions.lossScale);
  if (clips) {
    scalars.push_back(step.getF64Type());
    results.push_back(RankedTensorType::get({}, step.getF64Type()));
  }
  if (questions.finite) {
    scalars.push_back(step.getI1Type());
    results.push_back(step.getType(questions.finite));
    updated.push_back(questions.finite);
  }
  SmallVector<StepTerms> terms;
  for (const StepGradient &gradient : gradients)
    terms.push_back({gradient.stage, {gradient.value}, read, scalars});
  ValueRange answers = addStepReduction(
      step, {/*termsName=*/clips ? "squares" : "finite",
             /*name=*/clips ? "clip" : "finite",
             terms,
             [&](size_t, ValueRange arguments) {
               Value hyper = read.empty() ? Value() : arguments.back();
               return MagnitudeLoop(step, arguments.front(), hyper, questions)
                   .build();
             },
             {},
             updated,
             results,
             [&](ValueRange ofAll, ValueRange) {
               return GradientAnswers(step, questions).build(ofAll);
             }});
  GradientFacts facts;
  if (clips)
    facts.scale = answers.front();
  if (questions.finite)
    facts.finite = answers.back();
  return facts;
}
