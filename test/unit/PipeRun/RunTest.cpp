//===- RunTest.cpp - pipe-run as a user runs it ---------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RunFixture.h"

#include "pipe/TensorIO/Npy.h"

#include <chrono>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <sys/wait.h>

using namespace mlir::pipe;
using nlohmann::json;

namespace {

TEST_F(Run, CheckAndCompare) {
  Outcome outcome = run("--check --steps=3 --compare=" + data);
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(outcome.err, "");
  EXPECT_NE(outcome.out.find("ok: 2 ranks, 4 micro-batches, 12 of 12 values "
                             "bit-equal, largest relative difference 0\n"),
            std::string::npos)
      << outcome.out;
  EXPECT_NE(outcome.out.find("ok: 1 output against "), std::string::npos);
  EXPECT_NE(outcome.out.find("ok: 2 gradients against "), std::string::npos);
}

TEST_F(Run, SilentWithoutRequests) {
  Outcome outcome = run("");
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(outcome.out + outcome.err, "");
}

TEST_F(Run, WritesWhatItIsAskedFor) {
  std::string g = folder / "g.safetensors", p = folder / "p.safetensors",
              o = folder / "o.npy";
  Outcome outcome = run("--write-gradients=" + g + " --write-parameters=" + p +
                        " --write-outputs=" + o);
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  auto gradients = Safetensors::read(g), parameters = Safetensors::read(p);
  auto outputs = Npy::read(o);
  ASSERT_TRUE(gradients && parameters && outputs);
  EXPECT_EQ(gradients->getTensors().size(), 2u);
  EXPECT_EQ(toString(gradients->find("w0")->type), "f32[4]");
  EXPECT_EQ(toString(outputs->tensor.type), "f32[4]");
  for (size_t i = 0; i < 4; ++i) {
    auto at = [&](const NamedTensor &tensor) {
      return static_cast<const float *>(tensor.data)[i];
    };
    EXPECT_NEAR(at(*gradients->find("w0")), g0[i] / 4, 1e-5);
    EXPECT_NEAR(at(*gradients->find("w1")), g1[i] / 4, 1e-5);
    EXPECT_EQ(at(*parameters->find("w1")), w1[i]);
    EXPECT_NEAR(at(outputs->tensor), loss[i], 1e-5);
  }
  EXPECT_EQ(run("--compare=" + o).out.substr(0, 22), "ok: 1 output against /");
  // Its own gradients compare too: by name, without the factor M.
  EXPECT_EQ(run("--compare=" + g).status, 0);
}

TEST_F(Run, ComparisonFails) {
  g1[2] += 1;
  write();
  Outcome outcome = run("--compare=" + data);
  EXPECT_EQ(outcome.status, 3);
  EXPECT_NE(outcome.out.find("ok: 1 output"), std::string::npos);
  EXPECT_NE(outcome.out.find("failed: 2 gradients"), std::string::npos);
  EXPECT_NE(outcome.out.find("(w1), tolerance 1e-05"), std::string::npos);
  EXPECT_EQ(outcome.err,
            "pipe-run: error: results differ by more than the tolerance\n");
  EXPECT_EQ(run("--tolerance=10 --compare=" + data).status, 0);
}

TEST_F(Run, TheReferenceMayBeWider) {
  std::vector<double> wide(g1.begin(), g1.end());
  std::vector<NamedTensor> tensors = getTensors();
  tensors[6] = {"gradsum.w1", {ElementType::F64, {4}}, wide.data()};
  ASSERT_FALSE(writeSafetensors(data, tensors));
  EXPECT_EQ(run("--compare=" + data).status, 0);
  wide[1] += 1;
  ASSERT_FALSE(writeSafetensors(data, tensors));
  EXPECT_EQ(run("--compare=" + data).status, 3);
  tensors[6].type.type = ElementType::F16;
  ASSERT_FALSE(writeSafetensors(data, tensors));
  expectError(run("--compare=" + data), 1,
              "'gradsum.w1' is f16[4], but 'gradsum.w1' must be f32[4]");
}

TEST_F(Run, NanIsNoMatch) {
  loss[0] = NAN;
  write();
  Outcome outcome = run("--compare=" + data);
  EXPECT_EQ(outcome.status, 3);
  EXPECT_NE(outcome.out.find("failed: 1 output against " + data +
                             ", largest relative difference inf (loss), "
                             "tolerance 1e-05; 1 elements are NaN or infinite "
                             "on one side\n"),
            std::string::npos)
      << outcome.out;
}

TEST_F(Run, NanMatchesNan) {
  x[0] = NAN;
  loss[0] = std::copysign(std::numeric_limits<float>::quiet_NaN(), -1.0f);
  g0[0] = g1[0] = NAN;
  write();
  Outcome outcome = run("--check --compare=" + data);
  EXPECT_EQ(outcome.status, 0) << outcome.err << outcome.out;
  EXPECT_NE(outcome.out.find("(loss), tolerance 1e-05; 1 NaN in both\n"),
            std::string::npos)
      << outcome.out;
  EXPECT_NE(outcome.out.find("tolerance 1e-05; 2 NaN in both\n"),
            std::string::npos)
      << outcome.out;
  EXPECT_NE(outcome.out.find("unclear: 'loss' is nan, so that its gradients "
                             "cannot be compared with its differences\n"),
            std::string::npos)
      << outcome.out;
}

TEST_F(Run, SaysWhatAFileLacks) {
  std::vector<NamedTensor> tensors = getTensors();
  tensors[5].name = "gradient of w0";
  ASSERT_FALSE(writeSafetensors(data, tensors));
  Outcome outcome = run("--compare=" + data);
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_NE(outcome.out.find("not compared: 1 gradient that " + data +
                             " lacks: 'w0'\nnot compared: keys of " + data +
                             " that name no result: 'gradient of w0'\n"),
            std::string::npos)
      << outcome.out;
  std::string other = folder / "other.safetensors";
  ASSERT_FALSE(writeSafetensors(other, {tensors[5]}));
  expectError(run("--compare=" + other), 1,
              "other.safetensors: has neither an output nor a gradient of the "
              "model; its keys 'gradient of w0' name none; --rename=KEY=NAME "
              "takes a gradient from another key");
}

TEST_F(Run, EqualParametersAreNamed) {
  EXPECT_EQ(run("").err, "");
  w1 = w0;
  write();
  Outcome outcome = run("");
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.err,
            "pipe-run: warning: the parameters 'w0', 'w1' have equal values; "
            "if they are one weight, each has only a part of its gradient: "
            "compile with --tie=w0,w1\n");
  // As they often are at the start of a training.
  w0 = w1 = {1, 1, 1, 1};
  write();
  EXPECT_EQ(run("").err, "");
}

