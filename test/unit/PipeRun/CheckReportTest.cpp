//===- CheckReportTest.cpp - What is said of differences ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Check.h"

#include "gtest/gtest.h"

#include <sstream>

using namespace mlir::pipe;

namespace {

CheckRow makeRow(const char *name, Rule rule) {
  CheckRow row{"gradient", name, ElementType::F32, {}};
  row.difference.numElements = 4;
  row.difference.numBitEqual = 3;
  row.difference.maxAbsolute = 0.5;
  row.difference.normDifference = 0.5;
  row.difference.normReference = 1;
  row.rule = rule;
  row.tolerance = 1e-5;
  row.globalRelative = 1e-9;
  return row;
}

/// One row of each rule, and one with NaN.
std::vector<CheckRow> makeRows() {
  std::vector<CheckRow> rows = {
      makeRow("own", Rule::Own), makeRow("global", Rule::Global),
      makeRow("far", Rule::TooFar), makeRow("unlike", Rule::Unlike)};
  rows[0].difference.numNan = 2;
  rows[3].difference.numUnlike = 1;
  return rows;
}

TEST(CheckReport, SaysWhyARowIsBad) {
  Bundle bundle;
  bundle.manifest.ranks = 2;
  bundle.manifest.microBatches = 8;
  std::ostringstream out;
  EXPECT_FALSE(printCheck(bundle, makeRows(), out));
  EXPECT_EQ(
      out.str(),
      "check against the unpartitioned model\n"
      "  kind      name      elements   bit-equal  max |diff|    relative\n"
      "  gradient  own              4           3         0.5         0.5"
      "  2 NaN in both\n"
      "  gradient  global           4           3         0.5         0.5"
      "  rounding: 1e-09 of all gradients\n"
      "  gradient  far              4           3         0.5         0.5"
      "  TOO FAR, tolerance 1e-05\n"
      "  gradient  unlike           4           3         0.5         inf"
      "  TOO FAR: 1 NaN or infinite on one side\n"
      "failed: 2 ranks, 8 micro-batches, 12 of 16 values bit-equal, largest "
      "relative difference inf\n");
}

TEST(CheckReport, AComparisonIsALineAKind) {
  FileComparison comparison;
  comparison.rows = makeRows();
  comparison.missingOutputs = {"y", "z"};
  std::ostringstream out;
  EXPECT_FALSE(printComparison(comparison, "a.safetensors", out));
  EXPECT_EQ(out.str(),
            "failed: 4 gradients against a.safetensors, largest relative "
            "difference inf (unlike), tolerance 1e-05; 1 elements are NaN or "
            "infinite on one side; 2 NaN in both; 1 differs by the rounding "
            "of all gradients\n"
            "not compared: 2 outputs that a.safetensors lacks: 'y', 'z'\n");
}

} // namespace
