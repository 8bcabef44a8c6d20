//===- UpdatesTest.cpp - What a manifest says of training -----------------===//
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

/// What the reader says of the linear model with momentum, changed by `edit`.
std::string getUpdateError(const std::function<void(json &)> &edit) {
  return getError([&](json &m) {
    addMomentum(m);
    edit(m);
  });
}

TEST(Updates, AreRead) {
  json json = getManifest();
  EXPECT_FALSE(parse(json).hasUpdates());
  addMomentum(json);
  Manifest manifest = parse(json);
  EXPECT_TRUE(manifest.hasUpdates());
  EXPECT_TRUE(manifest.parameters[1].isUpdated);
  ASSERT_EQ(manifest.states.size(), 2u);
  EXPECT_EQ(manifest.states[1].role, "momentum");
  EXPECT_EQ(manifest.getParameter(manifest.states[1]).name, "w1");
  EXPECT_EQ(getStateKey("momentum", "w1"), "momentum.w1");
  ASSERT_TRUE(manifest.findHyper(kLearningRateRole));
  EXPECT_EQ(manifest.findHyper(kLearningRateRole)->value, 0.125);
  EXPECT_EQ(manifest.findHyper(kStepRole)->value, std::nullopt);
  EXPECT_EQ(manifest.findHyper("momentum"), nullptr);
  EXPECT_EQ(getTaskName(manifest.tasks[5]), "U stage 1 update_w1");
  EXPECT_EQ(manifest.programs[0].buffers[5].getSegment(), SegmentKind::State);
  EXPECT_EQ(manifest.programs[0].buffers[6].getSegment(), SegmentKind::Hypers);
  EXPECT_EQ(manifest.programs[0].getMemoryBytes(), 592);
}

TEST(Updates, AreOfWhatTheCallerGives) {
  EXPECT_EQ(
      getUpdateError([](json &m) { m["parameters"][1]["in_bundle"] = true; }),
      "m.json: parameters[1] is updated, but its value is in the bundle");
  EXPECT_EQ(getUpdateError([](json &m) {
              m["parameters"].push_back(m["parameters"][1]);
              m["parameters"][2]["name"] = "w2";
              m["parameters"][2]["trained"] = false;
              m.erase("reference");
            }),
            "m.json: parameters[2] is updated, but no program has 'w2'");
}

TEST(Updates, StatesAgreeWithTheRest) {
  auto change = [](const char *key, const json &value) {
    return getUpdateError([&](json &m) { m["states"][1][key] = value; });
  };
  EXPECT_EQ(change("parameter", "w2"),
            "m.json: states[1] names the unknown parameter 'w2'");
  EXPECT_EQ(change("shape", {5}),
            "m.json: programs[1].buffers[6] has slots of 16 bytes, but state "
            "'w1.momentum' needs 20");
  EXPECT_EQ(change("type", "f64"),
            "m.json: programs[1].buffers[6] has slots of 16 bytes, but state "
            "'w1.momentum' needs 32");
  EXPECT_EQ(change("name", "w0.momentum"),
            "m.json: has two states called 'w0.momentum'");
  EXPECT_EQ(change("parameter", "w0"),
            "m.json: states[1] is a second 'momentum.w0' of the same "
            "parameter");
  EXPECT_EQ(getUpdateError([](json &m) { m["states"][1].erase("parameter"); }),
            "m.json: states[1] has none of 'parameter', 'part'");
  EXPECT_EQ(getUpdateError([](json &m) {
              m.erase("reference");
              m["parameters"][0]["name"] = "a.w";
              m["states"][0].update({{"parameter", "a.w"}, {"role", "m"}});
              m["parameters"][1]["name"] = "w";
              m["states"][1].update({{"parameter", "w"}, {"role", "m.a"}});
            }),
            "m.json: states[1] cannot be one tensor 'm.a.w' with the state "
            "'w0.momentum'");
  EXPECT_EQ(getUpdateError(
                [](json &m) { m["programs"][1]["buffers"][6]["name"] = "w1"; }),
            "m.json: programs[1].buffers[6] of kind 'state' has the unknown "
            "name 'w1'");
  EXPECT_EQ(getUpdateError([](json &m) {
              m["programs"][1]["buffers"][6]["name"] = "w0.momentum";
            }),
            "m.json: programs[1].buffers[6] is not the only one of state "
            "'w0.momentum'");
  EXPECT_EQ(
      getUpdateError([](json &m) { m["programs"][1]["buffers"].erase(6); }),
      "m.json: has no buffer for state 'w1.momentum'");
}