TEST_F(Run, CheckProbesTheGradients) {
  const std::string ok =
      "\nok: 2 of 2 gradients agree with differences of 'loss'\n";
  EXPECT_NE(run("--check").out.find(ok), std::string::npos)
      << run("--check").out;
  EXPECT_EQ(run("--check=cut").out.find("differences"), std::string::npos);
  EXPECT_EQ(run("--check=most").status, 2);
  // The gradients change places: the programs and the reference still agree,
  // as the arenas and the results are renamed alike.
  std::string arguments = "--parameters=" + data + " --inputs=" + data;
  std::string copy = copyBundle([](json &m) {
    for (int rank : {0, 1})
      m["programs"][rank]["buffers"][1]["name"] = rank == 0 ? "w1" : "w0";
    std::swap(m["reference"]["results"][1], m["reference"]["results"][2]);
  });
  Outcome outcome = run(arguments + " --check", copy);
  EXPECT_EQ(outcome.status, 3);
  EXPECT_NE(outcome.out.find("12 of 12 values bit-equal"), std::string::npos);
  for (std::string name : {"w0", "w1"})
    EXPECT_NE(outcome.out.find("failed: the gradient of '" + name +
                               "' is not the gradient of 'loss': predicted "),
              std::string::npos)
        << outcome.out;
  EXPECT_NE(outcome.out.find("; that of 'w1' would fit\n"), std::string::npos);
  EXPECT_NE(outcome.err.find("is not the derivative of the loss"),
            std::string::npos);
  EXPECT_NE(outcome.err.find("--check=cut only compares"), std::string::npos);
  // A comparison is made all the same.
  outcome = run(arguments + " --check --compare=" + data, copy);
  EXPECT_EQ(outcome.status, 3);
  EXPECT_NE(outcome.out.find("gradients against " + data), std::string::npos);
  EXPECT_NE(outcome.err.find("is not the derivative"), std::string::npos);
  EXPECT_EQ(run(arguments + " --check=cut", copy).status, 0);
  copy = copyBundle([](json &m) { m["outputs"][0]["loss"] = false; });
  outcome = run(arguments + " --check", copy);
  EXPECT_EQ(outcome.status, 0);
  EXPECT_NE(outcome.out.find("unclear: the model has no loss"),
            std::string::npos);
}

