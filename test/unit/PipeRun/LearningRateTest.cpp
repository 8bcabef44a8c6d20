//===- LearningRateTest.cpp - Rates of steps, and other numbers -----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Caught.h"
#include "Hypers.h"
#include "Numbers.h"
#include "TestFiles.h"

#include <cmath>
#include <numbers>

using namespace mlir::pipe;

namespace {

std::vector<double> getRates(const RateOptions &options, int64_t lastStep) {
  LearningRate rate(options, 8.0, lastStep);
  std::vector<double> rates;
  for (int64_t step = 1; step <= lastStep; ++step)
    rates.push_back(rate.get(step));
  return rates;
}

using Rates = std::vector<double>;

TEST(LearningRate, IsTheBundlesOrTheUsers) {
  EXPECT_EQ(getRates({}, 3), Rates({8, 8, 8}));
  EXPECT_EQ(getRates({.rate = 2}, 3), Rates({2, 2, 2}));
  EXPECT_EQ(getRates({.rate = 0}, 1), Rates({0}));
  EXPECT_EQ(getError([] { LearningRate({}, std::nullopt, 1); }),
            "the bundle has no learning rate of its own; give one with "
            "--learning-rate");
}

TEST(LearningRate, WarmsUp) {
  EXPECT_EQ(getRates({.warmupSteps = 4}, 6), Rates({2, 4, 6, 8, 8, 8}));
  EXPECT_EQ(getRates({.schedule = "linear", .warmupSteps = 2}, 4),
            Rates({4, 8, 4, 0}));
  // The end lies in the warm-up: there is nothing to come down in.
  EXPECT_EQ(getRates({.schedule = "linear", .warmupSteps = 4}, 2),
            Rates({2, 4}));
}

TEST(LearningRate, ComesDown) {
  EXPECT_EQ(getRates({.schedule = "linear"}, 4), Rates({6, 4, 2, 0}));
  EXPECT_EQ(getRates({.schedule = "linear", .finalRate = 4}, 4),
            Rates({7, 6, 5, 4}));
  EXPECT_EQ(getRates({.schedule = "linear", .scheduleSteps = 2}, 4),
            Rates({4, 0, 0, 0}));
  EXPECT_EQ(getRates({.schedule = "linear", .scheduleSteps = 8}, 2),
            Rates({7, 6}));
  Rates rates = getRates({.schedule = "cosine", .finalRate = 1}, 3);
  for (int step = 1; step <= 3; ++step)
    EXPECT_NEAR(rates[size_t(step - 1)],
                1 + 7 * (1 + std::cos(std::numbers::pi * step / 3)) / 2, 1e-14);
  EXPECT_EQ(rates[2], 1);
}

TEST(LearningRate, ComesFromAFile) {
  TestFolder folder;
  std::string path = folder / "rates.txt";
  auto read = [&](const std::string &text, int64_t lastStep) {
    writeText(path, text);
    return getRates({.schedule = path}, lastStep);
  };
  auto getFileError = [&](const std::string &text) {
    return getError([&] { read(text, 2); });
  };
  EXPECT_EQ(read("0.5\n1e-3\r\n0\n", 3), Rates({0.5, 1e-3, 0}));
  EXPECT_EQ(read("0.5\n2", 2), Rates({0.5, 2}));
  EXPECT_EQ(getFileError("0.5\n"),
            path + ": has learning rates for 1 steps, but the last step of the "
                   "run is 2");
  EXPECT_EQ(getFileError("0.5\n\n1\n"),
            path + ":2: '' is no learning rate, a number that is at least 0");
  EXPECT_EQ(getFileError("0.5\n-1\n"),
            path + ":2: '-1' is no learning rate, a number that is at least 0");
  for (std::string text : {"x", "1 2", "nan", "inf", "1e999", "1,5"})
    EXPECT_NE(getFileError("1\n" + text + "\n").find(":2: '" + text),
              std::string::npos)
        << text;
  EXPECT_EQ(getError([&] { getRates({.schedule = "line"}, 1); }),
            "--learning-rate-schedule=line: is neither constant, linear nor "
            "cosine, and there is no such file");
}

TEST(LearningRate, OptionsFitTheSchedule) {
  TestFolder folder;
  std::string path = folder / "rates.txt";
  writeText(path, "1\n");
  auto getOptionsError = [](const RateOptions &options) {
    return getError([&] { getRates(options, 1); });
  };
  const std::string down = ": the learning rate comes down with "
                           "--learning-rate-schedule=linear or cosine only";
  EXPECT_EQ(getOptionsError({.finalRate = 1}), "--final-learning-rate" + down);
  EXPECT_EQ(getOptionsError({.schedule = path, .finalRate = 1}),
            "--final-learning-rate" + down);
  EXPECT_EQ(getOptionsError({.scheduleSteps = 1}), "--schedule-steps" + down);
  const std::string file = ": the file of --learning-rate-schedule has the "
                           "rate of every step";
  EXPECT_EQ(getOptionsError({.schedule = path, .rate = 1}),
            "--learning-rate" + file);
  EXPECT_EQ(getOptionsError({.schedule = path, .warmupSteps = 1}),
            "--warmup-steps" + file);
}

TEST(Hypers, HaveTheirValuesByRole) {
  TensorType type = {ElementType::F64, {}};
  Manifest manifest;
  manifest.hypers = {{"a", "step", type, std::nullopt},
                     {"b", "learning_rate", type, 8.0},
                     {"c", "decay", type, 3.0},
                     {"d", "x=y", type, std::nullopt}};
  using Values = std::vector<double>;
  Hypers hypers(manifest, {.schedule = "linear"}, {"x=y=0.25"}, 4);
  EXPECT_EQ(hypers.get(1, 1), Values({1, 6, 3, 0.25}));
  EXPECT_EQ(hypers.get(4, 31), Values({31, 0, 3, 0.25}));
  EXPECT_EQ(hypers.getLearningRate(2), 4);
  EXPECT_EQ(Hypers(manifest, {}, {"x=y=1", "decay=-2"}, 1).get(1, 1),
            Values({1, 8, -2, 1}));
  auto getHypersError = [&](const std::vector<std::string> &items) {
    return getError([&] { Hypers(manifest, {}, items, 1); });
  };
  EXPECT_EQ(getHypersError({}), "the optimizer needs the numbers 'x=y'; give "
                                "each with --hyper=ROLE=NUMBER");
  EXPECT_EQ(getHypersError({"z=1"}), "--hyper: the bundle has no hyper 'z', "
                                     "only 'decay', 'x=y'");
  EXPECT_EQ(getHypersError({"decay=1", "decay=1"}),
            "--hyper gives two numbers for 'decay'");
  for (std::string item : {"decay", "decay=", "decay=x", "=1", "decay=nan"})
    EXPECT_EQ(getHypersError({item}),
              "--hyper needs ROLE=NUMBER, but got '" + item + "'");
  EXPECT_EQ(getHypersError({"learning_rate=1"}),
            "--hyper=learning_rate=1: is given with --learning-rate");
  EXPECT_EQ(getHypersError({"step=1"}),
            "--hyper=step=1: the number of the step is that of the run");
  manifest.hypers.clear();
  EXPECT_EQ(getHypersError({"decay=1"}),
            "--hyper: the bundle has no hyper 'decay'");
  EXPECT_EQ(Hypers(manifest, {}, {}, 1).getLearningRate(1), std::nullopt);
  for (const RateOptions &options :
       {RateOptions{.rate = 1}, RateOptions{.schedule = "linear"},
        RateOptions{.warmupSteps = 1}})
    EXPECT_EQ(getError([&] { Hypers(manifest, options, {}, 1); }),
              "the optimizer takes no learning rate, so that no option can say "
              "it");
}

TEST(Numbers, AreShortAndExact) {
  EXPECT_EQ(toShortest(0.1), "0.1");
  EXPECT_EQ(toShortest(3), "3");
  EXPECT_EQ(parseNumber(toShortest(1.0 / 3)), 1.0 / 3);
  EXPECT_EQ(parseNumber(""), std::nullopt);
  EXPECT_EQ(parseNumber(" 1"), std::nullopt);
}

} // namespace
