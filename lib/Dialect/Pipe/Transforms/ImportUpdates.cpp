//===- ImportUpdates.cpp - Functions that update parameters ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Import.h"
#include "UpdateFunction.h"

#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Transforms/RegionUtils.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// Moves what stands behind the gradients into one function a parameter, and
/// returns the gradients in the place of the new parameters.
struct UpdateSplitter {
  ModuleOp module;
  func::FuncOp func;
  ModelRoles &roles;
  SymbolTable symbols;
  Block &body;
  llvm::SetVector<Operation *> moved;
  llvm::BitVector erasedArguments, erasedResults;

  UpdateSplitter(ModuleOp module, func::FuncOp func, ModelRoles &roles)
      : module(module), func(func), roles(roles), symbols(module),
        body(func.getBody().front()), erasedArguments(func.getNumArguments()),
        erasedResults(func.getNumResults()) {}

  Value getResult(unsigned i) { return body.getTerminator()->getOperand(i); }

  /// The ops between the gradient and the new values, in their order.
  SmallVector<Operation *> getOps(const ParameterUpdate &update,
                                  ArrayRef<Value> newValues) {
    llvm::SetVector<Value> work(newValues.begin(), newValues.end());
    llvm::SetVector<Operation *> ops;
    for (size_t i = 0; i < work.size(); ++i) {
      Operation *op = work[i].getDefiningOp();
      if (work[i] == update.gradient || !op || !ops.insert(op))
        continue;
      work.insert(op->operand_begin(), op->operand_end());
      llvm::SetVector<Value> captured;
      getUsedValuesDefinedAbove(op->getRegions(), captured);
      work.insert(captured.begin(), captured.end());
    }
    SmallVector<Operation *> sorted = ops.takeVector();
    llvm::sort(sorted, [](Operation *a, Operation *b) {
      return a->isBeforeInBlock(b);
    });
    return sorted;
  }

  /// The numbers that `ops` read, or that are new values themselves.
  SmallVector<const StepNumber *> getNumbers(ArrayRef<Operation *> ops) {
    llvm::DenseSet<Value> read;
    for (Operation *op : ops) {
      read.insert(op->operand_begin(), op->operand_end());
      llvm::SetVector<Value> captured;
      getUsedValuesDefinedAbove(op->getRegions(), captured);
      read.insert(captured.begin(), captured.end());
    }
    SmallVector<const StepNumber *> numbers;
    for (const StepNumber &number : roles.updates->numbers)
      if (read.contains(body.getArgument(number.argument)))
        numbers.push_back(&number);
    return numbers;
  }

  /// What a counter that begins at 0 is in the step number `step`, an f64.
  static Value buildCount(ImplicitLocOpBuilder &builder, Value step,
                          RankedTensorType type, bool saturates) {
    auto integer = cast<IntegerType>(type.getElementType());
    unsigned width = integer.getWidth();
    Value number = tensor::ExtractOp::create(builder, step, ValueRange());
    // Numbers of steps fit 53 bits.
    Value count =
        arith::FPToSIOp::create(builder, builder.getI64Type(), number);
    count = arith::SubIOp::create(builder, count,
                                  arith::ConstantIntOp::create(builder, 1, 64));
    if (saturates && width < 64)
      count = arith::MinSIOp::create(
          builder, count,
          arith::ConstantIntOp::create(
              builder, APInt::getSignedMaxValue(width).getZExtValue(), 64));
    if (width < 64)
      count = arith::TruncIOp::create(builder, integer, count);
    else if (width > 64)
      count = arith::ExtSIOp::create(builder, integer, count);
    return tensor::FromElementsOp::create(builder, type, count);
  }

  func::FuncOp createFunction(const ParameterUpdate &update,
                              ArrayRef<const StepNumber *> numbers,
                              ArrayRef<Value> newValues) {
    OpBuilder builder(func);
    Type parameter = body.getArgument(update.parameter).getType();
    SmallVector<Type> types{parameter, parameter};
    for (const StepState &state : update.states)
      types.push_back(body.getArgument(state.argument).getType());
    for (const StepNumber *number : numbers)
      types.push_back(number->isCounter
                          ? RankedTensorType::get({}, builder.getF64Type())
                          : body.getArgument(number->argument).getType());
    auto function = func::FuncOp::create(
        builder, func.getLoc(),
        "update_" + roles.arguments[update.parameter].name,
        builder.getFunctionType(types, ValueRange(newValues).getTypes()));
    function.setPrivate();
    symbols.insert(function);
    function.addEntryBlock();
    for (auto [i, state] : llvm::enumerate(update.states)) {
      function.setArgAttr(2 + i, kStateAttr, builder.getStringAttr(state.role));
      function.setArgAttr(
          2 + i, kNameAttr,
          builder.getStringAttr(roles.arguments[state.argument].name));
    }
    for (auto [i, number] : llvm::enumerate(numbers))
      function.setArgAttr(2 + update.states.size() + i, kHyperAttr,
                          builder.getStringAttr(number->role));
    return function;
  }

