//===- SinkBackward.cpp - Run backward ops where their results are used ---===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Partition/StageAssignment.h"

#include "llvm/ADT/SmallSet.h"

using namespace mlir;
using namespace mlir::pipe;

namespace {
struct Sinker {
  const JointGraph &graph;
  const GradientSums &sums;
  StageAssignment &assignment;
  std::vector<bool> isGradient; ///< Of each value.

  Sinker(const JointGraph &graph, const GradientSums &sums,
         StageAssignment &assignment)
      : graph(graph), sums(sums), assignment(assignment),
        isGradient(graph.values.size(), false) {
    for (int32_t value : graph.gradients)
      isGradient[value] = true;
  }

  bool isMovable(int32_t node) const {
    return graph.nodes[node].part == NodePart::Backward &&
           assignment.stage[node] >= 0 && !assignment.isLocal[node] &&
           !graph.nodes[node].isPinned;
  }

  /// Highest stage, not above `stage`, that uses the parameter whose gradient
  /// `value` is a part of; -1 when it is none.
  int32_t getWantedStage(int32_t value, int32_t stage) const {
    auto it = sums.parameter.find(value);
    if (it == sums.parameter.end())
      return -1;
    int32_t wanted = assignment.available[it->second].find_prev(stage + 1);
    return wanted < 0 ? stage : wanted;
  }

  /// Stages that take the results of `node` when it runs at `stage`.
  llvm::SmallSet<int32_t, 4> getUserStages(int32_t node, int32_t stage) const {
    llvm::SmallSet<int32_t, 4> stages;
    for (int32_t value : graph.nodes[node].results) {
      if (int32_t wanted = getWantedStage(value, stage); wanted >= 0)
        stages.insert(wanted);
      for (int32_t user : graph.users[value])
        if (assignment.stage[user] >= 0)
          stages.insert(assignment.stage[user]);
    }
    return stages;
  }

  /// True when `stage` has the forward values and parameters that `node` reads.
  bool canRunAt(int32_t node, int32_t stage) const {
    return llvm::all_of(graph.nodes[node].reads, [&](int32_t value) {
      return graph.isMadeBy(value, NodePart::Backward) ||
             assignment.available[value].test(stage);
    });
  }

  bool isTakenByOther(int32_t value, int32_t node, int32_t stage) const {
    return llvm::any_of(graph.users[value], [&](int32_t user) {
      return user != node && assignment.stage[user] == stage;
    });
  }

  /// Bytes sent because of `node` when it runs at `stage`: what it reads from
  /// higher stages and nobody else there takes, and its results to lower ones.
  double countBytes(int32_t node, int32_t stage,
                    const llvm::SmallSet<int32_t, 4> &userStages) const {
    double bytes = 0;
    for (int32_t value : graph.nodes[node].reads)
      if (graph.isMadeBy(value, NodePart::Backward) &&
          !assignment.available[value].test(stage) &&
          !isTakenByOther(value, node, stage))
        bytes += static_cast<double>(graph.values[value].bytes);
    for (int32_t value : graph.nodes[node].results)
      for (int32_t user : userStages)
        if (user < stage)
          bytes += static_cast<double>(graph.values[value].bytes);
    return bytes;
  }

  void sink(int32_t node) {
    int32_t current = assignment.stage[node];
    llvm::SmallSet<int32_t, 4> userStages = getUserStages(node, current);
    if (userStages.empty())
      return;
    int32_t lowest = *std::max_element(userStages.begin(), userStages.end());
    bool makesGradient =
        llvm::any_of(graph.nodes[node].results,
                     [&](int32_t value) { return isGradient[value]; });
    int32_t best = current;
    double bestBytes = countBytes(node, current, userStages);
    for (int32_t stage = current - 1; stage >= lowest; --stage) {
      if (!canRunAt(node, stage))
        continue;
      double bytes = countBytes(node, stage, userStages);
      // A reshape is worth moving even when it sends as much as what it reads:
      // the op before it may then follow.
      bool isFree = graph.nodes[node].cost == 0 && bytes == bestBytes;
      if (bytes < bestBytes || isFree || (makesGradient && stage == lowest)) {
        best = stage;
        bestBytes = bytes;
      }
    }
    move(node, best);
  }

  /// True when `node` may run at `stage`, all of its results are used no
  /// higher, and it reads nothing that would have to be sent there but `value`.
  bool canFollow(int32_t node, int32_t value, int32_t stage) const {
    if (!isMovable(node) || assignment.stage[node] <= stage ||
        !canRunAt(node, stage))
      return false;
    for (int32_t user : getUserStages(node, assignment.stage[node]))
      if (user > stage)
        return false;
    return llvm::all_of(graph.nodes[node].reads, [&](int32_t read) {
      return read == value || !graph.isMadeBy(read, NodePart::Backward) ||
             assignment.available[read].test(stage) ||
             isTakenByOther(read, node, stage);
    });
  }

  /// Moves several users of `value` together to a stage below its own, when
  /// sending it is cheaper than sending what they make of it.
  void sinkUsers(int32_t value) {
    int32_t made = assignment.stage[graph.values[value].maker];
    for (int32_t stage = made - 1; stage >= 0; --stage) {
      SmallVector<int32_t> followers;
      double sent = 0;
      bool isSent = isTakenByOther(value, -1, stage);
      for (int32_t user : graph.users[value])
        if (canFollow(user, value, stage)) {
          followers.push_back(user);
          for (int32_t result : graph.nodes[user].results)
            sent += static_cast<double>(graph.values[result].bytes);
        }
      double bytes =
          isSent ? 0 : static_cast<double>(graph.values[value].bytes);
      if (followers.empty() || bytes >= sent)
        continue;
      for (int32_t user : followers)
        move(user, stage);
    }
  }

  void move(int32_t node, int32_t stage) {
    assignment.stage[node] = stage;
    for (int32_t value : graph.nodes[node].results) {
      assignment.available[value].reset();
      assignment.available[value].set(stage);
    }
  }
};
} // namespace

void mlir::pipe::sinkBackwardOps(const JointGraph &graph,
                                 const GradientSums &sums,
                                 StageAssignment &assignment) {
  Sinker sinker(graph, sums, assignment);
  for (int32_t node = graph.nodes.size() - 1; node >= 0; --node) {
    if (!sinker.isMovable(node))
      continue;
    for (int32_t value : graph.nodes[node].results)
      sinker.sinkUsers(value);
    sinker.sink(node);
  }
}