TEST_F(Run, NpyAndRename) {
  ASSERT_FALSE(
      writeNpy(folder / "x.npy", {"", {ElementType::F32, {8, 4}}, x.data()}));
  Outcome outcome =
      run("--inputs=" + (folder / "x.npy") + " --parameters=" + data,
          getLinearBundle());
  expectError(outcome, 1,
              "holds one tensor, but the model has 2 inputs; use a "
              "safetensors file");
  expectError(run("--inputs=" + data + " --parameters=" + (folder / "x.npy"),
                  getLinearBundle()),
              1,
              "holds one tensor, but the model has 2 parameters; use a "
              "safetensors file");
  std::vector<NamedTensor> tensors = getTensors();
  tensors[0].name = "layers.0";
  tensors[2].name = "data";
  ASSERT_FALSE(writeSafetensors(data, tensors));
  expectError(run(""), 1,
              "lacks the parameters 'w0'; --rename=KEY=NAME takes them from "
              "other keys");
  expectError(run("--rename=layers.0=w0"), 1, "lacks the input 'x'");
  EXPECT_EQ(run("--rename=layers.0=w0,data=x --check").status, 0);
  // The gradient goes by the parameter's key, or by its name.
  tensors[0].name = "param.layers.0";
  tensors[5].name = "gradsum.layers.0";
  ASSERT_FALSE(writeSafetensors(data, tensors));
  outcome = run("--rename=param.layers.0=w0,data=x --compare=" + data);
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_NE(outcome.out.find("ok: 2 gradients"), std::string::npos)
      << outcome.out;
}

TEST_F(Run, WrongDataIsNamed) {
  auto with = [&](size_t index, TensorType type) {
    std::vector<NamedTensor> tensors = getTensors();
    tensors[index].type = std::move(type);
    EXPECT_FALSE(writeSafetensors(data, tensors));
    return run("");
  };
  expectError(with(0, {ElementType::F32, {3}}), 1,
              "'param.w0' is f32[3], but 'w0' must be f32[4]");
  expectError(with(1, {ElementType::F16, {4}}), 1,
              "'param.w1' is f16[4], but 'w1' must be f32[4]");
  expectError(with(2, {ElementType::F32, {6, 4}}), 1,
              "'x' has 6 rows in dimension 0, but 4 micro-batches of 2 rows "
              "need 8");
  expectError(
      with(3, {ElementType::F32, {4, 7}}), 1,
      "'t' has 7 rows in dimension 1, but 4 micro-batches of 2 rows "
      "need 8 a step; compile with another --micro-batches, or give as many "
      "rows");
  expectError(with(2, {ElementType::F32, {8, 3}}), 1,
              "'x' is f32[8, 3], but 'x' must be f32[8, 4]");
  writeText(data, "nonsense");
  expectError(run(""), 1, "data.safetensors: not a safetensors file");
}

TEST_F(Run, MissingFilesAreNamed) {
  expectError(run("", getLinearBundle()), 1,
              "needs values of the parameters 'w0', 'w1'; give them with "
              "--parameters=FILE.safetensors");
  expectError(run("--parameters=" + data, getLinearBundle()), 1,
              "has the input 'x'; give it with --inputs=FILE.safetensors");
  expectError(run("", folder / "none.pipe"), 1,
              ": is not a bundle (a folder made by pipe-compile)");
  expectError(run("--compare=" + (folder / "no.safetensors")), 1,
              "cannot open");
}

