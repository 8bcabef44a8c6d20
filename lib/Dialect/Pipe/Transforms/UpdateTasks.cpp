//===- UpdateTasks.cpp - Tasks of functions that update -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "UpdateTasks.h"

#include "StepTasks.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// Writes what one pipeline does once a step.
class UpdateWriter {
public:
  UpdateWriter(PipelineOp pipeline, PipelineUpdates &updates)
      : pipeline(pipeline), updates(updates), params(updates.params),
        shared(updates.shared), symbols(pipeline),
        builder(pipeline.getLoc(), pipeline.getContext()) {}

  LogicalResult write() {
    builder.setInsertionPoint(pipeline.getGraph());
    for (UpdatedParam &param : params) {
      declareStates(param);
      if (failed(declareHypers(param.function.op)) ||
          (param.terms && failed(declareHypers(param.terms->op))))
        return failure();
    }
    if (shared && failed(declareHypers(shared)))
      return failure();
    builder.setInsertionPointAfter(pipeline.getGraph());
    SmallVector<Attribute> names;
    for (UpdatedParam &param : params)
      names.push_back(getSymbol(param.op));
    auto step = StepOp::create(builder, builder.getArrayAttr(names));
    Block *block = builder.createBlock(&step.getBody());
    for (UpdatedParam &param : params)
      block->addArgument(param.op.getType(), builder.getLoc());
    ValueRange sharedValues;
    if (shared)
      sharedValues = addShared(block->getArguments());
    for (auto [param, gradient] :
         llvm::zip_equal(params, block->getArguments()))
      addTask(param, gradient, sharedValues);
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

  /// A shared value, a tensor, as an update takes it.
  Value convertShared(Value value, Type type) {
    return isa<RankedTensorType>(type)
               ? value
               : tensor::ExtractOp::create(builder, value, ValueRange());
  }

  /// Clones the body of `function`, with `arguments` in the place of its own,
  /// and returns what it returns.
  static SmallVector<Value> cloneBody(OpBuilder &builder, func::FuncOp function,
                                      ValueRange arguments) {
    IRMapping mapping;
    mapping.map(function.getArguments(), arguments);
    Block &body = function.getBody().front();
    for (Operation &op : body.without_terminator())
      builder.clone(op, mapping);
    SmallVector<Value> results;
    for (Value value : body.getTerminator()->getOperands())
      results.push_back(mapping.lookup(value));
    return results;
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
                                  cloneBody(nested, function.op, arguments));
        });
    return llvm::to_vector(ValueRange(op.getResults()));
  }

  /// Which results are new values: a state that is returned as it came is none.
  static SmallVector<unsigned> getChanged(UpdateFunction &function) {
    SmallVector<unsigned> changed;
    Operation *terminator = function.op.getBody().front().getTerminator();
    for (auto [i, value] : llvm::enumerate(terminator->getOperands()))
      if (value != function.op.getArgument(1 + i))
        changed.push_back(i);
    return changed;
  }

  /// The hyper that argument `i` of `function` stands for.
  FlatSymbolRefAttr getHyper(func::FuncOp function, unsigned i) {
    return getSymbol(
        hypers.lookup(function.getArgAttrOfType<StringAttr>(i, kHyperAttr)));
  }

  /// What the terms of `param` are computed from, in the order of the arguments
  /// of their function.
  StepTerms getTerms(UpdatedParam &param, Value gradient) {
    UpdateFunction &terms = *param.terms;
    SmallVector<Attribute> variables{getSymbol(param.op)};
    for (unsigned i = 0; i < terms.numStates; ++i) {
      StringAttr role = terms.getRole(i);
      for (unsigned j = 0; j < param.function.numStates; ++j)
        if (param.function.getRole(j) == role)
          variables.push_back(statesOf[param.op][j]);
    }
    for (unsigned i = terms.getFirstNumber(); i < terms.op.getNumArguments();
         ++i)
      variables.push_back(getHyper(terms.op, i));
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

  ValueRange addShared(ValueRange gradients) {
    SmallVector<StepTerms> terms;
    SmallVector<UpdateFunction *> functions;
    for (size_t number : updates.withTerms) {
      terms.push_back(getTerms(params[number], gradients[number]));
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
    return addStepReduction(builder, symbols,
                            {"terms", "shared", terms, ofTerms, numbers,
                             shared.getResultTypes(), ofAll});
  }

  void addTask(UpdatedParam &param, Value gradient, ValueRange sharedValues) {
    UpdateFunction &function = param.function;
    SmallVector<Attribute> read{getSymbol(param.op)};
    llvm::append_range(read, statesOf[param.op]);
    SmallVector<unsigned> changed = getChanged(function);
    SmallVector<Type> results;
    for (unsigned i : changed) {
      auto name = cast<FlatSymbolRefAttr>(read[i]);
      results.push_back(getVariableType(symbols.lookup(name.getValue())));
      variables.push_back(name);
    }
    SmallVector<Value> operands{gradient};
    for (unsigned i = function.getFirstShared(); i < function.getFirstNumber();
         ++i)
      operands.push_back(
          sharedValues[function.op.getArgAttrOfType<IntegerAttr>(i, kSharedAttr)
                           .getInt()]);
    for (unsigned i = function.getFirstNumber();
         i < function.op.getNumArguments(); ++i)
      read.push_back(getHyper(function.op, i));
    OpBuilder::InsertionGuard guard(builder);
    TaskOp task =
        addStepTask(builder, symbols, "update_" + param.op.getSymName(),
                    param.stage, operands, read, results);
    llvm::append_range(values, task.getResults());
    fillTask(function, task.getBody().getArguments(), changed);
  }

  /// \param arguments  The gradient, what is shared, the parameter, its states,
  ///                   and numbers.
  void fillTask(UpdateFunction &function, ValueRange arguments,
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
    SmallVector<Value> all;
    if (function.isElementwise) {
      all = applyToElements(function, tensors, others);
    } else {
      llvm::append_range(tensors, others);
      all = cloneBody(builder, function.op, tensors);
    }
    SmallVector<Value> yielded;
    for (unsigned i : changed)
      yielded.push_back(all[i]);
    YieldOp::create(builder, yielded);
  }

  PipelineOp pipeline;
  PipelineUpdates &updates;
  MutableArrayRef<UpdatedParam> params;
  func::FuncOp shared; ///< Null if updates share nothing.
  SymbolTable symbols;
  ImplicitLocOpBuilder builder;
  llvm::DenseMap<Operation *, SmallVector<Attribute>> statesOf;
  llvm::DenseMap<StringAttr, HyperOp> hypers; ///< By role.
  SmallVector<Value> values;
  SmallVector<Attribute> variables;
};
} // namespace

LogicalResult mlir::pipe::writeUpdates(PipelineOp pipeline,
                                       PipelineUpdates &updates) {
  return UpdateWriter(pipeline, updates).write();
}
