//===- Advise.h - Which schedule for which job ------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SCHEDULE_ADVICE_ADVISE_H
#define PIPE_SCHEDULE_ADVICE_ADVISE_H

#include "pipe/Schedule/Advice/Compare.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace mlir::pipe {

/// A job for which somebody wants to know how to pipeline it.
struct AdviseRequest {
  bool training = true;
  int64_t ranks = 1;
  int64_t batch = 1; ///< samples of a step (training) or of a request
  /// Samples of a micro-batch; where nothing is said 1 for training, and for
  /// inference whichever of 1, 2 and 4 suits.
  std::optional<int64_t> microBatchSize;
  /// The most that a rank may keep, in units of the model's activations.
  std::optional<double> memoryCap;
  /// False if the backward cannot be split into I and W.
  bool canDeferWeightGradients = true;
  /// Costs of one micro-batch, whatever its size; parts are spread over the
  /// ranks.
  ModelCosts model;
  /// Writes an amount of activations into the advice; by default "8.5
  /// activations", of 1/P of the model each.
  std::function<std::string(double)> describeAmount;
};

/// One way to do the job, with the numbers of this very case.
struct AdviceLine {
  enum class Verdict : uint8_t { Take, Possible, Reject };
  Verdict verdict = Verdict::Possible;
  ScheduleChoice choice;
  int64_t ranks = 1; ///< depth of the pipeline
  ScheduleNumbers numbers;
  std::string reason;
};

/// What to do, what was looked at, and what else there is to say.
struct Advice {
  std::string summary; ///< one sentence
  std::vector<AdviceLine> lines;
  std::vector<std::string> notes;
};

/// Answers by computing the candidates.
///
/// Training: 1F1B first; another schedule if it fits the cap and saves at least
/// 4 % of a step: eager 1F1B where transfers take time, interleaved from 8
/// ranks on, zero-bubble ones where weight gradients can be deferred. GPipe is
/// an answer only when the activations of all micro-batches fit. Where the cap
/// is too small for all of these a schedule is searched for it.
///
/// Inference: a pipeline of 2 to 4 ranks if the batch is at least 16, tensor
/// parallelism otherwise and across pipelines; micro-batches of at most 4
/// samples; forward-only, with several stages a rank when its bubble is above
/// 20 %.
///
/// \errors numbers below 1; a batch that the micro-batch size does not divide;
///         a cap into which no schedule fits (the smallest need is named).
Result<Advice> advise(const AdviseRequest &request);

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_ADVICE_ADVISE_H