TEST_F(Run, WrongUsage) {
  EXPECT_EQ(run("--no-such-option").status, 2);
  EXPECT_EQ(run("--steps=0").status, 2);
  EXPECT_EQ(run("--timeout=-1").status, 2);
  expectError(run("--transport=pigeon"), 2,
              "there is no transport 'pigeon', only threads, ");
  EXPECT_EQ(run("--rename=x").status, 2);
  EXPECT_EQ(run("", "").status, 2);
  Outcome help = run("--help", "");
  EXPECT_EQ(help.status, 0);
  EXPECT_NE(help.out.find("--write-gradients"), std::string::npos);
  EXPECT_EQ(help.err, "");
}

TEST_F(Run, UnwritableOutputs) {
  expectError(run("--write-outputs=/dev/full"), 1, "/dev/full: cannot write");
  expectError(run("--write-outputs=" + (folder / "no/o.safetensors")), 1,
              "o.safetensors: cannot write: No such file");
  expectError(run("--write-gradients=" + (folder / "g.npy")), 1,
              "an npy file holds one tensor, but there are 2");
  EXPECT_FALSE(std::filesystem::exists(folder / "g.npy"));
  EXPECT_EQ(run("--check >/dev/full 2>/dev/null; test $? = 1").status, 0);
  std::string copy = copyBundle([](json &m) {
    for (json &program : m["programs"])
      program["buffers"][1]["result"] = false;
    for (json &parameter : m["parameters"])
      parameter["trained"] = false;
    m.erase("reference");
  });
  std::string path = folder / "g.safetensors";
  expectError(run("--parameters=" + data + " --inputs=" + data +
                      " --write-gradients=" + path,
                  copy),
              1, path + ": cannot write gradients: the model has none");
}

/// Gives the model a second output, which nobody writes.
void addOutput(json &m) {
  m["outputs"].push_back(
      {{"name", "more"}, {"type", "f32"}, {"shape", json::array()}});
  json buffer = m["programs"][1]["buffers"][5];
  buffer["name"] = "more";
  buffer["offset"] = 32;
  m["programs"][1]["buffers"].push_back(buffer);
  m["reference"]["results"].push_back({{"output", "more"}});
}

TEST_F(Run, OneTensorIsNotTwoOutputs) {
  std::string path = folder / "o.npy";
  ASSERT_FALSE(writeNpy(path, {"", {ElementType::F32, {4}}, loss.data()}));
  std::string arguments = "--parameters=" + data + " --inputs=" + data;
  std::string copy = copyBundle(addOutput);
  expectError(run(arguments + " --compare=" + path, copy), 1,
              path + ": holds one tensor, but the model has 2 outputs; use a "
                     "safetensors file");
  expectError(run(arguments + " --write-outputs=" + path, copy), 1,
              path + ": an npy file holds one tensor, but there are 2; use a "
                     "safetensors file");
}

TEST_F(Run, TheLossIsOneNumber) {
  std::string arguments =
      "--parameters=" + data + " --inputs=" + data + " --check";
  Outcome outcome = run(
      arguments, copyBundle([](json &m) { m["outputs"][0]["type"] = "i32"; }));
  EXPECT_NE(outcome.out.find(
                "unclear: the loss 'loss' is i32[], not one floating-point "
                "number, so that gradients cannot be compared with its "
                "differences\n"),
            std::string::npos)
      << outcome.out;
  outcome = run(arguments, copyBundle([](json &m) {
                  addOutput(m);
                  m["outputs"][1]["loss"] = true;
                }));
  EXPECT_NE(outcome.out.find("unclear: the model has 2 losses, so that"),
            std::string::npos)
      << outcome.out;
}

