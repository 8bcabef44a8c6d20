//===- TrainTest.cpp - pipe-run trains the linear model -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TrainFixture.h"

#include <chrono>
#include <cmath>
#include <csignal>
#include <fcntl.h>
#include <map>
#include <thread>

using namespace mlir::pipe;

namespace {

TEST_F(Train, EachStepTakesTheNextRows) {
  std::string p = getFile("p"), s = getFile("s"), g = getFile("g");
  for (std::string transport : {"threads", "guarded"}) {
    Outcome outcome =
        train("--steps=4 --write-parameters=" + p + " --write-state=" + s +
              " --write-gradients=" + g + " --transport=" + transport);
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.err, "");
    auto log = parseLog(outcome.out);
    ASSERT_EQ(log.size(), 4u) << outcome.out;
    Model model = getInitial();
    for (int i = 0; i < 4; ++i) {
      step(model, i, 0.125);
      EXPECT_EQ(log[size_t(i)].first, i + 1);
      EXPECT_NEAR(log[size_t(i)].second, model.loss, 1e-5);
    }
    for (int k : {0, 1}) {
      std::string name = "w" + std::to_string(k);
      expectNear(p, name, model.w[k]);
      expectNear(s, "momentum." + name, model.momentum[k]);
      expectNear(g, name, model.gradient[k]);
    }
    auto state = Safetensors::read(s);
    ASSERT_TRUE(state);
    EXPECT_EQ(state->getTensors().size(), 3u);
    const NamedTensor *done = state->find("step");
    ASSERT_TRUE(done);
    EXPECT_EQ(toString(done->type), "i64[]");
    EXPECT_EQ(*static_cast<const int64_t *>(done->data), 4);
  }
}

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

TEST_F(Train, RepeatsAndShuffles) {
  const std::string few = "has rows for 6 steps, but --steps=7 needs those of "
                          "7; --repeat goes around them";
  expectError(train("--steps=7"), 1, few);
  std::string p = getFile("p");
  Outcome outcome = train("--steps=8 --repeat --write-parameters=" + p);
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  Model model = getInitial();
  for (int i = 0; i < 8; ++i)
    step(model, i % kSteps, 0.125);
  expectNear(p, "w0", model.w[0]);
  std::string once = getTrained("--steps=9 --repeat --shuffle-seed=3");
  EXPECT_EQ(getTrained("--steps=9 --repeat --shuffle-seed=3"), once);
  EXPECT_NE(getTrained("--steps=9 --repeat --shuffle-seed=4"), once);
  EXPECT_NE(getTrained("--steps=9 --repeat"), once);
}

TEST_F(Train, SeveralFilesGiveTheBitsOfOne) {
  // 20, 3 and 25 of the 48 rows: steps of 8 begin and end within files.
  std::string names;
  int64_t begin = 0;
  for (int64_t count : {20, 3, 25}) {
    std::vector<float> columns;
    for (int64_t line = 0; line < 4; ++line)
      columns.insert(columns.end(), &ts[size_t(line * 8 * kSteps + begin)],
                     &ts[size_t(line * 8 * kSteps + begin)] + count);
    std::string file = getFile("part" + std::to_string(begin));
    ASSERT_FALSE(writeSafetensors(
        file, {{"x", {ElementType::F32, {count, 4}}, &xs[size_t(begin * 4)]},
               {"t", {ElementType::F32, {4, count}}, columns.data()}}));
    names += " " + file;
    begin += count;
  }
  const std::string wholeRows = rows;
  for (std::string more : {"--steps=6", "--steps=9 --repeat --shuffle-seed=3"})
    for (std::string option : {"--inputs", "--inputs="}) {
      rows = wholeRows;
      std::string whole = getTrained(more);
      rows = names.substr(1); // As a pattern of the shell, or one by one.
      for (size_t at = 0; option.ends_with("=") && at != std::string::npos;
           at = rows.find(' ', at + 1))
        rows.insert(at ? at + 1 : 0, at ? "--inputs=" : "");
      std::string p = getFile("p");
      Outcome outcome =
          run("--parameters=" + data + " " + option +
                  (option.ends_with("=") ? "" : " ") + rows +
                  " --hyper=decay=0 --write-parameters=" + p +
                  " --write-state=" + getFile("p.state") + " " + more,
              bundle);
      EXPECT_EQ(outcome.status, 0) << outcome.err;
      EXPECT_EQ(readText(p) + readText(getFile("p.state")), whole) << option;
    }
}

// The bundle is found behind the files, too.
TEST_F(Train, SeveralWordsAreFilesUpToTheNextOther) {
  std::string command = " --hyper=decay=0 --steps=12 --parameters=" + data +
                        " --inputs " + rows + " " + rows + " ";
  Outcome first = run(command, bundle);
  EXPECT_EQ(first.status, 0) << first.err;
  EXPECT_EQ(parseLog(first.out).size(), 12u);
  Outcome behind = run(bundle, command);
  EXPECT_EQ(behind.status, 0) << behind.err;
  EXPECT_EQ(behind.out, first.out);
  behind = run("--inputs " + rows + " -- " + bundle,
               "--steps=12 --hyper=decay=0 --parameters=" + data +
                   " --inputs " + rows);
  EXPECT_EQ(behind.status, 0) << behind.err;
  EXPECT_EQ(behind.out, first.out);
  expectError(train("--steps=12 --inputs=" + rows + " " + rows), 2,
              "was not expected");
  expectError(run("--inputs", bundle), 2, "--inputs");
}

