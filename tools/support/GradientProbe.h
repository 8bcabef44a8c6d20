//===- GradientProbe.h - Whether gradients are those of a loss --*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Compares gradients with central differences of the loss. It needs nothing but
// a function that computes the loss, so that it believes no derivative.
//
// All parameters move together along a direction, each partly along what is
// called its gradient and partly at random. What the gradients predict is
// computed for the step that was really taken, after rounding to the type of
// the parameter. Where both agree, every gradient is confirmed that would have
// been seen if it were wrong; the others, which are smaller, are tried again by
// themselves. Where they do not agree, halves of the parameters are tried until
// single ones are found.
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_SUPPORT_GRADIENTPROBE_H
#define PIPE_TOOLS_SUPPORT_GRADIENTPROBE_H

#include "ProbeDirection.h"

#include <optional>

namespace mlir::pipe {

/// The gradients where the parameters have `values`, null where one has none.
/// They are valid until the next call.
using EvaluateGradients = std::function<std::vector<const void *>(
    const std::vector<const void *> &values)>;

struct ProbeOptions {
  /// Directions in which each group of parameters moves; at least 1.
  int64_t numDirections = 2;
  uint64_t seed = 1;
  /// The type that the loss is rounded to.
  ElementType lossType = ElementType::F32;
  /// So many wrong gradients are looked for.
  int64_t mostWrong = 8;
};

enum class ProbeVerdict {
  None,      ///< No gradient, or of integers.
  Confirmed, ///< The loss changes as it says.
  Small,     ///< Too small to be told from the rounding of the loss.
  Unclear,   ///< Differences of the loss did not tell.
  NotFinite, ///< Has NaN or infinities.
  Wrong      ///< The loss changes otherwise.
};

/// What is known of the gradient of one parameter.
struct ProbedGradient {
  ProbeVerdict verdict = ProbeVerdict::None;
  /// Change of the loss along a direction of this parameter alone, for a wrong
  /// one: by the gradient, and by differences of the loss.
  double predicted = 0;
  double measured = 0;
  /// The parameter whose gradient would be right here, for a wrong one.
  std::optional<size_t> fits;
};

struct ProbeResult {
  std::vector<ProbedGradient> gradients; ///< In the order of the parameters.
  double loss = 0;
  int64_t numEvaluations = 0;

  int64_t count(ProbeVerdict verdict) const;
};

/// Probes all gradients; calls `evaluate` about 20 to 80 times, and up to 250
/// times where some are wrong. `gradientsAt` may be empty.
ProbeResult probeGradients(const std::vector<ProbedParameter> &parameters,
                           const EvaluateLoss &evaluate,
                           const EvaluateGradients &gradientsAt,
                           const ProbeOptions &options);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_SUPPORT_GRADIENTPROBE_H
