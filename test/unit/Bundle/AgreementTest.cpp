//===- AgreementTest.cpp - Manifests agree with themselves ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ChangedManifest.h"

#include "pipe/Bundle/ManifestIndex.h"

using namespace mlir::pipe;
using namespace mlir::pipe::bundle;

namespace {

TEST(Manifest, SizesAreChecked) {
  EXPECT_EQ(getError([](json &m) {
              m["parameters"][0]["shape"] = {4194305, 4194305, 211106198978564};
            }),
            "m.json: parameters[0] has the type f32[4194305, 4194305, "
            "211106198978564], which is too large");
  EXPECT_EQ(
      getError([](json &m) { m["outputs"][0]["shape"] = {int64_t(1) << 60}; }),
      "m.json: 'loss' is too large: 4 micro-batches of "
      "f32[1152921504606846976]");
  EXPECT_EQ(getError([](json &m) {
              m["inputs"][0]["shape"] = {int64_t(1) << 61, 0};
            }),
            "m.json: 'x' is too large: 4 micro-batches of "
            "f32[2305843009213693952, 0]");
  const std::string beyond = "m.json: programs[0].buffers[2] reaches beyond "
                             "the 128 bytes of the segment 'local'";
  EXPECT_EQ(
      getError([](json &m) { m["programs"][0]["buffers"][2]["slots"] = 4; }),
      beyond);
  EXPECT_EQ(getError([](json &m) {
              m["programs"][0]["buffers"][2]["stride"] = INT64_MAX;
            }),
            beyond);
  EXPECT_EQ(getError([](json &m) {
              m["programs"][0]["buffers"][2]["offset"] = INT64_MAX;
            }),
            beyond);
  EXPECT_EQ(
      getError([](json &m) { m["programs"][0]["buffers"][2]["stride"] = 31; }),
      "m.json: programs[0].buffers[2].stride must be an integer from 32 "
      "to 9223372036854775807, but is 31");
  EXPECT_NE(getError([](json &m) {
              m["programs"][0]["segments"][2]["bytes"] = 18446744073709551615u;
            }),
            "");
  EXPECT_EQ(getError([](json &m) {
              m["programs"][0]["segments"][2]["bytes"] = INT64_MAX;
            }),
            "m.json: programs[0] has the memory_bytes 336, not "
            "9223372036854775807, the sum of the segments that are always "
            "made");
  EXPECT_EQ(getError([](json &m) {
              m["programs"][0]["segments"][2]["bytes"] = INT64_MAX;
              m["programs"][0]["memory_bytes"] = INT64_MAX;
            }),
            "m.json: programs[0].segments[2] makes the memory of the rank too "
            "large");
  EXPECT_EQ(getError([](json &m) {
              m["programs"][0]["segments"][3]["bytes"] = INT64_MAX;
            }),
            "m.json: programs[0].segments[3] makes the memory of the rank too "
            "large");
}

TEST(Manifest, SegmentsAreChecked) {
  auto change = [](auto edit) {
    return getError([&](json &m) { edit(m["programs"][0]["segments"]); });
  };
  EXPECT_EQ(change([](json &s) { s[0]["kind"] = "heap"; }),
            "m.json: programs[0].segments[0] has the unknown kind 'heap'");
  EXPECT_EQ(change([](json &s) { s[0]["space"] = "moon"; }),
            "m.json: programs[0].segments[0] has the unknown space 'moon'");
  EXPECT_EQ(change([](json &s) { s[0]["alignment"] = 48; }),
            "m.json: programs[0].segments[0] has an alignment that is no power "
            "of two");
  EXPECT_EQ(
      getError([](json &m) { m["reference"]["workspace_alignment"] = 48; }),
      "m.json: reference has an alignment that is no power of two");
  EXPECT_EQ(change([](json &s) { s[1] = s[0]; }),
            "m.json: programs[0].segments[1] is a second segment 'parameters'");
  EXPECT_EQ(getError([](json &m) {
              m["programs"][0]["buffers"][3]["segment"] = "local";
            }),
            "m.json: programs[0].buffers[3] has the segment 'local', not "
            "'received', where buffers of kind 'received' lie");
  EXPECT_EQ(getError([](json &m) {
              m["programs"][0]["buffers"][3]["kind"] = "heap";
            }),
            "m.json: programs[0].buffers[3] has the unknown kind 'heap'");
}

TEST(Manifest, SaysNothingTwiceInTwoWays) {
  EXPECT_EQ(getError([](json &m) { m["programs"][0]["memory_bytes"] = 335; }),
            "m.json: programs[0] has the memory_bytes 335, not 336, the sum of "
            "the segments that are always made");
  EXPECT_EQ(getError([](json &m) {
              json &buffers = m["programs"][1]["buffers"];
              buffers[2]["slots"] = 1;
              buffers.push_back(buffers[2]);
              buffers.back()["offset"] = 4;
            }),
            "");
  EXPECT_EQ(getError([](json &m) {
              json &buffers = m["programs"][0]["buffers"];
              buffers.push_back(buffers[3]);
            }),
            "m.json: programs[0] has two buffers that share byte 0 of the "
            "segment 'received'");
  EXPECT_EQ(getError([](json &m) {
              m["programs"][0]["buffers"][0]["slot_bytes"] = 12;
            }),
            "m.json: programs[0].buffers[0] has slots of 12 bytes, but "
            "parameter 'w0' needs 16");
  EXPECT_EQ(getError([](json &m) {
              m["programs"][0]["buffers"][1]["slot_bytes"] = 32;
            }),
            "m.json: programs[0].buffers[1] has slots of 32 bytes, but "
            "gradient 'w0' needs 16");
  EXPECT_EQ(
      getError([](json &m) { m["programs"][0]["buffers"][1]["name"] = "w"; }),
      "m.json: programs[0].buffers[1] of kind 'gradient' has the unknown "
      "name 'w'");
  EXPECT_EQ(
      getError([](json &m) { m["programs"][1]["buffers"][5]["slots"] = 3; }),
      "m.json: programs[1].buffers[5] has 3 slots for 4 micro-batches");
  EXPECT_EQ(getError([](json &m) {
              json &buffers = m["programs"][1]["buffers"];
              m["programs"][0]["buffers"].push_back(buffers[5]);
              m["programs"][0]["segments"].push_back(
                  m["programs"][1]["segments"][5]);
            }),
            "m.json: programs[1].buffers[5] is not the only one of output "
            "'loss'");
  EXPECT_EQ(getError([](json &m) { m["programs"][1]["buffers"].erase(5); }),
            "m.json: has no buffer for output 'loss'");
  EXPECT_EQ(getError([](json &m) { m["placement"] = {1, 0}; }),
            "m.json: has the task F stage 0 on rank 0, where its placement has "
            "no such stage");
  EXPECT_EQ(getError([](json &m) { m["copy_pattern"] = json::array(); }),
            "m.json: programs[1].buffers[5] has no 'copies'");
  EXPECT_EQ(getError([](json &m) {
              m["copy_pattern"] = json::array();
              m["programs"][1]["buffers"][5]["copies"] = {0};
            }),
            "m.json: has an empty copy_pattern");
  EXPECT_EQ(getError([](json &m) { m["coarsest_type"] = "i8"; }),
            "m.json: has the coarsest_type 'i8', which is no floating-point "
            "type");
  EXPECT_EQ(getError([](json &m) { m["parameters"][0]["trained"] = false; }),
            "m.json: parameters[0] is not trained, but a program has the "
            "gradient of 'w0'");
  EXPECT_EQ(getError([](json &m) {
              m["programs"][1]["buffers"][2]["result"] = true;
            }),
            "m.json: programs[1].buffers[2] is a result, but no gradient");
  EXPECT_EQ(getError([](json &m) { m["kernels"][1]["name"] = "zero"; }),
            "m.json: has two kernels called 'zero'");
  EXPECT_EQ(getError([](json &m) { m["placement"] = {0, 2}; }),
            "m.json: places a stage on rank 2 of 2");
  EXPECT_EQ(getError([](json &m) { m["tasks"][1]["kind"] = "F"; }),
            "m.json: has the task F stage 0 twice");
  EXPECT_EQ(getError([](json &m) { m["parameters"][1]["name"] = "w0"; }),
            "m.json: has two parameters called 'w0'");
  EXPECT_EQ(
      getError([](json &m) { m["programs"][1]["channels"][0]["peer"] = 1; }),
      "m.json: programs[1] has a channel to itself");
  EXPECT_EQ(getError([](json &m) {
              m["programs"][1]["entry"] = "pipe_linear_rank_0";
            }),
            "m.json: programs[1] has the entry 'pipe_linear_rank_0', not "
            "'pipe_linear_rank_1'");
  EXPECT_EQ(getError([](json &m) { m["gradient_mode"] = "none"; }),
            "m.json: has the unknown gradient_mode 'none'");
  EXPECT_EQ(getError([](json &m) {
              json file{{"name", "model.so"}, {"bytes", 1}, {"checksum", ""}};
              m["files"] = {file, file};
            }),
            "m.json: has two files called 'model.so'");
}

TEST(Manifest, ReferenceTakesAndGivesWhatTheModelHas) {
  auto change = [](const char *list, size_t index, const json &value) {
    return getError([&](json &m) { m["reference"][list][index] = value; });
  };
  EXPECT_EQ(change("arguments", 1, {{"parameter", "w0"}}),
            "m.json: reference has an argument twice");
  EXPECT_EQ(change("arguments", 1, {{"output", "loss"}}),
            "m.json: reference has an argument that is neither a parameter nor "
            "an input");
  EXPECT_EQ(change("results", 1, {{"input", "x"}}),
            "m.json: reference has a result that is neither an output nor a "
            "gradient");
  EXPECT_EQ(change("results", 2, {{"gradient", "w0"}}),
            "m.json: reference has a result twice");
  EXPECT_EQ(getError([](json &m) { m["reference"]["arguments"].erase(0); }),
            "m.json: reference has 3 arguments, but the model has 2 parameters "
            "and 2 inputs");
  EXPECT_EQ(getError([](json &m) { m["reference"]["results"].erase(2); }),
            "m.json: reference has 1 gradients, but the programs have 2");
  EXPECT_EQ(getError([](json &m) {
              m["programs"][1]["buffers"][1]["result"] = false;
            }),
            "m.json: parameters[1] is trained, but no program has the gradient "
            "of 'w1'");
  EXPECT_EQ(getError([](json &m) {
              m["programs"][1]["buffers"][1]["result"] = false;
              m["parameters"][1]["trained"] = false;
            }),
            "m.json: reference has the gradient of 'w1', but no program has");
  EXPECT_EQ(getError([](json &m) { m["reference"]["results"].erase(0); }),
            "m.json: reference has 0 outputs, but the model has 1");
}

/// Puts the parameters of the linear bundle, four elements each, into one.
void stack(json &m) {
  m["parameters"] = json::array({{{"name", "w"},
                                  {"type", "f32"},
                                  {"shape", {4, 2}},
                                  {"in_bundle", false},
                                  {"trained", true}}});
  for (int part = 0; part < 2; ++part)
    m["parts"].push_back({{"name", "w" + std::to_string(part)},
                          {"type", "f32"},
                          {"shape", {4, 1}},
                          {"parameter", "w"},
                          {"dimension", 1},
                          {"offset", part}});
  m.erase("reference");
}

TEST(Manifest, PartsLieInTheirParameter) {
  json json = getManifest();
  stack(json);
  Manifest manifest = parse(json);
  ManifestIndex index(manifest);
  EXPECT_EQ(index.findRegion("w")->bytes(), 32);
  std::optional<ParameterRegion> region = index.findRegion("w1");
  ASSERT_TRUE(region);
  EXPECT_EQ(region->parameter, 0u);
  EXPECT_EQ(region->begin, 4);
  EXPECT_EQ(region->rows, 4);
  EXPECT_EQ(region->rowBytes, 4);
  EXPECT_EQ(region->stride, 8);
  EXPECT_FALSE(index.findRegion("w2"));
}

TEST(Manifest, PartsWithoutElementsHaveNoRows) {
  json json = getManifest();
  stack(json);
  json["parameters"].push_back({{"name", "huge"},
                                {"type", "f32"},
                                {"shape", {INT64_MAX, INT64_MAX, 0}},
                                {"in_bundle", false},
                                {"trained", false}});
  json["parts"].push_back({{"name", "none"},
                           {"type", "f32"},
                           {"shape", {INT64_MAX, INT64_MAX, 0}},
                           {"parameter", "huge"},
                           {"dimension", 2},
                           {"offset", 0}});
  Manifest manifest = parse(json);
  ManifestIndex index(manifest);
  std::optional<ParameterRegion> region = index.findRegion("none");
  ASSERT_TRUE(region);
  EXPECT_EQ(region->parameter, 1u);
  EXPECT_EQ(region->bytes(), 0);
}

// What no part holds would have the gradient zero, and no update.
TEST(Manifest, PartsOfATrainedParameterAreAllOfIt) {
  auto getGapError = [](const std::function<void(json &)> &edit) {
    return getError([&](json &m) {
      stack(m);
      m["parameters"][0]["shape"] = {4, 3};
      edit(m);
    });
  };
  EXPECT_EQ(getGapError([](json &) {}),
            "m.json: has no part of 'w', which is trained, from 2 to 3 along "
            "dimension 1");
  EXPECT_EQ(getGapError([](json &m) { m["parts"][1]["offset"] = 2; }),
            "m.json: has no part of 'w', which is trained, from 1 to 2 along "
            "dimension 1");
  EXPECT_EQ(getGapError([](json &m) {
              m["parts"][0]["offset"] = 2;
              m["parts"][1]["offset"] = 1;
            }),
            "m.json: has no part of 'w', which is trained, from 0 to 1 along "
            "dimension 1");
  EXPECT_EQ(getGapError([](json &m) {
              m["parts"] = json::array({m["parts"][0]});
              m["parts"][0]["shape"] = {4, 0};
            }),
            "m.json: has no part of 'w', which is trained, from 0 to 3 along "
            "dimension 1");
  // Of one that is not trained, ranks may hold what they read.
  EXPECT_EQ(getGapError([](json &m) {
              m["parameters"][0]["trained"] = false;
              for (json &program : m["programs"])
                program["buffers"].erase(1);
            }),
            "");
}

TEST(Manifest, EveryPartOfATrainedParameterHasAGradient) {
  EXPECT_EQ(getError([](json &m) {
              stack(m);
              m["programs"][1]["buffers"][1]["result"] = false;
            }),
            "m.json: parts[1] is of 'w', which is trained, but no program has "
            "the gradient of 'w1'");
  EXPECT_EQ(getError([](json &m) {
              stack(m);
              m["parameters"][0]["updated"] = true;
              m["programs"][1]["buffers"].erase(0);
            }),
            "m.json: parts[1] is of 'w', which is updated, but no program has "
            "'w1'");
}

TEST(Manifest, OtherPartsAreRefused) {
  auto getPartError = [](const char *key, json value) {
    return getError([&](json &m) {
      stack(m);
      m["parts"][1][key] = value;
    });
  };
  EXPECT_EQ(getPartError("parameter", "v"),
            "m.json: parts[1] names the unknown parameter 'v'");
  EXPECT_EQ(getPartError("shape", {4, 2}),
            "m.json: parts[1] is a part of type f32[4, 2] at 1 along "
            "dimension 1, which does not lie in 'w' of type f32[4, 2]");
  EXPECT_EQ(getPartError("name", "w"),
            "m.json: parts[1] is called 'w', as a parameter is");
  EXPECT_EQ(getPartError("name", "w0"), "m.json: has two parts called 'w0'");
  EXPECT_EQ(getPartError("offset", 2),
            "m.json: parts[1] is a part of type f32[4, 1] at 2 along "
            "dimension 1, which does not lie in 'w' of type f32[4, 2]");
  EXPECT_EQ(getPartError("offset", 0),
            "m.json: has the parts 'w0' and 'w1', which share elements of 'w'");
  EXPECT_EQ(getPartError("dimension", 2),
            "m.json: parts[1] is a part of type f32[4, 1] at 1 along "
            "dimension 2, which does not lie in 'w' of type f32[4, 2]");
}

TEST(Manifest, AllGradientsAreAddedUpOverReplicasOrNone) {
  auto reduce = [](json &m) {
    m["replicas"] = true;
    m["programs"][0]["reductions"] = 1;
    m["programs"][1]["reductions"] = 1;
  };
  json all = getManifest();
  reduce(all);
  EXPECT_TRUE(parse(all).replicas);
  EXPECT_EQ(parse(all).programs[1].reductions, 1);
  EXPECT_FALSE(parse(getManifest()).replicas);
  EXPECT_EQ(getError([&](json &m) {
              reduce(m);
              m["programs"][1].erase("reductions");
            }),
            "m.json: programs[1] has 0 reductions over replicas for 1 "
            "gradient");
  EXPECT_EQ(getError([&](json &m) {
              reduce(m);
              m["programs"][0]["reductions"] = 2;
            }),
            "m.json: programs[0] has 2 reductions over replicas for 1 "
            "gradient");
  EXPECT_EQ(getError([&](json &m) {
              reduce(m);
              m.erase("replicas");
            }),
            "m.json: programs[0] has 1 reductions over replicas for 0 "
            "gradients");
  EXPECT_EQ(getError([&](json &m) {
              reduce(m);
              m["programs"][0]["reductions"] = 0;
            }),
            "m.json: programs[0].reductions must be an integer from 1 to "
            "2147483647, but is 0");
}

} // namespace
