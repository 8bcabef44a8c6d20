//===- Options.h - The command line of pipe-run -----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_OPTIONS_H
#define PIPE_TOOLS_PIPERUN_OPTIONS_H

#include "Launch.h"
#include "LearningRate.h"
#include "LossScale.h"
#include "Session.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
} // namespace CLI

namespace mlir::pipe {

/// The command line.
struct Options {
  std::string bundle;
  std::string parameters;
  std::vector<std::string> inputs;
  std::string gradientsOut;
  std::string outputsOut;
  std::string parametersOut;
  std::string compare;
  std::string trace;
  std::string transport = "threads";
  std::string device = "cuda";
  uint64_t deviceSeed = 0;
  std::string kernels;
  std::vector<std::string> renames;
  std::optional<uint64_t> seed;
  std::optional<int64_t> numSteps;
  bool repeat = false;
  std::optional<uint64_t> shuffleSeed;
  double timeout = 60;
  std::string report; ///< "": none is written.
  std::optional<double> tolerance;
  std::string measureLinks;
  bool timeline = false;
  std::string check; ///< "", "all" or "cut".
  int64_t replicas = 1;
  LaunchOptions launch;
  bool verbose = false;

  // For bundles with an optimizer.
  RateOptions rate;
  LossScaleOptions lossScale;
  std::vector<std::string> hypers;
  std::string state;
  std::string stateOut;
  std::string metrics;
  std::string overlapSteps = "on"; ///< Or "off".
  std::vector<std::string> evalInputs;
  std::optional<int64_t> evalEvery;
  std::string checkpoint;
  std::optional<int64_t> checkpointEvery;
  int64_t keep = 2;
  std::string onCheckpointFailure = "stop"; ///< Or "continue".
  bool resume = false;
};

/// Tells the parser all options, which it writes into `options`.
void addOptions(CLI::App &app, Options &options);

/// The words of the command line, without the first. Where --inputs or
/// --eval-inputs is followed by several words that are called .safetensors or
/// .npy, as a shell's pattern makes them, each gets the option: the parser
/// itself would not know where they end.
std::vector<std::string> getWords(int argc, const char *const *argv);

/// Throws Failure for options of GPUs that do not fit each other, or a bundle
/// that has no code for them.
void requireDevice(const CLI::App &app, const Options &options,
                   const Bundle &bundle);

/// Throws Failure (bad usage) for an option that needs an optimizer, where the
/// bundle `path` has none.
void requireOptimizer(const CLI::App &app, const Manifest &manifest,
                      const std::string &path);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_OPTIONS_H
