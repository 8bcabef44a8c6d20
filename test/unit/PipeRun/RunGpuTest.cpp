//===- RunGpuTest.cpp - pipe-run on bundles for GPUs ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RunFixture.h"

using namespace mlir::pipe;

namespace {

struct RunGpu : Run {
  RunGpu() {
    auto addUp = [](json &manifest) {
      manifest["replicas"] = true;
      for (json &program : manifest["programs"])
        program["reductions"] = 1;
    };
    std::filesystem::rename(copyBundle(addUp), host);
    std::filesystem::rename(copyBundle(addUp), bundle);
    std::filesystem::copy(PIPE_GPU_LIBRARY, bundle + "/model.so",
                          std::filesystem::copy_options::overwrite_existing);
    sealBundle(bundle);
  }
  Outcome runHost(const std::string &arguments) {
    return run("--parameters=" + data + " --inputs=" + data + " " + arguments,
               host);
  }
  Outcome runGpu(const std::string &arguments) {
    return run("--parameters=" + data + " --inputs=" + data + " " + arguments,
               bundle);
  }
  std::string host = folder / "host.pipe", bundle = folder / "gpu.pipe";
};

/// The bits are those of the model on the host, whatever order the GPUs choose.
TEST_F(RunGpu, EveryOrderGivesTheBitsOfTheHost) {
  const std::string write = " --write-gradients=";
  ASSERT_EQ(runHost(write + (folder / "of_host")).status, 0);
  const std::string expected = readText(folder / "of_host");
  for (const char *device : {"emulated", "emulated:2"})
    for (int seed = 0; seed < 10; ++seed) {
      Outcome outcome =
          runGpu("--transport=cuda --check --device=" + std::string(device) +
                 " --device-seed=" + std::to_string(seed) + write +
                 (folder / "of_gpu"));
      ASSERT_EQ(outcome.status, 0) << outcome.err;
      EXPECT_EQ(readText(folder / "of_gpu"), expected);
    }
}

/// On the CPU, as it is called.
TEST_F(RunGpu, RunsOnEveryTransport) {
  for (const char *transport : {"threads", "guarded", "sockets"}) {
    Outcome outcome = runGpu("--check --transport=" + std::string(transport));
    EXPECT_EQ(outcome.status, 0) << outcome.err;
  }
}

TEST_F(RunGpu, ReplicasAreAddedUpOnTheGpu) {
  // Twice the rows.
  std::vector<float> rows(64), targets(64);
  for (size_t i = 0; i < rows.size(); ++i) {
    rows[i] = float(i % 7) / 3;
    targets[i] = float(i % 5) / 7;
  }
  std::vector<NamedTensor> tensors = getTensors();
  tensors[2] = {"x", {ElementType::F32, {16, 4}}, rows.data()};
  tensors[3] = {"t", {ElementType::F32, {4, 16}}, targets.data()};
  ASSERT_FALSE(writeSafetensors(data, tensors));
  const std::string options = "--replicas=2 --write-gradients=";
  Outcome outcome = runHost(options + (folder / "of_host"));
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  for (const char *device : {"emulated", "emulated:3"})
    for (int seed = 0; seed < 6; ++seed) {
      outcome = runGpu(options + (folder / "of_gpu") +
                       " --transport=cuda --device=" + device +
                       " --device-seed=" + std::to_string(seed));
      ASSERT_EQ(outcome.status, 0) << outcome.err;
      EXPECT_EQ(readText(folder / "of_gpu"), readText(folder / "of_host"));
    }
}

TEST_F(RunGpu, TimesAreThoseOfTheHost) {
  Outcome outcome = runGpu("--transport=cuda --device=emulated --timeline");
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.err,
            "pipe-run: warning: with --transport=cuda the times of tasks are "
            "those at which the host has queued them; the GPU does them "
            "later\n");
}

TEST_F(RunGpu, WhatDoesNotFitIsRefused) {
  expectError(runHost("--transport=cuda --device=emulated"), 1,
              "has no code for GPUs, which --transport=cuda needs; compile the "
              "model with --target=cuda");
  expectError(runGpu("--device=emulated"), 2,
              "--device: is for --transport=cuda");
  expectError(runGpu("--transport=cuda --device-seed=1"), 2,
              "--device-seed: is for --device=emulated");
  expectError(runGpu("--transport=cuda --device=pigeon"), 1,
              "there is no device 'pigeon', only cuda, emulated and emulated:N "
              "with 2 to 8 GPUs");
  expectError(run("--transport=cuda --device=emulated --measure-links=" +
                      (folder / "links.json"),
                  bundle),
              2,
              "--measure-links: does not measure what GPUs bring each other");
}

} // namespace
