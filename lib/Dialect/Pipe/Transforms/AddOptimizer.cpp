//===- AddOptimizer.cpp - Update the parameters once a step ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NamePatterns.h"
#include "OptimizerUpdate.h"
#include "StepTasks.h"

#include "pipe/Dialect/Pipe/IR/Pipe.h"
#include "pipe/Dialect/Pipe/Transforms/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/DenseSet.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_ADDOPTIMIZERPASS
#include "pipe/Dialect/Pipe/Transforms/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

static std::optional<Optimizer::Kind> parseKind(StringRef name) {
  using Kind = std::optional<Optimizer::Kind>;
  return llvm::StringSwitch<Kind>(name)
      .Case("sgd", Optimizer::Kind::Sgd)
      .Case("momentum", Optimizer::Kind::Momentum)
      .Case("adam", Optimizer::Kind::Adam)
      .Case("adamw", Optimizer::Kind::AdamW)
      .Default(std::nullopt);
}

namespace {
/// A parameter that is updated, at the stage of its first partial gradient.
struct TrainedParam {
  ParamOp op;
  int64_t stage = 0;
  Optimizer optimizer;
};

/// What is the same for all parameters.
struct StepNumbers {
  double rate = 0;
  double clipNorm = 0; ///< 0: gradients are not clipped.
};

/// Writes what one pipeline does once a step.
class StepBuilder {
public:
  StepBuilder(PipelineOp pipeline, ArrayRef<TrainedParam> params,
              const StepNumbers &numbers)
      : pipeline(pipeline), params(params), numbers(numbers), symbols(pipeline),
        builder(pipeline.getLoc(), pipeline.getContext()) {}

  void build() {
    GraphOp graph = pipeline.getGraph();
    builder.setInsertionPoint(graph);
    for (const TrainedParam &param : params)
      declareStates(param);
    Type scalar = RankedTensorType::get({}, builder.getF64Type());
    rateName = declareHyper(
        "learning_rate",
        DenseElementsAttr::get(cast<ShapedType>(scalar), numbers.rate));
    if (params.front().optimizer.readsStep())
      stepName = declareHyper("step", nullptr);
    builder.setInsertionPointAfter(graph);
    SmallVector<Attribute> names;
    for (const TrainedParam &param : params)
      names.push_back(getSymbol(param.op));
    auto step = StepOp::create(builder, builder.getArrayAttr(names));
    Block *block = builder.createBlock(&step.getBody());
    for (const TrainedParam &param : params)
      block->addArgument(ParamOp(param.op).getType(), builder.getLoc());
    Value scale;
    if (numbers.clipNorm != 0)
      scale = addClipping(block->getArguments());
    SmallVector<Value> values;
    SmallVector<Attribute> variables;
    for (auto [param, gradient] :
         llvm::zip_equal(params, block->getArguments()))
      addUpdate(param, gradient, scale, values, variables);
    UpdatesOp::create(builder, values, builder.getArrayAttr(variables));
  }

private:
  template <typename SymbolOp>
  static FlatSymbolRefAttr getSymbol(SymbolOp op) {
    return FlatSymbolRefAttr::get(op.getSymNameAttr());
  }

  void declareStates(const TrainedParam &trained) {
    ParamOp param = trained.op;
    auto type = cast<RankedTensorType>(param.getType());
    RankedTensorType stateType =
        type.clone(getUpdateType(type.getElementType()));
    for (StringRef role : trained.optimizer.getStates()) {
      auto state = StateOp::create(
          builder, builder.getStringAttr(param.getSymName() + "." + role),
          builder.getStringAttr(role), getSymbol(param),
          TypeAttr::get(stateType));
      symbols.insert(state, builder.getInsertionPoint());
      statesOf[param].push_back(getSymbol(state));
    }
  }

  FlatSymbolRefAttr declareHyper(StringRef role, ElementsAttr value) {
    auto type = RankedTensorType::get({}, builder.getF64Type());
    auto hyper = HyperOp::create(builder, builder.getStringAttr(role),
                                 builder.getStringAttr(role),
                                 TypeAttr::get(type), value);
    symbols.insert(hyper, builder.getInsertionPoint());
    return getSymbol(hyper);
  }

  Value readScalar(Value tensor, ValueRange indices = {}) {
    return tensor::ExtractOp::create(builder, tensor, indices);
  }

