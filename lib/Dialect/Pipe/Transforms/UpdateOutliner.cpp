//===- UpdateOutliner.cpp - Functions of parts of a step ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "UpdateOutliner.h"

#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "mlir/Transforms/RegionUtils.h"

using namespace mlir;
using namespace mlir::pipe;

StepPart UpdateOutliner::findPart(llvm::function_ref<bool(Value)> isInput,
                                  ArrayRef<Value> results) {
  llvm::SetVector<Value> work(results.begin(), results.end());
  llvm::SetVector<Operation *> ops;
  StepPart part;
  part.read.insert(results.begin(), results.end());
  for (size_t i = 0; i < work.size(); ++i) {
    Operation *op = work[i].getDefiningOp();
    if (isInput(work[i]) || !op || !ops.insert(op))
      continue;
    llvm::SetVector<Value> reads(op->operand_begin(), op->operand_end());
    getUsedValuesDefinedAbove(op->getRegions(), reads);
    part.read.insert(reads.begin(), reads.end());
    work.insert(reads.begin(), reads.end());
  }
  part.ops = ops.takeVector();
  llvm::sort(part.ops,
             [](Operation *a, Operation *b) { return a->isBeforeInBlock(b); });
  return part;
}

/// What a counter that begins at 0 is in the step number `step`, an f64.
static Value buildCount(ImplicitLocOpBuilder &builder, Value step,
                        RankedTensorType type, bool saturates) {
  auto integer = cast<IntegerType>(type.getElementType());
  unsigned width = integer.getWidth();
  Value number = tensor::ExtractOp::create(builder, step, ValueRange());
  // Numbers of steps fit 53 bits.
  Value count = arith::FPToSIOp::create(builder, builder.getI64Type(), number);
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

func::FuncOp UpdateOutliner::createFunction(
    const Twine &name, ArrayRef<OutlinedInput> inputs,
    ArrayRef<const StepNumber *> numbers, ArrayRef<Value> results) {
  OpBuilder builder(func);
  SmallVector<Type> types;
  for (const OutlinedInput &input : inputs)
    types.push_back(input.type);
  for (const StepNumber *number : numbers)
    types.push_back(number->isCounter
                        ? RankedTensorType::get({}, builder.getF64Type())
                        : body.getArgument(number->argument).getType());
  auto function = func::FuncOp::create(
      builder, func.getLoc(), name.str(),
      builder.getFunctionType(types, ValueRange(results).getTypes()));
  function.setPrivate();
  symbols.insert(function);
  function.addEntryBlock();
  for (auto [i, input] : llvm::enumerate(inputs))
    for (NamedAttribute attribute : input.attributes)
      function.setArgAttr(i, attribute.getName(), attribute.getValue());
  for (auto [i, number] : llvm::enumerate(numbers))
    function.setArgAttr(inputs.size() + i, kHyperAttr,
                        builder.getStringAttr(number->role));
  return function;
}

void UpdateOutliner::fillFunction(func::FuncOp function,
                                  ArrayRef<OutlinedInput> inputs,
                                  ArrayRef<const StepNumber *> numbers,
                                  ArrayRef<Operation *> ops,
                                  ArrayRef<Value> results) {
  ImplicitLocOpBuilder builder(func.getLoc(), function.getContext());
  builder.setInsertionPointToEnd(&function.getBody().front());
  IRMapping mapping;
  // Of two inputs that are one value the first is read.
  for (auto [input, argument] : llvm::zip(inputs, function.getArguments()))
    if (input.value && !mapping.contains(input.value))
      mapping.map(input.value, argument);
  for (auto [number, argument] : llvm::zip_equal(
           numbers, function.getArguments().drop_front(inputs.size()))) {
    BlockArgument old = body.getArgument(number->argument);
    mapping.map(old, number->isCounter
                         ? buildCount(builder, argument,
                                      cast<RankedTensorType>(old.getType()),
                                      number->saturates)
                         : Value(argument));
  }
  for (Operation *op : ops)
    builder.clone(*op, mapping);
  SmallVector<Value> values;
  for (Value value : results)
    values.push_back(mapping.lookup(value));
  func::ReturnOp::create(builder, values);
}

func::FuncOp UpdateOutliner::outline(const Twine &name,
                                     ArrayRef<OutlinedInput> inputs,
                                     ArrayRef<Value> results) {
  llvm::DenseSet<Value> given;
  for (const OutlinedInput &input : inputs)
    given.insert(input.value);
  StepPart part =
      findPart([&](Value value) { return given.contains(value); }, results);
  copied.insert(part.ops.begin(), part.ops.end());
  SmallVector<const StepNumber *> numbers;
  for (const StepNumber &number : roles.updates->numbers)
    if (part.read.contains(body.getArgument(number.argument)))
      numbers.push_back(&number);
  func::FuncOp function = createFunction(name, inputs, numbers, results);
  fillFunction(function, inputs, numbers, part.ops, results);
  return function;
}
