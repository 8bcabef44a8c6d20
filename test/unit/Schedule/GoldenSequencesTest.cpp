//===- GoldenSequencesTest.cpp - Small schedules, action by action --------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ScheduleTestUtils.h"

using namespace mlir::pipe;

static std::string print(std::string_view name, int64_t ranks, int64_t m,
                         int64_t v = 1) {
  return toString(generate(name, ranks, m, v));
}

TEST(GoldenSequences, GPipe) {
  EXPECT_EQ(print("gpipe", 4, 6),
            "rank 0: 0F0 0F1 0F2 0F3 0F4 0F5 0B0 0B1 0B2 0B3 0B4 0B5\n"
            "rank 1: 1F0 1F1 1F2 1F3 1F4 1F5 1B0 1B1 1B2 1B3 1B4 1B5\n"
            "rank 2: 2F0 2F1 2F2 2F3 2F4 2F5 2B0 2B1 2B2 2B3 2B4 2B5\n"
            "rank 3: 3F0 3F1 3F2 3F3 3F4 3F5 3B0 3B1 3B2 3B3 3B4 3B5\n");
}

TEST(GoldenSequences, OneForwardOneBackward) {
  EXPECT_EQ(print("1f1b", 4, 6),
            "rank 0: 0F0 0F1 0F2 0F3 0B0 0F4 0B1 0F5 0B2 0B3 0B4 0B5\n"
            "rank 1: 1F0 1F1 1F2 1B0 1F3 1B1 1F4 1B2 1F5 1B3 1B4 1B5\n"
            "rank 2: 2F0 2F1 2B0 2F2 2B1 2F3 2B2 2F4 2B3 2F5 2B4 2B5\n"
            "rank 3: 3F0 3B0 3F1 3B1 3F2 3B2 3F3 3B3 3F4 3B4 3F5 3B5\n");
}

TEST(GoldenSequences, OneForwardOneBackwardWithFewMicroBatches) {
  EXPECT_EQ(print("1f1b", 4, 2), "rank 0: 0F0 0F1 0B0 0B1\n"
                                 "rank 1: 1F0 1F1 1B0 1B1\n"
                                 "rank 2: 2F0 2F1 2B0 2B1\n"
                                 "rank 3: 3F0 3B0 3F1 3B1\n");
}

TEST(GoldenSequences, Interleaved) {
  EXPECT_EQ(print("interleaved-1f1b", 2, 4, 2),
            "rank 0: 0F0 0F1 2F0 2F1 0F2 2B0 0F3 2B1 2F2 0B0 2F3 0B1 2B2 2B3 "
            "0B2 0B3\n"
            "rank 1: 1F0 1F1 3F0 3B0 3F1 3B1 1F2 1B0 1F3 1B1 3F2 3B2 3F3 3B3 "
            "1B2 1B3\n");
}

// P does not divide M: groups of 3 and 2.
TEST(GoldenSequences, InterleavedUnevenGroups) {
  EXPECT_EQ(print("interleaved-1f1b", 2, 5, 2),
            "rank 0: 0F0 0F1 0F2 2F0 2F1 2F2 2B0 0F3 2B1 0F4 2B2 2F3 0B0 2F4 "
            "0B1 0B2 2B3 2B4 0B3 0B4\n"
            "rank 1: 1F0 1F1 1F2 3F0 3B0 3F1 3B1 3F2 3B2 1F3 1B0 1F4 1B1 3F3 "
            "1B2 3F4 3B3 3B4 1B3 1B4\n");
}

