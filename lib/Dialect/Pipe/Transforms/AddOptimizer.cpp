//===- AddOptimizer.cpp - Update the parameters once a step ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OptimizerUpdate.h"

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
};

/// Writes what one pipeline does once a step.
class StepBuilder {
public:
  StepBuilder(PipelineOp pipeline, const Optimizer &optimizer, double rate)
      : pipeline(pipeline), optimizer(optimizer), rate(rate), symbols(pipeline),
        builder(pipeline.getLoc(), pipeline.getContext()) {}

  void build(ArrayRef<TrainedParam> params) {
    GraphOp graph = pipeline.getGraph();
    builder.setInsertionPoint(graph);
    for (const TrainedParam &param : params)
      declareStates(param.op);
    Type scalar = RankedTensorType::get({}, builder.getF64Type());
    rateName =
        declareHyper("learning_rate",
                     DenseElementsAttr::get(cast<ShapedType>(scalar), rate));
    if (optimizer.readsStep())
      stepName = declareHyper("step", nullptr);
    builder.setInsertionPointAfter(graph);
    SmallVector<Attribute> names;
    for (const TrainedParam &param : params)
      names.push_back(getSymbol(param.op));
    auto step = StepOp::create(builder, builder.getArrayAttr(names));
    Block *block = builder.createBlock(&step.getBody());
    SmallVector<Value> values;
    SmallVector<Attribute> variables;
    for (const TrainedParam &param : params)
      addUpdate(param, block, values, variables);
    UpdatesOp::create(builder, values, builder.getArrayAttr(variables));
  }

private:
  template <typename SymbolOp>
  static FlatSymbolRefAttr getSymbol(SymbolOp op) {
    return FlatSymbolRefAttr::get(op.getSymNameAttr());
  }

  void declareStates(ParamOp param) {
    auto type = cast<RankedTensorType>(param.getType());
    RankedTensorType stateType =
        type.clone(getUpdateType(type.getElementType()));
    for (StringRef role : optimizer.getStates()) {
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

  /// A task of the step that updates `param` and its states.
  void addUpdate(const TrainedParam &param, Block *block,
                 SmallVectorImpl<Value> &values,
                 SmallVectorImpl<Attribute> &variables) {
    ParamOp op = param.op;
    Value gradient = block->addArgument(op.getType(), op.getLoc());
    SmallVector<Attribute> read{getSymbol(op)};
    llvm::append_range(read, statesOf[op]);
    size_t numUpdated = read.size();
    llvm::append_range(variables, read);
    read.push_back(rateName);
    if (stepName)
      read.push_back(stepName);
    SmallVector<Type> types;
    for (Attribute name : ArrayRef<Attribute>(read))
      types.push_back(getVariableType(
          symbols.lookup(cast<FlatSymbolRefAttr>(name).getValue())));
    auto task =
        TaskOp::create(builder, TypeRange(types).take_front(numUpdated),
                       "update_" + op.getSymName().str(), TaskKind::Update,
                       param.stage, /*kernel=*/FlatSymbolRefAttr(), gradient,
                       builder.getArrayAttr(read), /*cost=*/IntegerAttr());
    llvm::append_range(values, task.getResults());
    OpBuilder::InsertionGuard guard(builder);
    types.insert(types.begin(), gradient.getType());
    SmallVector<Location> locs(types.size(), op.getLoc());
    Block *body = builder.createBlock(&task.getBody(), {}, types, locs);
    ValueRange arguments = body->getArguments();
    auto readScalar = [&](Value tensor) {
      return tensor::ExtractOp::create(builder, tensor, ValueRange());
    };
    Value rateValue = readScalar(arguments[numUpdated + 1]);
    Value stepValue =
        stepName ? readScalar(arguments[numUpdated + 2]) : Value();
    YieldOp::create(builder,
                    buildUpdate(builder, optimizer, arguments[0], arguments[1],
                                arguments.slice(2, numUpdated - 1), rateValue,
                                stepValue));
  }

  PipelineOp pipeline;
  const Optimizer &optimizer;
  double rate;
  SymbolTable symbols;
  ImplicitLocOpBuilder builder;
  llvm::DenseMap<Operation *, SmallVector<Attribute>> statesOf;
  FlatSymbolRefAttr rateName, stepName;
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
                "at least 0"}})
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
      params.push_back({param, static_cast<int64_t>(
                                   value.getDefiningOp<TaskOp>().getStage())});
    }
    StepBuilder(pipeline, chosen, learningRate).build(params);
    return success();
  }
};
} // namespace
