//===- StageAssignment.cpp - Stages of all ops ----------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Partition/StageAssignment.h"

#include <limits>

using namespace mlir;
using namespace mlir::pipe;

namespace {
struct Assigner {
  const JointGraph &graph;
  const GradientSums &sums;
  bool assignSums;
  StageAssignment assignment;
  /// Stage of the last backward op of unknown effects.
  int32_t pinnedStage;

  Assigner(const JointGraph &graph, const GradientSums &sums, int32_t numStages,
           bool assignSums)
      : graph(graph), sums(sums), assignSums(assignSums),
        pinnedStage(numStages - 1) {
    assignment.numStages = numStages;
    assignment.stage.assign(graph.nodes.size(), -1);
    assignment.isLocal.assign(graph.nodes.size(), false);
    assignment.available.assign(graph.values.size(),
                                llvm::BitVector(numStages, true));
  }

  void placeForward(ArrayRef<int32_t> forwardStage) {
    for (int32_t node : graph.forward)
      assignment.stage[node] = forwardStage[graph.nodes[node].position];
    for (size_t value = 0; value < graph.values.size(); ++value) {
      if (!graph.isMadeBy(value, NodePart::Forward))
        continue;
      llvm::BitVector &available = assignment.available[value];
      available = getForwardUsers(value);
      available.set(assignment.stage[graph.values[value].maker]);
    }
    placeFree();
  }

  /// Stages whose forward part reads `value` itself.
  llvm::BitVector getForwardUsers(int32_t value) const {
    llvm::BitVector stages(assignment.numStages);
    for (int32_t user : graph.users[value])
      if (graph.nodes[user].part == NodePart::Forward)
        stages.set(assignment.stage[user]);
    return stages;
  }

  /// Parameters are available where the forward part uses them, also through
  /// free ops, and free values where all parameters they come from are. What
  /// that leaves nowhere can be anywhere.
  void placeFree() {
    std::vector<llvm::BitVector> uses(graph.values.size());
    for (int32_t value = graph.values.size() - 1; value >= 0; --value) {
      if (!graph.isFree(value))
        continue;
      uses[value] = getForwardUsers(value);
      for (int32_t user : graph.users[value])
        if (graph.nodes[user].part == NodePart::Free)
          for (int32_t result : graph.nodes[user].results)
            uses[value] |= uses[result];
      if (graph.values[value].maker < 0 && uses[value].any())
        assignment.available[value] = uses[value];
    }
    for (const GraphNode &node : graph.nodes) {
      if (node.part != NodePart::Free)
        continue;
      llvm::BitVector stages(assignment.numStages, true);
      for (int32_t value : node.reads)
        stages &= assignment.available[value];
      if (stages.any())
        for (int32_t value : node.results)
          assignment.available[value] = stages;
    }
  }

  bool isSkipped(int32_t node, int32_t value) const {
    return !assignSums && sums.isSumRead(node, value);
  }

  /// Returns the stages that have all values that `node` can compute itself
  /// from; none when it reads a backward value of one stage.
  llvm::BitVector getLocalStages(int32_t node) const {
    llvm::BitVector stages(assignment.numStages, true);
    for (int32_t value : graph.nodes[node].reads) {
      if (isSkipped(node, value))
        continue;
      bool isBackward = graph.isMadeBy(value, NodePart::Backward);
      if (isBackward && !assignment.isLocal[graph.values[value].maker])
        stages.reset();
      stages &= assignment.available[value];
    }
    return stages;
  }

  int32_t getBound(int32_t node) const {
    int32_t bound =
        graph.nodes[node].isPinned ? pinnedStage : assignment.numStages - 1;
    for (int32_t value : graph.nodes[node].reads)
      if (graph.isMadeBy(value, NodePart::Backward) && !isSkipped(node, value))
        bound = std::min(bound, assignment.stage[graph.values[value].maker]);
    return bound;
  }

  /// Bytes of the forward values and parameters that `node` reads and `stage`
  /// does not have.
  double getMissingBytes(int32_t node, int32_t stage) const {
    double missing = 0;
    for (int32_t value : graph.nodes[node].reads)
      if (!graph.isMadeBy(value, NodePart::Backward) &&
          !assignment.available[value].test(stage))
        missing += graph.values[value].bytes >= 0
                       ? static_cast<double>(graph.values[value].bytes) + 1
                       : std::numeric_limits<double>::infinity();
    return missing;
  }

  void sendMissing(int32_t node, int32_t stage) {
    for (int32_t value : graph.nodes[node].reads) {
      llvm::BitVector &available = assignment.available[value];
      if (!graph.isMadeBy(value, NodePart::Forward) || available.test(stage))
        continue;
      int32_t from = available.find_prev(stage);
      if (from < 0)
        from = available.find_next(stage);
      assignment.sentAlong.push_back({node, value, from, stage});
      available.set(stage);
    }
  }

  /// Places a backward op that is not local at one stage.
  void placeAtOneStage(int32_t node) {
    int32_t bound = getBound(node);
    int32_t best = bound;
    double bestMissing = getMissingBytes(node, bound);
    for (int32_t stage = bound - 1; stage >= 0 && bestMissing > 0; --stage)
      if (double missing = getMissingBytes(node, stage);
          missing < bestMissing) {
        best = stage;
        bestMissing = missing;
      }
    sendMissing(node, best);
    setStage(node, best);
    if (graph.nodes[node].isPinned)
      pinnedStage = best;
  }

  void setStage(int32_t node, int32_t stage) {
    assignment.stage[node] = stage;
    for (int32_t value : graph.nodes[node].results) {
      assignment.available[value].reset();
      assignment.available[value].set(stage);
    }
  }

  void placeBackward(int32_t node) {
    llvm::BitVector stages = getLocalStages(node);
    if (stages.none() || graph.nodes[node].isPinned)
      return placeAtOneStage(node);
    setStage(node, stages.find_last());
    if (stages.count() == 1)
      return;
    assignment.isLocal[node] = true;
    for (int32_t value : graph.nodes[node].results)
      assignment.available[value] = stages;
  }
};
} // namespace

StageAssignment mlir::pipe::assignStages(const JointGraph &graph,
                                         const GradientSums &sums,
                                         ArrayRef<int32_t> forwardStage,
                                         int32_t numStages, bool assignSums) {
  Assigner assigner(graph, sums, numStages, assignSums);
  assigner.placeForward(forwardStage);
  for (size_t node = 0; node < graph.nodes.size(); ++node)
    if (graph.nodes[node].part == NodePart::Backward &&
        (assignSums || !sums.isSumNode[node]))
      assigner.placeBackward(node);
  sinkBackwardOps(graph, sums, assigner.assignment);
  return std::move(assigner.assignment);
}

int32_t StageAssignment::getTermStage(const JointGraph &graph, int32_t value,
                                      int32_t parameter) const {
  llvm::BitVector both = available[value];
  both &= available[parameter];
  if (both.any())
    return both.find_last();
  return available[value].find_last();
}
