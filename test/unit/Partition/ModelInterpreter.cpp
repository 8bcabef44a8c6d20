//===- ModelInterpreter.cpp - Compute what a model computes ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ModelInterpreter.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace mlir::pipe;
using namespace pipe_test;

using Values = llvm::DenseMap<Value, uint32_t>;

static uint32_t compute(Operation &op, const Values &values) {
  uint32_t a = values.lookup(op.getOperand(0));
  uint32_t b = values.lookup(op.getOperand(1));
  return llvm::TypeSwitch<Operation *, uint32_t>(&op)
      .Case<arith::AddIOp>([&](auto) { return a + b; })
      .Case<arith::SubIOp>([&](auto) { return a - b; })
      .Case<arith::MulIOp>([&](auto) { return a * b; })
      .Case<arith::MaxSIOp>([&](auto) {
        return static_cast<int32_t>(a) > static_cast<int32_t>(b) ? a : b;
      });
}

/// Runs `block`, whose arguments have the given values, and returns what its
/// terminator takes.
static SmallVector<uint32_t> runBlock(Block &block, ArrayRef<uint32_t> given) {
  Values values;
  for (auto [argument, value] : llvm::zip_equal(block.getArguments(), given))
    values[argument] = value;
  for (Operation &op : block.without_terminator())
    values[op.getResult(0)] = compute(op, values);
  SmallVector<uint32_t> results;
  for (Value value : block.getTerminator()->getOperands())
    results.push_back(values.at(value));
  return results;
}

Numbers pipe_test::runFunction(func::FuncOp func, const Numbers &arguments) {
  SmallVector<uint32_t> given;
  for (unsigned i = 0; i < func.getNumArguments(); ++i)
    given.push_back(
        arguments.at(func.getArgAttrOfType<StringAttr>(i, kNameAttr).str()));
  Numbers numbers;
  for (auto [i, value] :
       llvm::enumerate(runBlock(func.getBody().front(), given))) {
    auto gradient = func.getResultAttrOfType<StringAttr>(i, kGradientAttr);
    auto name = func.getResultAttrOfType<StringAttr>(i, kNameAttr);
    numbers[gradient ? "d " + gradient.str() : name.str()] = value;
  }
  return numbers;
}

Numbers pipe_test::runPipeline(PipelineOp pipeline, const Numbers &arguments) {
  Values values;
  GraphOp graph = pipeline.getGraph();
  for (auto [argument, name] :
       llvm::zip_equal(graph.getBody().getArguments(),
                       graph.getInputs().getAsRange<StringAttr>()))
    values[argument] = arguments.at(name.str());
  for (TaskOp task : graph.getOps<TaskOp>()) {
    SmallVector<uint32_t> given;
    for (Value operand : task.getOperands())
      given.push_back(values.at(operand));
    for (auto param : task.getParams().getAsRange<FlatSymbolRefAttr>())
      given.push_back(arguments.at(param.getValue().str()));
    for (auto [result, value] : llvm::zip_equal(
             task.getResults(), runBlock(*task.getBodyBlock(), given)))
      values[result] = value;
  }
  Numbers numbers;
  ReturnOp results = graph.getReturn();
  for (auto [value, name] :
       llvm::zip_equal(results.getOutputs(),
                       results.getOutputNames().getAsRange<StringAttr>()))
    numbers[name.str()] = values.at(value);
  for (auto [value, param] :
       llvm::zip_equal(results.getGradients(),
                       results.getParams().getAsRange<FlatSymbolRefAttr>()))
    numbers["d " + param.getValue().str()] += values.at(value);
  return numbers;
}
