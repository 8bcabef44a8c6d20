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
