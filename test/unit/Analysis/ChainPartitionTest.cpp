//===- ChainPartitionTest.cpp - Cuts against brute force ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Partition/ChainPartition.h"

#include "gtest/gtest.h"

#include <functional>
#include <limits>
#include <random>

using namespace mlir::pipe;

namespace {
using Cuts = llvm::SmallVector<int64_t>;

struct Example {
  std::vector<int64_t> costs, bytes;
  Chain getChain() const { return {costs, bytes}; }
};

/// Calls `visit` with every way to cut `example` into `parts` intervals.
void forEachCut(const Example &example, int64_t parts,
                const std::function<void(const Cuts &)> &visit) {
  Cuts cuts{0};
  std::function<void()> extend = [&] {
    if (static_cast<int64_t>(cuts.size()) == parts)
      return visit(cuts);
    for (int64_t item = cuts.back() + 1;
         item < static_cast<int64_t>(example.costs.size()); ++item)
      if (example.bytes[item] >= 0) {
        cuts.push_back(item);
        extend();
        cuts.pop_back();
      }
  };
  extend();
}

int64_t countBytes(const Example &example, const Cuts &cuts) {
  int64_t bytes = 0;
  for (int64_t cut : llvm::ArrayRef(cuts).drop_front())
    bytes += example.bytes[cut];
  return bytes;
}

/// Smallest bottleneck, and fewest bytes among the cuts within 2 % of it.
std::pair<int64_t, int64_t> solveByBruteForce(const Example &example,
                                              int64_t parts) {
  constexpr int64_t infinite = std::numeric_limits<int64_t>::max();
  int64_t best = infinite, fewest = infinite;
  forEachCut(example, parts, [&](const Cuts &cuts) {
    best = std::min(best, getBottleneck(example.costs, cuts));
  });
  forEachCut(example, parts, [&](const Cuts &cuts) {
    if (getBottleneck(example.costs, cuts) <= best + best / 50)
      fewest = std::min(fewest, countBytes(example, cuts));
  });
  return {best, fewest};
}

std::string getError(Result<Cuts> result) {
  return result ? "" : result.getError().toString();
}

TEST(ChainPartition, AgreesWithBruteForce) {
  std::mt19937 random(7);
  auto draw = [&](int64_t low, int64_t high) {
    return std::uniform_int_distribution<int64_t>(low, high)(random);
  };
  for (int trial = 0; trial < 3000; ++trial) {
    Example example;
    int64_t size = draw(1, 11);
    // Wide costs make the 2 % matter, narrow ones make ties.
    int64_t largest = trial % 3 == 0 ? 3 : trial % 3 == 1 ? 100 : 5000;
    int64_t banned = draw(0, 3);
    int64_t places = 0;
    for (int64_t i = 0; i < size; ++i) {
      example.costs.push_back(draw(0, largest));
      bool isBanned = draw(0, 9) < banned;
      example.bytes.push_back(isBanned ? -1 : draw(0, 8));
      places += i > 0 && !isBanned;
    }
    for (int64_t parts = 1; parts <= places + 1; ++parts) {
      Result<Cuts> cuts = partitionChain(example.getChain(), parts);
      ASSERT_TRUE(static_cast<bool>(cuts)) << cuts.getError().toString();
      ASSERT_EQ(static_cast<int64_t>(cuts->size()), parts);
      for (int64_t i = 1; i < parts; ++i) {
        ASSERT_LT((*cuts)[i - 1], (*cuts)[i]);
        ASSERT_GE(example.bytes[(*cuts)[i]], 0);
      }
      auto [best, fewest] = solveByBruteForce(example, parts);
      ASSERT_LE(getBottleneck(example.costs, *cuts), best + best / 50);
      ASSERT_EQ(countBytes(example, *cuts), fewest);
    }
    ASSERT_NE(getError(partitionChain(example.getChain(), places + 2)), "");
  }
}

TEST(ChainPartition, FindsAllGoodCuts) {
  std::mt19937 random(11);
  auto draw = [&](int64_t low, int64_t high) {
    return std::uniform_int_distribution<int64_t>(low, high)(random);
  };
  for (int trial = 0; trial < 1000; ++trial) {
    Example example;
    int64_t size = draw(1, 10);
    for (int64_t i = 0; i < size; ++i) {
      example.costs.push_back(draw(0, trial % 2 ? 4 : 1000));
      example.bytes.push_back(draw(0, 4) - 1);
    }
    int64_t places = llvm::count_if(llvm::ArrayRef(example.bytes).drop_front(),
                                    [](int64_t bytes) { return bytes >= 0; });
    int64_t parts = draw(1, places + 1);
    auto [best, fewest] = solveByBruteForce(example, parts);
    std::vector<bool> expected(size, false);
    forEachCut(example, parts, [&, best = best](const Cuts &cuts) {
      if (getBottleneck(example.costs, cuts) <= best + best / 50)
        for (int64_t cut : llvm::ArrayRef(cuts).drop_front())
          expected[cut] = true;
    });
    auto found = findGoodCuts(example.getChain(), parts);
    ASSERT_TRUE(static_cast<bool>(found));
    EXPECT_EQ(std::vector<bool>(found->begin(), found->end()), expected);
  }
}

TEST(ChainPartition, CutsEqualLayersAtTheSamePlaceOfEach) {
  // Four layers of three ops; two places of each have equally few bytes.
  Example example;
  for (int layer = 0; layer < 4; ++layer)
    for (int64_t cost : {50, 50, 0}) {
      example.costs.push_back(cost);
      example.bytes.push_back(8);
    }
  Result<Cuts> cuts = partitionChain(example.getChain(), 4);
  ASSERT_TRUE(static_cast<bool>(cuts));
  EXPECT_EQ((*cuts)[1] % 3, (*cuts)[2] % 3);
  EXPECT_EQ((*cuts)[2] % 3, (*cuts)[3] % 3);
}

TEST(ChainPartition, TakesTheBottleneckBeforeTheBytes) {
  // The cut without bytes is 91 % worse in the first chain, 1 % in the second.
  Example far{{100, 91, 9}, {0, 9, 0}};
  EXPECT_EQ(getBottleneck(far.costs, *partitionChain(far.getChain(), 2)), 100);
  Example wide{{100, 1, 10, 100}, {0, 9, 9, 0}};
  Cuts cuts = *partitionChain(wide.getChain(), 2);
  EXPECT_EQ(cuts[1], 3);
}

TEST(ChainPartition, NamesWhatIsWrong) {
  Example example{{1, 2, 3}, {0, 4, -1}};
  EXPECT_NE(getError(partitionChain(example.getChain(), 3))
                .find("3 ops, with 1 places where a cut is possible, into 3"),
            std::string::npos);
  EXPECT_NE(getError(partitionChain(example.getChain(), 0)), "");
  Example huge{{std::numeric_limits<int64_t>::max(), 1}, {0, 0}};
  EXPECT_NE(getError(partitionChain(huge.getChain(), 2)).find("63 bits"),
            std::string::npos);
  Example empty;
  EXPECT_NE(getError(partitionChain(empty.getChain(), 1)), "");
}

TEST(ChainPartition, IsFastOnLongChains) {
  Example example;
  for (int64_t i = 0; i < 100000; ++i) {
    example.costs.push_back(i % 7);
    example.bytes.push_back(i % 11);
  }
  Result<Cuts> cuts = partitionChain(example.getChain(), 64);
  ASSERT_TRUE(static_cast<bool>(cuts));
  EXPECT_EQ(cuts->size(), 64u);
}
} // namespace