TEST_F(Train, GoesOnWhereItEnded) {
  for (std::string more :
       {"--learning-rate-schedule=cosine --schedule-steps=6 --warmup-steps=2",
        "--repeat --shuffle-seed=5"}) {
    std::string whole = getTrained("--steps=6 " + more);
    getTrained("--steps=2 " + more, "first");
    Outcome outcome =
        run("--parameters=" + getFile("first") +
                " --state=" + getFile("first.state") + " --inputs=" + rows +
                " --hyper=decay=0 --steps=4 " + more + " --write-parameters=" +
                getFile("second") + " --write-state=" + getFile("second.state"),
            bundle);
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.out.substr(0, 12), "step 3 loss ");
    EXPECT_EQ(readText(getFile("second")) + readText(getFile("second.state")),
              whole);
  }
  // The default end of a schedule is the last step of all.
  std::string whole = getTrained("--steps=6 --learning-rate-schedule=linear");
  getTrained("--steps=2 --learning-rate-schedule=linear --schedule-steps=6",
             "first");
  Outcome outcome =
      run("--parameters=" + getFile("first") +
              " --state=" + getFile("first.state") + " --inputs=" + rows +
              " --hyper=decay=0 --steps=4 --learning-rate-schedule=linear "
              "--write-parameters=" +
              getFile("second") + " --write-state=" + getFile("second.state"),
          bundle);
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(readText(getFile("second")) + readText(getFile("second.state")),
            whole);
  expectError(train("--state=" + getFile("first.state") + " --steps=5"), 1,
              "has rows for 6 steps, but --steps=5 behind the 2 of --state "
              "needs those of 7");
}

TEST_F(Train, OtherStatesAreRefused) {
  std::string path = getFile("state");
  std::vector<float> zero(8, 0);
  int64_t done = 3;
  TensorType f32 = {ElementType::F32, {4}}, i64 = {ElementType::I64, {}};
  std::vector<NamedTensor> good = {{"momentum.w0", f32, zero.data()},
                                   {"momentum.w1", f32, zero.data()},
                                   {"step", i64, &done}};
  auto runWith = [&](const std::vector<NamedTensor> &tensors) {
    EXPECT_FALSE(writeSafetensors(path, tensors));
    return train("--state=" + path);
  };
  EXPECT_EQ(runWith(good).out.substr(0, 12), "step 4 loss ");
  auto change = [&](size_t index, const NamedTensor &tensor) {
    std::vector<NamedTensor> changed = good;
    changed[index] = tensor;
    return runWith(changed);
  };
  expectError(change(1, {"momentum.w2", f32, zero.data()}), 1,
              path + ": lacks 'momentum.w1', which the states of this bundle's "
                     "optimizer are");
  expectError(runWith({good[0], good[1]}), 1, path + ": lacks 'step', which");
  std::vector<NamedTensor> more = good;
  more.push_back({"exp_avg.w0", f32, zero.data()});
  expectError(runWith(more), 1,
              path + ": has 'exp_avg.w0', which no states of this bundle's "
                     "optimizer are");
  expectError(change(1, {"momentum.w1", {ElementType::F32, {2, 2}}, &zero[0]}),
              1, path + ": 'momentum.w1' is f32[2, 2], but must be f32[4]");
  expectError(change(1, {"momentum.w1", {ElementType::F16, {4}}, &zero[0]}), 1,
              path + ": 'momentum.w1' is f16[4], but must be f32[4]");
  expectError(change(2, {"step", {ElementType::F32, {}}, zero.data()}), 1,
              path + ": 'step' is f32[], but must be i64[]");
  done = -1;
  expectError(runWith(good), 1,
              path + ": 'step' is -1, which is no number of steps");
  expectError(train("--state=" + folder.path + "/none"), 1,
              "none: cannot open");
}

