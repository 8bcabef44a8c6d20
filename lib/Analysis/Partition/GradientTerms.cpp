//===- GradientTerms.cpp - Gradients that are sums ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Partition/GradientTerms.h"

#include "pipe/Analysis/OpFacts/SumOps.h"
#include "pipe/Analysis/Partition/BackwardPlacement.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/IRMapping.h"
#include "llvm/ADT/SetVector.h"

#include <set>

using namespace mlir;
using namespace mlir::pipe;

namespace {
struct Finder {
  const JointGraph &graph;
  GradientSums sums;
  DenseMap<Value, int32_t> index;
  /// Times that each value is a result of the model.
  std::vector<int32_t> rootUses;

  explicit Finder(const JointGraph &graph)
      : graph(graph), rootUses(graph.values.size(), 0) {
    sums.isSumNode.assign(graph.nodes.size(), false);
    sums.operands.resize(graph.nodes.size());
    for (auto [id, info] : llvm::enumerate(graph.values))
      index[info.value] = id;
    for (int32_t root : graph.gradients)
      ++rootUses[root];
    for (int32_t root : graph.outputs)
      ++rootUses[root];
  }

  bool isUsedOnce(int32_t value) const {
    return graph.users[value].size() + rootUses[value] == 1;
  }

  /// True when `value` is a backward value that only one op, or the result,
  /// reads.
  bool isPrivate(int32_t value) const {
    return isUsedOnce(value) && graph.isMadeBy(value, NodePart::Backward);
  }

  /// Makes the maker of `value` a part of the sum, if it is one.
  void addMaker(int32_t value) {
    int32_t maker = graph.values[value].maker;
    const GraphNode &node = graph.nodes[maker];
    auto &operands = sums.operands[maker];
    if (node.isPinned || !operands.empty())
      return;
    OpOperand *init = getAccumulatedInit(node.op);
    auto isFree = [&](Value read) { return graph.isFree(index.at(read)); };
    if (isElementwiseAdd(node.op)) {
      operands = {&node.op->getOpOperand(0), &node.op->getOpOperand(1)};
    } else if (init && isPrivate(index.at(init->get()))) {
      operands = {init};
      sums.sumReads.insert({maker, index.at(init->get())});
      return;
    } else if (OpOperand *linear = getLinearOperand(node.op, isFree)) {
      operands = {linear};
    }
    sums.isSumNode[maker] = !operands.empty();
  }

  void visit(int32_t root, int32_t parameter) {
    SmallVector<int32_t> work{root};
    while (!work.empty()) {
      int32_t value = work.pop_back_val();
      bool isNew = sums.parameter.try_emplace(value, parameter).second;
      if (!isNew || !isPrivate(value))
        continue;
      addMaker(value);
      for (OpOperand *operand : sums.operands[graph.values[value].maker])
        work.push_back(index.at(operand->get()));
    }
  }
};

/// Builds the parts of one gradient.
struct Splitter {
  const JointGraph &graph;
  const GradientSums &sums;
  const Placement &placement;
  const DenseMap<Value, int32_t> &index;
  int32_t parameter; ///< whose gradient it is

  /// Stage that keeps the term `value`: the highest one that uses the parameter
  /// and is not above the one that makes the term.
  int32_t getStage(int32_t value) const {
    int32_t made = placement.getTermStage(graph, value, parameter);
    int32_t wanted = placement.available[parameter].find_prev(made + 1);
    return wanted < 0 ? made : wanted;
  }

  bool isInner(int32_t value) const {
    int32_t maker = graph.values[value].maker;
    return maker >= 0 && sums.isSumNode[maker];
  }

  ArrayRef<OpOperand *> getOperands(int32_t value) const {
    int32_t maker = graph.values[value].maker;
    return maker < 0 ? ArrayRef<OpOperand *>() : sums.operands[maker];
  }

  void collectStages(int32_t value, std::set<int32_t> &stages) const {
    if (!isInner(value))
      stages.insert(getStage(value));
    for (OpOperand *operand : getOperands(value))
      collectStages(index.at(operand->get()), stages);
  }

  /// Returns the sum of the terms of `value` that are placed at `stage`, null
  /// when there is none. Reuses ops all of whose terms are.
  Value build(int32_t value, int32_t stage) const {
    Value original = graph.values[value].value;
    ArrayRef<OpOperand *> operands = getOperands(value);
    if (!isInner(value) && !operands.empty())
      return buildAccumulation(value, *operands.front(), stage);
    if (!isInner(value))
      return getStage(value) == stage ? original : Value();
    Operation *op = original.getDefiningOp();
    SmallVector<Value> parts;
    bool isWhole = true;
    for (OpOperand *operand : operands) {
      parts.push_back(build(index.at(operand->get()), stage));
      isWhole &= parts.back() == operand->get();
    }
    if (isWhole)
      return original;
    if (llvm::none_of(parts, [](Value part) { return part; }))
      return {};
    if (operands.size() == 2 && (!parts[0] || !parts[1]))
      return parts[0] ? parts[0] : parts[1];
    return cloneWith(op, operands, parts);
  }

  Value buildAccumulation(int32_t value, OpOperand &init, int32_t stage) const {
    Value original = graph.values[value].value;
    Value before = build(index.at(init.get()), stage);
    if (getStage(value) != stage)
      return before;
    if (before == init.get())
      return original;
    Operation *op = original.getDefiningOp();
    if (!before)
      before = createZeros(op, cast<RankedTensorType>(init.get().getType()));
    return cloneWith(op, {&init}, {before});
  }

  static Value createZeros(Operation *before, RankedTensorType type) {
    OpBuilder builder(before);
    Location loc = before->getLoc();
    Value zero = arith::ConstantOp::create(
        builder, loc, builder.getZeroAttr(type.getElementType()));
    Value empty = tensor::EmptyOp::create(builder, loc, type.getShape(),
                                          type.getElementType());
    return linalg::FillOp::create(builder, loc, zero, empty).getResult(0);
  }

  static Value cloneWith(Operation *op, ArrayRef<OpOperand *> operands,
                         ArrayRef<Value> values) {
    OpBuilder builder(op);
    Operation *copy = builder.clone(*op);
    for (auto [operand, value] : llvm::zip_equal(operands, values))
      copy->setOperand(operand->getOperandNumber(), value);
    return copy->getResult(0);
  }
};
} // namespace

GradientSums mlir::pipe::findGradientSums(const JointGraph &graph) {
  Finder finder(graph);
  for (auto [root, parameter] :
       llvm::zip_equal(graph.gradients, graph.gradientParams))
    finder.visit(root, parameter);
  return std::move(finder.sums);
}

bool mlir::pipe::splitGradientSums(const JointGraph &graph,
                                   const GradientSums &sums,
                                   const Placement &placement,
                                   ModelRoots &roots) {
  DenseMap<Value, int32_t> index;
  for (auto [id, info] : llvm::enumerate(graph.values))
    index[info.value] = id;
  Splitter splitter{graph, sums, placement, index, -1};
  SmallVector<GraphRoot> parts;
  bool changed = false;
  for (auto [i, root] : llvm::enumerate(roots.gradients)) {
    int32_t value = graph.gradients[i];
    splitter.parameter = graph.gradientParams[i];
    std::set<int32_t> stages;
    splitter.collectStages(value, stages);
    if (stages.size() == 1) {
      parts.push_back(root);
      continue;
    }
    changed = true;
    for (int32_t stage : stages)
      parts.push_back({splitter.build(value, stage), root.name});
  }
  roots.gradients = std::move(parts);
  return changed;
}
