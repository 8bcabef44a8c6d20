//===- ImportUpdates.cpp - Functions that update parameters ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Import.h"
#include "UpdateOutliner.h"

#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// Moves what stands behind the gradients into one function a parameter, and
/// returns the gradients in the place of the new parameters.
struct UpdateSplitter {
  ModuleOp module;
  func::FuncOp func;
  ModelRoles &roles;
  Block &body;
  UpdateOutliner outliner;
  llvm::DenseMap<Value, unsigned> sharedNumber;
  /// Of each function of what is shared, the number of its first result.
  SmallVector<unsigned> firstNumbers;
  int64_t numReaders = 0; ///< of what is shared
  llvm::BitVector erasedArguments, erasedResults;

  UpdateSplitter(ModuleOp module, func::FuncOp func, ModelRoles &roles)
      : module(module), func(func), roles(roles), body(func.getBody().front()),
        outliner(module, func, roles), erasedArguments(func.getNumArguments()),
        erasedResults(func.getNumResults()) {
    unsigned number = 0;
    for (const SharedValues &shared : roles.updates->shared) {
      firstNumbers.push_back(number);
      for (auto [i, value] : llvm::enumerate(shared.values))
        sharedNumber[value] = number + i;
      number += shared.values.size() + shared.reports.size();
    }
    firstNumbers.push_back(number);
  }

  Value getResult(unsigned i) { return body.getTerminator()->getOperand(i); }

  OutlinedInput getInput(unsigned argument) {
    Value value = body.getArgument(argument);
    return {value, value.getType()};
  }

  /// The gradient, the parameter and its states.
  SmallVector<OutlinedInput> getInputs(const ParameterUpdate &update) {
    Builder builder(func.getContext());
    OutlinedInput parameter = getInput(update.parameter);
    SmallVector<OutlinedInput> inputs{{update.gradient, parameter.type},
                                      parameter};
    for (const StepState &state : update.states) {
      OutlinedInput input = getInput(state.argument);
      input.attributes = {
          builder.getNamedAttr(kStateAttr, builder.getStringAttr(state.role)),
          builder.getNamedAttr(
              kNameAttr,
              builder.getStringAttr(roles.arguments[state.argument].name))};
      inputs.push_back(input);
    }
    return inputs;
  }

  /// Appends what `made` is computed from of what is shared, with a number
  /// below `end`. Returns whether it is from any.
  bool addShared(SmallVectorImpl<OutlinedInput> &inputs, ArrayRef<Value> made,
                 unsigned end) {
    llvm::DenseSet<Value> own;
    for (const OutlinedInput &input : inputs)
      own.insert(input.value);
    auto isShared = [&](Value value) {
      auto it = sharedNumber.find(value);
      return it != sharedNumber.end() && it->second < end &&
             !own.contains(value);
    };
    StepPart part = UpdateOutliner::findPart(
        [&](Value value) { return own.contains(value) || isShared(value); },
        made);
    SmallVector<Value> values;
    llvm::copy_if(part.read, std::back_inserter(values), isShared);
    llvm::sort(values, [&](Value a, Value b) {
      return sharedNumber.lookup(a) < sharedNumber.lookup(b);
    });
    Builder builder(func.getContext());
    for (Value value : values)
      inputs.push_back(
          {value,
           value.getType(),
           {builder.getNamedAttr(
               kSharedAttr, builder.getI64IntegerAttr(sharedNumber[value]))}});
    return !values.empty();
  }

  Value createZeros(Type type) {
    ImplicitLocOpBuilder builder(func.getLoc(), body.getTerminator());
    auto tensor = cast<RankedTensorType>(type);
    Value zero = arith::ConstantOp::create(
        builder, builder.getZeroAttr(tensor.getElementType()));
    Value empty = tensor::EmptyOp::create(builder, tensor.getShape(),
                                          tensor.getElementType());
    return linalg::FillOp::create(builder, zero, empty).getResult(0);
  }

  void split(const ParameterUpdate &update) {
    SmallVector<Value> newValues{getResult(update.result)};
    for (const StepState &state : update.states)
      newValues.push_back(getResult(state.result));
    SmallVector<OutlinedInput> inputs = getInputs(update);
    numReaders += addShared(inputs, newValues, firstNumbers.back());
    const std::string &name = roles.arguments[update.parameter].name;
    func::FuncOp function =
        outliner.outline("update_" + name, inputs, newValues);
    func.setArgAttr(update.parameter, kUpdateAttr,
                    FlatSymbolRefAttr::get(function.getSymNameAttr()));
    splitTerms(update, name);
    for (const StepState &state : update.states) {
      erasedArguments.set(state.argument);
      erasedResults.set(state.result);
    }
  }

  /// "NAME", "NAME_1": of the functions of what is shared.
  static std::string getName(const Twine &name, size_t number) {
    return number == 0 ? name.str() : (name + "_" + Twine(number)).str();
  }

  /// One symbol, or a list of several.
  static Attribute getSymbols(ArrayRef<Attribute> symbols) {
    if (symbols.size() == 1)
      return symbols.front();
    return ArrayAttr::get(symbols.front().getContext(), symbols);
  }

