//===- UpdateTasks.cpp - Tasks of functions that update -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "UpdateTasks.h"

#include "FloatArithmetic.h"
#include "GradientFacts.h"
#include "StepReduction.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// Writes what one pipeline does once a step.
class UpdateWriter {
public:
  UpdateWriter(PipelineOp pipeline, PipelineUpdates &updates,
               bool skipsNonfinite)
      : updates(updates), params(updates.params), shared(updates.shared),
        skipsNonfinite(skipsNonfinite), builder(pipeline) {}

  LogicalResult write() {
    for (UpdatedParam &param : params) {
      declareStates(param);
      if (failed(declareHypers(param.function.op)) ||
          (param.terms && failed(declareHypers(param.terms->op))))
        return failure();
    }
    if (shared && failed(declareHypers(shared)))
      return failure();
    GradientQuestions questions;
    questions.lossScale = lossScale = builder.findLossScale();
    if (skipsNonfinite)
      questions.finite = builder.declareFinite();
    SmallVector<ParamOp> ops;
    for (UpdatedParam &param : params)
      ops.push_back(param.op);
    SmallVector<StepGradient> gradients;
    for (auto [param, gradient] :
         llvm::zip_equal(params, builder.addStep(ops).getBody().getArguments()))
      gradients.push_back({gradient, param.stage});
    facts = addGradientTasks(builder, gradients, questions);
    ValueRange sharedValues;
    if (shared)
      sharedValues = addShared(gradients);
    for (auto [param, gradient] : llvm::zip_equal(params, gradients))
      addTask(param, gradient.value, sharedValues);
    if (questions.finite) {
      values.push_back(facts.finite);
      variables.push_back(questions.finite);
    }
    UpdatesOp::create(builder, values, builder.getArrayAttr(variables));
    return success();
  }

private:
  void declareStates(UpdatedParam &param) {
    auto type = cast<RankedTensorType>(param.op.getType());
    for (unsigned i = 0; i < param.function.numStates; ++i) {
      StringAttr role = param.function.getRole(i);
      StringAttr name = param.function.getStateName(i);
      if (!name)
        name = builder.getStringAttr(param.op.getSymName() + "." +
                                     role.getValue());
      Type given = param.function.op.getArgumentTypes()[2 + i];
      statesOf[param.op].push_back(
          builder.declareState(name, role, builder.getSymbol(param.op),
                               type.clone(getElementTypeOrSelf(given))));
    }
  }

  /// Those that `function` takes.
  LogicalResult declareHypers(func::FuncOp function) {
    for (unsigned i = 0; i < function.getNumArguments(); ++i) {
      auto role = function.getArgAttrOfType<StringAttr>(i, kHyperAttr);
      if (!role)
        continue;
      auto given = function.getArgAttrOfType<FloatAttr>(i, kValueAttr);
      auto type = RankedTensorType::get({}, builder.getF64Type());
      DenseElementsAttr value;
      if (given)
        value = DenseElementsAttr::get(type, given.getValueAsDouble());
      HyperOp &hyper = hypers[role];
      if (!hyper) {
        hyper = builder.declareHyper(role, value);
      } else if (value && hyper.getValueAttr() &&
                 hyper.getValueAttr() != value) {
        return function.emitError("'")
               << function.getSymName() << "' gives the number " << role
               << " the value " << value << ", but another update "
               << hyper.getValueAttr();
      } else if (value) {
        hyper.setValueAttr(value);
      }
    }
    return success();
  }

  /// `number` of type tensor<f64>, as the function takes it.
  Value convertNumber(Value number, Type type) {
    Value scalar = builder.readScalar(number);
    auto element = cast<FloatType>(getElementTypeOrSelf(type));
    if (element.getWidth() < 64)
      scalar = arith::TruncFOp::create(builder, element, scalar);
    else if (element.getWidth() > 64)
      scalar = arith::ExtFOp::create(builder, element, scalar);
    if (isa<RankedTensorType>(type))
      return tensor::FromElementsOp::create(builder, type, scalar);
    return scalar;
  }

  /// A shared value, a tensor, as an update takes it.
  Value convertShared(Value value, Type type) {
    return isa<RankedTensorType>(type) ? value : builder.readScalar(value);
  }

  /// Writes one loop over `inputs` and `olds`, tensors of one shape, that puts
  /// what `body` makes of their elements in the place of `olds`.
  template <typename Body>
  SmallVector<Value> applyToElements(ValueRange inputs, ValueRange olds,
                                     Body body) {
    auto rank = cast<RankedTensorType>(olds[0].getType()).getRank();
    SmallVector<AffineMap> maps(inputs.size() + olds.size(),
                                builder.getMultiDimIdentityMap(rank));
    SmallVector<utils::IteratorType> iterators(rank,
                                               utils::IteratorType::parallel);
    auto op = linalg::GenericOp::create(
        builder, TypeRange(olds), inputs, olds, maps, iterators,
        [&](OpBuilder &nested, Location loc, ValueRange elements) {
          linalg::YieldOp::create(nested, loc, body(nested, loc, elements));
        });
    return llvm::to_vector(ValueRange(op.getResults()));
  }