  void fillFunction(func::FuncOp function, const ParameterUpdate &update,
                    ArrayRef<const StepNumber *> numbers,
                    ArrayRef<Operation *> ops, ArrayRef<Value> newValues) {
    ImplicitLocOpBuilder builder(func.getLoc(), function.getContext());
    builder.setInsertionPointToEnd(&function.getBody().front());
    ValueRange arguments = function.getArguments();
    IRMapping mapping;
    if (update.gradient)
      mapping.map(update.gradient, arguments[0]);
    mapping.map(body.getArgument(update.parameter), arguments[1]);
    arguments = arguments.drop_front(2);
    for (auto [i, state] : llvm::enumerate(update.states))
      mapping.map(body.getArgument(state.argument), arguments[i]);
    arguments = arguments.drop_front(update.states.size());
    for (auto [i, number] : llvm::enumerate(numbers)) {
      BlockArgument old = body.getArgument(number->argument);
      mapping.map(old, number->isCounter
                           ? buildCount(builder, arguments[i],
                                        cast<RankedTensorType>(old.getType()),
                                        number->saturates)
                           : arguments[i]);
    }
    for (Operation *op : ops)
      builder.clone(*op, mapping);
    SmallVector<Value> results;
    for (Value value : newValues)
      results.push_back(mapping.lookup(value));
    func::ReturnOp::create(builder, results);
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
    SmallVector<Operation *> ops = getOps(update, newValues);
    moved.insert(ops.begin(), ops.end());
    SmallVector<const StepNumber *> numbers = getNumbers(ops);
    func::FuncOp function = createFunction(update, numbers, newValues);
    fillFunction(function, update, numbers, ops, newValues);
    func.setArgAttr(update.parameter, kUpdateAttr,
                    FlatSymbolRefAttr::get(function.getSymNameAttr()));
    // From here on the result is the gradient.
    Type type = body.getArgument(update.parameter).getType();
    body.getTerminator()->setOperand(
        update.result, update.gradient ? update.gradient : createZeros(type));
    ResultRole &role = roles.results[update.result];
    role.kind = ResultKind::Gradient;
    role.name = "gradient of " + roles.arguments[update.parameter].name;
    for (const StepState &state : update.states) {
      erasedArguments.set(state.argument);
      erasedResults.set(state.result);
    }
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
      if (isOpTriviallyDead(op) || (moved.contains(op) && op->use_empty()))
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
  bool isGiven = func->hasAttr(kUpdateAttr);
  for (unsigned i = 0; i < func.getNumArguments(); ++i)
    isGiven |= func.getArgAttr(i, kUpdateAttr) != nullptr;
  if (isGiven)
    return func.emitError("updates its parameters itself, but has '")
           << kUpdateAttr << "', too; leave one of them out";
  return UpdateSplitter(module, func, roles).run();
}

LogicalResult mlir::pipe::readUpdates(ModuleOp module, func::FuncOp func) {
  llvm::StringSet<> withGradient;
  for (unsigned i = 0; i < func.getNumResults(); ++i)
    if (auto name = func.getResultAttrOfType<StringAttr>(i, kGradientAttr))
      withGradient.insert(name.getValue());
  Attribute ofAll = func->removeAttr(kUpdateAttr);
  for (unsigned i = 0; i < func.getNumArguments(); ++i) {
    auto name = func.getArgAttrOfType<StringAttr>(i, kNameAttr);
    bool isTrained = withGradient.contains(name.getValue());
    Attribute update = func.getArgAttr(i, kUpdateAttr);
    if (update && !isTrained)
      return func.emitError("has '")
             << kUpdateAttr << "' on the argument " << name
             << ", which has no gradient; 'gradient=RESULT:PARAMETER' names it";
    if (!update && isTrained)
      update = ofAll;
    if (!update)
      continue;
    auto symbol = dyn_cast<FlatSymbolRefAttr>(update);
    if (!symbol)
      return func.emitError("has '")
             << kUpdateAttr << "' = " << update
             << ", but it must name a function, as in @sgd";
    FailureOr<UpdateFunction> function = readUpdateFunction(
        module, func.getLoc(), symbol, name.getValue(),
        cast<RankedTensorType>(func.getArgument(i).getType()));
    if (failed(function))
      return failure();
    func.setArgAttr(i, kUpdateAttr, symbol);
    if (!function->isElementwise)
      func.setArgAttr(i, kWholeAttr, UnitAttr::get(func.getContext()));
  }
  return success();
}
