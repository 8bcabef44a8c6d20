//===- StepGroups.h - Which values belong to which update -------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_ANALYSIS_ROLES_STEPGROUPS_H
#define PIPE_LIB_ANALYSIS_ROLES_STEPGROUPS_H

#include "StepFacts.h"

#include "llvm/ADT/SetVector.h"

namespace mlir::pipe {
/// What was found on the way from the new values of a parameter and its states
/// back to the batch.
struct GradientSearch {
  /// Values of the parameter's type that all of a batch passes, the latest one
  /// first.
  SmallVector<Value> candidates;
  Value first; ///< The last of them, the first in the order of the step.
  bool isConstant = false; ///< The new values do not depend on a batch.
  /// The op where the way ended, if others read what it makes.
  Operation *culprit = nullptr;
  /// The op where it ended, if it reads what belongs to others.
  Operation *foreign = nullptr;
};

/// The updates of a step as groups of values: one a parameter, with the number
/// that it has in `updates`.
class StepGroups {
public:
  StepGroups(const StepFacts &facts, const StepPairs &pairs,
             ArrayRef<StepArgument> kinds,
             const llvm::DenseMap<unsigned, unsigned> &resultOf,
             StepUpdates &updates)
      : facts(facts), pairs(pairs), kinds(kinds), resultOf(resultOf),
        updates(updates) {}

  /// Gives every state to the parameter that it is computed with, and tells
  /// whose update each value belongs to.
  /// \errors emits one that ends in `advice` when two updates are computed
  ///         together, a state is of no parameter, or has another shape.
  LogicalResult findStates(StringRef advice);

  GradientSearch findGradient(unsigned group) const;

private:
  Value getResult(unsigned i) const {
    return facts.body.getTerminator()->getOperand(i);
  }
  StringRef getName(unsigned argument) const {
    return pairs.argumentNames[argument];
  }
  void indexNames();
  unsigned find(unsigned element);
  LogicalResult join(unsigned a, unsigned b, Operation *op, StringRef advice);
  LogicalResult joinAll(StringRef advice);
  std::optional<unsigned> findByName(unsigned state) const;
  LogicalResult addState(unsigned state, StringRef advice);
  void nameStates();
  void findOwners();
  void findReaders();
  Owner getOwner(Value value) const {
    auto it = owners.find(value);
    return it == owners.end() ? Owner::none() : it->second;
  }
  Owner getReader(Value value) const {
    auto it = readers.find(value);
    return it == readers.end() ? Owner::none() : it->second;
  }

  const StepFacts &facts;
  const StepPairs &pairs;
  ArrayRef<StepArgument> kinds;
  const llvm::DenseMap<unsigned, unsigned> &resultOf;
  StepUpdates &updates;
  /// Arguments that are computed together, as trees of a union.
  SmallVector<unsigned> parents;
  /// The parameter of each root.
  llvm::DenseMap<unsigned, unsigned> parameterOf;
  llvm::DenseMap<unsigned, unsigned> groupOf; ///< of parameters
  llvm::DenseMap<unsigned, TreePath> paths;   ///< of parameters
  /// The groups of the parameters whose paths end with these keys.
  llvm::StringMap<Owner> byEnd;
  /// Of what does not depend on a batch: whose parameters and states it is
  /// computed from. Other arguments are of several.
  llvm::DenseMap<Value, Owner> owners;
  /// Whose new values each value is needed for.
  llvm::DenseMap<Value, Owner> readers;
};
} // namespace mlir::pipe

#endif // PIPE_LIB_ANALYSIS_ROLES_STEPGROUPS_H
