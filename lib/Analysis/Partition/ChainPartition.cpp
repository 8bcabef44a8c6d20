//===- ChainPartition.cpp - Cut a chain into intervals --------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Partition/ChainPartition.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Sequence.h"
#include "llvm/Support/CheckedArithmetic.h"

#include <algorithm>
#include <deque>
#include <limits>

using namespace mlir::pipe;

static constexpr int64_t kInfinite = std::numeric_limits<int64_t>::max();

/// The largest bottleneck that is as good as the best one.
static int64_t getBound(int64_t best) { return best + best / 50; }

namespace {
/// The chain with the items between two allowed cuts merged: a cut is allowed
/// in front of every block.
struct Blocks {
  llvm::SmallVector<int64_t> firstItem;
  llvm::SmallVector<int64_t> prefixCost; ///< cost of all blocks before block i
  llvm::SmallVector<int64_t> bytes;      ///< crossing in front of block i

  int64_t size() const { return firstItem.size(); }
  int64_t getCost(int64_t begin, int64_t end) const {
    return prefixCost[end] - prefixCost[begin];
  }
};
} // namespace

/// Also checks that no sum that the solver builds can overflow.
static Result<Blocks> mergeBlocks(const Chain &chain, int64_t parts) {
  Blocks blocks;
  int64_t sum = 0;
  int64_t allBytes = 0;
  for (auto [i, cost] : llvm::enumerate(chain.costs)) {
    int64_t bytes = i == 0 ? 0 : chain.crossingBytes[i];
    if (bytes >= 0) {
      blocks.firstItem.push_back(i);
      blocks.prefixCost.push_back(sum);
      blocks.bytes.push_back(bytes);
    }
    std::optional<int64_t> next = llvm::checkedAdd(sum, cost);
    std::optional<int64_t> nextBytes =
        llvm::checkedAdd(allBytes, std::max<int64_t>(bytes, 0));
    if (!next || !nextBytes || *next > kInfinite / 64)
      return Error("the cost of the model or the bytes between its ops do not "
                   "fit 63 bits");
    sum = *next;
    allBytes = *nextBytes;
  }
  blocks.prefixCost.push_back(sum);
  if (parts < 1 || parts > blocks.size())
    return Error("cannot cut a chain of " + std::to_string(chain.costs.size()) +
                 " ops, with " +
                 std::to_string(std::max<int64_t>(blocks.size() - 1, 0)) +
                 " places where a cut is possible, into " +
                 std::to_string(parts) + " non-empty stages");
  return blocks;
}

/// Whether the blocks can be cut into at most `parts` intervals of cost at most
/// `bound`: each as long as it may be.
static bool canCut(const Blocks &blocks, int64_t parts, int64_t bound) {
  int64_t begin = 0;
  for (int64_t k = 0; k < parts && begin < blocks.size(); ++k) {
    const auto *behind =
        llvm::upper_bound(blocks.prefixCost, blocks.prefixCost[begin] + bound);
    begin = behind - blocks.prefixCost.begin() - 1;
  }
  return begin == blocks.size();
}

/// Smallest bottleneck of `parts` intervals. What can be cut into fewer, and
/// has that many blocks, can be cut into `parts` with none that costs more.
static int64_t findBestBottleneck(const Blocks &blocks, int64_t parts) {
  auto bounds = llvm::seq_inclusive<int64_t>(0, blocks.prefixCost.back());
  return *llvm::partition_point(
      bounds, [&](int64_t bound) { return !canCut(blocks, parts, bound); });
}