// A schedule that updates several times a step has counted them.
TEST_F(Train, UpdatesAreCountedApartFromSteps) {
  std::string path = getFile("state");
  std::vector<float> zero(8, 0);
  int64_t step = 3, updates = 12;
  TensorType f32 = {ElementType::F32, {4}}, i64 = {ElementType::I64, {}};
  std::vector<NamedTensor> tensors = {{"momentum.w0", f32, zero.data()},
                                      {"momentum.w1", f32, zero.data()},
                                      {"step", i64, &step},
                                      {"updates", i64, &updates}};
  auto train = [&](const std::string &options) {
    EXPECT_FALSE(writeSafetensors(path, tensors));
    return Train::train("--state=" + path + " " + options);
  };
  std::string last = getFile("last");
  EXPECT_EQ(train("--write-state=" + last).status, 0);
  IoResult<Safetensors> file = Safetensors::read(last);
  ASSERT_TRUE(file);
  auto getCount = [&](const std::string &key) {
    int64_t count = -1;
    if (const NamedTensor *found = file->find(key))
      std::memcpy(&count, found->data, sizeof(count));
    return count;
  };
  EXPECT_EQ(getCount("step"), 4);
  EXPECT_EQ(getCount("updates"), 13);
  updates = -1;
  expectError(train(""), 1,
              path + ": 'updates' is -1, which is no number of updates");
  tensors.back() = {"updates", {ElementType::F32, {}}, zero.data()};
  expectError(train(""), 1, path + ": 'updates' is f32[], but must be i64[]");
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

/// Starts pipe-run, sends SIGINT when `lines` lines are there, and again when
/// `twice`.
struct Interrupted {
  int status = 0;
  std::string out, err;
};

TEST_F(Train, InterruptEndsBehindTheStep) {
  auto interrupt = [&](bool twice, const std::string &environment) {
    std::string state = "--write-state=" + getFile("interrupted");
    std::string parameters = "--parameters=" + data,
                inputs = "--inputs=" + rows;
    pid_t child = fork();
    if (child == 0) {
      for (auto [stream, name] :
           {std::pair(STDOUT_FILENO, "out"), {STDERR_FILENO, "err"}})
        dup2(open((folder / name).c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600),
             stream);
      signal(SIGINT, SIG_DFL);
      if (!environment.empty())
        putenv(const_cast<char *>(environment.c_str()));
      execl(PIPE_RUN, PIPE_RUN, bundle.c_str(), parameters.c_str(),
            inputs.c_str(), "--hyper=decay=0", "--learning-rate=1e-6",
            "--steps=1000000000", "--repeat", "--timeout=5", state.c_str(),
            nullptr);
      _exit(126);
    }
    auto wait = [] {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    };
    if (environment.empty())
      while (readText(folder / "out").find("step 3 ") == std::string::npos)
        wait();
    else
      std::this_thread::sleep_for(std::chrono::milliseconds(500));
    kill(child, SIGINT);
    if (twice) {
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
      kill(child, SIGINT);
    }
    Interrupted result;
    waitpid(child, &result.status, 0);
    result.out = readText(folder / "out");
    result.err = readText(folder / "err");
    return result;
  };
  Interrupted once = interrupt(false, "");
  ASSERT_TRUE(WIFEXITED(once.status)) << once.status;
  EXPECT_EQ(WEXITSTATUS(once.status), 130) << once.err;
  auto log = parseLog(once.out);
  ASSERT_GE(log.size(), 3u);
  EXPECT_EQ(once.err, "pipe-run: interrupted: ended after step " +
                          std::to_string(log.back().first) +
                          " of 1000000000\n");
  auto state = Safetensors::read(getFile("interrupted"));
  ASSERT_TRUE(state) << state.getMessage();
  EXPECT_EQ(*static_cast<const int64_t *>(state->find("step")->data),
            log.back().first);
#ifdef __SANITIZE_THREAD__
  GTEST_SKIP() << "the thread sanitizer keeps a signal from threads that wait";
#endif
  // A rank that is stuck does not let the step end.
  std::filesystem::remove(getFile("interrupted"));
  Interrupted two = interrupt(true, "PIPERT_TEST_STALL=0:0:0");
  EXPECT_TRUE(WIFSIGNALED(two.status) && WTERMSIG(two.status) == SIGINT)
      << two.status << two.err;
  EXPECT_FALSE(std::filesystem::exists(getFile("interrupted")));
}

//===----------------------------------------------------------------------===//
// Bundles without an optimizer
//===----------------------------------------------------------------------===//

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

TEST_F(Train, WithoutAnOptimizerStepsTakeTheNextRowsToo) {
  std::string arguments = "--parameters=" + data + " --inputs=" + rows;
  std::string o = getFile("o");
  expectError(run(arguments, getLinearBundle()), 1,
              "rows.safetensors: 'x' has 48 rows in dimension 0, but 4 "
              "micro-batches of 2 rows need 8 a step; --steps=6 runs all, or "
              "compile with another --micro-batches");
  expectError(run(arguments + " --steps=7", getLinearBundle()), 1,
              "has rows for 6 steps, but --steps=7 needs those of 7; --repeat");
  Outcome outcome = run(arguments + " --steps=3 --check --write-outputs=" + o,
                        getLinearBundle());
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  Model model = getInitial();
  step(model, 2, 0);
  auto outputs = Safetensors::read(o);
  ASSERT_TRUE(outputs);
  double sum = 0;
  for (int m = 0; m < 4; ++m)
    sum += double(static_cast<const float *>(outputs->find("loss")->data)[m]);
  EXPECT_NEAR(sum / 4, model.loss, 1e-5);
  // Rows of one step: all steps take them.
  EXPECT_EQ(run("--steps=3 --check").status, 0);
}

} // namespace
