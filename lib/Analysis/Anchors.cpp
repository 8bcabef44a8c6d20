//===- Anchors.cpp - Where in the forward order backward ops belong -------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Anchors.h"

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

std::vector<int32_t> mlir::pipe::computeAnchors(const JointGraph &graph,
                                                const GradientSums &sums) {
  std::vector<int32_t> lastUse = findLastUses(graph);
  std::vector<int32_t> anchors(graph.nodes.size(), -1);
  for (auto [i, node] : llvm::enumerate(graph.nodes)) {
    if (node.part != NodePart::Backward)
      continue;
    int32_t anchor = static_cast<int32_t>(graph.forward.size()) - 1;
    for (int32_t value : node.reads) {
      if (sums.sumReads.contains({i, value}))
        continue;
      bool isBackward = graph.isMadeBy(value, NodePart::Backward);
      anchor = std::min(anchor, isBackward ? anchors[graph.values[value].maker]
                                           : lastUse[value]);
    }
    anchors[i] = anchor;
  }
  return anchors;
}

std::optional<std::vector<int64_t>>
mlir::pipe::computeChainCosts(const JointGraph &graph,
                              ArrayRef<int32_t> anchors) {
  std::vector<int64_t> costs(graph.forward.size(), 0);
  std::vector<bool> isCounted(graph.nodes.size(), false);
  int64_t sum = 0;
  for (auto [i, node] : llvm::enumerate(graph.nodes)) {
    if (node.part != NodePart::Forward && node.part != NodePart::Backward)
      continue;
    int32_t position =
        node.part == NodePart::Forward ? node.position : anchors[i];
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
