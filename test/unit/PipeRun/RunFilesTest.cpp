//===- RunFilesTest.cpp - Files that pipe-run reads and writes ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RunFixture.h"

#include "pipe/TensorIO/Npy.h"

using namespace mlir::pipe;

namespace {

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

} // namespace
