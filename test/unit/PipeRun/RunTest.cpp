//===- RunTest.cpp - pipe-run as a user runs it ---------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RunFixture.h"

#include <chrono>
#include <cmath>
#include <limits>

using namespace mlir::pipe;

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

TEST_F(Run, UncutModelMeetsAnIndex) {
  std::string arguments =
      "--parameters=" + data + " --inputs=" + data + " --check";
  expectError(run(arguments, copyBundle([](json &) {}), "MODEL_INDEX=9"), 4,
              "the unpartitioned model failed: micro-batch 0: the index is 9, "
              "but must be at least 0 and less than 8");
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

} // namespace
