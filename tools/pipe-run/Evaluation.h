//===- Evaluation.h - The loss of rows that are not trained --- -*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_EVALUATION_H
#define PIPE_TOOLS_PIPERUN_EVALUATION_H

#include "ReferenceLoss.h"
#include "Session.h"
#include "StepData.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mlir::pipe {

struct EvaluationOptions {
  std::vector<std::string> files;
  std::optional<int64_t> every; ///< Steps; nothing: only behind the last one.
  std::optional<uint64_t> seed; ///< Of the inputs that are seeds.
};

/// Computes the loss of a training's parameters over other rows, with the uncut
/// model of the bundle. Ranks are only read, so that the training is the same
/// without.
class Evaluation {
public:
  /// Maps the files. \p initial are the parameters before the first step.
  /// Throws Failure if the bundle has no uncut model, that has not one loss, or
  /// a file does not fit.
  Evaluation(const Bundle &bundle, const EvaluationOptions &options,
             const Renames &renames, const std::vector<const void *> &initial);
  Evaluation(const Evaluation &) = delete;

  /// Whether there is one behind `step`, which need not be the last.
  bool isDue(int64_t step) const {
    return options.every && step % *options.every == 0;
  }
  /// The mean of the losses of all micro-batches, with the parameters that the
  /// ranks hold now. Throws Failure (the run failed) if the model cannot be run
  /// on one.
  double evaluate(const Runner &runner);

  /// Says which rows are left out, since they make no whole micro-batch; "" if
  /// none are.
  std::string describeRest() const;

private:
  const Bundle &bundle;
  const EvaluationOptions options;
  const size_t lossResult;
  const std::vector<DataFile> files;
  StepData data;
  ReferenceLoss loss;
  std::vector<Bytes> parameters; ///< Aligned, as generated code wants them.
};

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_EVALUATION_H
