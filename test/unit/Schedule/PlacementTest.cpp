//===- PlacementTest.cpp - Stages on ranks --------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Core/Placement.h"

#include <gtest/gtest.h>

using namespace mlir::pipe;

using Ranks = std::vector<int64_t>;

TEST(Placement, Linear) {
  EXPECT_EQ(makePlacement(PlacementKind::Linear, 3, 1), (Ranks{0, 1, 2}));
}

TEST(Placement, Loop) {
  EXPECT_EQ(makePlacement(PlacementKind::Loop, 3, 2),
            (Ranks{0, 1, 2, 0, 1, 2}));
}

TEST(Placement, Wave) {
  EXPECT_EQ(makePlacement(PlacementKind::Wave, 3, 3),
            (Ranks{0, 1, 2, 2, 1, 0, 0, 1, 2}));
}

TEST(Placement, Names) {
  EXPECT_EQ(toString(PlacementKind::Linear), "linear");
  EXPECT_EQ(toString(PlacementKind::Loop), "loop");
  EXPECT_EQ(toString(PlacementKind::Wave), "wave");
}