  /// Finds the factor of all gradients from the sums of the squares of each.
  Value addClipping(ValueRange gradients) {
    auto type = builder.getF64Type();
    SmallVector<StepTerms> terms;
    for (auto [param, gradient] : llvm::zip_equal(params, gradients))
      terms.push_back({param.stage, {gradient}, {}, {type}});
    auto buildTerms = [&](size_t, ValueRange arguments) {
      return SmallVector<Value>{buildSquareSum(builder, arguments[0])};
    };
    Type scalar = RankedTensorType::get({}, type);
    auto build = [&](ValueRange squares, ValueRange) {
      Value scale = buildClipScale(builder, squares, numbers.clipNorm);
      return SmallVector<Value>{
          tensor::FromElementsOp::create(builder, scalar, scale)};
    };
    return addStepReduction(
        builder, symbols,
        {"squares", "clip", terms, buildTerms, {}, scalar, build})[0];
  }

  /// Adds the task that updates `param` and its states. `scale` is null if
  /// gradients are not clipped.
  void addUpdate(const TrainedParam &param, Value gradient, Value scale,
                 SmallVectorImpl<Value> &values,
                 SmallVectorImpl<Attribute> &variables) {
    ParamOp op = param.op;
    SmallVector<Attribute> read{getSymbol(op)};
    llvm::append_range(read, statesOf[op]);
    size_t numUpdated = read.size();
    llvm::append_range(variables, read);
    SmallVector<Type> types;
    for (Attribute name : read)
      types.push_back(getVariableType(
          symbols.lookup(cast<FlatSymbolRefAttr>(name).getValue())));
    read.push_back(rateName);
    if (stepName)
      read.push_back(stepName);
    SmallVector<Value> operands{gradient};
    if (scale)
      operands.push_back(scale);
    OpBuilder::InsertionGuard guard(builder);
    TaskOp task = addStepTask(builder, symbols, "update_" + op.getSymName(),
                              param.stage, operands, read, types);
    llvm::append_range(values, task.getResults());
    ValueRange arguments = task.getBody().getArguments();
    ValueRange ofVariables = arguments.drop_front(operands.size());
    Value rate = readScalar(ofVariables[numUpdated]);
    Value step = stepName ? readScalar(ofVariables[numUpdated + 1]) : Value();
    Value factor = scale ? readScalar(arguments[1]) : Value();
    YieldOp::create(builder, buildUpdate(builder, param.optimizer, arguments[0],
                                         ofVariables[0],
                                         ofVariables.slice(1, numUpdated - 1),
                                         rate, step, factor));
  }

