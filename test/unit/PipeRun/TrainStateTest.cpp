//===- TrainStateTest.cpp - Trainings that end and go on ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TrainFixture.h"

#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <thread>

using namespace mlir::pipe;

namespace {

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

} // namespace
