//===- Probe.h - Whether the gradients are those of the loss ----*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_PROBE_H
#define PIPE_TOOLS_PIPERUN_PROBE_H

#include "GradientProbe.h"
#include "ReferenceLoss.h"
#include "Session.h"

#include "pipe/TensorIO/Bytes.h"

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

namespace mlir::pipe {

/// The uncut model as functions of its parameters, for probeGradients.
class ProbedModel {
public:
  /// Throws Failure if the bundle has no uncut model. `inputs` must outlive
  /// this.
  ProbedModel(const Bundle &bundle, const std::vector<const void *> &parameters,
              const std::vector<Bytes> &inputs);

  /// Why there is nothing to probe; "" if there is.
  const std::string &getObstacle() const { return obstacle; }
  /// Parameters with `gradients` as the results of the uncut model have them.
  std::vector<ProbedParameter> getParameters(const RunResults &reference) const;
  EvaluateLoss getLoss();
  EvaluateGradients getGradients();
  const Output &getLossOutput() const;

private:
  const Bundle &bundle;
  const std::vector<Bytes> &inputs;
  std::string obstacle;
  size_t lossResult = 0;
  std::vector<Bytes> values; ///< Of the parameters, aligned.
  std::optional<ReferenceLoss> loss;
  RunResults nearby;
};

/// Compares the gradients of the uncut model, as `reference` has them, with
/// differences of its loss over all micro-batches, their mean or sum as the
/// bundle says, and prints what was found. A model without gradients prints
/// nothing. Returns false if a gradient is wrong.
bool probeModel(const Bundle &bundle,
                const std::vector<const void *> &parameters,
                const std::vector<Bytes> &inputs, const RunResults &reference,
                std::ostream &out);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_PROBE_H
