//===- ManifestTest.cpp - What manifests may say --------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ChangedManifest.h"

#include "pipe/Bundle/RepeatedKey.h"

using namespace mlir::pipe;
using namespace mlir::pipe::bundle;

namespace {

TEST(Manifest, IsRead) {
  Manifest manifest = parse(getManifest());
  EXPECT_EQ(manifest.name, "linear");
  EXPECT_TRUE(manifest.meanGradients);
  EXPECT_EQ(manifest.microBatches, 4);
  EXPECT_EQ(manifest.parameters[1].name, "w1");
  EXPECT_EQ(manifest.inputs[1].batchDimension, 1);
  EXPECT_EQ(getTaskName(manifest.tasks[3]), "B stage 1");
  EXPECT_EQ(manifest.edges[2].from, 3);
  EXPECT_EQ(manifest.programs[1].buffers[2].getSegment(), SegmentKind::Local);
  EXPECT_EQ(manifest.programs[1].buffers[2].stride, 64);
  EXPECT_EQ(manifest.programs[1].getMemoryBytes(), 336);
  EXPECT_EQ(manifest.programs[1].getSegmentBytes(SegmentKind::Received), 128);
  EXPECT_EQ(manifest.programs[0].getSegmentBytes(SegmentKind::Outputs), 0);
  EXPECT_EQ(manifest.kernels[4].name, "zero");
  EXPECT_TRUE(manifest.outputs[0].loss);
  EXPECT_EQ(manifest.findFile("constants.safetensors"), nullptr);
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
}

TEST(Manifest, OtherVersionsAreNamed) {
  EXPECT_EQ(getError([](json &m) { m["version"] = 1; }),
            "m.json: has bundle version 1, but version 4 is read here; compile "
            "the model again");
  EXPECT_EQ(getError([](json &m) { m["abi"]["major"] = 7; }),
            "m.json: is for runtime ABI 7.5, but this runtime has 0.5; compile "
            "the model again");
  EXPECT_EQ(getError([](json &m) { m["abi"]["minor"] = 6; }),
            "m.json: is for runtime ABI 0.6, but this runtime has 0.5; compile "
            "the model again");
  EXPECT_EQ(getError([](json &m) { m["format"] = "zip"; }),
            "m.json: is not the manifest of a pipe bundle");
}

// Without a runtime there is nothing to compare the interface with.
TEST(Manifest, TheRuntimeMayBeUnknown) {
  json manifest = getManifest();
  manifest["abi"]["major"] = 7;
  EXPECT_EQ(parse(manifest).abi, (AbiVersion{7, 5}));
}

TEST(Manifest, NothingIsLeftOutOrAdded) {
  EXPECT_EQ(getError([](json &m) { m["unknown"] = 1; }),
            "m.json: has the unknown field 'unknown'");
  EXPECT_EQ(getError([](json &m) { m["tasks"][1]["costs"] = 1; }),
            "m.json: tasks[1] has the unknown field 'costs'");
  EXPECT_EQ(getError([](json &m) { m["tasks"][1].erase("cost"); }),
            "m.json: tasks[1] has no 'cost'");
  EXPECT_EQ(getError([](json &m) { m["inputs"][0]["batch_dimension"] = {}; }),
            "m.json: inputs[0].batch_dimension must be an integer from 0 to 1, "
            "but is null");
  // Copies are named where there is more than one.
  EXPECT_EQ(
      getError([](json &m) { m["programs"][1]["buffers"][5]["copies"] = {0}; }),
      "m.json: programs[1].buffers[5] has the unknown field 'copies'");
  EXPECT_EQ(getError([](json &m) { m["copy_pattern"] = {0, 1}; }),
            "m.json: programs[1].buffers[5] has no 'copies'");
  EXPECT_EQ(
      getError([](json &m) { m["reference"]["results"][0] = {{"x", 1}}; }),
      "m.json: reference.results[0] has none of 'parameter', 'input', "
      "'output', 'gradient'");
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
  EXPECT_EQ(getError([](json &m) { m["coarsest_type"] = "f8"; }),
            "m.json: has the unknown coarsest_type 'f8'");
  EXPECT_EQ(getError([](json &m) { m["programs"].erase(1); }),
            "m.json: has 1 programs for 2 ranks");
  EXPECT_EQ(getError([](json &m) { m["inputs"][0]["batch_dimension"] = 2; }),
            "m.json: inputs[0].batch_dimension must be an integer from 0 to 1, "
            "but is 2");
  EXPECT_EQ(getError([](json &m) { m["inputs"][0]["seed"] = true; }),
            "m.json: inputs[0] is a seed, but has type f32[2, 4]");
  EXPECT_EQ(
      getError([](json &m) { m["reference"]["results"][0]["output"] = "y"; }),
      "m.json: reference.results[0] names the unknown output 'y'");
  EXPECT_EQ(getError([](json &m) { m["library"] = "../x.so"; }),
            "m.json: has a library outside of the bundle: '../x.so'");
  EXPECT_EQ(getError([](json &m) { m = json::array(); }),
            "m.json: must be an object");
  EXPECT_EQ(getError([](json &m) { m["tasks"] = 4; }),
            "m.json: tasks must be a list");
  EXPECT_EQ(getError([](json &m) { m["name"] = 4; }),
            "m.json: name must be a string");
  EXPECT_EQ(getError([](json &m) { m["outputs"][0]["loss"] = "yes"; }),
            "m.json: outputs[0].loss must be true or false");
  EXPECT_EQ(getError([](json &m) { m["programs"][1]["rank"] = 0; }),
            "m.json: programs[1] has the rank 0, not 1");
  EXPECT_EQ(getError([](json &m) {
              m["programs"][1]["channels"][0]["kind"] = "weight";
            }),
            "m.json: programs[1].channels[0] has the unknown kind 'weight'");
  EXPECT_EQ(getError([](json &m) {
              m["programs"][1]["channels"][0]["direction"] = "up";
            }),
            "m.json: programs[1].channels[0] has the unknown direction 'up'");
}

TEST(Manifest, EntriesHoldTheNameOfThePipeline) {
  EXPECT_EQ(getError([](json &m) { m["kernel_table"] = "exit"; }),
            "m.json: has the kernel_table 'exit', not 'pipe_linear_kernels'");
  EXPECT_EQ(getError([](json &m) { m["programs"][0]["entry"] = "exit"; }),
            "m.json: programs[0] has the entry 'exit', not "
            "'pipe_linear_rank_0'");
  EXPECT_EQ(getError([](json &m) { m["reference"]["entry"] = "exit"; }),
            "m.json: reference has the entry 'exit', not "
            "'pipe_linear_reference'");
}

TEST(Manifest, ChangesAreSeen) {
  json manifest = getManifest();
  std::string text = sealManifest(manifest);
  EXPECT_EQ(getTextError(text), "");
  std::string mean = "\"mean\"";
  text.replace(text.find(mean), mean.size(), "\"sum\"");
  EXPECT_EQ(getTextError(text),
            "m.json: is not as it was written: its checksum "
            "differs; compile the model again");
  manifest.erase("manifest_checksum");
  EXPECT_EQ(getTextError(manifest.dump()),
            "m.json: has no 'manifest_checksum' of 16 digits; compile the "
            "model again");
}

// Only the last of two equal keys would count.
TEST(Manifest, KeysThatComeTwiceAreRefused) {
  const std::string text = sealManifest(getManifest());
  // Before the last place where `key` stands.
  auto repeat = [&](const std::string &key, const std::string &value) {
    std::string changed = text;
    changed.insert(changed.rfind("\"" + key + "\":"),
                   "\"" + key + "\":" + value + ",");
    return getTextError(seal(changed).value_or(changed));
  };
  EXPECT_EQ(repeat("ranks", "3"), "m.json: has the key 'ranks' twice");
  EXPECT_EQ(repeat("minor", "9"), "m.json: abi has the key 'minor' twice");
  EXPECT_EQ(repeat("memory_bytes", "1"),
            "m.json: programs[1] has the key 'memory_bytes' twice");
  EXPECT_EQ(repeat("slot_bytes", "null"),
            "m.json: programs[1].buffers[5] has the key 'slot_bytes' twice");
}

TEST(RepeatedKey, IsFoundInOneObjectOnly) {
  EXPECT_EQ(findRepeatedKey(R"([{"a": {"a": [{"a": 1}, {"a": 2}]}}, "a"])"),
            std::nullopt);
  EXPECT_EQ(findRepeatedKey(R"([1, [], {}, {"a": [[2], {"b": 1, "b": 1}]}])"),
            "[3].a[1] has the key 'b' twice");
  EXPECT_EQ(findRepeatedKey(R"({"a": {"b": 1.5}, "c": true, "a": null})"),
            "has the key 'a' twice");
  // Written in two ways, it is one key.
  EXPECT_EQ(findRepeatedKey(R"({"a": 1, "\u0061": 2})"),
            "has the key 'a' twice");
  EXPECT_EQ(findRepeatedKey(""), std::nullopt);
  EXPECT_EQ(findRepeatedKey(R"({"a": 1, )"), std::nullopt);
  EXPECT_EQ(findRepeatedKey(std::string(100000, '[')), std::nullopt);
}

TEST(Manifest, OtherTextIsRefused) {
  EXPECT_EQ(getTextError("{"), "m.json: is not JSON");
  EXPECT_EQ(getTextError("\xff"), "m.json: is not JSON");
  EXPECT_EQ(getTextError(std::string(100000, '[')), "m.json: is not JSON");
  std::mt19937_64 random(3);
  std::string text = sealManifest(getManifest());
  for (int i = 0; i < getNumMutants() / 10; ++i)
    if (std::string mutant = mutate(text, random); mutant != text) {
      EXPECT_NE(getTextError(mutant), "") << mutant;
    }
  // Behind the checksum: no crash, no exception.
  for (int i = 0; i < getNumMutants() / 10; ++i)
    getTextError(seal(mutate(text, random)).value_or(""));
}

} // namespace
