//===- Costs.h - What the stages of a plan cost -----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPE_PLAN_COSTS_H
#define PIPE_TOOLS_PIPE_PLAN_COSTS_H

#include "Options.h"
#include "Quantity.h"

#include "pipe/Schedule/Timing/CheckSchedule.h"
#include "pipe/Schedule/Timing/Memory.h"
#include "pipe/Schedule/Timing/Simulate.h"

#include <optional>

namespace mlir::pipe {

/// What is known of the stages of a plan. Lists are by stage.
struct StageCosts {
  /// Times of F, B, I and W; lists that are not known are empty. `bandwidth` is
  /// in bytes a unit of time, a nanosecond if `unit` says so.
  TaskCosts times;
  TimeUnit unit = TimeUnit::Plain;
  /// Bytes of the activation that a stage sends on, and of its gradient; empty
  /// if not known.
  std::vector<int64_t> messageBytes;
  /// Bytes of activations, if known.
  std::optional<ActivationSizes> activationBytes;
};

/// Returns the costs of `numStages` stages, of the file or all the same.
/// Without `numStages` there are as many as the file has, or 1. Throws a
/// Failure if an option or the file is at fault.
StageCosts makeStageCosts(const CostOptions &options,
                          std::optional<int64_t> numStages);

/// Reads --memory-cap, if it is given: bytes where the sizes of activations are
/// known, otherwise a number of activations. Throws a Failure if it is neither.
std::optional<int64_t> readMemoryCap(const std::string &text, bool hasBytes);

/// Throws a Failure if the schedule has actions whose time is not known.
/// `source` says where the costs are from.
void requireCosts(const StageCosts &costs, const Schedule &schedule,
                  const std::string &source);

/// Returns the dependencies of a chain of stages with the bytes of messages.
std::vector<TaskEdge> makeEdges(int64_t numStages, bool training,
                                const StageCosts &costs);

/// The name of a kind of action in the costs file, "input_gradient".
const char *getCostKey(ActionKind kind);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPE_PLAN_COSTS_H
