//===- LearningRate.cpp - How fast a step learns --------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LearningRate.h"
#include "Numbers.h"

#include "pipe/Support/Failure.h"
#include "pipe/TensorIO/File.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <numbers>

using namespace mlir::pipe;

LearningRate::LearningRate(const RateOptions &options,
                           std::optional<double> defaultRate,
                           int64_t lastStep) {
  const std::string &name = options.schedule;
  kind = name == "constant" ? Kind::Constant
         : name == "linear" ? Kind::Linear
         : name == "cosine" ? Kind::Cosine
                            : Kind::File;
  auto refuse = [&](bool isGiven, const char *option, const char *why) {
    if (isGiven)
      throw Failure{std::string(option) + why, ExitStatus::BadUsage};
  };
  if (kind == Kind::Constant || kind == Kind::File) {
    const char *why = ": the learning rate comes down with "
                      "--learning-rate-schedule=linear or cosine only";
    refuse(options.finalRate.has_value(), "--final-learning-rate", why);
    refuse(options.scheduleSteps.has_value(), "--schedule-steps", why);
  }
  if (kind == Kind::File) {
    const char *why = ": the file of --learning-rate-schedule has the rate of "
                      "every step";
    refuse(options.rate.has_value(), "--learning-rate", why);
    refuse(options.warmupSteps.has_value(), "--warmup-steps", why);
    readFile(name, lastStep);
    return;
  }
  if (!options.rate && !defaultRate)
    throw Failure{"the bundle has no learning rate of its own; give one with "
                  "--learning-rate",
                  ExitStatus::BadUsage};
  rate = options.rate ? *options.rate : *defaultRate;
  finalRate = options.finalRate.value_or(0);
  warmup = options.warmupSteps.value_or(0);
  end = options.scheduleSteps.value_or(lastStep);
}

void LearningRate::readFile(const std::string &path, int64_t lastStep) {
  if (!std::filesystem::exists(path))
    throw Failure{"--learning-rate-schedule=" + path +
                      ": is neither constant, linear nor cosine, and there is "
                      "no such file",
                  ExitStatus::BadUsage};
  FileBytes bytes = take(mlir::pipe::readFile(path));
  std::string_view text = bytes.view();
  while (!text.empty()) {
    size_t size = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, size);
    text.remove_prefix(std::min(size + 1, text.size()));
    if (line.ends_with('\r'))
      line.remove_suffix(1);
    std::optional<double> number = parseNumber(line);
    if (!number || *number < 0)
      throw Failure{path + ":" + std::to_string(rates.size() + 1) + ": '" +
                    std::string(line) +
                    "' is no learning rate, a number that "
                    "is at least 0"};
    rates.push_back(*number);
  }
  if (int64_t(rates.size()) < lastStep)
    throw Failure{path + ": has learning rates for " +
                  std::to_string(rates.size()) + " steps, but the last step " +
                  "of the run is " + std::to_string(lastStep)};
}

double LearningRate::get(int64_t step) const {
  if (kind == Kind::File)
    return rates[size_t(step - 1)];
  if (step <= warmup)
    return rate * double(step) / double(warmup);
  if (kind == Kind::Constant)
    return rate;
  double done = step < end ? double(step - warmup) / double(end - warmup) : 1;
  double left = kind == Kind::Linear
                    ? 1 - done
                    : (1 + std::cos(std::numbers::pi * done)) / 2;
  // Exact at the end, whatever the rounding of the cosine.
  return done == 1 ? finalRate : finalRate + (rate - finalRate) * left;
}