TEST(Updates, HypersAgreeWithTheRest) {
  auto change = [](const char *key, const json &value) {
    return getUpdateError([&](json &m) { m["hypers"][1][key] = value; });
  };
  EXPECT_EQ(change("type", "i64"), "m.json: hypers[1] has the type i64[], "
                                   "which is not one floating-point number");
  EXPECT_EQ(change("shape", {1}), "m.json: hypers[1] has the type f64[1], "
                                  "which is not one floating-point number");
  EXPECT_EQ(change("type", "f32"),
            "m.json: programs[0].buffers[7] has slots of 8 bytes, but hyper "
            "'hyper_step' needs 4");
  EXPECT_EQ(change("role", "decay"),
            "m.json: has two hypers with the role 'decay'");
  EXPECT_EQ(change("value", "1"), "m.json: hypers[1].value must be a number");
  EXPECT_EQ(change("name", "x"),
            "m.json: programs[0].buffers[7] of kind 'hyper' has the unknown "
            "name 'hyper_step'");
}

/// Lets rank 0 say whether gradients are finite.
void addReport(json &m) {
  m["reports"] = {{{"name", "fine"},
                   {"role", "finite"},
                   {"type", "i1"},
                   {"shape", json::array()}}};
  json &program = m["programs"][0];
  for (json &segment : program["segments"])
    if (segment["kind"] == "state")
      segment["bytes"] = segment["bytes"].get<int64_t>() + 64;
  program["memory_bytes"] = program["memory_bytes"].get<int64_t>() + 64;
  program["buffers"].push_back({{"kind", "state"},
                                {"name", "fine"},
                                {"segment", "state"},
                                {"offset", 64},
                                {"slots", 1},
                                {"slot_bytes", 1},
                                {"stride", 64}});
}

TEST(Updates, ReportsAgreeWithTheRest) {
  json json = getManifest();
  addMomentum(json);
  EXPECT_EQ(parse(json).findReport(kFiniteRole), nullptr);
  addReport(json);
  Manifest manifest = parse(json);
  ASSERT_TRUE(manifest.findReport(kFiniteRole));
  EXPECT_EQ(manifest.findReport(kFiniteRole)->name, "fine");
  EXPECT_EQ(manifest.findReport("fine"), nullptr);
  auto change = [](const char *key, const nlohmann::json &value) {
    return getUpdateError([&](auto &m) {
      addReport(m);
      m["reports"][0][key] = value;
    });
  };
  EXPECT_EQ(change("shape", {1}),
            "m.json: reports[0] has the type i1[1], which is not one number");
  EXPECT_EQ(change("type", "f32"),
            "m.json: reports[0] has the type f32[], but whether gradients are "
            "finite is an i1");
  EXPECT_EQ(change("name", "w0.momentum"),
            "m.json: reports[0] is called 'w0.momentum', as a state is");
  EXPECT_EQ(change("name", "x"),
            "m.json: programs[0].buffers[9] of kind 'state' has the unknown "
            "name 'fine'");
  EXPECT_EQ(getUpdateError([](auto &m) {
              addReport(m);
              m["reports"].push_back(m["reports"][0]);
              m["reports"][1]["name"] = "other";
            }),
            "m.json: has two reports with the role 'finite'");
  EXPECT_EQ(getUpdateError([](auto &m) {
              addReport(m);
              m["programs"][0]["buffers"].erase(9);
            }),
            "m.json: has no buffer for report 'fine'");
}

// A result of the model is called as it likes, but as no output is.
TEST(Updates, ReportsMayBeResults) {
  json json = getManifest();
  addMomentum(json);
  addReport(json);
  json["reports"][0]["result"] = true;
  json["reports"][0]["type"] = "i8";
  Manifest manifest = parse(json);
  EXPECT_TRUE(manifest.reports[0].isResult);
  EXPECT_EQ(manifest.findReport(kFiniteRole), nullptr);
  EXPECT_EQ(getUpdateError([](auto &m) {
              addReport(m);
              m["reports"][0]["result"] = true;
              m["reports"][0]["role"] = m["outputs"][0]["name"];
            }),
            "m.json: has two results 'loss'");
}

