//===- StepSources.h - What values of a step are computed from --*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_ANALYSIS_ROLES_STEPSOURCES_H
#define PIPE_LIB_ANALYSIS_ROLES_STEPSOURCES_H

#include "StepFacts.h"

namespace mlir::pipe {
/// Whose gradient, parameter and states values are computed from.
class StepSources {
public:
  StepSources() = default;

  /// \param getArgumentOwner  of an argument of the step
  /// \param getGradient       the group whose gradient a value is, if it is
  ///                          one. It is given the value's owner, and whether
  ///                          it is stray.
  /// \param isGiven           tells values that all updates are given
  StepSources(const StepFacts &facts,
              llvm::function_ref<Owner(BlockArgument)> getArgumentOwner,
              llvm::function_ref<std::optional<unsigned>(Value, Owner, bool)>
                  getGradient,
              llvm::function_ref<bool(Value)> isGiven);

  /// Of a stray value: what it reads behind gradients.
  Owner getOwner(Value value) const {
    auto it = owners.find(value);
    return it == owners.end() ? Owner::none() : it->second;
  }
  /// True for what depends on a batch by more than gradients.
  bool isStray(Value value) const { return stray.contains(value); }
  /// True for what is computed from single numbers alone of what has an owner.
  bool isOfNumbers(Value value) const { return !ofTensors.contains(value); }

private:
  llvm::DenseMap<Value, Owner> owners;
  llvm::DenseSet<Value> stray, ofTensors;
};
} // namespace mlir::pipe

#endif // PIPE_LIB_ANALYSIS_ROLES_STEPSOURCES_H
