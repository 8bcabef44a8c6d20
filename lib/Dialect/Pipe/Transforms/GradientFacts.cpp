//===- GradientFacts.cpp - What all gradients are together ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "GradientFacts.h"

#include "FloatArithmetic.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

#include <map>

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
/// What one pass over a tensor finds, as scalars.
struct Magnitude {
  Value squares; ///< f64: the sum of the squares; null if not asked for.
  Value finite;  ///< i1: whether all elements are; null if not asked for.
};

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

  Magnitude build() {
    SmallVector<Value> found = buildLoop();
    Magnitude magnitude;
    if (sumsSquares)
      magnitude.squares = found.front();
    if (asksFinite)
      magnitude.finite =
          FloatArithmetic(builder, asksLargest ? element : builder.getF64Type())
              .isFinite(found.back());
    return magnitude;
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

/// Adds the tasks that ask all gradients of a step.
class GradientTasks {
public:
  GradientTasks(StepBuilder &builder, ArrayRef<StepGradient> gradients,
                const GradientQuestions &questions)
      : builder(builder), gradients(gradients), questions(questions),
        places(gradients.size()) {
    for (auto [index, gradient] : llvm::enumerate(gradients))
      gradientsOf[gradient.stage].push_back(index);
  }

  GradientFacts build() {
    for (const auto &[stage, indices] : gradientsOf)
      addStageTask(stage, indices);
    GradientFacts facts;
    if (questions.clipNorm != 0)
      facts.scale = addClipTask();
    if (questions.finite)
      facts.finite = addFiniteTask();
    return facts;
  }

private:
  /// Adds the task of a stage: the squares of each of its gradients, and
  /// whether all of them are finite.
  void addStageTask(int64_t stage, ArrayRef<size_t> indices) {
    SmallVector<Value> operands;
    for (auto [place, index] : llvm::enumerate(indices)) {
      operands.push_back(gradients[index].value);
      places[index] = {squares.size(), place};
    }
    SmallVector<Type> types;
    if (questions.clipNorm != 0)
      types.push_back(RankedTensorType::get(
          {static_cast<int64_t>(indices.size())}, builder.getF64Type()));
    if (questions.finite)
      types.push_back(RankedTensorType::get({}, builder.getI1Type()));
    OpBuilder::InsertionGuard guard(builder);
    StringRef name = questions.clipNorm != 0 ? "squares_" : "finite_";
    SmallVector<Attribute> read;
    if (questions.lossScale)
      read.push_back(questions.lossScale);
    TaskOp task = builder.addTask((name + Twine(stage)).str(), stage, operands,
                                  read, types);
    ValueRange arguments = task.getBody().getArguments();
    YieldOp::create(builder,
                    buildStageBody(arguments.take_front(operands.size()),
                                   read.empty() ? Value() : arguments.back()));
    if (questions.clipNorm != 0)
      squares.push_back(task.getResults().front());
    if (questions.finite)
      finites.push_back(task.getResults().back());
  }

  SmallVector<Value> buildStageBody(ValueRange tensors, Value hyper) {
    SmallVector<Value> sums, yielded;
    Value finite;
    for (Value tensor : tensors) {
      Magnitude found =
          MagnitudeLoop(builder, tensor, hyper, questions).build();
      if (found.squares)
        sums.push_back(found.squares);
      if (found.finite)
        finite = addAnd(finite, found.finite);
    }
    if (!sums.empty())
      yielded.push_back(tensor::FromElementsOp::create(builder, sums));
    if (finite)
      yielded.push_back(makeTensor(finite));
    return yielded;
  }

  Value addClipTask() {
    OpBuilder::InsertionGuard guard(builder);
    TaskOp task =
        builder.addTask("clip", getFirstStage(), squares, {},
                        RankedTensorType::get({}, builder.getF64Type()));
    FloatArithmetic f64(builder, builder.getF64Type());
    Value sum;
    for (auto [stage, place] : places) {
      Value index = arith::ConstantIndexOp::create(builder, place);
      Value term = builder.readScalar(task.getBody().getArgument(stage), index);
      sum = f64.add(sum ? sum : f64.number(0), term);
    }
    Value divisor = f64.add(f64.sqrt(sum), f64.number(1e-6));
    Value scale = f64.div(f64.number(questions.clipNorm), divisor);
    // A norm that is no number makes all new values no numbers: nothing is
    // hidden.
    YieldOp::create(builder, makeTensor(arith::MinimumFOp::create(
                                 builder, scale, f64.number(1))));
    return task.getResult(0);
  }

  /// Adds the task that gives the new value of the state, for all updates to
  /// read.
  Value addFiniteTask() {
    OpBuilder::InsertionGuard guard(builder);
    TaskOp task =
        builder.addTask("finite", getFirstStage(), finites, questions.finite,
                        builder.getType(questions.finite));
    Value finite;
    for (Value argument :
         task.getBody().getArguments().take_front(finites.size()))
      finite = addAnd(finite, builder.readScalar(argument));
    YieldOp::create(builder, makeTensor(finite));
    return task.getResult(0);
  }

  int64_t getFirstStage() const { return gradientsOf.begin()->first; }

  /// `term`, and `all` if there is one.
  Value addAnd(Value all, Value term) {
    return all ? arith::AndIOp::create(builder, all, term) : term;
  }

  Value makeTensor(Value scalar) {
    return tensor::FromElementsOp::create(
        builder, RankedTensorType::get({}, scalar.getType()), scalar);
  }

  StepBuilder &builder;
  ArrayRef<StepGradient> gradients;
  const GradientQuestions &questions;
  std::map<int64_t, SmallVector<size_t>> gradientsOf; ///< By stage.
  SmallVector<Value> squares, finites;                ///< One a stage.
  /// Of each gradient, which of `squares` has its sum, and where.
  SmallVector<std::pair<size_t, size_t>> places;
};
} // namespace

GradientFacts mlir::pipe::addGradientTasks(StepBuilder &step,
                                           ArrayRef<StepGradient> gradients,
                                           const GradientQuestions &questions) {
  if (questions.clipNorm == 0 && !questions.finite)
    return {};
  return GradientTasks(step, gradients, questions).build();
}
