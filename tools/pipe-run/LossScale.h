//===- LossScale.h - What the loss is multiplied by -------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_LOSSSCALE_H
#define PIPE_TOOLS_PIPERUN_LOSSSCALE_H

#include "Session.h"
#include "States.h"

#include <optional>

namespace mlir::pipe {

/// What the user says of a loss scale that goes up and down, as to
/// `torch.amp.GradScaler`, which has the same defaults.
struct LossScaleOptions {
  std::optional<double> init; ///< 65536; of a training that has none yet.
  std::optional<double> growthFactor;    ///< 2.
  std::optional<double> backoffFactor;   ///< 0.5.
  std::optional<int64_t> growthInterval; ///< 2000 steps.

  friend bool operator==(const LossScaleOptions &,
                         const LossScaleOptions &) = default;
};

/// Finds the number that the loss is multiplied by for its gradients, where the
/// bundle leaves it to the caller: the largest one with which nothing
/// overflows. It is always a power of two, so that multiplying and dividing
/// by it changes no digits.
class LossScale {
public:
  /// Throws Failure for options that \p manifest has no use for, and for
  /// numbers that are no powers of two, or out of range.
  LossScale(const Manifest &manifest, const LossScaleOptions &options);

  /// Whether it changes in the run.
  bool isDynamic() const { return dynamic; }
  /// Gives a training its first scale, unless it has one.
  void begin(Progress &progress) const;
  /// The scale of the next step; 1 where there is none.
  double get(const Progress &progress) const {
    return dynamic ? progress.lossScale : fixed;
  }
  /// After a step: times the backoff factor, but at least 1, if it was skipped;
  /// times the growth factor, unless that is too large for f32, behind as many
  /// steps in a row as the growth interval that were not.
  void update(Progress &progress, bool isSkipped) const;

private:
  bool dynamic = false;
  double fixed = 1;
  double init = 65536, growthFactor = 2, backoffFactor = 0.5;
  int64_t growthInterval = 2000;
};

/// Whether a training may have this loss scale: a power of two from 1 on that
/// f32 holds.
bool isLossScale(double scale);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_LOSSSCALE_H
