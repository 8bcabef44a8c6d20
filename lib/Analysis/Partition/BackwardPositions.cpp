//===- BackwardPositions.cpp - Where backward ops go ----------------------===//
//===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Partition/BackwardPositions.h"

#include "llvm/Support/CheckedArithmetic.h"

using namespace mlir;
using namespace mlir::pipe;

/// Position of the last forward user of each value, or of its maker when there
/// is none. A parameter is used through free ops too, and a free value lasts as
/// long as all parameters that it comes from. Inputs are there to the end.
static std::vector<int32_t> findLastUses(const JointGraph &graph) {
  int32_t last = static_cast<int32_t>(graph.forward.size()) - 1;
  std::vector<int32_t> lastUse(graph.values.size(), -1);
  for (int32_t value = graph.values.size() - 1; value >= 0; --value) {
    if (graph.isMadeBy(value, NodePart::Forward))
      lastUse[value] = graph.nodes[graph.values[value].maker].position;
    for (int32_t user : graph.users[value]) {
      lastUse[value] = std::max(lastUse[value], graph.nodes[user].position);
      if (graph.nodes[user].part == NodePart::Free)
        for (int32_t result : graph.nodes[user].results)
          lastUse[value] = std::max(lastUse[value], lastUse[result]);
    }
  }
  for (auto [value, info] : llvm::enumerate(graph.values)) {
    bool isParameter = info.kind == ValueKind::Parameter;
    if (info.maker < 0 && (!isParameter || lastUse[value] < 0))
      lastUse[value] = last;
    if (!graph.isMadeBy(value, NodePart::Free))
      continue;
    lastUse[value] = last;
    for (int32_t read : graph.nodes[info.maker].reads)
      lastUse[value] = std::min(lastUse[value], lastUse[read]);
  }
  return lastUse;
}

/// First position of which a stage has each value: of the maker of a forward
/// value, of the first use of a parameter, of all parameters that a free value
/// comes from; 0 for inputs and constants.
static std::vector<int32_t> findFirstUses(const JointGraph &graph) {
  int32_t end = graph.forward.size();
  std::vector<int32_t> firstUse(graph.values.size(), end);
  for (int32_t value = graph.values.size() - 1; value >= 0; --value)
    for (int32_t user : graph.users[value]) {
      const GraphNode &node = graph.nodes[user];
      if (node.part == NodePart::Forward)
        firstUse[value] = std::min(firstUse[value], node.position);
      if (node.part == NodePart::Free)
        for (int32_t result : node.results)
          firstUse[value] = std::min(firstUse[value], firstUse[result]);
    }
  for (auto [value, info] : llvm::enumerate(graph.values)) {
    bool isUsedParameter =
        info.kind == ValueKind::Parameter && firstUse[value] < end;
    if (graph.isMadeBy(value, NodePart::Forward))
      firstUse[value] = graph.nodes[info.maker].position;
    else if (!isUsedParameter)
      firstUse[value] = 0;
    if (graph.isMadeBy(value, NodePart::Free))
      for (int32_t read : graph.nodes[info.maker].reads)
        firstUse[value] = std::max(firstUse[value], firstUse[read]);
  }
  return firstUse;
}

namespace {
/// Does to positions what `sinkBackwardOps` does to stages.
struct PositionSinker {
  const JointGraph &graph;
  ArrayRef<int32_t> lastUse, firstUse;
  std::vector<int32_t> &positions;
  /// The parameter of each value that is a gradient.
  DenseMap<int32_t, int32_t> parameter;

  /// Bytes that `node` reads from behind position `to`, and that no other op
  /// there reads.
  int64_t countReads(int32_t node, int32_t to) const {
    int64_t bytes = 0;
    for (int32_t value : graph.nodes[node].reads) {
      bool isBehind = graph.isMadeBy(value, NodePart::Backward) &&
                      positions[graph.values[value].maker] > to;
      if (isBehind && llvm::none_of(graph.users[value], [&](int32_t user) {
            return user != node && positions[user] >= 0 &&
                   positions[user] <= to;
          }))
        bytes += std::max<int64_t>(graph.values[value].bytes, 0);
    }
    return bytes;
  }

