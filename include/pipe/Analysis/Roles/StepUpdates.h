//===- StepUpdates.h - How a training step updates parameters ---*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_ROLES_STEPUPDATES_H
#define PIPE_ANALYSIS_ROLES_STEPUPDATES_H

#include "mlir/Dialect/Func/IR/FuncOps.h"

#include <optional>
#include <string>

namespace mlir::pipe {
/// What an optimizer keeps of a parameter: an argument, and the result that is
/// its new value.
struct StepState {
  unsigned argument = 0;
  unsigned result = 0;
  std::string role; ///< what the optimizer calls it
};

/// A 0-d argument that every update may read.
struct StepNumber {
  unsigned argument = 0;
  /// What the caller calls it; of a counter "step".
  std::string role;
  /// The result that returns it, counted up or as it was.
  std::optional<unsigned> result;
  bool isCounter = false;
  /// Of a counter: stays at its largest value, instead of wrapping around.
  bool saturates = false;
};

/// How the new value of one parameter is computed.
struct ParameterUpdate {
  unsigned parameter = 0; ///< argument
  unsigned result = 0;    ///< its new value
  /// The gradient, at the top level of the function; null when nothing that
  /// depends on a batch is read. All else that the new values are computed from
  /// are the parameter, its states, numbers, constants and what is shared.
  Value gradient;
  SmallVector<StepState> states;
  /// Of each of `StepUpdates::shared`, what it is made of: tensors of one
  /// element that are computed from the gradient, the parameter, its states,
  /// numbers, constants and what was shared before; in the order of the step.
  SmallVector<SmallVector<Value>> terms;
};

/// What is made of the terms of several updates at a time, or of one for
/// others, with numbers, constants and what was shared before: such as a norm
/// of all gradients.
struct SharedValues {
  SmallVector<Value> values; ///< What others read; in the order of the step.
  /// Results of the step that are no new values: what it says of itself.
  SmallVector<unsigned> reports;
};

/// A step that returns new parameters, taken apart. Arguments and results are
/// numbers.
struct StepUpdates {
  SmallVector<ParameterUpdate> updates; ///< in the order of the parameters
  SmallVector<StepNumber> numbers;
  /// A norm of what another norm has scaled comes behind that one.
  SmallVector<SharedValues> shared;
  /// Parameters that are returned as they are, and the results.
  SmallVector<std::pair<unsigned, unsigned>> unchanged;
};
} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_ROLES_STEPUPDATES_H
