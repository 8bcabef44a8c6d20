//===- ChooseCuts.cpp - Where the forward part is cut ---------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Partition/ChooseCuts.h"

#include "pipe/Analysis/OpFacts/OpNames.h"
#include "pipe/Analysis/Partition/BackwardPositions.h"
#include "pipe/Analysis/Partition/ChainPartition.h"
#include "pipe/Analysis/Partition/CrossingBytes.h"

using namespace mlir;
using namespace mlir::pipe;

/// A sample of the names that exist, for a message.
static std::string listOpNames(const JointGraph &graph) {
  static constexpr size_t kMaximum = 40;
  SmallVector<std::string> names;
  llvm::StringSet<> seen;
  for (int32_t node : graph.forward)
    if (std::string name = getOpName(graph.nodes[node].op);
        !name.empty() && seen.insert(name).second)
      names.push_back(name);
  if (names.empty())
    return "no op of the forward part has a name";
  std::string text = "the names are ";
  for (auto [i, name] : llvm::enumerate(ArrayRef(names).take_front(kMaximum)))
    text += (i ? ", '" : "'") + name + "'";
  if (names.size() > kMaximum)
    text += " and " + std::to_string(names.size() - kMaximum) + " more";
  return text;
}

static Error makeError(const llvm::Twine &message) {
  return Error(message.str());
}

static Result<int64_t> findCutAfter(const JointGraph &graph, StringRef name) {
  SmallVector<int64_t> positions;
  for (auto [position, node] : llvm::enumerate(graph.forward))
    if (getOpName(graph.nodes[node].op) == name)
      positions.push_back(position);
  if (positions.empty())
    return makeError("there is no op '" + name + "' to cut after; " +
                     listOpNames(graph));
  if (positions.size() > 1)
    return makeError(llvm::Twine(positions.size()) + " ops are named '" + name +
                     "', so it is not clear which one to cut after; give one "
                     "of them a 'pipe.name' of its own");
  return positions.front() + 1;
}

static Result<SmallVector<int64_t>> cutByName(const JointGraph &graph,
                                              const CutRequest &request) {
  if (request.numStages != static_cast<int64_t>(request.cutAfter.size()) + 1)
    return makeError("'cut-after' names " +
                     llvm::Twine(request.cutAfter.size()) + " cuts, but " +
                     llvm::Twine(request.numStages) + " stages need " +
                     llvm::Twine(request.numStages - 1));
  SmallVector<int64_t> cuts{0};
  for (const std::string &name : request.cutAfter) {
    Result<int64_t> cut = findCutAfter(graph, name);
    if (!cut)
      return cut.getError();
    if (*cut <= cuts.back())
      return makeError("'cut-after' names '" + name +
                       "', which does not come after the one before it in the "
                       "forward part");
    if (*cut == static_cast<int64_t>(graph.forward.size()))
      return makeError("'cut-after' names '" + name +
                       "', the last op of the forward part");
    cuts.push_back(*cut);
  }
  return cuts;
}

/// Balances costs, and among good balances takes the one that fewest bytes
/// cross: exactly counted where the estimate leaves a choice.
static Result<SmallVector<int64_t>> balance(const JointGraph &graph,
                                            int64_t numStages) {
  GradientSums sums = findGradientSums(graph);
  std::vector<int32_t> positions = findBackwardPositions(graph, sums);
  std::optional<std::vector<int64_t>> costs =
      computeChainCosts(graph, positions);
  if (!costs)
    return makeError("the cost of the model does not fit 63 bits");
  std::vector<int64_t> estimate = estimateCrossingBytes(graph, sums, positions);
  Result<SmallVector<bool>> isGood =
      findGoodCuts({*costs, estimate}, numStages);
  if (!isGood)
    return isGood.getError();
  std::vector<int64_t> bytes =
      computeCrossingBytes(graph, sums, estimate, *isGood);
  return partitionChain({*costs, bytes}, numStages);
}

Result<SmallVector<int64_t>> mlir::pipe::chooseCuts(const JointGraph &graph,
                                                    const CutRequest &request) {
  if (request.numStages < 1)
    return makeError("'stages' must be at least 1, but is " +
                     llvm::Twine(request.numStages));
  if (!request.cutAfter.empty())
    return cutByName(graph, request);
  if (request.numStages > static_cast<int64_t>(graph.forward.size()))
    return makeError("cannot cut " + llvm::Twine(graph.forward.size()) +
                     " ops of the forward part into " +
                     llvm::Twine(request.numStages) + " stages");
  return balance(graph, request.numStages);
}
