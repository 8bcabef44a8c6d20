//===- GradientSums.cpp - Gradients that are sums -------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Partition/GradientSums.h"

#include "pipe/Analysis/OpFacts/SumOps.h"

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
} // namespace

GradientSums mlir::pipe::findGradientSums(const JointGraph &graph) {
  Finder finder(graph);
  for (auto [root, parameter] :
       llvm::zip_equal(graph.gradients, graph.gradientParams))
    finder.visit(root, parameter);
  return std::move(finder.sums);
}
