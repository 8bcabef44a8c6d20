//===- MutantsTest.cpp - Every field, changed in every way ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ManifestMutants.h"
#include "RandomManifest.h"
#include "TestFiles.h"

#include "pipe/Bundle/ManifestText.h"

using namespace mlir::pipe;
using namespace mlir::pipe::test;

namespace {

void expectNoHarm(const std::string &text) {
  MutantReport report = readMutants(text);
  EXPECT_GT(report.numFields, 100);
  EXPECT_GT(report.numRefused, 8 * report.numFields);
  EXPECT_GT(report.numHarmless, 0);
  for (const std::string &complaint : report.complaints)
    ADD_FAILURE() << complaint;
}

TEST(Mutants, OfTheLinearModelDoNoHarm) {
  expectNoHarm(sealManifest(
      nlohmann::json::parse(readText(PIPE_LINEAR_BUNDLE "/manifest.json"))));
}

TEST(Mutants, OfTheLinearModelWithMomentumDoNoHarm) {
  nlohmann::json manifest =
      nlohmann::json::parse(readText(PIPE_LINEAR_BUNDLE "/manifest.json"));
  addMomentum(manifest);
  expectNoHarm(sealManifest(manifest));
}

TEST(Mutants, OfRandomManifestsDoNoHarm) {
  for (uint64_t seed = 0; seed < 2; ++seed) {
    IoResult<std::string> text =
        bundle::writeManifest(makeRandomManifest(seed), "m.json");
    ASSERT_TRUE(text) << text.getMessage();
    expectNoHarm(*text);
  }
}

// A manifest that says of itself something that is not so is told.
TEST(Mutants, AreNotTakenForGood) {
  nlohmann::json manifest =
      nlohmann::json::parse(readText(PIPE_LINEAR_BUNDLE "/manifest.json"));
  manifest["edges"] = 7;
  EXPECT_FALSE(readMutants(sealManifest(manifest)).complaints.empty());
}

} // namespace