TEST_F(Run, OtherBundles) {
  std::string arguments = "--parameters=" + data + " --inputs=" + data;
  expectError(run(arguments, copyBundle([](json &m) { m["version"] = 9; })), 1,
              "has bundle version 9, but version 4 is read here");
  expectError(
      run(arguments, copyBundle([](json &m) { m["abi"]["major"] = 3; })), 1,
      "is for runtime ABI 3.5, but this runtime has 0.6");
  expectError(run(arguments + " --check",
                  copyBundle([](json &m) { m.erase("reference"); })),
              1,
              "has no unpartitioned model to check with; compile without "
              "--no-reference, for a --target that compiles it, or compare "
              "with a file (--compare)");
  expectError(run(arguments, copyBundle([](json &m) {
                    m["programs"][0]["channels"][0]["capacity"] = 1;
                  })),
              1, "has capacity 1 at the sender, but 2 at the receiver");
  expectError(run(arguments, copyBundle([](json &m) { m["ranks"] = 1; })), 1,
              "");
}

TEST_F(Run, OtherFilesInABundle) {
  std::string arguments = "--parameters=" + data + " --inputs=" + data;
  std::string copy = copyBundle([](json &) {});
  std::string library = readText(copy + "/model.so");
  auto runWith = [&](const std::string &bytes) {
    writeText(copy + "/model.so", bytes);
    return run(arguments, copy);
  };
  const std::string other =
      copy + "/model.so: is not the file of this bundle: ";
  expectError(runWith(library.substr(0, 5000)), 1, other + "it has 5000 bytes");
  expectError(runWith(""), 1, other + "it has 0 bytes");
  library[library.size() / 2] ^= 1;
  expectError(runWith(library), 1, other + "its checksum is ");
  std::filesystem::remove(copy + "/model.so");
  expectError(run(arguments, copy), 1, "model.so: cannot open");
  // A library that is listed as it is, but is none, or has no such function.
  writeText(copy + "/model.so", "no library");
  sealBundle(copy);
  expectError(run(arguments, copy), 1, "model.so: cannot load: ");
  std::filesystem::copy(PIPE_OTHER_LIBRARY, copy + "/model.so",
                        std::filesystem::copy_options::overwrite_existing);
  sealBundle(copy);
  expectError(run(arguments, copy), 1,
              "model.so: has no function 'pipe_linear_rank_0'");
  copy = copyBundle([](json &m) { m["files"].erase(0); });
  expectError(run(arguments, copy), 1,
              "manifest.json: does not list the file 'model.so'; compile the "
              "model again");
  copy = copyBundle([](json &) {});
  writeText(copy + "/schedule.csv", "0F0\n");
  expectError(run(arguments, copy), 1,
              "schedule.csv: is not the file of this bundle: it has 4 bytes");
  sealBundle(copy);
  expectError(run(arguments, copy), 1,
              "schedule.csv: has 1 ranks and 1 micro-batches, but the manifest "
              "has 2 and 4");
  std::string csv = readText(getLinearBundle() + "/schedule.csv");
  size_t second = csv.find('\n') + 1;
  writeText(copy + "/schedule.csv", csv.substr(second) + csv.substr(0, second));
  sealBundle(copy);
  expectError(run(arguments, copy), 1,
              "schedule.csv: places stages on other ranks than the manifest");
  copy = copyBundle([](json &m) {
    m["copy_pattern"] = {0, 1};
    for (json &program : m["programs"])
      for (json &buffer : program["buffers"])
        if (buffer["kind"] == "output")
          buffer["copies"] = {0, 1};
  });
  expectError(run(arguments, copy), 1,
              "schedule.csv: sends micro-batch 1 through another copy of the "
              "model than the manifest");
  copy =
      copyBundle([](json &m) { m["kernels"].push_back({{"name", "more"}}); });
  expectError(run(arguments, copy), 1,
              "model.so: has 6 kernels, but the manifest names 7");
}

TEST_F(Run, UncutModelMeetsAnIndex) {
  std::string arguments =
      "--parameters=" + data + " --inputs=" + data + " --check";
  expectError(run(arguments, copyBundle([](json &) {}), "MODEL_INDEX=9"), 4,
              "the unpartitioned model failed: micro-batch 0: the index is 9, "
              "but must be at least 0 and less than 8");
}

