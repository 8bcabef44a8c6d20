//===- Steps.h - Runs one step after the other ------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_STEPS_H
#define PIPE_TOOLS_PIPERUN_STEPS_H

#include "Checkpoints.h"
#include "Evaluation.h"
#include "Hypers.h"
#include "LossScale.h"
#include "Metrics.h"
#include "Session.h"
#include "States.h"
#include "StepData.h"
#include "StepLog.h"

#include "pipe/TensorIO/Unfinished.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace mlir::pipe {

struct StepsOptions {
  int64_t numSteps = 1;
  Progress before; ///< The first one.
  /// Keep a copy of the parameters before each step, for `--check`.
  bool keepParameters = false;
  /// Ranks go on with the next step while others are in this one, where nothing
  /// has to be read or chosen between the two.
  bool overlap = false;
  MetricsOptions metrics;
  Checkpoints *checkpoints = nullptr; ///< Null: none are written.
  Evaluation *evaluation = nullptr;   ///< Null: nothing is evaluated.
};

/// Runs steps. Those of a bundle that updates its parameters are said on the
/// standard output, each takes the next rows, and SIGINT ends them behind the
/// one that runs.
class Steps {
public:
  /// \p runner has parameters and states. All are used until the last step is
  /// done, and after one that failed.
  Steps(const Manifest &manifest, Runner &runner, StepData &data,
        const Hypers &hypers, const LossScale &lossScale,
        const StepsOptions &options);

  /// Runs all steps, fewer when SIGINT asks to end or a checkpoint that must be
  /// written cannot be. Returns the runtime's report if one failed, else "".
  /// When it returns, nothing is being written any more.
  std::string run();

  /// Steps that are done, those before the first one included.
  int64_t getDone() const { return progress.step; }
  /// The same with the updates in these.
  const Progress &getProgress() const { return progress; }
  /// Whether SIGINT asked to end.
  bool isInterrupted() const { return interrupted; }
  /// Why not all of the metrics are written, if so.
  const IoStatus &getMetricsError() const { return metricsError; }
  /// The parameters before the last step, if they are kept.
  const std::vector<Bytes> &getParametersBefore() const { return before; }

private:
  using Clock = std::chrono::steady_clock;

  void prepare(bool isFirst);
  void setHypers();
  StepReport describe(double milliseconds, bool isSkipped, double usedScale);
  std::string evaluate(StepReport &report);
  /// Whether the next step may begin before the one behind which it is has
  /// ended.
  bool mayOverlap() const;
  std::string beginStep();
  std::string finishStep(std::optional<LogFile> &metrics);
  std::string runAll();
  bool mustEnd(const std::optional<DeferInterrupt> &interrupt);

  const Manifest &manifest;
  Runner &runner;
  StepData &data;
  const Hypers &hypers;
  const LossScale &lossScale;
  const StepsOptions options;
  const bool trains;
  Progress progress;      ///< Of the steps that are finished.
  int64_t numBegun;       ///< Steps, those before the first one included.
  Clock::time_point mark; ///< Of the end of the last step, or later.
  int64_t numSkipped = 0;
  bool interrupted = false;
  IoStatus metricsError;
  std::vector<Bytes> before;
};

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_STEPS_H
