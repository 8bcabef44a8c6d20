//===- RandomKernelTest.cpp - Random kernels against the interpreter ------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RandomKernel.h"

#include "CompiledKernel.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/IRMapping.h"

#include "gtest/gtest.h"

#include <cstdlib>

using namespace mlir;
using namespace mlir::pipe::test;

/// Kernels to try; PIPE_TEST_RANDOM_KERNELS asks for more.
static unsigned getCount() {
  const char *text = std::getenv("PIPE_TEST_RANDOM_KERNELS");
  return text ? unsigned(std::atoi(text)) : 40;
}

TEST(RandomKernel, ComputesWhatTheInterpreterComputes) {
  for (unsigned seed = 0; seed < getCount(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    expectSameAsInterpreter(RandomKernel(seed).write(5 + int(seed % 40)));
    if (HasFatalFailure() || HasNonfatalFailure())
      return;
  }
}

/// Returns true for what each part of a cut function makes for itself.
static bool isRepeated(Operation *op) {
  return isa<arith::ConstantOp, tensor::EmptyOp, linalg::FillOp>(op);
}

/// Adds a function `name` to `module` that takes `arguments`, does `ops` and
/// returns `results`.
static void addPart(ModuleOp module, StringRef name, ArrayRef<Value> arguments,
                    ArrayRef<Operation *> ops, ArrayRef<Value> results) {
  auto builder = OpBuilder::atBlockEnd(module.getBody());
  auto type =
      FunctionType::get(module.getContext(), TypeRange(ValueRange(arguments)),
                        TypeRange(ValueRange(results)));
  auto part = func::FuncOp::create(builder, module.getLoc(), name, type);
  part.setPrivate();
  builder.setInsertionPointToStart(part.addEntryBlock());
  IRMapping mapping;
  mapping.map(arguments, part.getArguments());
  for (Operation *op : ops)
    builder.clone(*op, mapping);
  func::ReturnOp::create(
      builder, module.getLoc(),
      llvm::map_to_vector(results, [&](Value v) { return mapping.lookup(v); }));
}

/// Cuts @main before its op `position` into @first and @second. What @second
/// reads are the results of @first, arguments of @main among them.
static void cut(ModuleOp module, size_t position) {
  Block &body = module.lookupSymbol<func::FuncOp>("main").getBody().front();
  SmallVector<Operation *> first, second;
  for (auto [index, op] : llvm::enumerate(body.without_terminator())) {
    if (index < position)
      first.push_back(&op);
    if (index >= position || isRepeated(&op))
      second.push_back(&op);
  }
  SetVector<Value> crossing;
  auto cross = [&](Value value) {
    Operation *op = value.getDefiningOp();
    if (isa<RankedTensorType>(value.getType()) &&
        (!op || !llvm::is_contained(second, op)))
      crossing.insert(value);
  };
  for (Operation *op : second)
    llvm::for_each(op->getOperands(), cross);
  llvm::for_each(body.getTerminator()->getOperands(), cross);
  addPart(module, "first", llvm::to_vector_of<Value>(body.getArguments()),
          first, crossing.getArrayRef());
  addPart(module, "second", crossing.getArrayRef(), second,
          llvm::to_vector(body.getTerminator()->getOperands()));
}

/// Compiles and runs the function `name`.
static std::vector<Tensor> run(ModuleOp module, StringRef name,
                               const std::vector<Tensor> &inputs) {
  auto function = module.lookupSymbol<func::FuncOp>(name);
  std::vector<Tensor> outputs;
  for (Type type : function.getResultTypes())
    outputs.push_back(Tensor::zeros(cast<RankedTensorType>(type)));
  CompiledKernel(module, name).run(inputs, outputs);
  return outputs;
}

// Fractions, whose sums depend on the order of their terms.
TEST(RandomKernel, GivesTheSameBitsWhereverItIsCut) {
  for (unsigned seed = 0; seed < getCount(); ++seed) {
    std::string text = RandomKernel(seed).write(5 + int(seed % 40));
    OwningOpRef<ModuleOp> module = parse(text);
    auto function = module->lookupSymbol<func::FuncOp>("main");
    function->removeAttr("pipe.accumulate");
    std::vector<Tensor> inputs;
    for (Type type : function.getArgumentTypes())
      inputs.push_back(Tensor::fractions(cast<RankedTensorType>(type),
                                         unsigned(inputs.size()), 3.0));
    size_t ops = llvm::range_size(function.getBody().front());
    cut(*module, std::mt19937(seed)() % ops);
    std::vector<Tensor> whole = run(*module, "main", inputs);
    std::vector<Tensor> parts =
        run(*module, "second", run(*module, "first", inputs));
    for (auto [index, tensor] : llvm::enumerate(whole))
      ASSERT_EQ(tensor.toBytes(), parts[index].toBytes())
          << "seed " << seed << ", result " << index << " of\n"
          << text;
  }
}
