//===- StepLevels.h - Behind which shared values a value stands -*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_ANALYSIS_ROLES_STEPLEVELS_H
#define PIPE_LIB_ANALYSIS_ROLES_STEPLEVELS_H

#include "StepFacts.h"

namespace mlir::pipe {
/// What a value is computed from, behind gradients.
struct StepValue {
  /// Whose gradient, parameter and states. Several: it is shared, or mixes what
  /// belongs to different updates.
  Owner owner = Owner::none();
  /// Whether it has one element, or is computed from such ones alone of what
  /// belongs to updates.
  bool isOfNumbers = true;
  /// Depends on a batch by more than gradients.
  bool isStray = false;
  /// Not a function of gradients, parameters that are updated, their states,
  /// numbers and constants, where different updates meet in single numbers
  /// only.
  bool isOpen = false;
  /// Of a value that belongs to one update: how many times shared values stand
  /// one behind the other in front of it. Of a shared one: the same with
  /// itself.
  unsigned level = 0;
};

/// What the values of a step whose gradients are known are computed from.
///
/// An op that reads single numbers of several updates makes a shared value, and
/// so does one that reads a single number of one update and shared values, if
/// several need it. Other ops belong to the update whose tensors they read.
class StepLevels {
public:
  /// \param getArgumentOwner  as StepSources
  /// \param groupOf           of gradients
  /// \param isOfAll           tells what more than one update needs
  StepLevels(const StepFacts &facts,
             llvm::function_ref<Owner(BlockArgument)> getArgumentOwner,
             const llvm::DenseMap<Value, unsigned> &groupOf,
             llvm::function_ref<bool(Value)> isOfAll);

  const StepValue &get(Value value) const { return values.find(value)->second; }

private:
  StepValue make(ArrayRef<Value> reads, bool isOfAll) const;

  llvm::DenseMap<Value, StepValue> values;
};
} // namespace mlir::pipe

#endif // PIPE_LIB_ANALYSIS_ROLES_STEPLEVELS_H