  void splitTerms(const ParameterUpdate &update, const std::string &name) {
    if (llvm::all_of(update.terms,
                     [](ArrayRef<Value> terms) { return terms.empty(); }))
      return;
    SmallVector<Attribute> symbols;
    for (auto [number, terms] : llvm::enumerate(update.terms)) {
      SmallVector<OutlinedInput> inputs = getInputs(update);
      addShared(inputs, terms, firstNumbers[number]);
      func::FuncOp function =
          outliner.outline(getName("terms_" + name, number), inputs, terms);
      symbols.push_back(FlatSymbolRefAttr::get(function.getSymNameAttr()));
    }
    func.setArgAttr(update.parameter, kTermsAttr, getSymbols(symbols));
  }

  /// Of how many of `inputs` `made` is.
  static int64_t countRead(ArrayRef<OutlinedInput> inputs,
                           ArrayRef<Value> made) {
    llvm::DenseSet<Value> own;
    for (const OutlinedInput &input : inputs)
      own.insert(input.value);
    StepPart part = UpdateOutliner::findPart(
        [&](Value value) { return own.contains(value); }, made);
    return llvm::count_if(
        own, [&](Value value) { return part.read.contains(value); });
  }

  /// What all terms are made to, in function number `number`.
  func::FuncOp splitShared(size_t number, int64_t &numTerms) {
    const SharedValues &shared = roles.updates->shared[number];
    SmallVector<OutlinedInput> inputs;
    for (const ParameterUpdate &update : roles.updates->updates)
      for (Value term : update.terms[number])
        inputs.push_back({term, term.getType()});
    numTerms += countRead(inputs, shared.values);
    SmallVector<Value> made(shared.values);
    for (unsigned i : shared.reports)
      made.push_back(getResult(i));
    addShared(inputs, made, firstNumbers[number]);
    func::FuncOp function =
        outliner.outline(getName("shared", number), inputs, made);
    for (auto [i, result] : llvm::enumerate(shared.reports)) {
      function.setResultAttr(
          shared.values.size() + i, kReportAttr,
          StringAttr::get(func.getContext(), roles.results[result].name));
      erasedResults.set(result);
    }
    return function;
  }

  void splitAllShared() {
    SmallVector<Attribute> symbols;
    int64_t numTerms = 0;
    for (size_t number = 0; number < roles.updates->shared.size(); ++number)
      symbols.push_back(FlatSymbolRefAttr::get(
          splitShared(number, numTerms).getSymNameAttr()));
    func->setAttr(kSharedAttr, getSymbols(symbols));
    if (!sharedNumber.empty())
      module->setAttr(
          kStepSharedAttr,
          DenseI64ArrayAttr::get(module.getContext(),
                                 {static_cast<int64_t>(sharedNumber.size()),
                                  numReaders, numTerms}));
  }

  /// Makes the result the gradient, in the place of the new value.
  void returnGradient(const ParameterUpdate &update) {
    Type type = body.getArgument(update.parameter).getType();
    body.getTerminator()->setOperand(
        update.result, update.gradient ? update.gradient : createZeros(type));
    ResultRole &role = roles.results[update.result];
    role.kind = ResultKind::Gradient;
    role.name = "gradient of " + roles.arguments[update.parameter].name;
  }

  template <typename Role>
  static void erase(SmallVector<Role> &list, const llvm::BitVector &erased) {
    SmallVector<Role> kept;
    for (auto [i, role] : llvm::enumerate(list))
      if (!erased.test(i))
        kept.push_back(std::move(role));
    list = std::move(kept);
  }

  LogicalResult eraseMoved() {
    body.getTerminator()->eraseOperands(erasedResults);
    SmallVector<Operation *> ops;
    for (Operation &op : body.without_terminator())
      ops.push_back(&op);
    for (Operation *op : llvm::reverse(ops))
      if (isOpTriviallyDead(op) || (outliner.isCopied(op) && op->use_empty()))
        op->erase();
    if (failed(func.eraseResults(erasedResults)) ||
        failed(func.eraseArguments(erasedArguments)))
      return failure();
    erase(roles.results, erasedResults);
    erase(roles.arguments, erasedArguments);
    return success();
  }

  LogicalResult run() {
    // The names of counters are told, as nothing else has them any more.
    SmallVector<Attribute> counters;
    Builder builder(func.getContext());
    for (const ParameterUpdate &update : roles.updates->updates)
      split(update);
    if (!roles.updates->shared.empty())
      splitAllShared();
    for (const ParameterUpdate &update : roles.updates->updates)
      returnGradient(update);
    for (const StepNumber &number : roles.updates->numbers) {
      if (number.isCounter)
        counters.push_back(
            builder.getStringAttr(roles.arguments[number.argument].name));
      erasedArguments.set(number.argument);
      if (number.result)
        erasedResults.set(*number.result);
    }
    for (auto [argument, result] : roles.updates->unchanged)
      erasedResults.set(result);
    module->setAttr(kStepCountersAttr, builder.getArrayAttr(counters));
    return eraseMoved();
  }
};
} // namespace

LogicalResult mlir::pipe::splitUpdates(ModuleOp module, func::FuncOp func,
                                       ModelRoles &roles) {
  if (!roles.updates)
    return success();
  bool isGiven = func->hasAttr(kUpdateAttr) || func->hasAttr(kSharedAttr);
  for (unsigned i = 0; i < func.getNumArguments(); ++i)
    isGiven |= func.getArgAttr(i, kUpdateAttr) != nullptr;
  if (isGiven)
    return func.emitError("updates its parameters itself, but has '")
           << kUpdateAttr << "', too; leave one of them out";
  return UpdateSplitter(module, func, roles).run();
}
