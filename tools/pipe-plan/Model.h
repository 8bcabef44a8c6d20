//===- Model.h - Costs of a model -------------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPE_PLAN_MODEL_H
#define PIPE_TOOLS_PIPE_PLAN_MODEL_H

#include "Costs.h"

#include "pipe/Schedule/Advice/Compare.h"

#include <string>

namespace mlir::pipe {

/// The costs of a model with the unit of its times.
struct PlannedModel {
  ModelCosts costs;
  TimeUnit unit = TimeUnit::Plain;
  /// True if activations are bytes, false if each counts 1.
  bool hasBytes = false;
};

/// Makes the costs of a model of `numParts` parts, one a rank or one a stage.
PlannedModel makeModel(const CostOptions &options, int64_t numParts);

/// Returns a time: "12.5", or "3.2 ms" where times have a unit.
std::string formatModelTime(double time, const PlannedModel &model);

/// Returns an amount of activations: "12 MiB" or "12.5".
std::string formatAmount(double amount, const PlannedModel &model);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPE_PLAN_MODEL_H
