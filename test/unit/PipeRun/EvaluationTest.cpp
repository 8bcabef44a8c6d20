//===- EvaluationTest.cpp - pipe-run evaluates other rows -----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TrainFixture.h"

#include <algorithm>
#include <cmath>
#include <csignal>
#include <fcntl.h>
#include <thread>

using namespace mlir::pipe;

namespace {

/// The rows that are evaluated: micro-batches are of 2, so that of 13 rows the
/// last is left out, and the last of two groups of 4 micro-batches has 2.
class Evaluate : public Train {
protected:
  Evaluate() {
    std::mt19937 random(9);
    std::normal_distribution<float> normal;
    for (auto *values : {&ex, &et}) {
      values->resize(13 * 4);
      for (float &value : *values)
        value = normal(random);
    }
    writeRows(file, 0, 13);
  }

  /// The rows from `begin` on.
  void writeRows(const std::string &path, size_t begin, size_t count) {
    std::vector<float> columns;
    for (size_t line = 0; line < 4; ++line)
      for (size_t row = begin; row < begin + count; ++row)
        columns.push_back(et[line * 13 + row]);
    const int64_t rows = int64_t(count);
    ASSERT_FALSE(writeSafetensors(
        path, {{"x", {ElementType::F32, {rows, 4}}, &ex[begin * 4]},
               {"t", {ElementType::F32, {4, rows}}, columns.data()}}));
  }

  /// The mean of the losses of the first `count` micro-batches.
  double getLoss(const Model &model, size_t count = 6) {
    double sum = 0;
    for (size_t row = 0; row < 2 * count; ++row)
      for (size_t i = 0; i < 4; ++i)
        sum += ex[row * 4 + i] * model.w[0][i] * model.w[1][i] *
               et[i * 13 + row] / 8;
    return sum / double(count);
  }

  /// The numbers of the lines "step N eval X".
  static std::vector<std::pair<int, double>> parse(const std::string &out) {
    std::vector<std::pair<int, double>> found;
    std::istringstream stream(out);
    for (std::string line; std::getline(stream, line);) {
      int number = 0;
      double value = 0;
      if (std::sscanf(line.c_str(), "step %d eval %lf", &number, &value) == 2)
        found.push_back({number, value});
    }
    return found;
  }

  /// The lines that --metrics has written.
  std::vector<json> getMetrics() {
    std::vector<json> lines;
    std::istringstream stream(readText(metrics));
    for (std::string line; std::getline(stream, line);)
      lines.push_back(json::parse(line));
    return lines;
  }

  std::string file = getFile("eval");
  std::string metrics = folder / "metrics.jsonl";
  std::vector<float> ex, et;
};

TEST_F(Evaluate, IsTheMeanOfTheLossesOfOtherRows) {
  for (std::string transport : {"threads", "guarded"}) {
    Outcome outcome =
        train("--steps=5 --eval-every=2 --eval-inputs=" + file +
              " --metrics=" + metrics + " --transport=" + transport);
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.err, "pipe-run: warning: --eval-inputs: " + file +
                               ": the last 1 of 13 rows are left out, since a "
                               "micro-batch is of 2\n");
    auto found = parse(outcome.out);
    ASSERT_EQ(found.size(), 3u) << outcome.out;
    Model model = getInitial();
    std::vector<json> lines = getMetrics();
    ASSERT_EQ(lines.size(), 5u);
    for (int i = 0, next = 0; i < 5; ++i) {
      step(model, i, 0.125);
      const bool isDue = i == 1 || i == 3 || i == 4;
      EXPECT_EQ(lines[size_t(i)].contains("eval_loss"), isDue);
      if (!isDue)
        continue;
      EXPECT_EQ(found[size_t(next)].first, i + 1);
      EXPECT_NEAR(found[size_t(next++)].second, getLoss(model), 1e-5);
      EXPECT_NEAR(lines[size_t(i)]["eval_loss"].get<double>(), getLoss(model),
                  1e-5);
    }
  }
}

TEST_F(Evaluate, OnlyBehindTheLastStepIfNothingElseIsSaid) {
  Outcome outcome = train("--steps=3 --eval-inputs=" + file);
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  auto found = parse(outcome.out);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].first, 3);
}

