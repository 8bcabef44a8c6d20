//===- StepDataTest.cpp - The rows of each step ---------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StepDataFixture.h"

#include <algorithm>
#include <numeric>
#include <set>

using namespace mlir::pipe;

namespace {

using RowList = std::vector<int32_t>;

TEST_F(StepDataTest, StepsTakeTheNextRows) {
  write(12, 12);
  StepData data = make();
  EXPECT_EQ(data.getNumSteps(), 3);
  EXPECT_EQ(data.getRowsPerStep(), 4);
  EXPECT_EQ(load(data, 0), RowList({0, 1, 2, 3}));
  EXPECT_EQ(load(data, 2), RowList({8, 9, 10, 11}));
  EXPECT_EQ(load(data, 1), RowList({4, 5, 6, 7}));
  // Around.
  EXPECT_EQ(load(data, 5), RowList({8, 9, 10, 11}));
}

TEST_F(StepDataTest, InputsStayWhereTheyAre) {
  write(8, 8);
  StepData data = make();
  data.load(0);
  const void *place = data.getInputs()[0].data();
  data.load(1);
  EXPECT_EQ(data.getInputs()[0].data(), place);
}

TEST_F(StepDataTest, RowsAreShuffledAnewInEachEpoch) {
  write(12, 12);
  StepData data = make({true, 7, std::nullopt});
  std::set<RowList> epochs;
  for (int64_t epoch = 0; epoch < 3; ++epoch) {
    RowList rows;
    for (int64_t step = 0; step < 3; ++step)
      for (int32_t row : load(data, epoch * 3 + step))
        rows.push_back(row);
    epochs.insert(rows);
    std::sort(rows.begin(), rows.end());
    for (int32_t i = 0; i < 12; ++i)
      EXPECT_EQ(rows[size_t(i)], i);
  }
  EXPECT_EQ(epochs.size(), 3u);
  // The same seed, from the middle on.
  StepData again = make({true, 7, std::nullopt});
  EXPECT_EQ(load(again, 4), load(data, 4));
  StepData other = make({true, 8, std::nullopt});
  EXPECT_NE(load(other, 0), load(data, 0));
}

// What the docs say of the order is what other programs have to write.
TEST(Order, IsThatOfTheDocs) {
  EXPECT_EQ(makeOrder(8, 1, 0), (std::vector<int64_t>{0, 5, 2, 7, 3, 4, 1, 6}));
  EXPECT_EQ(makeOrder(8, 1, 1), (std::vector<int64_t>{5, 7, 3, 1, 6, 4, 2, 0}));
  EXPECT_EQ(makeOrder(0, 1, 0), std::vector<int64_t>());
}

TEST(Order, HasEveryNumberEverywhere) {
  std::vector<std::vector<int>> counts(5, std::vector<int>(5));
  for (int64_t epoch = 0; epoch < 5000; ++epoch) {
    std::vector<int64_t> order = makeOrder(5, 3, epoch);
    for (size_t i = 0; i < 5; ++i)
      ++counts[i][size_t(order[i])];
  }
  for (const auto &row : counts)
    for (int count : row)
      EXPECT_NEAR(count, 1000, 150);
}

TEST_F(StepDataTest, OtherRowsAreRefused) {
  write(10, 12);
  EXPECT_EQ(getError([&] { make(); }),
            path + ": 'x' has 10 rows in dimension 0, but 2 micro-batches of 2 "
                   "rows need 4 a step; compile with another --micro-batches, "
                   "or give as many rows");
  write(12, 8);
  EXPECT_EQ(getError([&] { make(); }),
            path + ": 'y' has rows for 2 steps, but 'x' for 3");
  manifest.inputs[1].type.shape = {2, 1};
  write(12, 6);
  StepData data = make();
  EXPECT_EQ(data.getNumSteps(), 3);
  EXPECT_EQ(getError([&] { make({false, 1, std::nullopt}); }),
            path + ": 'y' has 6 rows, but 'x' has 12; --shuffle-seed takes as "
                   "many of each");
}

TEST_F(StepDataTest, TooFewRowsAreRefused) {
  write(12, 12);
  StepData data = make();
  data.require(0, 3);
  data.require(1, 2);
  EXPECT_EQ(getError([&] { data.require(0, 4); }),
            path + ": has rows for 3 steps, but --steps=4 needs those of 4; "
                   "--repeat goes around them");
  EXPECT_EQ(getError([&] { data.require(2, 2); }),
            path + ": has rows for 3 steps, but --steps=2 behind the 2 of "
                   "--state needs those of 4; --repeat goes around them");
  make({true, std::nullopt, std::nullopt}).require(2, 100);
  EXPECT_EQ(getError([&] { data.requireOneStep(); }),
            path + ": 'x' has 12 rows in dimension 0, but 2 micro-batches of 2 "
                   "rows need 4 a step; --steps=3 runs all, or compile with "
                   "another --micro-batches");
  write(4, 4);
  make().requireOneStep();
}

TEST_F(StepDataTest, SeedsGoOn) {
  manifest.inputs = {{"seed", {ElementType::I64, {1}}, 0, true}};
  DataOptions options{false, std::nullopt, 3};
  StepData data(manifest, files, {}, options);
  EXPECT_EQ(data.getNumSteps(), std::nullopt);
  EXPECT_EQ(data.getRowsPerStep(), 0);
  std::set<int64_t> seen;
  for (int64_t step = 0; step < 4; ++step) {
    data.load(step);
    const auto *seeds =
        reinterpret_cast<const int64_t *>(data.getInputs()[0].data());
    seen.insert({seeds[0], seeds[1]});
  }
  EXPECT_EQ(seen.size(), 8u);
  Bytes first = packInputs(manifest, files, {}, 3)[0];
  data.load(0);
  EXPECT_EQ(data.getInputs()[0], first);
  data.require(0, int64_t(1) << 40);
  EXPECT_EQ(getError([&] { StepData(manifest, files, {}, {false, 1, 3}); }),
            "--shuffle-seed: no input has rows in a file");
}

TEST_F(StepDataTest, SomeInputsAreTheSameInAllSteps) {
  manifest.inputs[1] = {"y", {ElementType::I32, {2, 4}}, std::nullopt};
  write(8, 4);
  StepData data = make();
  EXPECT_EQ(data.getNumSteps(), 2);
  data.load(1);
  const auto *y = reinterpret_cast<const int32_t *>(data.getInputs()[1].data());
  for (int32_t i = 0; i < 16; ++i)
    EXPECT_EQ(y[i], i % 4);
}

} // namespace
