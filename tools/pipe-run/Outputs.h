//===- Outputs.h - Files that a run writes ----------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_OUTPUTS_H
#define PIPE_TOOLS_PIPERUN_OUTPUTS_H

#include "Session.h"

#include <string>

namespace mlir::pipe {

/// Writes all outputs, micro-batches stacked in a new first dimension: a loss
/// has shape [M]; and the results that the last step has one of, as they are.
void writeOutputs(const std::string &path, const Manifest &manifest,
                  const RunResults &results);

/// Writes the gradients under the names of their parameters, with their type
/// and shape. Throws Failure if there are none.
void writeGradients(const std::string &path, const Manifest &manifest,
                    const RunResults &results);

/// Writes the parameters after the last step; those that no rank uses are
/// written as they were given in `initial`.
void writeParameters(const std::string &path, const Manifest &manifest,
                     const RunResults &results,
                     const std::vector<const void *> &initial);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_OUTPUTS_H