TEST_F(Evaluate, RowsMayLieInSeveralFiles) {
  std::string first = getFile("e0"), second = getFile("e1");
  writeRows(first, 0, 3);
  writeRows(second, 3, 10);
  std::string one = train("--steps=3 --eval-inputs=" + file).out;
  Outcome outcome = train("--steps=3 --eval-inputs " + first + " " + second);
  EXPECT_EQ(outcome.out, one) << outcome.err;
  EXPECT_NE(outcome.err.find(first + " and 1 more file: the last 1 of 13 rows"),
            std::string::npos)
      << outcome.err;
  writeRows(first, 0, 12);
  outcome = train("--steps=3 --eval-inputs=" + first);
  EXPECT_EQ(outcome.out, one);
  EXPECT_EQ(outcome.err, "");
}

TEST_F(Evaluate, TheTrainingIsTheSame) {
  for (std::string more :
       {std::string("--steps=6"),
        std::string("--steps=9 --repeat --shuffle-seed=3 --transport=guarded"),
        "--steps=6 --check --write-gradients=" + getFile("g")}) {
    std::string whole = getTrained(more);
    std::string losses = train(more).out, gradients = readText(getFile("g"));
    std::string with = more + " --eval-every=1 --eval-inputs=" + file;
    EXPECT_EQ(getTrained(with), whole) << more;
    std::string out;
    std::istringstream stream(train(with).out);
    for (std::string line; std::getline(stream, line);)
      if (line.find(" eval ") == std::string::npos)
        out += line + "\n";
    EXPECT_EQ(out, losses);
    EXPECT_EQ(readText(getFile("g")), gradients);
  }
}

TEST_F(Evaluate, RenamesAreOfTheseFilesToo) {
  ASSERT_FALSE(
      writeSafetensors(file, {{"a", {ElementType::F32, {13, 4}}, ex.data()},
                              {"t", {ElementType::F32, {4, 13}}, et.data()}}));
  expectError(train("--eval-inputs=" + file), 1,
              file + ": lacks the input 'x'; --rename=KEY=NAME");
  EXPECT_EQ(train("--rename=a=x --eval-inputs=" + file).status, 0);
}

TEST_F(Evaluate, AResumedRunEvaluatesWhatOneRunDoes) {
  std::string checkpoints = "--checkpoint=" + (folder / "c") + " --resume ";
  std::string options = " --eval-every=2 --eval-inputs=" + file;
  auto whole = parse(train("--steps=6" + options).out);
  std::vector<std::pair<int, double>> parts;
  for (int steps : {2, 3, 4, 6, 6})
    for (auto found :
         parse(train(checkpoints + "--steps=" + std::to_string(steps) + options)
                   .out))
      if (found.first != 3) // The last one of that run only.
        parts.push_back(found);
  EXPECT_EQ(parts, whole);
  ASSERT_EQ(whole.size(), 3u);
}

TEST_F(Evaluate, LossesThatAreNoNumberAreNull) {
  ex[0] = INFINITY;
  et[0] = 0;
  writeRows(file, 0, 12);
  Outcome outcome =
      train("--steps=1 --eval-inputs=" + file + " --metrics=" + metrics);
  EXPECT_EQ(outcome.status, 0);
  EXPECT_NE(outcome.out.find("nan"), std::string::npos) << outcome.out;
  EXPECT_TRUE(getMetrics()[0]["eval_loss"].is_null());
}

TEST_F(Evaluate, WhatTheModelCannotRunOnEndsTheRun) {
  // Here every micro-batch is at fault; ranks do not run the uncut model.
  Outcome outcome =
      train("--steps=4 --eval-every=2 --eval-inputs=" + file +
                " --metrics=" + metrics + " --checkpoint=" + (folder / "c") +
                " --checkpoint-every=1",
            "MODEL_INDEX=9");
  EXPECT_EQ(outcome.status, 4);
  EXPECT_NE(outcome.err.find(
                "pipe-run: error: the run failed: the evaluation behind step "
                "2: the unpartitioned model failed: micro-batch 0: "),
            std::string::npos)
      << outcome.err;
  EXPECT_EQ(parseLog(outcome.out).size(), 2u);
  // The step whose evaluation is missing is done again.
  EXPECT_TRUE(std::filesystem::exists(folder / "c/step_00000001"));
  EXPECT_FALSE(std::filesystem::exists(folder / "c/step_00000002"));
  EXPECT_EQ(getMetrics().size(), 1u);
}

