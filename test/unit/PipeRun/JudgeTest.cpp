//===- JudgeTest.cpp - Which differences are errors -----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Judge.h"

#include "gtest/gtest.h"

#include <cmath>
#include <limits>

using namespace mlir::pipe;

namespace {

CheckRow makeRow(const char *kind, ElementType type, double difference,
                 double reference) {
  CheckRow row{kind, "x", type, {}};
  row.difference.normDifference = difference;
  row.difference.normReference = reference;
  return row;
}

/// The rule for one row beside a gradient of norm 1.
Rule judgeBeside(const CheckRow &row,
                 std::optional<double> tolerance = std::nullopt) {
  std::vector<CheckRow> rows = {row,
                                makeRow("gradient", ElementType::F32, 0, 1)};
  judge(rows, {.tolerance = tolerance});
  return rows[0].rule;
}

TEST(Judge, EveryTypeHasItsTolerance) {
  auto largest = [](ElementType type) {
    double good = 0;
    for (double difference : {0.0, 9e-13, 9e-6, 3.9e-3, 2.9e-2, 0.5})
      if (judgeBeside(makeRow("output", type, difference, 1)) == Rule::Own)
        good = difference;
    return good;
  };
  EXPECT_EQ(largest(ElementType::F64), 9e-13);
  EXPECT_EQ(largest(ElementType::F32), 9e-6);
  EXPECT_EQ(largest(ElementType::F16), 3.9e-3);
  EXPECT_EQ(largest(ElementType::BF16), 2.9e-2);
  EXPECT_EQ(largest(ElementType::I32), 0);
  EXPECT_EQ(largest(ElementType::I1), 0);
}

TEST(Judge, TheOptionReplacesThem) {
  for (ElementType type : {ElementType::F64, ElementType::BF16})
    for (double tolerance : {1e-3, 1e-1})
      EXPECT_EQ(judgeBeside(makeRow("output", type, 1e-2, 1), tolerance),
                tolerance > 1e-2 ? Rule::Own : Rule::TooFar);
}

TEST(Judge, AGradientThatIsZeroIsJudgedByAll) {
  auto judgeGradient = [](double difference, double reference) {
    return judgeBeside(
        makeRow("gradient", ElementType::F32, difference, reference));
  };
  EXPECT_EQ(judgeGradient(1.5e-9, 1e-9), Rule::Global);
  EXPECT_EQ(judgeGradient(1e-9, 0), Rule::Global);
  EXPECT_EQ(judgeGradient(0, 0), Rule::Own);
  // Wrong and small, but not as small as rounding.
  EXPECT_EQ(judgeGradient(5e-8, 1e-8), Rule::Global);
  EXPECT_EQ(judgeGradient(7e-8, 1e-8), Rule::TooFar);
  EXPECT_EQ(judgeGradient(1e-7, 0), Rule::TooFar);
  EXPECT_EQ(judgeGradient(1e-4, 1e-3), Rule::TooFar);
  // Outputs have no such excuse.
  EXPECT_EQ(judgeBeside(makeRow("output", ElementType::F32, 1.5e-9, 1e-9)),
            Rule::TooFar);
}

TEST(Judge, GradientsThatAreNotComparedCountToo) {
  std::vector<CheckRow> rows = {
      makeRow("gradient", ElementType::F32, 1.5e-9, 1e-9)};
  judge(rows, {});
  EXPECT_EQ(rows[0].rule, Rule::TooFar);
  judge(rows, {.otherGradients = 1});
  EXPECT_EQ(rows[0].rule, Rule::Global);
  rows[0] = makeRow("gradient", ElementType::F32, 1e-30, 0);
  judge(rows, {});
  EXPECT_EQ(rows[0].rule, Rule::TooFar);
}

TEST(Judge, NothingIsFinerThanWhatTheModelComputesWith) {
  for (ElementType coarsest : {ElementType::F64, ElementType::BF16}) {
    std::vector<CheckRow> rows = {makeRow("output", ElementType::F32, 1e-3, 1),
                                  makeRow("output", ElementType::I32, 1e-3, 1)};
    judge(rows, {.coarsest = coarsest});
    EXPECT_EQ(rows[0].rule,
              coarsest == ElementType::BF16 ? Rule::Own : Rule::TooFar);
    EXPECT_EQ(rows[1].rule, Rule::TooFar);
  }
  EXPECT_EQ(getCoarsest({ElementType::F32, ElementType::I64, ElementType::F16}),
            ElementType::F16);
  EXPECT_EQ(getCoarsest({ElementType::I1}), ElementType::F64);
}

TEST(Judge, UnlikeElementsAreAlwaysBad) {
  CheckRow row = makeRow("gradient", ElementType::F32, 0, 1);
  row.difference.numUnlike = 1;
  EXPECT_EQ(judgeBeside(row), Rule::Unlike);
  EXPECT_EQ(judgeBeside(row, 1e9), Rule::Unlike);
}

} // namespace
