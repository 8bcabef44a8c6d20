//===- RoleFinder.h - Finds the roles of one function -----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_ANALYSIS_ROLES_ROLEFINDER_H
#define PIPE_LIB_ANALYSIS_ROLES_ROLEFINDER_H

#include "RoleSteps.h"

namespace mlir::pipe {
/// The steps of `findRoles`, in the order in which they run. Each emits one
/// error and returns failure.
struct RoleFinder {
  func::FuncOp func;
  const RoleOptions &options;
  ModelRoles roles;
  std::optional<unsigned> loss;
  SmallVector<std::string> argumentNames, resultNames;
  /// Results of which the user has said what they are.
  SmallVector<bool> isGiven;

  RoleFinder(func::FuncOp func, const RoleOptions &options)
      : func(func), options(options) {}

  /// Batches, parameters and frozen parameters.
  LogicalResult findArguments();

  /// Attributes and options on results.
  LogicalResult readGivenResults();

  /// The result called `loss`; else the only scalar; else the one that is the
  /// first of a pair of which the results have the first, as
  /// jax.value_and_grad(has_aux=True) returns it.
  void findLoss();

  /// Matches results with parameters, by name or else by order and type.
  LogicalResult findGradients();

  LogicalResult findResults();

  InFlightDiagnostic emitError() { return mlir::emitError(func.getLoc()); }

private:
  LogicalResult setBatch(unsigned index, int64_t dim, bool isParameter);
  LogicalResult setFrozen(ArrayRef<unsigned> frozen);
  LogicalResult setLoss(unsigned index);
  LogicalResult setGradient(unsigned index, StringRef parameter);
  LogicalResult setGradientPair(const std::string &text);
  LogicalResult setExtraOutputs();
  LogicalResult checkUpdates(const LossSlice &slice);
  /// Every gradient belongs to one parameter of its type.
  LogicalResult checkGradients();
  LogicalResult checkDependence(const LossSlice &slice);
  void findCandidates(GradientMatch &match);
  bool isNamedAsGradient(unsigned index);
  bool hasGradients() const;
  bool looksLikeTraining();
  void makeOutputs();
  void nameLoss();
};
} // namespace mlir::pipe

#endif // PIPE_LIB_ANALYSIS_ROLES_ROLEFINDER_H
