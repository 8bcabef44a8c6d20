//===- SplitBackwardWrite.cpp - Create the two halves ---------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SplitBackward.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/IRMapping.h"

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// Writes the halves in front of the task that is split.
class HalfWriter {
public:
  explicit HalfWriter(SplitTask &task)
      : old(task.old), numbered(task.numbered), split(task.split) {}

  void write(TaskKind kind, IntegerAttr cost) {
    bool isInput = kind == TaskKind::InputGradient;
    const BackwardHalf &half = isInput ? split.input : split.weight;
    SmallVector<int32_t> yielded;
    for (int32_t result : half.results)
      yielded.push_back(numbered.body.results[result].value);
    if (isInput)
      for (int32_t value : split.handed)
        if (!llvm::is_contained(yielded, value))
          yielded.push_back(value);
    TaskOp task = create(kind, half, yielded, cost);
    for (auto [index, result] : llvm::enumerate(half.results))
      old.getResult(numbered.results[result])
          .replaceAllUsesWith(task.getResult(index));
    if (isInput)
      for (auto [index, value] : llvm::enumerate(yielded))
        handed.try_emplace(value, task.getResult(index));
    fill(task, half, yielded);
  }

private:
  /// The values of the body that a half takes: arguments, for W what I hands
  /// over, then parameters.
  SmallVector<int32_t> getTaken(TaskKind kind, const BackwardHalf &half) const {
    auto isParameter = [&](int32_t value) {
      return numbered.body.values[value].isParameter;
    };
    SmallVector<int32_t> taken;
    llvm::copy_if(half.arguments, std::back_inserter(taken),
                  std::not_fn(isParameter));
    if (kind == TaskKind::WeightGradient)
      llvm::append_range(taken, split.handed);
    llvm::copy_if(half.arguments, std::back_inserter(taken), isParameter);
    return taken;
  }

  TaskOp create(TaskKind kind, const BackwardHalf &half,
                ArrayRef<int32_t> yielded, IntegerAttr cost) {
    SmallVector<Value> operands;
    SmallVector<Attribute> params;
    SmallVector<Type> types;
    for (int32_t value : getTaken(kind, half)) {
      auto argument = dyn_cast<BlockArgument>(numbered.values[value]);
      if (!argument)
        operands.push_back(handed.at(value));
      else if (argument.getArgNumber() < old.getOperands().size())
        operands.push_back(old.getOperands()[argument.getArgNumber()]);
      else
        params.push_back(old.getParams()[argument.getArgNumber() -
                                         old.getOperands().size()]);
    }
    for (int32_t value : yielded)
      types.push_back(numbered.values[value].getType());
    OpBuilder builder(old);
    return TaskOp::create(builder, old.getLoc(), types,
                          TaskOp::makeName(kind, old.getStage()), kind,
                          old.getStage(), FlatSymbolRefAttr(), operands,
                          builder.getArrayAttr(params), cost);
  }

  void fill(TaskOp task, const BackwardHalf &half,
            ArrayRef<int32_t> yielded) const {
    Block &block = task.getBody().emplaceBlock();
    IRMapping mapping;
    for (int32_t number : getTaken(task.getKind(), half)) {
      Value value = numbered.values[number];
      mapping.map(value, block.addArgument(value.getType(), value.getLoc()));
    }
    OpBuilder builder = OpBuilder::atBlockEnd(&block);
    for (int32_t op : half.ops)
      builder.clone(*numbered.ops[op], mapping);
    SmallVector<Value> results;
    for (int32_t value : yielded)
      results.push_back(mapping.lookup(numbered.values[value]));
    YieldOp::create(builder, task.getLoc(), results);
  }

  TaskOp old;
  const NumberedBody &numbered;
  const BackwardSplit &split;
  /// What I hands to W: results of the new task, by value of the body.
  DenseMap<int32_t, Value> handed;
};
} // namespace

void mlir::pipe::writeSplitTask(SplitTask &task) {
  HalfWriter writer(task);
  if (!task.split.input.isEmpty())
    writer.write(TaskKind::InputGradient, task.inputCost);
  if (!task.split.weight.isEmpty())
    writer.write(TaskKind::WeightGradient, task.weightCost);
}
