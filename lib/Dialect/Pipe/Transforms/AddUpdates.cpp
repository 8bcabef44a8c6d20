//===- AddUpdates.cpp - Update the parameters by functions ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "UpdateFunction.h"

#include "pipe/Dialect/Pipe/IR/Pipe.h"
#include "pipe/Dialect/Pipe/Transforms/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
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
  UpdateWriter(PipelineOp pipeline, MutableArrayRef<UpdatedParam> params)
      : pipeline(pipeline), params(params), symbols(pipeline),
        builder(pipeline.getLoc(), pipeline.getContext()) {}

  LogicalResult write() {
    builder.setInsertionPoint(pipeline.getGraph());
    for (UpdatedParam &param : params) {
      declareStates(param);
      if (failed(declareHypers(param)))
        return failure();
    }
    builder.setInsertionPointAfter(pipeline.getGraph());
    SmallVector<Attribute> names;
    for (UpdatedParam &param : params)
      names.push_back(getSymbol(param.op));
    auto step = StepOp::create(builder, builder.getArrayAttr(names));
    Block *block = builder.createBlock(&step.getBody());
    for (UpdatedParam &param : params)
      block->addArgument(param.op.getType(), builder.getLoc());
    for (auto [param, gradient] :
         llvm::zip_equal(params, block->getArguments()))
      addTask(param, gradient);
    UpdatesOp::create(builder, values, builder.getArrayAttr(variables));
    return success();
  }

private:
  template <typename SymbolOp>
  static FlatSymbolRefAttr getSymbol(SymbolOp op) {
    return FlatSymbolRefAttr::get(op.getSymNameAttr());
  }

  void declareStates(UpdatedParam &param) {
    auto type = cast<RankedTensorType>(param.op.getType());
    for (unsigned i = 0; i < param.function.numStates; ++i) {
      StringAttr role = param.function.getRole(i);
      StringAttr name = param.function.getStateName(i);
      if (!name)
        name = builder.getStringAttr(param.op.getSymName() + "." +
                                     role.getValue());
      Type given = param.function.op.getArgumentTypes()[2 + i];
      auto state = StateOp::create(
          builder, name, role, getSymbol(param.op),
          TypeAttr::get(type.clone(getElementTypeOrSelf(given))));
      symbols.insert(state, builder.getInsertionPoint());
      statesOf[param.op].push_back(getSymbol(state));
    }
  }

  LogicalResult declareHypers(UpdatedParam &param) {
    func::FuncOp function = param.function.op;
    for (unsigned i = 2 + param.function.numStates;
         i < function.getNumArguments(); ++i) {
      auto role = function.getArgAttrOfType<StringAttr>(i, kHyperAttr);
      auto given = function.getArgAttrOfType<FloatAttr>(i, kValueAttr);
      auto type = RankedTensorType::get({}, builder.getF64Type());
      DenseElementsAttr value;
      if (given)
        value = DenseElementsAttr::get(type, given.getValueAsDouble());
      HyperOp &hyper = hypers[role];
      if (!hyper) {
        hyper =
            HyperOp::create(builder, role, role, TypeAttr::get(type), value);
        symbols.insert(hyper, builder.getInsertionPoint());
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
    Value scalar = tensor::ExtractOp::create(builder, number, ValueRange());
    auto element = cast<FloatType>(getElementTypeOrSelf(type));
    if (element.getWidth() < 64)
      scalar = arith::TruncFOp::create(builder, element, scalar);
    else if (element.getWidth() > 64)
      scalar = arith::ExtFOp::create(builder, element, scalar);
    if (isa<RankedTensorType>(type))
      return tensor::FromElementsOp::create(builder, type, scalar);
    return scalar;
  }

  /// Applies a function on scalars to each element: one loop, in place.
  SmallVector<Value> applyToElements(UpdateFunction &function,
                                     ValueRange tensors, ValueRange numbers) {
    auto rank = cast<RankedTensorType>(tensors[0].getType()).getRank();
    ValueRange old = tensors.drop_front();
    SmallVector<AffineMap> maps(tensors.size(),
                                builder.getMultiDimIdentityMap(rank));
    SmallVector<utils::IteratorType> iterators(rank,
                                               utils::IteratorType::parallel);
    auto op = linalg::GenericOp::create(
        builder, TypeRange(old), tensors[0], old, maps, iterators,
        [&](OpBuilder &nested, Location loc, ValueRange elements) {
          SmallVector<Value> arguments(elements);
          llvm::append_range(arguments, numbers);
          linalg::YieldOp::create(nested, loc,
                                  function.cloneBody(nested, arguments));
        });
    return llvm::to_vector(ValueRange(op.getResults()));
  }

  void addTask(UpdatedParam &param, Value gradient) {
    UpdateFunction &function = param.function;
    SmallVector<Attribute> read{getSymbol(param.op)};
    llvm::append_range(read, statesOf[param.op]);
    size_t numOld = read.size();
    SmallVector<unsigned> changed = function.getChanged();
    SmallVector<Type> results;
    for (unsigned i : changed) {
      auto name = cast<FlatSymbolRefAttr>(read[i]);
      results.push_back(getVariableType(symbols.lookup(name.getValue())));
      variables.push_back(name);
    }
    for (unsigned i = 1 + numOld; i < function.op.getNumArguments(); ++i)
      read.push_back(getSymbol(hypers.lookup(
          function.op.getArgAttrOfType<StringAttr>(i, kHyperAttr))));
    OpBuilder::InsertionGuard guard(builder);
    auto task = TaskOp::create(
        builder, results, "update_" + param.op.getSymName().str(),
        TaskKind::Update, param.stage, /*kernel=*/FlatSymbolRefAttr(), gradient,
        builder.getArrayAttr(read), /*cost=*/IntegerAttr());
    llvm::append_range(values, task.getResults());
    SmallVector<Type> types{gradient.getType()};
    for (Attribute name : read)
      types.push_back(getVariableType(
          symbols.lookup(cast<FlatSymbolRefAttr>(name).getValue())));
    SmallVector<Location> locs(types.size(), builder.getLoc());
    Block *block = builder.createBlock(&task.getBody(), {}, types, locs);
    fillTask(function, block->getArguments(), 1 + numOld, changed);
  }

  void fillTask(UpdateFunction &function, ValueRange arguments,
                size_t numTensors, ArrayRef<unsigned> changed) {
    ValueRange tensors = arguments.take_front(numTensors);
    SmallVector<Value> numbers;
    for (size_t i = numTensors; i < arguments.size(); ++i)
      numbers.push_back(
          convertNumber(arguments[i], function.op.getArgumentTypes()[i]));
    SmallVector<Value> all;
    if (function.isElementwise) {
      all = applyToElements(function, tensors, numbers);
    } else {
      SmallVector<Value> operands(tensors);
      llvm::append_range(operands, numbers);
      all = function.cloneBody(builder, operands);
    }
    SmallVector<Value> yielded;
    for (unsigned i : changed)
      yielded.push_back(all[i]);
    YieldOp::create(builder, yielded);
  }

  PipelineOp pipeline;
  MutableArrayRef<UpdatedParam> params;
  SymbolTable symbols;
  ImplicitLocOpBuilder builder;
  llvm::DenseMap<Operation *, SmallVector<Attribute>> statesOf;
  llvm::DenseMap<StringAttr, HyperOp> hypers; ///< By role.
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
    return UpdateWriter(pipeline, params).write();
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
