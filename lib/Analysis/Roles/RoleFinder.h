//===- RoleFinder.h - Finds the roles of one function -----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_ANALYSIS_ROLES_ROLEFINDER_H
#define PIPE_LIB_ANALYSIS_ROLES_ROLEFINDER_H

#include "RoleEvidence.h"
#include "StepFacts.h"

namespace mlir::pipe {
/// The parts of `findRoles`, in the order in which they run. Each emits one
/// error and returns failure.
struct RoleFinder {
  func::FuncOp func;
  const RoleOptions &options;
  ModelRoles roles;
  std::optional<unsigned> loss;
  SmallVector<std::string> argumentNames, resultNames;
  /// Of the names above, once a pair of them is looked up.
  std::optional<NameTable> resultTable, argumentTable;
  ArrayRef<Type> resultTypes;
  /// The types of the parameters whose paths end with a key.
  llvm::StringMap<llvm::DenseSet<Type>> typesOfKey;
  /// Results of which the user has said what they are.
  SmallVector<bool> isGiven;
  /// Of each result, the argument whose new value it is.
  SmallVector<std::optional<unsigned>> newValueOf;
  /// Results that fit no argument by order and type: they have to be numbers of
  /// the step.
  SmallVector<unsigned> leftOut;
  /// The results that the user says are new values, by argument.
  llvm::DenseMap<unsigned, unsigned> givenNewValues;

  RoleFinder(func::FuncOp func, const RoleOptions &options)
      : func(func), options(options), resultTypes(func.getResultTypes()) {}

  /// Batches, parameters and frozen parameters.
  LogicalResult findArguments();

  /// Attributes and options on results.
  LogicalResult readGivenResults();

  /// The result called `loss`; else the only scalar; else the first of a pair;
  /// else the one beside which all others are numbers of the step.
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
  SmallVector<std::pair<unsigned, unsigned>> findPairs(StringRef resultName,
                                                       StringRef argumentName);
  LogicalResult
  setPair(const std::string &text, StringRef option, StringRef form,
          llvm::function_ref<LogicalResult(unsigned, unsigned)> set);
  LogicalResult setExtraOutputs();
  LogicalResult setNewValue(unsigned index, unsigned argument);
  FailureOr<bool> findUpdates(const LossSlice &slice, ArrayRef<bool> isBatch);
  FailureOr<bool> pairUpdates(const StepFacts &facts, const StepPairs &pairs);
  LogicalResult checkUpdates(const StepFacts &facts);
  LogicalResult setRest(const StepFacts &facts);
  void keepOfBatch(SmallVector<unsigned> &results);
  /// Every gradient belongs to one parameter of its type.
  LogicalResult checkGradients();
  LogicalResult checkDependence(const LossSlice &slice);
  void findCandidates(GradientMatch &match);
  std::optional<unsigned> findLossOfPair(ArrayRef<unsigned> scalars) const;
  std::optional<unsigned> findLossOfStep(ArrayRef<unsigned> scalars);
  bool isNamedAsGradient(unsigned index) const;
  bool hasGradients() const;
  bool looksLikeTraining();
  void makeOutputs();
  void nameLoss();
};
} // namespace mlir::pipe

#endif // PIPE_LIB_ANALYSIS_ROLES_ROLEFINDER_H
