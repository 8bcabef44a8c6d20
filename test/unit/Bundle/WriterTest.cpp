//===- WriterTest.cpp - What is written is what is read -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RandomManifest.h"
#include "TestFiles.h"

#include "pipe/Bundle/ManifestText.h"

#include <functional>

using namespace mlir::pipe;
using namespace mlir::pipe::bundle;
using namespace mlir::pipe::test;

namespace {

TEST(Writer, RandomManifestsComeBack) {
  bool hasCopies = false, hasParts = false, hasReference = false;
  bool hasStates = false, hasPartStates = false, hasHypers = false;
  bool updatesWithinStep = false, hasReports = false, hasResults = false;
  for (uint64_t seed = 0; seed < 500; ++seed) {
    Manifest manifest = makeRandomManifest(seed);
    IoResult<std::string> text = writeManifest(manifest, "m.json");
    ASSERT_TRUE(text) << text.getMessage() << " of seed " << seed;
    IoResult<Manifest> found = parseManifest(*text, "m.json", manifest.abi);
    ASSERT_TRUE(found) << found.getMessage();
    EXPECT_EQ(*found, manifest) << seed;
    EXPECT_EQ(*writeManifest(*found, "m.json"), *text) << seed;
    hasCopies |= manifest.hasCopies();
    hasParts |= !manifest.parts.empty();
    hasReference |= manifest.reference.has_value();
    hasHypers |= !manifest.hypers.empty();
    updatesWithinStep |= manifest.updatesWithinStep();
    hasReports |= manifest.findReport(kFiniteRole) != nullptr;
    for (const Report &report : manifest.reports)
      hasResults |= report.isResult;
    for (const State &state : manifest.states)
      (state.owner == State::OfPart ? hasPartStates : hasStates) = true;
  }
  EXPECT_TRUE(hasCopies && hasParts && hasReference && hasReports &&
              hasResults);
  EXPECT_TRUE(hasStates && hasPartStates && hasHypers && updatesWithinStep);
}

/// The manifest that all texts below differ from.
Manifest getLinear() {
  std::string text = sealManifest(
      nlohmann::json::parse(readText(PIPE_LINEAR_BUNDLE "/manifest.json")));
  IoResult<Manifest> manifest = parseManifest(text, "m.json");
  EXPECT_TRUE(manifest) << manifest.getMessage();
  return *manifest;
}

// Each line is one that a change of the writer would change.
TEST(Writer, TheFormOfTheTextIsKept) {
  Manifest manifest = getLinear();
  manifest.name = "a\"\\\t\xc3\xa4\x01";
  std::string text = *writeManifest(manifest, "m.json");
  EXPECT_TRUE(text.starts_with("{\n  \"abi\": {\n    \"major\": 0,\n"
                               "    \"minor\": 5\n  },\n  \"cpu\": \"\",\n"
                               "  \"edges\": [\n    {\n      \"bytes\": 32,\n"))
      << text;
  EXPECT_NE(text.find("  \"files\": [],\n  \"format\": \"pipe-bundle\",\n"),
            std::string::npos);
  EXPECT_NE(text.find("  \"name\": \"a\\\"\\\\\\t\xc3\xa4\\u0001\",\n"),
            std::string::npos);
  EXPECT_TRUE(
      text.ends_with("  \"version\": 4,\n  \"virtual_stages\": 1\n}\n"));
  for (const char *absent : {"parts", "copy_pattern", "copies", "seed",
                             "states", "hypers", "updated"})
    EXPECT_EQ(text.find("\"" + std::string(absent) + "\""), std::string::npos);
}

/// The message for a manifest that `edit` has changed; "" if it is written.
std::string getError(const std::function<void(Manifest &)> &edit) {
  Manifest manifest = getLinear();
  edit(manifest);
  IoResult<std::string> text = writeManifest(manifest, "m.json");
  return text ? "" : text.getMessage();
}

TEST(Writer, RefusesWhatAReaderRefuses) {
  EXPECT_EQ(getError([](Manifest &) {}), "");
  EXPECT_EQ(getError([](Manifest &m) { m.ranks = -1; }),
            "m.json: ranks must be an integer from 1 to 32767, but is -1");
  EXPECT_EQ(getError([](Manifest &m) { m.programs.pop_back(); }),
            "m.json: has 1 programs for 2 ranks");
  EXPECT_EQ(getError([](Manifest &m) { m.tasks[1].rank = 1; }),
            "m.json: has the task B stage 0 on rank 1, where its placement has "
            "no such stage");
  EXPECT_EQ(getError([](Manifest &m) {
              m.programs[0].buffers[0].kind = BufferKind(9);
            }),
            "m.json: programs[0].buffers[0] has the unknown kind ''");
  EXPECT_EQ(getError([](Manifest &m) { m.reference->arguments[1].index = 9; }),
            "m.json: reference.arguments[1] names the unknown parameter ''");
}

TEST(Writer, RefusesBytesThatAreNoText) {
  EXPECT_EQ(getError([](Manifest &m) { m.parameters[1].name = "w\xff"; }),
            "m.json: would hold bytes that are no UTF-8, at "
            "/parameters/1/name");
}

TEST(Writer, RefusesCopiesOfWhatHasNone) {
  const std::string error = "m.json: a buffer that is no output, or one of a "
                            "model with one copy, names copies of the model";
  EXPECT_EQ(
      getError([](Manifest &m) { m.programs[1].buffers[5].copies = {1}; }),
      error);
  EXPECT_EQ(getError([](Manifest &m) {
              m.copyPattern = {0, 1};
              m.programs[1].buffers[5].copies = {0, 1};
              m.programs[1].buffers[4].copies = {0, 1};
            }),
            error);
}

TEST(Writer, ListedFilesAreThoseOfAnyVersion) {
  using Names = std::vector<std::string>;
  EXPECT_FALSE(findListedFiles(""));
  EXPECT_FALSE(findListedFiles("[]"));
  EXPECT_FALSE(findListedFiles(R"({"format": 7})"));
  EXPECT_FALSE(findListedFiles(R"({"format": "zip", "files": []})"));
  EXPECT_EQ(findListedFiles(R"({"format": "pipe-bundle"})"), Names());
  EXPECT_EQ(findListedFiles(R"({"format": "pipe-bundle", "version": 99,
      "files": [{"name": "a"}, {"name": 7}, 8, {"name": "b", "x": 1}]})"),
            Names({"a", "b"}));
}

TEST(Format, EntriesHoldTheNameOfThePipeline) {
  EXPECT_EQ(getProgramEntry("mlp", 12), "pipe_mlp_rank_12");
  EXPECT_EQ(getKernelTable("mlp"), "pipe_mlp_kernels");
  EXPECT_EQ(getReferenceEntry("mlp"), "pipe_mlp_reference");
}

} // namespace
