//===- StepLog.h - What is said of each step --------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_STEPLOG_H
#define PIPE_TOOLS_PIPERUN_STEPLOG_H

#include "Session.h"

#include "pipe/TensorIO/Bytes.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mlir::pipe {

/// A result of the model that is one number of a step.
struct ReportedNumber {
  std::string name;
  std::string text; ///< For people: six digits of what is no integer.
  std::string json; ///< All digits; "null" for what is not finite.
};

/// The number at `value`, of an element type.
ReportedNumber readNumber(const std::string &name, ElementType type,
                          const void *value);

/// A step that has been run.
struct StepReport {
  int64_t step = 0;           ///< From 1.
  std::optional<double> loss; ///< See `getMeanLoss`.
  std::optional<double> learningRate;
  double milliseconds = 0; ///< With the reading of its data.
  int64_t samples = 0;     ///< Rows of the batch.
  /// The mean loss of --eval-inputs behind the step, if that was due.
  std::optional<double> evaluated;
  /// Whether nothing was updated, since a gradient was not finite; nothing for
  /// a bundle that updates in each step.
  std::optional<bool> isSkipped;
  std::string notFinite;           ///< See `findNotFinite`.
  std::optional<double> lossScale; ///< Nothing for a bundle without one.
  /// That of the next step, if it changes.
  std::optional<double> nextLossScale;
  std::vector<ReportedNumber> numbers; ///< What the step says of itself.
};

/// The first parameter that is updated by a gradient with an element that is
/// infinite or no number; "" if there is none. \p gradients are in the
/// manifest's order.
std::string findNotFinite(const Manifest &manifest,
                          const std::vector<std::optional<Bytes>> &gradients);

/// "step 3 loss 4.1712", or "step 3" without a loss; " NAME NUMBER" for each of
/// up to four numbers; if it was skipped, and why.
std::string describeStep(const StepReport &report);

/// "step 3 eval 4.2034".
std::string describeEvaluation(const StepReport &report);

/// "2 of 8 steps were skipped", and why.
std::string describeSkipped(int64_t numSkipped, int64_t numSteps);

/// A JSON object on one line: the keys step, loss, learning_rate, step_ms and
/// samples_per_second, skipped if steps may be, loss_scale if there is one,
/// eval_loss if there was an evaluation, and reports, an object with the
/// numbers under their names, if there are any. What is not known or not finite
/// is null.
std::string toJson(const StepReport &report);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_STEPLOG_H
