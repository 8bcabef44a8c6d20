//===- CrossingBytes.cpp - Bytes that cross a cut -------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Partition/CrossingBytes.h"

#include "pipe/Analysis/Partition/StageAssignment.h"

using namespace mlir;
using namespace mlir::pipe;

/// Ops that counting may visit, about two seconds' worth.
static constexpr int64_t kMaximumVisits = 5'000'000;

/// First position from which each backward node could be computed anew: the
/// last maker of the forward values that it comes from.
static std::vector<int32_t> findFirstPositions(const JointGraph &graph,
                                               const GradientSums &sums) {
  std::vector<int32_t> first(graph.nodes.size(), 0);
  for (auto [i, node] : llvm::enumerate(graph.nodes)) {
    if (node.part != NodePart::Backward)
      continue;
    for (int32_t value : node.reads) {
      int32_t maker = graph.values[value].maker;
      if (graph.isFree(value) || maker < 0 || sums.isSumRead(i, value))
        continue;
      bool isBackward = graph.isMadeBy(value, NodePart::Backward);
      first[i] = std::max(first[i], isBackward ? first[maker]
                                               : graph.nodes[maker].position);
    }
  }
  return first;
}

namespace {
/// Bytes on intervals of cuts, added in constant time each.
struct CutCounter {
  std::vector<int64_t> difference;
  std::vector<int64_t> forbidden;

  explicit CutCounter(size_t size)
      : difference(size + 1), forbidden(size + 1) {}

  /// The value crosses the cuts in front of positions (low, high].
  void add(int32_t low, int32_t high, int64_t bytes) {
    std::vector<int64_t> &list = bytes < 0 ? forbidden : difference;
    list[low + 1] += bytes < 0 ? 1 : bytes;
    list[high + 1] -= bytes < 0 ? 1 : bytes;
  }

  std::vector<int64_t> sumUp() {
    std::vector<int64_t> result(difference.size() - 1);
    int64_t bytes = 0, banned = 0;
    for (auto [i, sum] : llvm::enumerate(result)) {
      bytes += difference[i];
      banned += forbidden[i];
      sum = banned ? -1 : bytes;
    }
    return result;
  }
};
} // namespace

std::vector<int64_t>
mlir::pipe::estimateCrossingBytes(const JointGraph &graph,
                                  const GradientSums &sums,
                                  ArrayRef<int32_t> positions) {
  CutCounter counter(graph.forward.size());
  std::vector<int32_t> first = findFirstPositions(graph, sums);
  for (auto [value, info] : llvm::enumerate(graph.values)) {
    int32_t maker = info.maker;
    if (graph.isMadeBy(value, NodePart::Forward)) {
      int32_t from = graph.nodes[maker].position, to = from;
      for (int32_t user : graph.users[value])
        to = std::max(to, graph.nodes[user].position);
      counter.add(from, to, info.bytes);
    } else if (graph.isMadeBy(value, NodePart::Backward)) {
      int32_t low = positions[maker];
      for (int32_t user : graph.users[value])
        if (!sums.isSumRead(user, value) && positions[user] < first[maker])
          low = std::min(low, positions[user]);
      if (info.bytes >= 0)
        counter.add(low,
                    std::max(low, std::min(positions[maker], first[maker])),
                    info.bytes);
    }
  }
  return counter.sumUp();
}

/// True when a backward op at stage 0 of `assignment` takes `value` from
/// stage 1.
static bool isTakenBack(const JointGraph &graph, const GradientSums &sums,
                        const StageAssignment &assignment, int32_t value) {
  if (assignment.available[value].test(0))
    return false;
  return llvm::any_of(graph.users[value], [&](int32_t user) {
    return graph.nodes[user].part == NodePart::Backward &&
           assignment.stage[user] == 0 && !sums.isSumRead(user, value);
  });
}

int64_t mlir::pipe::countCrossingBytes(const JointGraph &graph,
                                       const GradientSums &sums,
                                       int32_t position) {
  std::vector<int32_t> stages(graph.forward.size());
  for (auto [i, stage] : llvm::enumerate(stages))
    stage = static_cast<int32_t>(i) >= position;
  StageAssignment assignment =
      assignStages(graph, sums, stages, /*numStages=*/2,
                   /*assignSums=*/false);
  int64_t sum = 0;
  for (auto [value, info] : llvm::enumerate(graph.values)) {
    bool isForward = graph.isMadeBy(value, NodePart::Forward);
    if (isForward && assignment.stage[info.maker] == 0 &&
        llvm::any_of(graph.users[value], [&](int32_t user) {
          return graph.nodes[user].position >= position;
        }))
      sum += info.bytes;
    if (graph.isMadeBy(value, NodePart::Backward) &&
        assignment.stage[info.maker] == 1 &&
        isTakenBack(graph, sums, assignment, value))
      sum += std::max<int64_t>(info.bytes, 0);
  }
  for (const SentAlong &sent : assignment.sentAlong)
    sum += graph.values[sent.value].bytes;
  return sum;
}

std::vector<int64_t> mlir::pipe::computeCrossingBytes(
    const JointGraph &graph, const GradientSums &sums,
    ArrayRef<int64_t> estimate, ArrayRef<bool> positions) {
  std::vector<int64_t> bytes(estimate);
  int64_t count = llvm::count(positions, true);
  if (count > kMaximumVisits / static_cast<int64_t>(graph.nodes.size()))
    return bytes;
  for (auto [position, sum] : llvm::enumerate(bytes))
    if (positions[position] && sum >= 0)
      sum = countCrossingBytes(graph, sums, position);
  return bytes;
}