  /// Applies a function on scalars to each element. `others` is what is shared,
  /// and numbers.
  SmallVector<Value> updateElements(UpdateFunction &function,
                                    ValueRange tensors, ValueRange others,
                                    Value finite) {
    return applyToElements(
        tensors[0], tensors.drop_front(),
        [&](OpBuilder &nested, Location loc, ValueRange elements) {
          SmallVector<Value> arguments(elements);
          llvm::append_range(arguments, others);
          SmallVector<Value> news = cloneBody(nested, function.op, arguments);
          if (finite)
            keepUnlessFinite(nested, loc, finite, news, elements.drop_front());
          return news;
        });
  }

  /// Applies a function on tensors.
  SmallVector<Value> updateWhole(UpdateFunction &function, ValueRange tensors,
                                 ValueRange others, Value finite) {
    SmallVector<Value> operands(tensors);
    llvm::append_range(operands, others);
    SmallVector<Value> all = cloneBody(builder, function.op, operands);
    if (!finite)
      return all;
    auto keep = [&](OpBuilder &nested, Location loc, ValueRange elements) {
      SmallVector<Value> news{elements[0]};
      keepUnlessFinite(nested, loc, finite, news, elements[1]);
      return news;
    };
    for (auto [value, old] : llvm::zip_equal(all, tensors.drop_front()))
      if (value != old)
        value = applyToElements(value, old, keep).front();
    return all;
  }

  /// `gradient` without the loss scale that `hyper` holds.
  Value unscale(Value gradient, Value hyper) {
    auto type = cast<RankedTensorType>(gradient.getType());
    auto element = cast<FloatType>(type.getElementType());
    Value inverse = buildInverse(builder, hyper, element);
    Value empty = tensor::EmptyOp::create(builder, type.getShape(), element);
    auto divide = [&](OpBuilder &nested, Location loc, ValueRange elements) {
      ImplicitLocOpBuilder inner(loc, nested);
      return SmallVector<Value>{
          FloatArithmetic(inner, element)
              .convert(buildUnscaled(inner, elements[0], inverse))};
    };
    return applyToElements(gradient, empty, divide).front();
  }

  /// The hyper that argument `i` of `function` stands for.
  FlatSymbolRefAttr getHyper(func::FuncOp function, unsigned i) {
    return builder.getSymbol(
        hypers.lookup(function.getArgAttrOfType<StringAttr>(i, kHyperAttr)));
  }

  /// What the terms of `param` are computed from, in the order of the arguments
  /// of their function.
  StepTerms getTerms(UpdatedParam &param, Value gradient) {
    UpdateFunction &terms = *param.terms;
    SmallVector<Attribute> variables{builder.getSymbol(param.op)};
    for (unsigned i = 0; i < terms.numStates; ++i) {
      StringAttr role = terms.getRole(i);
      for (unsigned j = 0; j < param.function.numStates; ++j)
        if (param.function.getRole(j) == role)
          variables.push_back(statesOf[param.op][j]);
    }
    for (unsigned i = terms.getFirstNumber(); i < terms.op.getNumArguments();
         ++i)
      variables.push_back(getHyper(terms.op, i));
    if (lossScale)
      variables.push_back(lossScale);
    SmallVector<Type> scalars;
    for (Type type : terms.op.getResultTypes())
      scalars.push_back(getElementTypeOrSelf(type));
    return {param.stage, {gradient}, variables, scalars};
  }

  /// Makes `values` of type tensor<f64> numbers behind argument `first` of
  /// `function`, and appends them.
  void appendNumbers(func::FuncOp function, unsigned first, ValueRange values,
                     SmallVectorImpl<Value> &operands) {
    for (auto [i, value] : llvm::enumerate(values))
      operands.push_back(
          convertNumber(value, function.getArgumentTypes()[first + i]));
  }

  /// The scalars of one parameter: what its function of terms returns.
  SmallVector<Value> buildTerms(UpdateFunction &terms, ValueRange arguments) {
    unsigned numTensors = terms.getFirstNumber();
    SmallVector<Value> operands(arguments.take_front(numTensors));
    if (lossScale) {
      operands[0] = unscale(operands[0], arguments.back());
      arguments = arguments.drop_back();
    }
    appendNumbers(terms.op, numTensors, arguments.drop_front(numTensors),
                  operands);
    SmallVector<Value> scalars;
    for (Value value : cloneBody(builder, terms.op, operands)) {
      auto type = cast<RankedTensorType>(value.getType());
      SmallVector<Value> zeros(type.getRank(),
                               arith::ConstantIndexOp::create(builder, 0));
      scalars.push_back(tensor::ExtractOp::create(builder, value, zeros));
    }
    return scalars;
  }