  PipelineOp pipeline;
  ArrayRef<TrainedParam> params;
  const StepNumbers &numbers;
  SymbolTable symbols;
  ImplicitLocOpBuilder builder;
  llvm::DenseMap<Operation *, SmallVector<Attribute>> statesOf;
  FlatSymbolRefAttr rateName, stepName;
};

/// Parameters whose learning rate is multiplied by a number.
struct RateGroup {
  NamePatterns names;
  double factor = 1;
};

struct AddOptimizerPass
    : public pipe::impl::AddOptimizerPassBase<AddOptimizerPass> {
  using Base::Base;

  void runOnOperation() override {
    FailureOr<Optimizer> chosen = readOptions();
    if (failed(chosen))
      return signalPassFailure();
    for (PipelineOp pipeline : getOperation().getOps<PipelineOp>())
      if (failed(addStep(pipeline, *chosen)))
        return signalPassFailure();
  }

  FailureOr<Optimizer> readOptions() {
    ModuleOp module = getOperation();
    std::optional<Optimizer::Kind> kind = parseKind(optimizer);
    if (!kind)
      return module.emitError("there is no optimizer '")
             << optimizer.getValue() << "', only sgd, momentum, adam, adamw";
    struct Range {
      StringRef name;
      double value;
      bool isIn;
      StringRef range;
    };
    auto isBelowOne = [](double value) { return value >= 0 && value < 1; };
    auto isFinite = [](double value) {
      return value >= 0 && std::isfinite(value);
    };
    for (const Range &range :
         {Range{"learning-rate", learningRate, isFinite(learningRate),
                "at least 0"},
          Range{"momentum", momentum, isBelowOne(momentum), "in [0, 1)"},
          Range{"dampening", dampening, dampening >= 0 && dampening <= 1,
                "in [0, 1]"},
          Range{"beta1", beta1, isBelowOne(beta1), "in [0, 1)"},
          Range{"beta2", beta2, isBelowOne(beta2), "in [0, 1)"},
          Range{"epsilon", epsilon, isFinite(epsilon), "at least 0"},
          Range{"weight-decay", weightDecay, isFinite(weightDecay),
                "at least 0"},
          Range{"clip-norm", clipNorm, isFinite(clipNorm), "at least 0"}})
      if (!range.isIn)
        return module.emitError("the option '")
               << range.name << "' is " << range.value << ", but must be "
               << range.range;
    return Optimizer{*kind, momentum, dampening, nesterov,
                     beta1, beta2,    epsilon,   weightDecay};
  }

  LogicalResult addStep(PipelineOp pipeline, const Optimizer &chosen) {
    if (StepOp step = pipeline.getStep()) {
      InFlightDiagnostic diag =
          pipeline.emitError("has a 'pipe.step' already, so that no optimizer "
                             "can be added");
      diag.attachNote(step.getLoc()) << "it is here";
      return diag;
    }
    ReturnOp yield = pipeline.getGraph().getReturn();
    if (yield.getGradients().empty())
      return pipeline.emitError("has no gradients that an optimizer could use; "
                                "'gradient=RESULT:PARAMETER' names them");
    FailureOr<SmallVector<TrainedParam>> params =
        findParams(pipeline, yield, chosen);
    if (failed(params))
      return failure();
    StepNumbers numbers{learningRate, clipNorm};
    StepBuilder(pipeline, *params, numbers).build();
    return success();
  }

  FailureOr<SmallVector<TrainedParam>>
  findParams(PipelineOp pipeline, ReturnOp yield, const Optimizer &chosen) {
    NamePatterns undecayed({noDecay.begin(), noDecay.end()});
    FailureOr<std::vector<RateGroup>> rates = readRates(pipeline);
    if (failed(checkPatterns(pipeline, undecayed, "no-decay")) || failed(rates))
      return failure();
    SymbolTable symbols(pipeline);
    SmallVector<TrainedParam> params;
    llvm::SmallDenseSet<Attribute> seen;
    for (auto [value, name] :
         llvm::zip_equal(yield.getGradients(),
                         yield.getParams().getAsRange<FlatSymbolRefAttr>())) {
      // Further stages add to it.
      if (!seen.insert(name).second)
        continue;
      auto param = symbols.lookup<ParamOp>(name.getValue());
      auto type = cast<RankedTensorType>(param.getType());
      if (!getUpdateType(type.getElementType()))
        return param.emitError("has elements of type ")
               << type.getElementType()
               << ", which an optimizer cannot update; if it is not trained, "
                  "say so with 'frozen="
               << param.getSymName() << "'";
      params.push_back(
          {param,
           static_cast<int64_t>(value.getDefiningOp<TaskOp>().getStage()),
           chosen});
      StringRef known =
          param.isPart() ? *param.getPartOf() : param.getSymName();
      if (undecayed.matches(known))
        params.back().optimizer.weightDecay = 0;
      for (RateGroup &group : *rates)
        if (group.names.matches(known))
          params.back().optimizer.rateFactor *= group.factor;
    }
    if (failed(checkUsed(pipeline, undecayed, "no-decay")))
      return failure();
    for (const RateGroup &group : *rates)
      if (failed(checkUsed(pipeline, group.names, "rate-factor")))
        return failure();
    return params;
  }

  /// Reads the items PATTERN:FACTOR of 'rate-factor'.
  FailureOr<std::vector<RateGroup>> readRates(PipelineOp pipeline) {
    std::vector<RateGroup> groups;
    for (const std::string &item : rateFactor) {
      auto [pattern, number] = StringRef(item).rsplit(':');
      double factor = -1;
      if (number.getAsDouble(factor) || !(factor >= 0) ||
          !std::isfinite(factor))
        return pipeline.emitError("'rate-factor' needs PATTERN:FACTOR with a "
                                  "factor of at least 0, but got '")
               << item << "'";
      groups.push_back({NamePatterns({pattern.str()}), factor});
      if (failed(checkPatterns(pipeline, groups.back().names, "rate-factor")))
        return failure();
    }
    return groups;
  }

  static LogicalResult checkPatterns(PipelineOp pipeline,
                                     const NamePatterns &names,
                                     StringRef option) {
    if (std::optional<std::string> pattern = names.getInvalid())
      return pipeline.emitError("the pattern '")
             << *pattern << "' of '" << option << "' is no pattern of names";
    return success();
  }

  static LogicalResult checkUsed(PipelineOp pipeline, const NamePatterns &names,
                                 StringRef option) {
    if (std::optional<std::string> pattern = names.getUnused())
      return pipeline.emitError("the pattern '")
             << *pattern << "' of '" << option
             << "' matches no parameter with a gradient";
    return success();
  }
};
} // namespace
