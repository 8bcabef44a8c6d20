//===- Hypers.h - The numbers that a step is given --------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_HYPERS_H
#define PIPE_TOOLS_PIPERUN_HYPERS_H

#include "LearningRate.h"
#include "Session.h"

#include <string>
#include <vector>

namespace mlir::pipe {

/// What the hypers of a bundle are in each step.
class Hypers {
public:
  /// \p items are those of --hyper, ROLE=NUMBER; \p lastStep is the number of
  /// the run's last step. Throws Failure that names what is missing, what the
  /// bundle does not have, and what is no number.
  Hypers(const Manifest &manifest, const RateOptions &rateOptions,
         const std::vector<std::string> &items, int64_t lastStep);

  /// The values for one update, in the manifest's order: of the step with the
  /// number `step`, and the `update`-th of all steps, both from 1. A learning
  /// rate goes on with steps; what an optimizer calls the step is the update.
  /// `lossScale` is what the gradients of the step are multiplied by.
  std::vector<double> get(int64_t step, int64_t update,
                          double lossScale = 1) const;
  /// The learning rate in a step; nothing if the bundle has none.
  std::optional<double> getLearningRate(int64_t step) const;

private:
  const Manifest &manifest;
  std::optional<LearningRate> rate;
  std::vector<double> given; ///< Of the other roles, in the manifest's order.
};

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_HYPERS_H