  /// What `shared` returns, from the scalars of all terms.
  SmallVector<Value> buildShared(ValueRange scalars, ValueRange numbers) {
    SmallVector<Value> operands;
    for (auto [i, scalar] : llvm::enumerate(scalars))
      operands.push_back(tensor::FromElementsOp::create(
          builder, shared.getArgumentTypes()[i], scalar));
    appendNumbers(shared, scalars.size(), numbers, operands);
    return cloneBody(builder, shared, operands);
  }

  ValueRange addShared(ArrayRef<StepGradient> gradients) {
    SmallVector<StepTerms> terms;
    SmallVector<UpdateFunction *> functions;
    for (size_t number : updates.withTerms) {
      terms.push_back(getTerms(params[number], gradients[number].value));
      functions.push_back(&*params[number].terms);
    }
    SmallVector<Attribute> numbers;
    for (unsigned i = 0; i < shared.getNumArguments(); ++i)
      if (shared.getArgAttr(i, kHyperAttr))
        numbers.push_back(getHyper(shared, i));
    auto ofTerms = [&](size_t i, ValueRange arguments) {
      return buildTerms(*functions[i], arguments);
    };
    auto ofAll = [&](ValueRange scalars, ValueRange values) {
      return buildShared(scalars, values);
    };
    return addStepReduction(builder, {"terms", "shared", terms, ofTerms,
                                      numbers, shared.getResultTypes(), ofAll});
  }

  void addTask(UpdatedParam &param, Value gradient, ValueRange sharedValues) {
    UpdateFunction &function = param.function;
    SmallVector<Attribute> read{builder.getSymbol(param.op)};
    llvm::append_range(read, statesOf[param.op]);
    SmallVector<unsigned> changed = function.getChanged();
    SmallVector<Type> results;
    for (unsigned i : changed) {
      results.push_back(builder.getType(read[i]));
      variables.push_back(read[i]);
    }
    SmallVector<Value> operands{gradient};
    for (unsigned i = function.getFirstShared(); i < function.getFirstNumber();
         ++i)
      operands.push_back(
          sharedValues[function.op.getArgAttrOfType<IntegerAttr>(i, kSharedAttr)
                           .getInt()]);
    size_t firstFact = operands.size();
    llvm::append_range(operands, facts.getOperands());
    for (unsigned i = function.getFirstNumber();
         i < function.op.getNumArguments(); ++i)
      read.push_back(getHyper(function.op, i));
    if (lossScale)
      read.push_back(lossScale);
    OpBuilder::InsertionGuard guard(builder);
    TaskOp task = builder.addTask("update_" + param.op.getSymName().str(),
                                  param.stage, operands, read, results);
    llvm::append_range(values, task.getResults());
    SmallVector<Value> arguments(task.getBody().getArguments());
    if (lossScale)
      arguments[0] = unscale(arguments[0], arguments.pop_back_val());
    Value finite =
        facts.read(builder, ArrayRef(arguments).drop_front(firstFact)).finite;
    arguments.erase(arguments.begin() + firstFact,
                    arguments.begin() + operands.size());
    fillTask(function, arguments, finite, changed);
  }

  /// \param arguments  The gradient, what is shared, the parameter, its states,
  ///                   and numbers.
  void fillTask(UpdateFunction &function, ValueRange arguments, Value finite,
                ArrayRef<unsigned> changed) {
    ValueRange variables = arguments.drop_front(1 + function.numShared);
    SmallVector<Value> tensors{arguments[0]};
    llvm::append_range(tensors, variables.take_front(1 + function.numStates));
    SmallVector<Value> others;
    for (unsigned i = 0; i < function.numShared; ++i)
      others.push_back(convertShared(
          arguments[1 + i],
          function.op.getArgumentTypes()[function.getFirstShared() + i]));
    appendNumbers(function.op, function.getFirstNumber(),
                  variables.drop_front(1 + function.numStates), others);
    SmallVector<Value> all =
        function.isElementwise
            ? updateElements(function, tensors, others, finite)
            : updateWhole(function, tensors, others, finite);
    SmallVector<Value> yielded;
    for (unsigned i : changed)
      yielded.push_back(all[i]);
    YieldOp::create(builder, yielded);
  }

  PipelineUpdates &updates;
  MutableArrayRef<UpdatedParam> params;
  func::FuncOp shared; ///< Null if updates share nothing.
  const bool skipsNonfinite;
  StepBuilder builder;
  llvm::DenseMap<Operation *, SmallVector<Attribute>> statesOf;
  llvm::DenseMap<StringAttr, HyperOp> hypers; ///< By role.
  FlatSymbolRefAttr lossScale;                ///< Null: there is none.
  GradientFacts facts;
  SmallVector<Value> values;
  SmallVector<Attribute> variables;
};
} // namespace

LogicalResult mlir::pipe::writeUpdates(PipelineOp pipeline,
                                       PipelineUpdates &updates,
                                       bool skipsNonfinite) {
  return UpdateWriter(pipeline, updates, skipsNonfinite).write();
}