TEST_F(Evaluate, WhatCannotBeEvaluatedIsRefused) {
  const std::string option = "--eval-inputs=" + file;
  expectError(train("--eval-every=2"), 2,
              "--eval-every requires --eval-inputs");
  EXPECT_EQ(train(option + " --eval-every=0").status, 2);
  expectError(run(option), 2,
              "--eval-inputs: " + getLinearBundle() +
                  " has no optimizer, so that a step changes nothing; compile "
                  "with --optimizer=NAME");
  expectError(train("--eval-inputs=" + getFile("none")), 1,
              "none.safetensors: cannot open");
  expectError(train("--eval-inputs=a.bin"), 1,
              "--eval-inputs=a.bin: is neither called");
  writeRows(file, 0, 1);
  expectError(train(option), 1,
              file + ": 'x' has 1 rows, but a micro-batch is of 2");
  json manifest = json::parse(readText(bundle + "/manifest.json"));
  auto runWith = [&](const std::function<void(json &)> &edit) {
    json edited = manifest;
    edit(edited);
    writeText(bundle + "/manifest.json", sealManifest(edited));
    return train(option);
  };
  expectError(runWith([](json &m) { m["outputs"][0]["loss"] = false; }), 1,
              "--eval-inputs: " + bundle +
                  ": the model has no loss, but an evaluation is the mean of "
                  "one");
  expectError(runWith([](json &m) { m.erase("reference"); }), 1,
              "--eval-inputs: " + bundle +
                  ": has no unpartitioned model, which gives the losses; "
                  "compile without --no-reference, for a --target that "
                  "compiles it");
}

// The signal comes while rows are evaluated, which takes long here: nearly all
// of the time.
TEST_F(Evaluate, InterruptEndsBehindTheEvaluation) {
  const int64_t count = int64_t(1) << 20;
  std::vector<float> zeros(size_t(count) * 4, 0);
  ASSERT_FALSE(writeSafetensors(
      file, {{"x", {ElementType::F32, {count, 4}}, zeros.data()},
             {"t", {ElementType::F32, {4, count}}, zeros.data()}}));
  std::vector<std::string> words = {PIPE_RUN,
                                    bundle,
                                    "--hyper=decay=0",
                                    "--parameters=" + data,
                                    "--inputs=" + rows,
                                    "--eval-inputs=" + file,
                                    "--eval-every=1",
                                    "--steps=1000000",
                                    "--repeat",
                                    "--metrics=" + metrics,
                                    "--checkpoint=" + (folder / "c")};
  std::vector<char *> arguments;
  for (std::string &word : words)
    arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_t child = fork();
  if (child == 0) {
    dup2(open((folder / "out").c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600),
         STDOUT_FILENO);
    dup2(open((folder / "err").c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600),
         STDERR_FILENO);
    signal(SIGINT, SIG_DFL);
    execv(PIPE_RUN, arguments.data());
    _exit(126);
  }
  while (readText(folder / "out").find("step 1 loss ") == std::string::npos)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  kill(child, SIGINT);
  int status = 0;
  waitpid(child, &status, 0);
  ASSERT_TRUE(WIFEXITED(status)) << status;
  EXPECT_EQ(WEXITSTATUS(status), 130) << readText(folder / "err");
  std::string out = readText(folder / "out");
  auto losses = parseLog(out), found = parse(out);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.back().first, losses.back().first);
  std::vector<json> lines = getMetrics();
  EXPECT_EQ(lines.back()["step"], losses.back().first);
  EXPECT_TRUE(lines.back().contains("eval_loss"));
  EXPECT_EQ(losses.back().first, 1) << "the signal came too late";
  EXPECT_TRUE(std::filesystem::exists(folder / "c/step_00000001"));
}

} // namespace