TEST_F(Run, ConstantsComeFromTheBundle) {
  std::string copy =
      copyBundle([](json &m) { m["parameters"][1]["in_bundle"] = true; });
  std::string arguments =
      "--parameters=" + (folder / "w0.npy") + " --inputs=" + data + " --check";
  ASSERT_FALSE(
      writeNpy(folder / "w0.npy", {"", {ElementType::F32, {4}}, w0.data()}));
  expectError(run(arguments, copy), 1,
              "does not list the file 'constants.safetensors'");
  std::string path = copy + "/constants.safetensors";
  ASSERT_FALSE(
      writeSafetensors(path, {{"w2", {ElementType::F32, {4}}, w1.data()}}));
  sealBundle(copy);
  expectError(run(arguments, copy), 1, path + ": has no tensor 'w1'");
  ASSERT_FALSE(
      writeSafetensors(path, {{"w1", {ElementType::F32, {3}}, w1.data()}}));
  sealBundle(copy);
  expectError(run(arguments, copy), 1,
              path + ": 'w1' is f32[3], but must be f32[4]");
  ASSERT_FALSE(
      writeSafetensors(path, {{"w1", {ElementType::F32, {4}}, w1.data()}}));
  sealBundle(copy);
  Outcome outcome = run(arguments + " --compare=" + data, copy);
  EXPECT_EQ(outcome.status, 0) << outcome.err;
}

TEST_F(Run, StuckRankIsEndedAndNamed) {
  std::string arguments = "--timeout=0.5 --parameters=" + data +
                          " --inputs=" + data +
                          " --write-outputs=" + (folder / "o.safetensors");
  auto start = std::chrono::steady_clock::now();
  Outcome outcome =
      run(arguments, getLinearBundle(), "PIPERT_TEST_STALL=1:2:1");
  std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
  EXPECT_LT(time.count(), 3.5);
  expectError(outcome, 4, "no rank went on for 0.5 s (timeout 0.5 s)\n");
  EXPECT_NE(outcome.err.find("  rank 0: waits for rank 1 to send the gradient "
                             "of micro-batch 1; last ran F stage 0 micro-batch "
                             "2\n"),
            std::string::npos)
      << outcome.err;
  EXPECT_NE(outcome.err.find("\nrank 1 is to blame: in F stage 1 micro-batch "
                             "1\n"),
            std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(folder / "o.safetensors"));
}

TEST_F(Run, FailedRankIsNamed) {
  Outcome outcome = run("--parameters=" + data + " --inputs=" + data,
                        getLinearBundle(), "PIPERT_TEST_FAIL=0:1:2");
  expectError(outcome, 4,
              "the run failed: rank 0: PIPERT_TEST_FAIL asks for this failure");
}

TEST_F(Run, TimelineShowsBothAndTheMemory) {
  Outcome outcome = run("--timeline --steps=2");
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  for (std::string part :
       {"planned : makespan ", "measured: makespan ", "bubble ratio ",
        "(idle / makespan)", "rank 0 |", "rank 1 |", "wall time of 2 steps: "})
    EXPECT_NE(outcome.out.find(part), std::string::npos) << outcome.out;
  // Predicted and allocated bytes; 4 messages of 32 bytes a step.
  EXPECT_NE(outcome.out.find("     0           336           336"
                             "             8           256             0\n"),
            std::string::npos)
      << outcome.out;
}

TEST_F(Run, APlanThatCannotRunIsNoTimeline) {
  std::string copy = copyBundle([](json &m) {
    m["edges"].push_back({{"from", 1}, {"to", 0}, {"bytes", 0}});
  });
  Outcome outcome =
      run("--parameters=" + data + " --inputs=" + data + " --timeline", copy);
  expectError(outcome, 1,
              copy + "/schedule.csv: rank 0, position 0: 0F0 runs before 0B0 "
                     "at position 2, which it needs");
}

//===----------------------------------------------------------------------===//
// Trace
//===----------------------------------------------------------------------===//

using Track = std::pair<int, int>; // Process and thread.

