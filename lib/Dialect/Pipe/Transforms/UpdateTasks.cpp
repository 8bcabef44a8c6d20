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
#include "UpdateVariables.h"

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
      : updates(updates), params(updates.params),
        skipsNonfinite(skipsNonfinite), builder(pipeline) {}

  LogicalResult write() {
    if (failed(known.declare(updates)))
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
    for (size_t number = 0; number < updates.shared.size(); ++number)
      addShared(number, gradients);
    for (auto [param, gradient] : llvm::zip_equal(params, gradients))
      addTask(param, gradient.value);
    if (questions.finite) {
      values.push_back(facts.finite);
      variables.push_back(questions.finite);
    }
    UpdatesOp::create(builder, values, builder.getArrayAttr(variables));
    return success();
  }

private:
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

  /// The values that the arguments of `function` from `first` to `end` stand
  /// for.
  SmallVector<Value> getShared(func::FuncOp function, unsigned first,
                               unsigned end) {
    SmallVector<Value> found;
    for (unsigned i = first; i < end; ++i)
      found.push_back(
          sharedValues[function.getArgAttrOfType<IntegerAttr>(i, kSharedAttr)
                           .getInt()]);
    return found;
  }

  /// What the terms of `param` for function number `number` are computed from:
  /// the gradient and what is shared; the parameter, its states, numbers, and
  /// the loss scale.
  StepTerms getTerms(UpdatedParam &param, size_t number, Value gradient) {
    UpdateFunction &terms = param.terms[number];
    SmallVector<Value> operands{gradient};
    llvm::append_range(operands, getShared(terms.op, terms.getFirstShared(),
                                           terms.getFirstNumber()));
    SmallVector<Attribute> variables{builder.getSymbol(param.op)};
    for (unsigned i = 0; i < terms.numStates; ++i) {
      StringAttr role = terms.getRole(i);
      for (unsigned j = 0; j < param.function.numStates; ++j)
        if (param.function.getRole(j) == role)
          variables.push_back(known.getStates(param.op)[j]);
    }
    for (unsigned i = terms.getFirstNumber(); i < terms.op.getNumArguments();
         ++i)
      variables.push_back(known.getHyper(terms.op, i));
    if (lossScale)
      variables.push_back(lossScale);
    SmallVector<Type> scalars;
    for (Type type : terms.op.getResultTypes())
      scalars.push_back(getElementTypeOrSelf(type));
    return {param.stage, operands, variables, scalars};
  }

  /// Appends `values`, which are shared, as `function` takes them from argument
  /// `first` on.
  void appendShared(func::FuncOp function, unsigned first, ValueRange values,
                    SmallVectorImpl<Value> &operands) {
    for (auto [i, value] : llvm::enumerate(values))
      operands.push_back(
          convertShared(value, function.getArgumentTypes()[first + i]));
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
  /// \param arguments  in the order of `getTerms`
  SmallVector<Value> buildTerms(UpdateFunction &terms, ValueRange arguments) {
    Value gradient = arguments.front();
    if (lossScale) {
      gradient = unscale(gradient, arguments.back());
      arguments = arguments.drop_back();
    }
    ValueRange sharedArguments =
        arguments.drop_front(1).take_front(terms.numShared);
    ValueRange variables = arguments.drop_front(1 + terms.numShared);
    SmallVector<Value> operands{gradient};
    llvm::append_range(operands, variables.take_front(1 + terms.numStates));
    appendShared(terms.op, terms.getFirstShared(), sharedArguments, operands);
    appendNumbers(terms.op, terms.getFirstNumber(),
                  variables.drop_front(1 + terms.numStates), operands);
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
  /// \param others  what is shared in front of it, and numbers
  SmallVector<Value> buildShared(const SharedFunction &shared,
                                 ValueRange scalars, ValueRange others) {
    func::FuncOp function = shared.op;
    SmallVector<Value> operands;
    for (auto [i, scalar] : llvm::enumerate(scalars))
      operands.push_back(tensor::FromElementsOp::create(
          builder, function.getArgumentTypes()[i], scalar));
    appendShared(function, shared.numTerms, others.take_front(shared.numShared),
                 operands);
    ValueRange numbers =
        others.drop_front(shared.numShared)
            .take_front(function.getNumArguments() - shared.getFirstNumber());
    appendNumbers(function, shared.getFirstNumber(), numbers, operands);
    return cloneBody(builder, function, operands);
  }

  /// Adds the tasks of function number `number` of what is shared.
  void addShared(size_t number, ArrayRef<StepGradient> gradients) {
    const SharedFunction &shared = updates.shared[number];
    func::FuncOp function = shared.op;
    SmallVector<StepTerms> terms;
    SmallVector<UpdateFunction *> functions;
    for (size_t i : updates.withTerms) {
      UpdateFunction &ofParam = params[i].terms[number];
      if (ofParam.op.getNumResults() == 0)
        continue;
      terms.push_back(getTerms(params[i], number, gradients[i].value));
      functions.push_back(&ofParam);
    }
    SmallVector<Attribute> read;
    for (unsigned i = shared.getFirstNumber(); i < function.getNumArguments();
         ++i)
      read.push_back(known.getHyper(function, i));
    // A report takes the place of that of the step before.
    SmallVector<unsigned> reported;
    for (unsigned i = 0; i < function.getNumResults(); ++i)
      if (shared.getReport(i)) {
        reported.push_back(i);
        Attribute report = known.getReports()[numReported++];
        read.push_back(report);
        variables.push_back(report);
      }
    auto ofTerms = [&](size_t i, ValueRange arguments) {
      return buildTerms(*functions[i], arguments);
    };
    auto ofAll = [&](ValueRange scalars, ValueRange others) {
      return buildShared(shared, scalars, others);
    };
    std::string suffix = number == 0 ? "" : "_" + std::to_string(number);
    ValueRange results = addStepReduction(
        builder, {"terms" + suffix, "shared" + suffix, terms, ofTerms,
                  getShared(function, shared.numTerms, shared.getFirstNumber()),
                  read, function.getResultTypes(), ofAll});
    llvm::append_range(sharedValues, results);
    for (unsigned i : reported)
      values.push_back(results[i]);
  }

  void addTask(UpdatedParam &param, Value gradient) {
    UpdateFunction &function = param.function;
    SmallVector<Attribute> read{builder.getSymbol(param.op)};
    llvm::append_range(read, known.getStates(param.op));
    SmallVector<unsigned> changed = function.getChanged();
    SmallVector<Type> results;
    for (unsigned i : changed) {
      results.push_back(builder.getType(read[i]));
      variables.push_back(read[i]);
    }
    SmallVector<Value> operands{gradient};
    llvm::append_range(operands,
                       getShared(function.op, function.getFirstShared(),
                                 function.getFirstNumber()));
    size_t firstFact = operands.size();
    llvm::append_range(operands, facts.getOperands());
    for (unsigned i = function.getFirstNumber();
         i < function.op.getNumArguments(); ++i)
      read.push_back(known.getHyper(function.op, i));
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
    appendShared(function.op, function.getFirstShared(),
                 arguments.drop_front(1).take_front(function.numShared),
                 others);
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
  const bool skipsNonfinite;
  StepBuilder builder;
  UpdateVariables known{builder};
  FlatSymbolRefAttr lossScale; ///< Null: there is none.
  GradientFacts facts;
  SmallVector<Value> sharedValues; ///< What the functions of them return.
  size_t numReported = 0;          ///< Of the reports, in their order.
  SmallVector<Value> values;
  SmallVector<Attribute> variables;
};
} // namespace

LogicalResult mlir::pipe::writeUpdates(PipelineOp pipeline,
                                       PipelineUpdates &updates,
                                       bool skipsNonfinite) {
  return UpdateWriter(pipeline, updates, skipsNonfinite).write();
}
