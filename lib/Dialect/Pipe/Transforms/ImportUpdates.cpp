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
  int64_t numReaders = 0; ///< of what is shared
  llvm::BitVector erasedArguments, erasedResults;

  UpdateSplitter(ModuleOp module, func::FuncOp func, ModelRoles &roles)
      : module(module), func(func), roles(roles), body(func.getBody().front()),
        outliner(module, func, roles), erasedArguments(func.getNumArguments()),
        erasedResults(func.getNumResults()) {
    for (auto [number, value] : llvm::enumerate(roles.updates->shared))
      sharedNumber[value] = number;
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

  /// Appends what `newValues` are computed from of what is shared.
  void addShared(SmallVectorImpl<OutlinedInput> &inputs,
                 ArrayRef<Value> newValues) {
    llvm::DenseSet<Value> own;
    for (const OutlinedInput &input : inputs)
      own.insert(input.value);
    StepPart part = UpdateOutliner::findPart(
        [&](Value value) {
          return own.contains(value) || sharedNumber.contains(value);
        },
        newValues);
    SmallVector<unsigned> numbers;
    for (Value value : part.read)
      if (auto it = sharedNumber.find(value);
          it != sharedNumber.end() && !own.contains(value))
        numbers.push_back(it->second);
    llvm::sort(numbers);
    numReaders += !numbers.empty();
    Builder builder(func.getContext());
    for (unsigned number : numbers) {
      Value value = roles.updates->shared[number];
      inputs.push_back({value,
                        value.getType(),
                        {builder.getNamedAttr(
                            kSharedAttr, builder.getI64IntegerAttr(number))}});
    }
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
    addShared(inputs, newValues);
    const std::string &name = roles.arguments[update.parameter].name;
    func::FuncOp function =
        outliner.outline("update_" + name, inputs, newValues);
    func.setArgAttr(update.parameter, kUpdateAttr,
                    FlatSymbolRefAttr::get(function.getSymNameAttr()));
    if (!update.terms.empty())
      func.setArgAttr(
          update.parameter, kTermsAttr,
          FlatSymbolRefAttr::get(
              outliner.outline("terms_" + name, getInputs(update), update.terms)
                  .getSymNameAttr()));
    for (const StepState &state : update.states) {
      erasedArguments.set(state.argument);
      erasedResults.set(state.result);
    }
  }

  /// What all terms are made to.
  void splitShared() {
    SmallVector<OutlinedInput> inputs;
    for (const ParameterUpdate &update : roles.updates->updates)
      for (Value term : update.terms)
        inputs.push_back({term, term.getType()});
    func::FuncOp function =
        outliner.outline("shared", inputs, roles.updates->shared);
    func->setAttr(kSharedAttr,
                  FlatSymbolRefAttr::get(function.getSymNameAttr()));
    module->setAttr(kStepSharedAttr,
                    DenseI64ArrayAttr::get(
                        module.getContext(),
                        {static_cast<int64_t>(roles.updates->shared.size()),
                         numReaders, static_cast<int64_t>(inputs.size())}));
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
      splitShared();
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
