//===- StepLogTest.cpp - What is said of each step ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StepLog.h"

#include <cmath>
#include <cstring>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

using namespace mlir::pipe;

namespace {

StepReport makeReport() { return {7, 0.5, 0.125, 2.0, 8}; }

TEST(StepLog, SaysWhySkipped) {
  StepReport report = makeReport();
  EXPECT_EQ(describeStep(report), "step 7 loss 0.5");
  EXPECT_FALSE(nlohmann::json::parse(toJson(report)).contains("skipped"));
  report.isSkipped = false;
  EXPECT_EQ(describeStep(report), "step 7 loss 0.5");
  EXPECT_EQ(nlohmann::json::parse(toJson(report))["skipped"], false);
  report.isSkipped = true;
  report.notFinite = "w0";
  report.loss = NAN;
  EXPECT_EQ(describeStep(report),
            "step 7 loss nan skipped: the gradient of 'w0' is not finite");
  EXPECT_EQ(nlohmann::json::parse(toJson(report))["skipped"], true);
  report.loss.reset();
  EXPECT_EQ(describeStep(report),
            "step 7 skipped: the gradient of 'w0' is not finite");
}

TEST(StepLog, CountsSkippedSteps) {
  EXPECT_EQ(describeSkipped(1, 8),
            "1 of 8 steps was skipped, since gradients were not finite");
  EXPECT_EQ(describeSkipped(2, 8),
            "2 of 8 steps were skipped, since gradients were not finite");
  EXPECT_EQ(describeSkipped(1, 1),
            "1 of 1 step was skipped, since gradients were not finite");
}

// With six digits for people, all for programs.
TEST(StepLog, SaysNumbersOfTheStep) {
  StepReport report = makeReport();
  const float norm = 1.0f / 3;
  const int64_t large = (int64_t(1) << 53) + 1;
  const uint64_t larger = ~uint64_t(0);
  const int32_t count = -7;
  const uint8_t truth = 1;
  report.numbers = {readNumber("norm", ElementType::F32, &norm),
                    readNumber("n", ElementType::I64, &large),
                    readNumber("u", ElementType::U64, &larger)};
  EXPECT_EQ(describeStep(report),
            "step 7 loss 0.5 norm 0.333333 n 9007199254740993 u "
            "18446744073709551615");
  report.isSkipped = true;
  report.notFinite = "w0";
  EXPECT_EQ(describeStep(report),
            "step 7 loss 0.5 norm 0.333333 n 9007199254740993 u "
            "18446744073709551615 skipped: the gradient of 'w0' is not finite");
  report.isSkipped = false;
  report.numbers.push_back(readNumber("a \"b\\", ElementType::I32, &count));
  EXPECT_EQ(describeStep(report),
            "step 7 loss 0.5 norm 0.333333 n 9007199254740993 u "
            "18446744073709551615 a \"b\\ -7");
  report.numbers.push_back(readNumber("is", ElementType::I1, &truth));
  EXPECT_EQ(describeStep(report), "step 7 loss 0.5");
  nlohmann::json reports = nlohmann::json::parse(toJson(report))["reports"];
  EXPECT_EQ(reports["norm"], double(norm));
  EXPECT_EQ(reports["n"], large);
  EXPECT_EQ(reports["u"], larger);
  EXPECT_EQ(reports["a \"b\\"], -7);
  EXPECT_EQ(reports["is"], true);
  EXPECT_EQ(reports.size(), 5u);
}

TEST(StepLog, NumbersMayBeNone) {
  StepReport report = makeReport();
  EXPECT_FALSE(nlohmann::json::parse(toJson(report)).contains("reports"));
  const float infinite = INFINITY;
  report.numbers = {readNumber("norm", ElementType::F32, &infinite)};
  EXPECT_EQ(describeStep(report), "step 7 loss 0.5 norm inf");
  EXPECT_TRUE(
      nlohmann::json::parse(toJson(report))["reports"]["norm"].is_null());
}

Bytes toBytes(const std::vector<float> &values) {
  Bytes bytes(values.size() * sizeof(float));
  std::memcpy(bytes.data(), values.data(), bytes.size());
  return bytes;
}

// The first one that is updated: what no update reads skips no step.
TEST(StepLog, NamesTheFirstThatIsNotFinite) {
  Manifest manifest;
  for (const char *name : {"a", "b", "c", "d"})
    manifest.parameters.push_back({name,
                                   {ElementType::F32, {2}},
                                   false,
                                   true,
                                   /*isUpdated=*/*name != 'a'});
  std::vector<std::optional<Bytes>> gradients = {
      toBytes({NAN, 0}), std::nullopt, toBytes({0, -INFINITY}),
      toBytes({NAN, 0})};
  EXPECT_EQ(findNotFinite(manifest, gradients), "c");
  gradients[2] = toBytes({3e38f, -1e-45f});
  EXPECT_EQ(findNotFinite(manifest, gradients), "d");
  gradients[3] = gradients[2];
  EXPECT_EQ(findNotFinite(manifest, gradients), "");
}

} // namespace