// A step that updates three times has a number for each, and versions.
TEST(Updates, MayBeSeveralInAStep) {
  json json = getManifest();
  addMomentum(json);
  EXPECT_EQ(parse(json).updates, 1);
  EXPECT_EQ(getUpdateError([](auto &m) { m["updates"] = 3; }),
            "m.json: programs[0].buffers[6] has 1 slots for 3 updates");
  EXPECT_EQ(getUpdateError(
                [](auto &m) { m["programs"][0]["buffers"][6]["slots"] = 3; }),
            "m.json: programs[0].buffers[6] has 3 slots for 1 update");
  EXPECT_EQ(getUpdateError([](auto &m) { m["updates"] = 5; }),
            "m.json: has 5 updates for 4 micro-batches");
  EXPECT_EQ(
      getUpdateError([](auto &m) { m["updates"] = 1; }),
      "m.json: updates must be an integer from 2 to 2147483647, but is 1");
  EXPECT_EQ(getError([](auto &m) { m["updates"] = 3; }),
            "m.json: has 3 updates, but nothing that they change");
}

/// Holds the parameters as columns of one, 'w'.
void holdInParts(json &m) {
  m["parameters"] = {{{"name", "w"},
                      {"type", "f32"},
                      {"shape", {4, 2}},
                      {"in_bundle", false},
                      {"trained", true},
                      {"updated", true}}};
  for (int part = 0; part < 2; ++part) {
    const std::string name = "w" + std::to_string(part);
    m["parts"].push_back({{"name", name},
                          {"type", "f32"},
                          {"shape", {4, 1}},
                          {"parameter", "w"},
                          {"dimension", 1},
                          {"offset", part}});
    json &state = m["states"][size_t(part)];
    state.erase("parameter");
    state["part"] = name;
    state["shape"] = {4, 1};
  }
  m.erase("reference");
}

TEST(Updates, StatesOfPartsLieInOneTensor) {
  json json = getManifest();
  addMomentum(json);
  holdInParts(json);
  Manifest manifest = parse(json);
  EXPECT_EQ(manifest.getParameter(manifest.states[1]).name, "w");
  ParameterRegion region =
      ManifestIndex(manifest).getRegion(manifest.states[1]);
  EXPECT_EQ(region.begin, 4);
  EXPECT_EQ(region.rows, 4);
  EXPECT_EQ(region.rowBytes, 4);
  EXPECT_EQ(region.stride, 8);
  // Of another type than the parameter.
  manifest.states[1].type.type = ElementType::F64;
  region = ManifestIndex(manifest).getRegion(manifest.states[1]);
  EXPECT_EQ(region.begin, 8);
  EXPECT_EQ(region.bytes(), 32);
  EXPECT_EQ(region.stride, 16);
}

TEST(Updates, StatesOfWholeParametersHaveAnyShape) {
  json json = getManifest();
  addMomentum(json);
  json["states"][1]["shape"] = {1, 2, 2};
  Manifest manifest = parse(json);
  EXPECT_EQ(ManifestIndex(manifest).getRegion(manifest.states[1]).bytes(), 16);
  // Of less than the parameter, in double precision.
  manifest.states[1].type = {ElementType::F64, {1}};
  EXPECT_EQ(ManifestIndex(manifest).getRegion(manifest.states[1]).bytes(), 8);
}

TEST(Updates, StatesOfPartsFitTogether) {
  EXPECT_EQ(getUpdateError([](json &m) {
              holdInParts(m);
              m["states"][1]["shape"] = {4};
            }),
            "m.json: states[1] has the type f32[4], but what it is of has "
            "f32[4, 1]");
  EXPECT_EQ(getUpdateError([](json &m) {
              holdInParts(m);
              m["states"][1]["part"] = "w0";
            }),
            "m.json: states[1] is a second 'momentum.w' of the same part");
  EXPECT_EQ(getUpdateError([](json &m) {
              holdInParts(m);
              m["states"][1]["type"] = "bf16";
            }),
            "m.json: states[1] cannot be one tensor 'momentum.w' with the "
            "state 'w0.momentum'");
}

} // namespace
