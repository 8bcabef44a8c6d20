//===- SliceChainTest.cpp - Chains of writes against brute force ----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Slices/SliceChain.h"

#include "gtest/gtest.h"

#include <random>

using namespace mlir::pipe;

namespace {
struct Write {
  int64_t begin, end;
};

/// Who wrote each of [0, size) last among the first `last` + 1 writes.
std::vector<int64_t> paint(const std::vector<Write> &writes, int64_t size,
                           int64_t last) {
  std::vector<int64_t> owners(size, SliceChain::kNone);
  for (int64_t number = 0; number <= last; ++number)
    for (int64_t i = writes[number].begin; i < writes[number].end; ++i)
      owners[i] = number;
  return owners;
}

TEST(SliceChain, FindsWhatPaintingFinds) {
  std::mt19937 rng(1);
  constexpr int64_t kSize = 9;
  for (int round = 0; round < 300; ++round) {
    SliceChain chain;
    std::vector<Write> writes;
    for (int attempt = 0; attempt < 10; ++attempt) {
      int64_t begin = rng() % kSize;
      int64_t end = begin + 1 + rng() % std::min<int64_t>(3, kSize - begin);
      bool fits = true;
      for (const Write &other : writes)
        fits &= (other.begin == begin && other.end == end) ||
                other.end <= begin || end <= other.begin;
      ASSERT_EQ(chain.add(begin, end), fits);
      if (fits)
        writes.push_back({begin, end});
    }
    ASSERT_EQ(chain.size(), int64_t(writes.size()));
    for (int64_t last = -1; last < chain.size(); ++last) {
      std::vector<int64_t> owners = paint(writes, kSize, last);
      for (int64_t begin = 0; begin < kSize; ++begin)
        for (int64_t end = begin + 1; end <= kSize; ++end) {
          std::optional<int64_t> expected = owners[begin];
          for (int64_t i = begin; i < end; ++i)
            if (owners[i] != owners[begin])
              expected = std::nullopt;
          EXPECT_EQ(chain.find(begin, end, last), expected);
        }
    }
    for (int64_t number = 0; number < chain.size(); ++number) {
      EXPECT_EQ(chain.getBegin(number), writes[number].begin);
      EXPECT_EQ(chain.getEnd(number), writes[number].end);
    }
  }
}
} // namespace
