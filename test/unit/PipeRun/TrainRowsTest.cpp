//===- TrainRowsTest.cpp - Rows that the steps of a training take ---------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TrainFixture.h"

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