// M < 2P: one group of 6.
TEST(GoldenSequences, InterleavedOneGroup) {
  EXPECT_EQ(print("interleaved-1f1b", 4, 6, 2),
            "rank 0: 0F0 0F1 0F2 0F3 0F4 0F5 4F0 4F1 4F2 4F3 4F4 4F5 4B0 4B1 "
            "4B2 4B3 4B4 4B5 0B0 0B1 0B2 0B3 0B4 0B5\n"
            "rank 1: 1F0 1F1 1F2 1F3 1F4 1F5 5F0 5F1 5F2 5F3 5F4 5B0 5F5 5B1 "
            "5B2 5B3 5B4 5B5 1B0 1B1 1B2 1B3 1B4 1B5\n"
            "rank 2: 2F0 2F1 2F2 2F3 2F4 2F5 6F0 6F1 6F2 6B0 6F3 6B1 6F4 6B2 "
            "6F5 6B3 6B4 6B5 2B0 2B1 2B2 2B3 2B4 2B5\n"
            "rank 3: 3F0 3F1 3F2 3F3 3F4 3F5 7F0 7B0 7F1 7B1 7F2 7B2 7F3 7B3 "
            "7F4 7B4 7F5 7B5 3B0 3B1 3B2 3B3 3B4 3B5\n");
}

TEST(GoldenSequences, ForwardOnly) {
  EXPECT_EQ(print("forward-only", 2, 3), "rank 0: 0F0 0F1 0F2\n"
                                         "rank 1: 1F0 1F1 1F2\n");
  EXPECT_EQ(print("forward-only", 2, 5, 2),
            "rank 0: 0F0 0F1 0F2 2F0 2F1 2F2 0F3 0F4 2F3 2F4\n"
            "rank 1: 1F0 1F1 1F2 3F0 3F1 3F2 1F3 1F4 3F3 3F4\n");
}
TEST(GoldenSequences, EagerOneForwardOneBackward) {
  EXPECT_EQ(print("eager-1f1b", 4, 6),
            "rank 0: 0F0 0F1 0F2 0F3 0F4 0F5 0B0 0B1 0B2 0B3 0B4 0B5\n"
            "rank 1: 1F0 1F1 1F2 1F3 1F4 1B0 1F5 1B1 1B2 1B3 1B4 1B5\n"
            "rank 2: 2F0 2F1 2F2 2B0 2F3 2B1 2F4 2B2 2F5 2B3 2B4 2B5\n"
            "rank 3: 3F0 3B0 3F1 3B1 3F2 3B2 3F3 3B3 3F4 3B4 3F5 3B5\n");
}

TEST(GoldenSequences, ZeroBubbleH1) {
  EXPECT_EQ(print("zb-h1", 4, 6), "rank 0: 0F0 0F1 0F2 0F3 0I0 0W0 0F4 0I1 0W1 "
                                  "0F5 0I2 0W2 0I3 0W3 0I4 0W4 0I5 0W5\n"
                                  "rank 1: 1F0 1F1 1F2 1I0 1F3 1I1 1W0 1F4 1I2 "
                                  "1W1 1F5 1I3 1W2 1I4 1W3 1I5 1W4 1W5\n"
                                  "rank 2: 2F0 2F1 2I0 2F2 2I1 2F3 2I2 2W0 2F4 "
                                  "2I3 2W1 2F5 2I4 2W2 2I5 2W3 2W4 2W5\n"
                                  "rank 3: 3F0 3I0 3F1 3I1 3F2 3I2 3F3 3I3 3W0 "
                                  "3F4 3I4 3W1 3F5 3I5 3W2 3W3 3W4 3W5\n");
}

TEST(GoldenSequences, ZeroBubbleH2) {
  EXPECT_EQ(print("zb-h2", 4, 6), "rank 0: 0F0 0F1 0F2 0F3 0F4 0F5 0I0 0W0 0I1 "
                                  "0W1 0I2 0W2 0I3 0W3 0I4 0W4 0I5 0W5\n"
                                  "rank 1: 1F0 1F1 1F2 1F3 1F4 1I0 1F5 1I1 1I2 "
                                  "1W0 1I3 1W1 1I4 1W2 1I5 1W3 1W4 1W5\n"
                                  "rank 2: 2F0 2F1 2F2 2I0 2F3 2I1 2F4 2I2 2F5 "
                                  "2I3 2I4 2W0 2I5 2W1 2W2 2W3 2W4 2W5\n"
                                  "rank 3: 3F0 3I0 3F1 3I1 3F2 3I2 3F3 3I3 3F4 "
                                  "3I4 3F5 3I5 3W0 3W1 3W2 3W3 3W4 3W5\n");
}