  bool canRunAt(int32_t node, int32_t position) const {
    return llvm::all_of(graph.nodes[node].reads, [&](int32_t value) {
      return graph.isMadeBy(value, NodePart::Backward) ||
             firstUse[value] <= position;
    });
  }

  void sink(int32_t node) {
    int32_t lowest = -1;
    int64_t made = 0;
    bool isGradient = false;
    for (int32_t value : graph.nodes[node].results) {
      made += std::max<int64_t>(graph.values[value].bytes, 0);
      if (auto it = parameter.find(value); it != parameter.end()) {
        isGradient = true;
        lowest = std::max(lowest, lastUse[it->second]);
      }
      for (int32_t user : graph.users[value])
        lowest = std::max(lowest, positions[user]);
    }
    if (lowest >= 0 && lowest < positions[node] && canRunAt(node, lowest) &&
        (isGradient || made > countReads(node, lowest)))
      positions[node] = lowest;
  }
};
} // namespace

/// Positions by what the ops read, without regard to who reads them.
static std::vector<int32_t> boundByReads(const JointGraph &graph,
                                         const GradientSums &sums,
                                         ArrayRef<int32_t> lastUse) {
  std::vector<int32_t> positions(graph.nodes.size(), -1);
  for (auto [i, node] : llvm::enumerate(graph.nodes)) {
    if (node.part != NodePart::Backward)
      continue;
    int32_t position = static_cast<int32_t>(graph.forward.size()) - 1;
    for (int32_t value : node.reads) {
      if (sums.sumReads.contains({i, value}))
        continue;
      bool isBackward = graph.isMadeBy(value, NodePart::Backward);
      position =
          std::min(position, isBackward ? positions[graph.values[value].maker]
                                        : lastUse[value]);
    }
    positions[i] = position;
  }
  return positions;
}

std::vector<int32_t>
mlir::pipe::findBackwardPositions(const JointGraph &graph,
                                  const GradientSums &sums) {
  std::vector<int32_t> lastUse = findLastUses(graph);
  std::vector<int32_t> firstUse = findFirstUses(graph);
  std::vector<int32_t> positions = boundByReads(graph, sums, lastUse);
  PositionSinker sinker{graph, lastUse, firstUse, positions,
                        DenseMap<int32_t, int32_t>()};
  for (auto [root, parameter] :
       llvm::zip_equal(graph.gradients, graph.gradientParams))
    sinker.parameter.try_emplace(root, parameter);
  for (int32_t node = graph.nodes.size() - 1; node >= 0; --node)
    if (positions[node] >= 0 && !graph.nodes[node].isPinned)
      sinker.sink(node);
  return positions;
}

std::optional<std::vector<int64_t>>
mlir::pipe::computeChainCosts(const JointGraph &graph,
                              ArrayRef<int32_t> positions) {
  std::vector<int64_t> costs(graph.forward.size(), 0);
  std::vector<bool> isCounted(graph.nodes.size(), false);
  int64_t sum = 0;
  for (auto [i, node] : llvm::enumerate(graph.nodes)) {
    if (node.part != NodePart::Forward && node.part != NodePart::Backward)
      continue;
    int32_t position =
        node.part == NodePart::Forward ? node.position : positions[i];
    // The op and the free ops that nobody counted yet.
    SmallVector<int32_t> work{static_cast<int32_t>(i)};
    while (!work.empty()) {
      int32_t current = work.pop_back_val();
      if (isCounted[current])
        continue;
      isCounted[current] = true;
      std::optional<int64_t> next =
          llvm::checkedAdd(sum, graph.nodes[current].cost);
      if (!next)
        return std::nullopt;
      sum = *next;
      if (position >= 0)
        costs[position] += graph.nodes[current].cost;
      for (int32_t value : graph.nodes[current].reads)
        if (graph.isMadeBy(value, NodePart::Free))
          work.push_back(graph.values[value].maker);
    }
  }
  return costs;
}
