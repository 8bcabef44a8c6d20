//===- ManifestTest.cpp - What manifests may say --------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Manifest.h"
#include "Failure.h"
#include "TestFiles.h"

#include <functional>
#include <nlohmann/json.hpp>

using namespace mlir::pipe;
using nlohmann::json;

namespace {

json getManifest() {
  return json::parse(
      readText(std::string(PIPE_LINEAR_BUNDLE) + "/manifest.json"));
}

/// The message for a manifest that `edit` has changed; "" if it is accepted.
std::string getError(const std::function<void(json &)> &edit) {
  json manifest = getManifest();
  edit(manifest);
  try {
    parseManifest(manifest.dump(), "m.json");
    return "";
  } catch (const Failure &failure) {
    EXPECT_EQ(failure.status, ExitStatus::BadInput);
    return failure.message;
  }
}

TEST(Manifest, IsRead) {
  Manifest manifest = parseManifest(getManifest().dump(), "m.json");
  EXPECT_EQ(manifest.name, "linear");
  EXPECT_TRUE(manifest.meanGradients);
  EXPECT_EQ(manifest.microBatches, 4);
  EXPECT_EQ(manifest.parameters[1].name, "w1");
  EXPECT_EQ(manifest.inputs[1].batchDimension, 1);
  EXPECT_EQ(getTaskName(manifest.tasks[3]), "B stage 1");
  EXPECT_EQ(manifest.edges[2].from, 3);
  EXPECT_EQ(manifest.programs[1].buffers[1].offset, 64);
  EXPECT_FALSE(manifest.programs[1].channels[0].send);
  EXPECT_TRUE(manifest.programs[1].channels[1].gradient);
  ASSERT_TRUE(manifest.reference);
  EXPECT_EQ(manifest.reference->results[2].kind, ReferenceValue::Gradient);
  EXPECT_EQ(manifest.reference->results[2].index, 1u);
}

TEST(Manifest, ReferenceAndBatchDimensionAreOptional) {
  EXPECT_EQ(getError([](json &m) { m.erase("reference"); }), "");
  EXPECT_EQ(getError([](json &m) { m["inputs"][0].erase("batch_dimension"); }),
            "");
  EXPECT_EQ(getError([](json &m) { m["unknown"] = 1; }), "");
}

TEST(Manifest, OtherVersionsAreNamed) {
  EXPECT_EQ(getError([](json &m) { m["version"] = 2; }),
            "m.json: has bundle version 2, but this pipe-run reads version 1; "
            "compile the model again");
  EXPECT_EQ(getError([](json &m) { m["abi"]["major"] = 7; }),
            "m.json: is for runtime ABI 7.1, but this runtime has 0.1; compile "
            "the model again");
  EXPECT_EQ(getError([](json &m) { m["abi"]["minor"] = 2; }),
            "m.json: is for runtime ABI 0.2, but this runtime has 0.1; compile "
            "the model again");
  EXPECT_EQ(getError([](json &m) { m["format"] = "zip"; }),
            "m.json: is not the manifest of a pipe bundle");
  EXPECT_EQ(getError([](json &m) { m["target"] = "cuda"; }),
            "m.json: is for target 'cuda', but this pipe-run has only 'host'");
}

TEST(Manifest, ErrorsNameThePlace) {
  EXPECT_EQ(getError([](json &m) { m.erase("ranks"); }),
            "m.json: has no 'ranks'");
  EXPECT_EQ(getError([](json &m) { m["ranks"] = "two"; }),
            "m.json: ranks must be an integer from 1 to 32767, but is \"two\"");
  EXPECT_EQ(getError([](json &m) { m["ranks"] = 0; }),
            "m.json: ranks must be an integer from 1 to 32767, but is 0");
  EXPECT_EQ(getError([](json &m) { m["micro_batches"] = 1.5; }),
            "m.json: micro_batches must be an integer from 1 to 2147483647, "
            "but is 1.5");
  EXPECT_EQ(getError([](json &m) { m["tasks"][2]["kind"] = "X"; }),
            "m.json: tasks[2] has the unknown kind 'X'");
  EXPECT_EQ(getError([](json &m) { m["edges"][1]["to"] = 4; }),
            "m.json: edges[1].to must be an integer from 0 to 3, but is 4");
  EXPECT_EQ(getError([](json &m) { m["parameters"][0]["type"] = "f31"; }),
            "m.json: parameters[0] has the unknown type 'f31'");
  EXPECT_EQ(getError([](json &m) { m["programs"].erase(1); }),
            "m.json: has 1 programs for 2 ranks");
  EXPECT_EQ(getError([](json &m) { m["inputs"][0]["batch_dimension"] = 2; }),
            "m.json: inputs[0].batch_dimension must be an integer from 0 to 1, "
            "but is 2");
  EXPECT_EQ(
      getError([](json &m) { m["reference"]["results"][0]["output"] = "y"; }),
      "m.json: reference.results[0] names the unknown output 'y'");
  EXPECT_EQ(getError([](json &m) { m["library"] = "../x.so"; }),
            "m.json: has a library outside of the bundle: '../x.so'");
  EXPECT_EQ(getError([](json &m) { m = json::array(); }),
            "m.json: must be an object");
}

TEST(Manifest, SizesAreChecked) {
  EXPECT_EQ(getError([](json &m) {
              m["parameters"][0]["shape"] = {4194305, 4194305, 211106198978564};
            }),
            "m.json: parameters[0] has the type f32[4194305, 4194305, "
            "211106198978564], which is too large");
  EXPECT_EQ(
      getError([](json &m) { m["programs"][0]["buffers"][2]["slots"] = 4; }),
      "m.json: programs[0].buffers[2] reaches beyond the arena of 320 "
      "bytes");
  EXPECT_EQ(getError([](json &m) {
              m["programs"][0]["buffers"][2]["stride"] = INT64_MAX;
            }),
            "m.json: programs[0].buffers[2] reaches beyond the arena of 320 "
            "bytes");
  EXPECT_NE(getError([](json &m) {
              m["programs"][0]["arena_bytes"] = 18446744073709551615u;
            }),
            "");
}

TEST(Manifest, OtherTextIsRefused) {
  auto parse = [](const std::string &text) -> std::string {
    try {
      parseManifest(text, "m.json");
      return "";
    } catch (const Failure &failure) {
      return failure.message;
    }
  };
  EXPECT_EQ(parse("{"), "m.json: is not JSON");
  EXPECT_EQ(parse("\xff"), "m.json: is not JSON");
  EXPECT_EQ(parse(std::string(100000, '[')), "m.json: is not JSON");
  std::mt19937_64 random(3);
  std::string text = getManifest().dump();
  for (int i = 0; i < getNumMutants() / 10; ++i)
    parse(mutate(text, random)); // No crash, no other exception.
}

} // namespace
