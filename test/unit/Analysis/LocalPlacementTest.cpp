//===- LocalPlacementTest.cpp - Rings that share bytes --------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Program/LocalPlacement.h"

#include <gtest/gtest.h>

#include <iostream>
#include <random>

using namespace mlir::pipe;

/// Returns true if no byte is needed by two slots at one moment: looks at every
/// byte of every slot at every moment.
static bool isRight(const std::vector<PlacedRing> &rings,
                    const LocalPlacement &placement, int64_t numMoments) {
  for (int64_t moment = 0; moment < numMoments; ++moment) {
    std::vector<bool> isNeeded(placement.bytes);
    for (size_t r = 0; r < rings.size(); ++r)
      for (int64_t slot = 0; slot < rings[r].numSlots; ++slot)
        for (const Life &life :
             rings[r].lives[rings[r].lives.size() == 1 ? 0 : slot]) {
          if (moment < life.first || moment > life.last)
            continue;
          for (int64_t byte = 0; byte < rings[r].stride; ++byte) {
            int64_t at = placement.offsets[r] + slot * rings[r].stride + byte;
            if (at < 0 || at >= placement.bytes || isNeeded[at])
              return false;
            isNeeded[at] = true;
          }
        }
  }
  return true;
}

/// Returns the fewest bytes, by trying all offsets.
static int64_t findFewest(const std::vector<PlacedRing> &rings,
                          LocalPlacement &placement, size_t next,
                          int64_t numMoments, int64_t best) {
  if (next == rings.size())
    return isRight(rings, placement, numMoments) ? placement.bytes : best;
  for (int64_t offset = 0; offset + rings[next].getBytes() < best; ++offset) {
    int64_t before = placement.bytes;
    placement.offsets[next] = offset;
    placement.bytes = std::max(before, offset + rings[next].getBytes());
    best = std::min(best,
                    findFewest(rings, placement, next + 1, numMoments, best));
    placement.bytes = before;
  }
  return best;
}

static std::vector<PlacedRing> drawRings(size_t count, int64_t maxBytes,
                                         int64_t numMoments,
                                         std::mt19937_64 &random) {
  auto draw = [&](int64_t bound) {
    return static_cast<int64_t>(random() % static_cast<uint64_t>(bound));
  };
  std::vector<PlacedRing> rings(count);
  for (PlacedRing &ring : rings) {
    ring.numSlots = 1 + draw(3);
    ring.stride = 1 + draw(maxBytes);
    bool isBlock = draw(4) == 0;
    for (int64_t slot = 0; slot < (isBlock ? 1 : ring.numSlots); ++slot) {
      Lives lives;
      for (int64_t at = draw(4); at < numMoments;) {
        int64_t last = std::min(numMoments - 1, at + draw(5));
        lives.push_back({at, last});
        at = last + 2 + draw(8);
      }
      ring.lives.push_back(std::move(lives));
    }
  }
  return rings;
}

TEST(LocalPlacement, IsRightAndNeverMore) {
  std::mt19937_64 random(41);
  int64_t apart = 0, shared = 0, peaks = 0;
  for (int i = 0; i < 3000; ++i) {
    int64_t numMoments = 12;
    std::vector<PlacedRing> rings =
        drawRings(1 + random() % 7, 8, numMoments, random);
    LocalPlacement placement = placeShared(rings);
    ASSERT_TRUE(isRight(rings, placement, numMoments));
    ASSERT_LE(placement.bytes, placeApart(rings).bytes);
    ASSERT_GE(placement.bytes, getPeakBytes(rings));
    ASSERT_EQ(placeShared(rings).offsets, placement.offsets);
    apart += placeApart(rings).bytes;
    shared += placement.bytes;
    peaks += getPeakBytes(rings);
  }
  std::cout << "bytes apart " << apart << ", shared " << shared << ", peak "
            << peaks << "\n";
  EXPECT_LT(shared, apart);
}

// Of few rings the best placement is known.
TEST(LocalPlacement, IsNearTheBest) {
  std::mt19937_64 random(42);
  int64_t found = 0, fewest = 0, numBest = 0, count = 300;
  for (int64_t i = 0; i < count; ++i) {
    std::vector<PlacedRing> rings = drawRings(3, 3, 8, random);
    LocalPlacement any;
    any.offsets.resize(rings.size());
    int64_t best = findFewest(rings, any, 0, 8, placeApart(rings).bytes);
    int64_t bytes = placeShared(rings).bytes;
    ASSERT_GE(bytes, best);
    found += bytes;
    fewest += best;
    numBest += bytes == best;
  }
  std::cout << numBest << " of " << count << " are the best, bytes " << found
            << " against " << fewest << "\n";
  EXPECT_GE(numBest * 10, count * 9);
}

// The example of the header.
TEST(LocalPlacement, PutsASlotOnADeadOne) {
  PlacedRing a{2, 10, {{{0, 5}}, {{0, 5}}}};
  PlacedRing b{2, 10, {{{6, 9}}, {{4, 9}}}};
  EXPECT_EQ(getPeakBytes({a, b}), 30);
  EXPECT_EQ(placeApart({a, b}).bytes, 40);
  LocalPlacement placement = placeShared({a, b});
  EXPECT_EQ(placement.bytes, 30);
  EXPECT_EQ(placement.offsets[0] + 10, placement.offsets[1]);
}

// What is needed all the time stays in its order.
TEST(LocalPlacement, LeavesFullRingsApart) {
  PlacedRing ring{3, 64, {{{0, 9}}, {{0, 9}}, {{0, 9}}}};
  LocalPlacement placement = placeShared({ring, ring});
  EXPECT_EQ(placement.offsets, (std::vector<int64_t>{0, 192}));
  EXPECT_EQ(placement.bytes, 384);
}