/// Fewest bytes among the cuts whose intervals cost at most `bound`: for each
/// number of parts and each end the best begin, out of a window that only moves
/// to the right.
static llvm::SmallVector<int64_t>
findFewestBytes(const Blocks &blocks, int64_t parts, int64_t bound) {
  int64_t n = blocks.size();
  llvm::SmallVector<int64_t> bytes(n + 1, kInfinite);
  bytes[0] = 0;
  std::vector<llvm::SmallVector<int32_t>> begins(parts);
  for (int64_t k = 0; k < parts; ++k) {
    llvm::SmallVector<int64_t> next(n + 1, kInfinite);
    begins[k].assign(n + 1, -1);
    std::deque<int64_t> window; // begins with growing totals
    auto total = [&](int64_t begin) { return bytes[begin]; };
    for (int64_t end = 1; end <= n; ++end) {
      int64_t begin = end - 1;
      if (bytes[begin] != kInfinite) {
        while (!window.empty() && total(window.back()) >= total(begin))
          window.pop_back();
        window.push_back(begin);
      }
      while (!window.empty() && blocks.getCost(window.front(), end) > bound)
        window.pop_front();
      if (window.empty())
        continue;
      begins[k][end] = static_cast<int32_t>(window.front());
      int64_t cut = end < n ? blocks.bytes[end] : 0;
      next[end] = total(window.front()) + cut;
    }
    bytes = std::move(next);
  }
  llvm::SmallVector<int64_t> cuts(parts);
  int64_t end = n;
  for (int64_t k = parts - 1; k >= 0; --k)
    end = cuts[k] = begins[k][end];
  return cuts;
}

Result<llvm::SmallVector<int64_t>>
mlir::pipe::partitionChain(const Chain &chain, int64_t parts) {
  Result<Blocks> blocks = mergeBlocks(chain, parts);
  if (!blocks)
    return blocks.getError();
  int64_t best = findBestBottleneck(*blocks, parts);
  llvm::SmallVector<int64_t> cuts =
      findFewestBytes(*blocks, parts, getBound(best));
  for (int64_t &cut : cuts)
    cut = blocks->firstItem[cut];
  return cuts;
}

/// Fewest intervals of cost at most `bound` that the blocks before each block
/// can be cut into; `blocks` in front of a block that costs more need too many.
static llvm::SmallVector<int64_t>
countFewestParts(const Blocks &blocks, int64_t bound, bool fromEnd) {
  int64_t n = blocks.size();
  llvm::SmallVector<int64_t> fewest(n + 1, 0);
  int64_t begin = 0;
  for (int64_t i = 1; i <= n; ++i) {
    auto cost = [&](int64_t first) {
      return fromEnd ? blocks.getCost(n - i, n - first)
                     : blocks.getCost(first, i);
    };
    while (begin < i && cost(begin) > bound)
      ++begin;
    fewest[i] = begin == i ? n + 1 : fewest[begin] + 1;
  }
  if (fromEnd)
    std::reverse(fewest.begin(), fewest.end());
  return fewest;
}

Result<llvm::SmallVector<bool>> mlir::pipe::findGoodCuts(const Chain &chain,
                                                         int64_t parts) {
  Result<Blocks> blocks = mergeBlocks(chain, parts);
  if (!blocks)
    return blocks.getError();
  int64_t n = blocks->size();
  int64_t bound = getBound(findBestBottleneck(*blocks, parts));
  llvm::SmallVector<int64_t> before = countFewestParts(*blocks, bound, false);
  llvm::SmallVector<int64_t> behind = countFewestParts(*blocks, bound, true);
  llvm::SmallVector<bool> isGood(chain.costs.size(), false);
  for (int64_t block = 1; block < n; ++block) {
    // Some number of parts before the cut leaves the rest of them behind it.
    int64_t least = std::max(before[block], parts - (n - block));
    int64_t most = std::min(block, parts - behind[block]);
    isGood[blocks->firstItem[block]] = least <= most;
  }
  return isGood;
}

int64_t mlir::pipe::getBottleneck(llvm::ArrayRef<int64_t> costs,
                                  llvm::ArrayRef<int64_t> cuts) {
  int64_t bottleneck = 0;
  for (size_t part = 0; part < cuts.size(); ++part) {
    int64_t end = part + 1 < cuts.size() ? cuts[part + 1] : costs.size();
    int64_t sum = 0;
    for (int64_t item = cuts[part]; item < end; ++item)
      sum += costs[item];
    bottleneck = std::max(bottleneck, sum);
  }
  return bottleneck;
}
