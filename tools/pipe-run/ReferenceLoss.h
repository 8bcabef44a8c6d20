//===- ReferenceLoss.h - The loss of the uncut model ------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_REFERENCELOSS_H
#define PIPE_TOOLS_PIPERUN_REFERENCELOSS_H

#include "Session.h"
#include "Workspace.h"

#include "pipe/TensorIO/Bytes.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mlir::pipe {

/// The place of the loss among the results of the uncut model.
struct LossPlace {
  size_t result = 0;
  std::string obstacle; ///< Why there is none that is one number; else "".
};
LossPlace findLoss(const Manifest &manifest);

/// The loss of the uncut model over all micro-batches, as a function of the
/// parameters. The micro-batches are shared by threads.
class ReferenceLoss {
public:
  /// `result` is the place of the loss among the results of the reference;
  /// `inputs` must outlive this.
  ReferenceLoss(const Bundle &bundle, size_t result,
                const std::vector<Bytes> &inputs);

  /// The mean or the sum over the micro-batches, as the bundle says, added up
  /// in double precision. `parameters` are aligned to 64 bytes.
  double evaluate(const std::vector<const void *> &parameters);
  /// The losses of the first `count` micro-batches. Throws Failure (the run
  /// failed) if the model could not be run on one; it is named as one of many,
  /// of which the first is number `first`.
  std::vector<double> getLosses(const std::vector<const void *> &parameters,
                                int64_t count, int64_t first);

private:
  /// Memory of one thread.
  struct Worker {
    Workspace workspace;
    std::vector<Bytes> results;
    std::vector<const void *> arguments;
    std::vector<void *> pointers; ///< To the results.
    /// The first micro-batch that the model could not be run on, and why.
    std::optional<std::pair<int64_t, std::string>> fault;
  };
  double runMicroBatch(Worker &worker,
                       const std::vector<const void *> &parameters, int64_t m);
  std::vector<double> runAll(const std::vector<const void *> &parameters,
                             int64_t count);

  const Bundle &bundle;
  const size_t lossResult;
  const std::vector<Bytes> &inputs;
  std::vector<Worker> workers;
};

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_REFERENCELOSS_H