TEST(GoldenSequences, LoopedBreadthFirst) {
  EXPECT_EQ(print("looped-bfs", 2, 4, 2),
            "rank 0: 0F0 0F1 0F2 0F3 2F0 2F1 2F2 2F3 2B3 2B2 2B1 2B0 0B3 0B2 "
            "0B1 0B0\n"
            "rank 1: 1F0 1F1 1F2 1F3 3F0 3F1 3F2 3F3 3B3 3B2 3B1 3B0 1B3 1B2 "
            "1B1 1B0\n");
}

TEST(GoldenSequences, InterleavedZeroBubble) {
  EXPECT_EQ(print("interleaved-zb", 2, 4, 2),
            "rank 0: 0F0 0F1 2F0 2F1 2I0 2W0 0F2 2I1 2W1 0F3 0I0 0W0 2F2 0I1 "
            "0W1 2F3 2I2 2W2 2I3 2W3 0I2 0W2 0I3 0W3\n"
            "rank 1: 1F0 1F1 3F0 3I0 3F1 3I1 3W0 1F2 1I0 3W1 1F3 1I1 1W0 3F2 "
            "3I2 1W1 3F3 3I3 3W2 1I2 3W3 1I3 1W2 1W3\n");
}
TEST(GoldenSequences, ZeroBubbleV) {
  EXPECT_EQ(print("zbv", 2, 4, 2),
            "rank 0: 0F0 0F1 0F2 3F0 3I0 3W0 3F1 3I1 3W1 0F3 0I0 0W0 3F2 3I2 "
            "3W2 0I1 0W1 3F3 3I3 3W3 0I2 0W2 0I3 0W3\n"
            "rank 1: 1F0 2F0 1F1 2F1 2I0 2W0 1F2 1I0 1W0 2F2 2I1 2W1 1F3 1I1 "
            "1W1 2F3 2I2 2W2 1I2 2I3 1I3 1W2 2W3 1W3\n");
}

TEST(GoldenSequences, VHalf) {
  EXPECT_EQ(print("v-half", 2, 4, 2),
            "rank 0: 0F0 0F1 0F2 3F0 3I0 3W0 3F1 0I0 3I1 3W1 3F2 0W0 0F3 0I1 "
            "3I2 3W2 3F3 3I3 0I2 3W3 0I3 0W1 0W2 0W3\n"
            "rank 1: 1F0 2F0 1F1 2F1 2I0 2W0 1I0 1W0 1F2 2F2 2I1 1I1 2W1 1F3 "
            "1W1 2F3 2I2 1I2 2I3 1I3 2W2 2W3 1W2 1W3\n");
}

TEST(GoldenSequences, VMin) {
  EXPECT_EQ(print("v-min", 2, 4, 2),
            "rank 0: 0F0 0F1 3F0 3I0 3W0 0I0 0W0 3F1 3I1 3W1 0F2 0I1 0W1 3F2 "
            "3I2 3W2 0F3 0I2 0W2 3F3 3I3 3W3 0I3 0W3\n"
            "rank 1: 1F0 2F0 2I0 1I0 1F1 2F1 2W0 1W0 2I1 1I1 1F2 2F2 2W1 1W1 "
            "2I2 1I2 1F3 2F3 2W2 1W2 2I3 1I3 2W3 1W3\n");
}

