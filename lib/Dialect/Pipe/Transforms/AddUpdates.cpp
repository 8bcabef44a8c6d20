//===- AddUpdates.cpp - Update the parameters by functions ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FloatArithmetic.h"
#include "GradientFacts.h"
#include "UpdateFunction.h"

#include "pipe/Dialect/Pipe/IR/Pipe.h"
#include "pipe/Dialect/Pipe/Transforms/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "llvm/ADT/MapVector.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_ADDUPDATESPASS
#include "pipe/Dialect/Pipe/Transforms/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// A parameter, or a part of one, and the function that updates it.
struct UpdatedParam {
  ParamOp op;
  int64_t stage = 0; ///< Where its gradient is added up.
  UpdateFunction function;
};

/// Writes what one pipeline does once a step.
class UpdateWriter {
public:
  UpdateWriter(PipelineOp pipeline, MutableArrayRef<UpdatedParam> params,
               bool skipsNonfinite)
      : params(params), skipsNonfinite(skipsNonfinite), builder(pipeline) {}

  LogicalResult write() {
    for (UpdatedParam &param : params) {
      declareStates(param);
      if (failed(declareHypers(param)))
        return failure();
    }
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

  LogicalResult declareHypers(UpdatedParam &param) {
    func::FuncOp function = param.function.op;
    for (unsigned i = 2 + param.function.numStates;
         i < function.getNumArguments(); ++i) {
      auto role = function.getArgAttrOfType<StringAttr>(i, kHyperAttr);
      auto given = function.getArgAttrOfType<FloatAttr>(i, kValueAttr);
      DenseElementsAttr value;
      if (given)
        value = DenseElementsAttr::get(
            RankedTensorType::get({}, builder.getF64Type()),
            given.getValueAsDouble());
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

  /// Applies a function on scalars to each element.
  SmallVector<Value> updateElements(UpdateFunction &function,
                                    ValueRange tensors, ValueRange numbers,
                                    Value finite) {
    return applyToElements(
        tensors[0], tensors.drop_front(),
        [&](OpBuilder &nested, Location loc, ValueRange elements) {
          SmallVector<Value> arguments(elements);
          llvm::append_range(arguments, numbers);
          SmallVector<Value> news = function.cloneBody(nested, arguments);
          if (finite)
            keepUnlessFinite(nested, loc, finite, news, elements.drop_front());
          return news;
        });
  }

  /// Applies a function on tensors.
  SmallVector<Value> updateWhole(UpdateFunction &function, ValueRange tensors,
                                 ValueRange numbers, Value finite) {
    SmallVector<Value> operands(tensors);
    llvm::append_range(operands, numbers);
    SmallVector<Value> all = function.cloneBody(builder, operands);
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

  void addTask(UpdatedParam &param, Value gradient) {
    UpdateFunction &function = param.function;
    SmallVector<Attribute> read{builder.getSymbol(param.op)};
    llvm::append_range(read, statesOf[param.op]);
    size_t numOld = read.size();
    SmallVector<unsigned> changed = function.getChanged();
    SmallVector<Type> results;
    for (unsigned i : changed) {
      results.push_back(builder.getType(read[i]));
      variables.push_back(read[i]);
    }
    for (unsigned i = 1 + numOld; i < function.op.getNumArguments(); ++i)
      read.push_back(builder.getSymbol(hypers.lookup(
          function.op.getArgAttrOfType<StringAttr>(i, kHyperAttr))));
    if (lossScale)
      read.push_back(lossScale);
    SmallVector<Value> operands{gradient};
    llvm::append_range(operands, facts.getOperands());
    OpBuilder::InsertionGuard guard(builder);
    TaskOp task = builder.addTask("update_" + param.op.getSymName().str(),
                                  param.stage, operands, read, results);
    llvm::append_range(values, task.getResults());
    SmallVector<Value> arguments(task.getBody().getArguments());
    if (lossScale)
      arguments[0] = unscale(arguments[0], arguments.pop_back_val());
    Value finite = facts.read(builder, ArrayRef(arguments).drop_front()).finite;
    arguments.erase(arguments.begin() + 1, arguments.begin() + operands.size());
    fillTask(function, arguments, 1 + numOld, finite, changed);
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

  void fillTask(UpdateFunction &function, ValueRange arguments,
                size_t numTensors, Value finite, ArrayRef<unsigned> changed) {
    ValueRange tensors = arguments.take_front(numTensors);
    SmallVector<Value> numbers;
    for (size_t i = numTensors; i < arguments.size(); ++i)
      numbers.push_back(
          convertNumber(arguments[i], function.op.getArgumentTypes()[i]));
    SmallVector<Value> all =
        function.isElementwise
            ? updateElements(function, tensors, numbers, finite)
            : updateWhole(function, tensors, numbers, finite);
    SmallVector<Value> yielded;
    for (unsigned i : changed)
      yielded.push_back(all[i]);
    YieldOp::create(builder, yielded);
  }

  MutableArrayRef<UpdatedParam> params;
  const bool skipsNonfinite;
  StepBuilder builder;
  llvm::DenseMap<Operation *, SmallVector<Attribute>> statesOf;
  llvm::DenseMap<StringAttr, HyperOp> hypers; ///< By role.
  FlatSymbolRefAttr lossScale;
  GradientFacts facts;
  SmallVector<Value> values;
  SmallVector<Attribute> variables;
};

/// The function of each parameter, in the order of the reference's arguments.
using UpdateNames = llvm::MapVector<StringAttr, FlatSymbolRefAttr>;

struct AddUpdatesPass : public pipe::impl::AddUpdatesPassBase<AddUpdatesPass> {
  using Base::Base;

  void runOnOperation() override {
    llvm::StringSet<> names = getUpdateNames(getOperation());
    for (PipelineOp pipeline : getOperation().getOps<PipelineOp>())
      if (failed(addStep(pipeline)))
        return signalPassFailure();
    for (auto func :
         llvm::make_early_inc_range(getOperation().getOps<func::FuncOp>())) {
      if (names.contains(func.getSymName())) {
        func.erase();
        continue;
      }
      for (unsigned i = 0; i < func.getNumArguments(); ++i)
        for (StringRef name : {kUpdateAttr, kWholeAttr})
          func.removeArgAttr(i, name);
    }
  }

  LogicalResult addStep(PipelineOp pipeline) {
    FlatSymbolRefAttr symbol = pipeline.getReferenceAttr();
    auto reference =
        symbol ? getOperation().lookupSymbol<func::FuncOp>(symbol.getAttr())
               : func::FuncOp();
    UpdateNames updateOf;
    for (unsigned i = 0; reference && i < reference.getNumArguments(); ++i)
      if (auto update =
              reference.getArgAttrOfType<FlatSymbolRefAttr>(i, kUpdateAttr))
        updateOf[reference.getArgAttrOfType<StringAttr>(i, kNameAttr)] = update;
    if (updateOf.empty())
      return success();
    if (StepOp step = pipeline.getStep()) {
      InFlightDiagnostic diag =
          pipeline.emitError("has a 'pipe.step' already, but its reference has "
                             "parameters with '")
          << kUpdateAttr << "', too";
      diag.attachNote(step.getLoc()) << "it is here";
      return diag;
    }
    SmallVector<UpdatedParam> params;
    if (failed(findParams(pipeline, updateOf, params)))
      return failure();
    return UpdateWriter(pipeline, params, skipNonfinite).write();
  }

  LogicalResult findParams(PipelineOp pipeline, const UpdateNames &updateOf,
                           SmallVectorImpl<UpdatedParam> &params) {
    ReturnOp yield = pipeline.getGraph().getReturn();
    SymbolTable symbols(pipeline);
    llvm::SmallDenseSet<Attribute> seen;
    llvm::DenseSet<StringAttr> found;
    for (auto [value, name] :
         llvm::zip_equal(yield.getGradients(),
                         yield.getParams().getAsRange<FlatSymbolRefAttr>())) {
      auto param = symbols.lookup<ParamOp>(name.getValue());
      StringAttr known =
          param.isPart() ? param.getPartOfAttr() : param.getSymNameAttr();
      auto update = updateOf.find(known);
      // Further stages add to the gradient that the first one has.
      if (update == updateOf.end() || !seen.insert(name).second)
        continue;
      found.insert(known);
      FailureOr<UpdateFunction> function =
          readUpdateFunction(getOperation(), pipeline.getLoc(), update->second,
                             known, cast<RankedTensorType>(param.getType()));
      if (failed(function))
        return failure();
      auto task = value.getDefiningOp<TaskOp>();
      params.push_back(
          {param, static_cast<int64_t>(task.getStage()), *function});
    }
    for (const auto &[name, update] : updateOf)
      if (!found.contains(name))
        return pipeline.emitError("has no gradient of ")
               << name << ", which " << update
               << " updates; 'gradient=RESULT:PARAMETER' names it";
    return success();
  }
};
} // namespace
