//===- WorkspaceLayoutTest.cpp - Offsets of temporaries by their lifetimes ===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "WorkspaceLayout.h"

#include "gtest/gtest.h"

#include <random>

using namespace mlir;
using namespace mlir::pipe;

static bool overlap(int64_t a, int64_t sizeA, int64_t b, int64_t sizeB) {
  return a < b + sizeB && b < a + sizeA;
}

TEST(WorkspaceLayout, NothingNeedsNothing) {
  EXPECT_EQ(layOutWorkspace({}, 64).bytes, 0);
  EXPECT_EQ(layOutWorkspace({{0, 0, 9}}, 64).bytes, 0);
}

TEST(WorkspaceLayout, BuffersOfDifferentTimesShare) {
  WorkspaceLayout layout = layOutWorkspace({{100, 0, 1}, {80, 2, 3}}, 64);
  EXPECT_EQ(layout.bytes, 100);
  EXPECT_EQ(layout.offsets[0], 0);
  EXPECT_EQ(layout.offsets[1], 0);
}

// A step that reads one buffer and writes the other needs both.
TEST(WorkspaceLayout, BuffersThatMeetInOneStepDoNotShare) {
  WorkspaceLayout layout = layOutWorkspace({{100, 0, 2}, {80, 2, 3}}, 64);
  EXPECT_EQ(layout.bytes, 128 + 80);
}

TEST(WorkspaceLayout, GapsAreFilled) {
  // The long-lived buffer lies above the first; the last fits below it.
  WorkspaceLayout layout =
      layOutWorkspace({{192, 0, 1}, {128, 0, 9}, {64, 5, 6}}, 64);
  EXPECT_EQ(layout.bytes, 320);
  EXPECT_EQ(layout.offsets[2], 0);
}

TEST(WorkspaceLayout, RandomBuffersAreDisjointAndAligned) {
  std::mt19937 random(1);
  auto number = [&](int64_t low, int64_t high) {
    return std::uniform_int_distribution<int64_t>(low, high)(random);
  };
  for (int round = 0; round < 200; ++round) {
    SmallVector<WorkspaceBuffer> buffers;
    for (int64_t i = number(1, 30); i > 0; --i) {
      int64_t first = number(0, 20);
      buffers.push_back({number(0, 500), first, first + number(0, 8)});
    }
    WorkspaceLayout layout = layOutWorkspace(buffers, 64);
    // What is alive at one step is a lower bound.
    for (int64_t step = 0; step <= 28; ++step) {
      int64_t alive = 0;
      for (const WorkspaceBuffer &buffer : buffers)
        if (buffer.first <= step && step <= buffer.last)
          alive += buffer.bytes;
      EXPECT_LE(alive, layout.bytes);
    }
    for (size_t i = 0; i < buffers.size(); ++i) {
      EXPECT_EQ(layout.offsets[i] % 64, 0);
      EXPECT_LE(layout.offsets[i] + buffers[i].bytes, layout.bytes);
      for (size_t j = 0; j < i; ++j) {
        bool together = buffers[i].bytes > 0 && buffers[j].bytes > 0 &&
                        buffers[i].first <= buffers[j].last &&
                        buffers[j].first <= buffers[i].last;
        EXPECT_FALSE(together && overlap(layout.offsets[i], buffers[i].bytes,
                                         layout.offsets[j], buffers[j].bytes));
      }
    }
  }
}