TEST(GoldenSequences, DualPipeV) {
  EXPECT_EQ(print("dualpipev", 2, 4, 2),
            "rank 0: 0F0 0F1 0F2 3F0 3I0 3W0 3F1 0F3 3B1 3F2 0B0 3B2 3F3 0B1 "
            "3B3 0I2 0W2 0I3 0W3\n"
            "rank 1: 1F0 2F0 1F1 2F1 1F2 2B0 2F2 1B0 1F3 2B1 2F3 1B1 2B2 1B2 "
            "2I3 1I3 2W3 1W3\n");
}

// The first half of the micro-batches goes from rank 0 to rank 3.
TEST(GoldenSequences, DualPipe) {
  EXPECT_EQ(print("dualpipe", 4, 8),
            "rank 0: 0F0 0F1 0F2 3F4 3I4 3W4 3F5 0F3 3B5 3F6 0B0 3B6 3F7 0B1 "
            "3B7 0I2 0W2 0I3 0W3\n"
            "rank 1: 1F0 2F4 1F1 2F5 1F2 2B4 2F6 1B0 1F3 2B5 2F7 1B1 2B6 1B2 "
            "2I7 1I3 2W7 1W3\n"
            "rank 2: 1F4 2F0 1F5 2F1 1F6 2B0 2F2 1B4 1F7 2B1 2F3 1B5 2B2 1B6 "
            "2I3 1I7 2W3 1W7\n"
            "rank 3: 0F4 0F5 0F6 3F0 3I0 3W0 3F1 0F7 3B1 3F2 0B4 3B2 3F3 0B5 "
            "3B3 0I6 0W6 0I7 0W7\n");
}

TEST(GoldenSequences, Chimera) {
  EXPECT_EQ(print("chimera", 4, 4),
            "rank 0: 0F0 0F1 3F2 3B2 3F3 3B3 0B0 0B1\n"
            "rank 1: 1F0 2F2 1F1 2F3 2B2 1B0 2B3 1B1\n"
            "rank 2: 1F2 2F0 1F3 2F1 2B0 1B2 2B1 1B3\n"
            "rank 3: 0F2 0F3 3F0 3B0 3F1 3B1 0B2 0B3\n");
}

TEST(GoldenSequences, PipeDream) {
  EXPECT_EQ(print("pipedream", 2, 3),
            "rank 0: 0F0 0F1 0B0 0U0 0F2 0B1 0U1 0B2 0U2\n"
            "rank 1: 1F0 1B0 1U0 1F1 1B1 1U1 1F2 1B2 1U2\n");
  EXPECT_EQ(print("pipedream-2bw", 2, 3),
            "rank 0: 0F0 0F1 0B0 0F2 0B1 0U1 0B2 0U2\n"
            "rank 1: 1F0 1B0 1F1 1B1 1U1 1F2 1B2 1U2\n");
}

// The last unit is smaller: two of three micro-batches start on rank 0.
TEST(GoldenSequences, ChimeraWithASmallerUnit) {
  EXPECT_EQ(print("chimera", 2, 3), "rank 0: 0F0 1F1 1B1 0B0 0F2 0B2\n"
                                    "rank 1: 0F1 1F0 1B0 0B1 1F2 1B2\n");
}

TEST(GoldenSequences, Hanayo) {
  EXPECT_EQ(print("hanayo", 3, 5, 2),
            "rank 0: 0F0 0F1 0F2 0F3 0F4 5F0 5B0 5F1 5B1 5F2 5B2 0B0 0B1 0B2 "
            "5F3 5B3 5F4 5B4 0B3 0B4\n"
            "rank 1: 1F0 1F1 1F2 4F0 1F3 4F1 4B0 4F2 4B1 1F4 4B2 1B0 1B1 1B2 "
            "4F3 4F4 4B3 4B4 1B3 1B4\n"
            "rank 2: 2F0 3F0 2F1 3F1 2F2 3F2 3B0 2B0 3B1 3B2 2B1 2B2 2F3 3F3 "
            "2F4 3F4 3B3 2B3 3B4 2B4\n");
}
