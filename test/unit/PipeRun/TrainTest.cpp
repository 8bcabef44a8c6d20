//===- TrainTest.cpp - pipe-run trains the linear model -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TrainFixture.h"

#include <cmath>
#include <map>

using namespace mlir::pipe;

namespace {

TEST_F(Train, TransportsGiveTheSameBits) {
  EXPECT_EQ(getTrained("--steps=6"),
            getTrained("--steps=6 --transport=guarded"));
}

TEST_F(Train, HypersAreThoseOfTheStep) {
  std::string p = getFile("p");
  Outcome outcome =
      run("--parameters=" + data + " --inputs=" + rows +
              " --hyper=decay=0.25 --learning-rate=0.5 "
              "--learning-rate-schedule=linear --warmup-steps=1 --steps=3 "
              "--write-parameters=" +
              p,
          bundle);
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  Model model = getInitial();
  const double rates[] = {0.5, 0.25, 0};
  for (int i = 0; i < 3; ++i)
    step(model, i, rates[i], 0.25 * (i + 1));
  expectNear(p, "w0", model.w[0]);
  expectNear(p, "w1", model.w[1]);
}

TEST_F(Train, MetricsAreLinesOfJson) {
  std::string path = folder / "metrics.jsonl";
  writeText(path, "old\n");
  Outcome outcome = train("--steps=3 --learning-rate-schedule=linear "
                          "--metrics=" +
                          path);
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  auto log = parseLog(outcome.out);
  std::istringstream lines(readText(path));
  std::string line;
  for (int i = 1; i <= 3; ++i) {
    ASSERT_TRUE(std::getline(lines, line));
    json metrics = json::parse(line);
    EXPECT_EQ(metrics.size(), 5u);
    EXPECT_EQ(metrics["step"], i);
    EXPECT_NEAR(metrics["loss"].get<double>(), log[size_t(i - 1)].second, 1e-5);
    EXPECT_NEAR(metrics["learning_rate"].get<double>(), 0.125 * (3 - i) / 3,
                1e-15);
    double ms = metrics["step_ms"];
    EXPECT_GT(ms, 0);
    EXPECT_NEAR(metrics["samples_per_second"].get<double>() * ms, 8000, 1e-6);
  }
  EXPECT_FALSE(std::getline(lines, line));
  EXPECT_EQ(train("--metrics=/dev/full --write-parameters=" + getFile("p")).err,
            "pipe-run: error: /dev/full: cannot write: No space left on "
            "device\n");
  // The training goes on, and what it gives is written.
  EXPECT_TRUE(std::filesystem::exists(getFile("p")));
  expectError(train("--metrics=" + (folder / "no/m.jsonl")), 1,
              "m.jsonl: cannot open for writing: No such file or directory");
}

TEST_F(Train, LossesThatAreNoNumberAreNull) {
  xs[0] = INFINITY;
  TensorType row = {ElementType::F32, {8 * kSteps, 4}};
  TensorType column = {ElementType::F32, {4, 8 * kSteps}};
  ASSERT_FALSE(writeSafetensors(
      rows, {{"x", row, xs.data()}, {"t", column, ts.data()}}));
  std::string path = folder / "metrics.jsonl";
  Outcome outcome = train("--steps=2 --metrics=" + path);
  EXPECT_NE(outcome.out.find("step 2 loss "), std::string::npos);
  EXPECT_NE(outcome.out.find("nan"), std::string::npos) << outcome.out;
  EXPECT_NE(readText(path).find("\"loss\": null"), std::string::npos);
}

TEST_F(Train, WithoutALossOnlyTheNumberIsSaid) {
  json manifest = json::parse(readText(bundle + "/manifest.json"));
  manifest["outputs"][0]["loss"] = false;
  writeText(bundle + "/manifest.json", sealManifest(manifest));
  std::string path = folder / "metrics.jsonl";
  Outcome outcome = train("--steps=2 --metrics=" + path);
  EXPECT_EQ(outcome.out, "step 1\nstep 2\n");
  EXPECT_NE(readText(path).find("\"loss\": null"), std::string::npos);
}

TEST_F(Train, CheckIsOfTheLastStep) {
  std::string g = getFile("g"), o = getFile("o");
  Outcome outcome = train("--steps=5 --check --write-gradients=" + g +
                          " --write-outputs=" + o);
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_NE(outcome.out.find("ok: 2 ranks, 4 micro-batches, 12 of 12 values "
                             "bit-equal, largest relative difference 0\n"),
            std::string::npos)
      << outcome.out;
  EXPECT_NE(outcome.out.find("ok: 2 of 2 gradients agree"), std::string::npos);
  EXPECT_EQ(train("--steps=5 --compare=" + g).status, 0);
  EXPECT_EQ(train("--steps=5 --compare=" + o).status, 0);
  EXPECT_EQ(train("--steps=4 --compare=" + g).status, 3);
  EXPECT_EQ(train("--steps=4 --compare=" + o).status, 3);
}

TEST_F(Train, TimelinesAndTracesLeaveUpdatesOutOfThePlan) {
  std::string path = folder / "trace.json";
  Outcome outcome = train("--steps=3 --timeline --trace=" + path);
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(outcome.err, "");
  EXPECT_NE(outcome.out.find("planned : makespan "), std::string::npos);
  json trace = json::parse(readText(path));
  std::map<int, int> updates; // By process.
  for (const json &event : trace["traceEvents"])
    if (event["ph"] == "X" &&
        event["name"].get<std::string>().starts_with("U stage"))
      ++updates[event["pid"].get<int>()];
  EXPECT_EQ(updates, (std::map<int, int>{{2, 2}}));
}

TEST_F(Train, FailuresNameTheTask) {
  expectError(train("--steps=2", "PIPERT_TEST_FAIL=1:5:0"), 4,
              "the run failed: rank 1: PIPERT_TEST_FAIL asks");
}

TEST_F(Train, OptionsThatNeedAnOptimizerAreRefused) {
  for (std::string option :
       {"--learning-rate=1", "--learning-rate-schedule=linear",
        "--final-learning-rate=1", "--warmup-steps=1", "--schedule-steps=1",
        "--hyper=a=1", "--state=x", "--write-state=x", "--metrics=x",
        "--eval-inputs=x"})
    expectError(run(option), 2,
                option.substr(0, option.find('=')) + ": " + getLinearBundle() +
                    " has no optimizer, so that a step changes nothing; "
                    "compile with --optimizer=NAME");
  for (std::string option :
       {"--learning-rate=-1", "--warmup-steps=0", "--learning-rate=x",
        "--final-learning-rate=-1", "--schedule-steps=0"})
    EXPECT_EQ(train(option).status, 2) << option;
  Outcome outcome = run("--parameters=" + data + " --inputs=" + rows, bundle);
  expectError(outcome, 2,
              "the optimizer needs the numbers 'decay'; give each with "
              "--hyper=ROLE=NUMBER");
}

} // namespace
