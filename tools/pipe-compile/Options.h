//===- Options.h - Command line of pipe-compile -----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPE_COMPILE_OPTIONS_H
#define PIPE_TOOLS_PIPE_COMPILE_OPTIONS_H

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mlir::pipe {

/// What the user asked for; see `pipe-compile --help`.
/// Numbers of the optimizer; those that are not given have its defaults.
struct OptimizerOptions {
  std::string name; ///< Empty: parameters are left as they are.
  std::optional<double> learningRate, momentum, dampening, beta1, beta2,
      epsilon, weightDecay, clipNorm;
  std::vector<std::string> noDecay, rateFactor;
  bool nesterov = false;
};

struct CompileOptions {
  std::string input;
  std::string output;
  std::string schedule;
  int64_t ranks = 0;
  int64_t microBatches = 0;
  std::optional<int64_t> virtualStages;
  std::vector<std::string> batch;
  std::vector<std::string> frozen;
  std::vector<std::string> gradientPairs;
  std::vector<std::string> updates;
  std::vector<std::string> extraOutputs;
  std::vector<std::string> tie;
  std::string loss;
  std::string function;
  std::string gradients = "mean";
  std::string mode;
  std::string compute = "f32";
  std::vector<std::string> keepF32;
  std::string assertions = "check";
  std::vector<std::string> cutAfter;
  std::vector<std::string> pureDialects;
  std::vector<std::string> sumDialects;
  std::optional<int64_t> unrollLimit;
  int64_t memoryLimit = 0;
  bool separateBuffers = false;
  std::optional<int64_t> memoryCap;
  std::optional<int64_t> searchMs;
  std::optional<int64_t> seed;
  OptimizerOptions optimizer;
  bool skipNonfinite = false;
  std::string lossScale; ///< A number, "dynamic" or empty.
  std::string target = "host";
  bool generic = false;
  bool noReference = false;
  bool postReceives = false;
  bool remarks = false;
};

/// Reads the command line into `options`. Returns the exit status when the
/// program is to end here: 0 for --help, 2 for wrong usage.
std::optional<int> parseOptions(int argc, char **argv, CompileOptions &options);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPE_COMPILE_OPTIONS_H
