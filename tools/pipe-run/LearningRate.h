//===- LearningRate.h - How fast a step learns ------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_LEARNINGRATE_H
#define PIPE_TOOLS_PIPERUN_LEARNINGRATE_H

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mlir::pipe {

/// What the user says of the learning rate.
struct RateOptions {
  /// "constant", "linear", "cosine", or a file with one number a line, the
  /// rates of the steps.
  std::string schedule = "constant";
  std::optional<double> rate;      ///< At the start, behind the warm-up.
  std::optional<double> finalRate; ///< At the end of linear and cosine.
  std::optional<int64_t> warmupSteps;
  std::optional<int64_t> scheduleSteps; ///< Where the end is.

  friend bool operator==(const RateOptions &, const RateOptions &) = default;
};

/// The learning rate of each step. A function of the number of the step alone,
/// so that a run that goes on where another ended has the same.
class LearningRate {
public:
  /// \p defaultRate is that of the bundle, \p lastStep the number of the run's
  /// last step. Throws Failure if there is no rate, an option does not fit the
  /// schedule, or a file cannot be read or has no line for each step.
  LearningRate(const RateOptions &options, std::optional<double> defaultRate,
               int64_t lastStep);

  /// The rate of the step with the number `step`, from 1: `rate * step /
  /// warmup` in the first `warmup` steps, and then down to the final rate, by
  /// d = (step - warmup) / (end - warmup), which stays at 1 behind the end, as
  /// `final + (rate - final) * (1 - d)` or
  /// `final + (rate - final) * (1 + cos(pi * d)) / 2`.
  double get(int64_t step) const;

private:
  enum class Kind { Constant, Linear, Cosine, File };

  void readFile(const std::string &path, int64_t lastStep);

  Kind kind = Kind::Constant;
  double rate = 0;
  double finalRate = 0;
  int64_t warmup = 0;
  int64_t end = 0;
  std::vector<double> rates; ///< Of a file.
};

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_LEARNINGRATE_H