/// Names of slices of a track that hold a point in time.
std::vector<std::string> findSlices(const json &events, Track track,
                                    double time) {
  std::vector<std::string> names;
  for (const json &event : events)
    if (event["ph"] == "X" && Track(event["pid"], event["tid"]) == track &&
        event["ts"] <= time &&
        time <= event["ts"].get<double>() + event["dur"].get<double>())
      names.push_back(event["name"]);
  return names;
}

TEST_F(Run, TraceHasTracksSlicesAndArrows) {
  std::string path = folder / "trace.json";
  ASSERT_EQ(run("--trace=" + path).status, 0);
  json trace = json::parse(readText(path));
  const json &events = trace["traceEvents"];
  std::map<Track, int> tasks;
  std::map<std::pair<int, std::string>, int> named;
  std::map<std::pair<int, int>, std::vector<json>> arrows;
  for (const json &event : events) {
    int process = event["pid"];
    if (event["ph"] == "X" && event["cat"] == "task") {
      ++tasks[{process, event["tid"]}];
      ++named[{process, event["name"]}];
      EXPECT_GE(event["dur"].get<double>(), 0);
    }
    if (event["ph"] == "s" || event["ph"] == "f")
      arrows[{process, event["id"]}].push_back(event);
  }
  // Two processes, two ranks, four tasks F and four B each, all distinct.
  ASSERT_EQ(tasks.size(), 4u);
  for (const auto &[track, count] : tasks)
    EXPECT_EQ(count, 8) << track.first << " " << track.second;
  EXPECT_EQ(named.size(), 32u);
  EXPECT_EQ((named[{1, "F stage 1 mb 3"}]), 1);
  EXPECT_EQ((named[{2, "B stage 0 mb 0"}]), 1);
  // An activation and a gradient a micro-batch, planned and measured.
  EXPECT_EQ(arrows.size(), 16u);
  for (const auto &[id, ends] : arrows) {
    ASSERT_EQ(ends.size(), 2u);
    ASSERT_EQ(ends[0]["ph"], "s");
    ASSERT_EQ(ends[1]["ph"], "f");
    EXPECT_EQ(ends[1]["bp"], "e");
    EXPECT_EQ(ends[0]["name"], ends[1]["name"]);
    EXPECT_LE(ends[0]["ts"], ends[1]["ts"]);
    EXPECT_NE(ends[0]["tid"], ends[1]["tid"]);
    bool gradient = ends[0]["name"] == "gradient";
    for (const json &end : ends) {
      Track track(end["pid"], end["tid"]);
      std::vector<std::string> slices = findSlices(events, track, end["ts"]);
      bool found = false;
      for (const std::string &name : slices)
        found |= name[0] == (gradient ? 'B' : 'F');
      EXPECT_TRUE(found) << end;
    }
  }
}

// Room is made for what the manifest says that a step does.
TEST_F(Run, TraceSaysWhatItHasLost) {
  std::string copy = copyBundle([](json &m) {
    m["tasks"] = json::array();
    m["edges"] = json::array();
    for (json &program : m["programs"])
      for (size_t buffer : {4, 3, 2})
        program["buffers"].erase(buffer);
  });
  std::string path = folder / "trace.json";
  Outcome outcome = run(
      "--parameters=" + data + " --inputs=" + data + " --trace=" + path, copy);
  EXPECT_EQ(outcome.status, 0);
  EXPECT_TRUE(std::regex_search(
      outcome.err, std::regex("^pipe-run: warning: the trace has lost the "
                              "first [1-9][0-9]* events of rank 0\n")))
      << outcome.err;
}

TEST_F(Run, TraceEscapesNames) {
  std::string copy = copyBundle([](json &m) {
    m["name"] = "</script>\"\\\n<b>";
    m["schedule"] = "\u2028\x01";
  });
  std::string path = folder / "trace.json";
  ASSERT_EQ(
      run("--parameters=" + data + " --inputs=" + data + " --trace=" + path,
          copy)
          .status,
      0);
  json trace = json::parse(readText(path));
  EXPECT_EQ(trace["traceEvents"][0]["args"]["name"],
            "</script>\"\\\n<b> \u2028\x01 planned");
}

} // namespace
